"""The second factor (第二重验证): an authenticator app, security keys, recovery codes; what
allauth keeps of them is encrypted, and a wrong code counts like a wrong password.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Final

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_adapter_of_factors
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huanjie.office.forms import SiteForm, Words
from huanjie.office.keys import field_keys
from huanjie.office.people.lockout import count_failure, forget_failures, is_locked_out
from huanjie.office.people.models import User

_COLUMN: Final = "mfa_authenticator.data"
_SECRETS: Final = ("secret", "seed")
"""what of an app, and of recovery codes, is encrypted in it"""
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""what is a second factor by itself; recovery codes only stand in for one"""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """How allauth keeps second factors here."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "验证码不对，或者已经用过。等验证器换了下一个数字再输；总是不对，看看手机的时间准不准。"
        ),
        "cannot_generate_recovery_codes": gettext_lazy("先设好验证器或者安全密钥，再生成恢复码。"),
    }

    def encrypt(self, text: str) -> str:
        """As it stands in the database."""
        return base64.b64encode(field_keys().encrypt(text, bound_to=_COLUMN)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used."""
        return field_keys().decrypt(base64.b64decode(encrypted_text), bound_to=_COLUMN)

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """A key's name, where its owner gives it none."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("安全密钥 %(number)d") % {"number": number}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Whom a key is for: the account, without the person's name."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.username}


def qr_picture(text: str) -> str:
    """A QR code (二维码) as a picture that stands in a page itself, by what draws the app's own."""
    drawn: str = get_adapter_of_factors().build_totp_svg(text)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def has_second_factor(user: User) -> bool:
    """Whether somebody has set one up."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def forget_second_factor(user: User) -> int:
    """Take every factor and the recovery codes away (重置); how many there were."""
    gone: int = Authenticator.objects.filter(user=user).delete()[0]
    return gone


def secrets_under_older_keys() -> Counter[str]:
    """How many secrets stand under each key that is not the newest, by the key's id."""
    keys = field_keys()
    ids = (keys.key_of(base64.b64decode(said)) for each in _with_secrets() for said in _said(each))
    return Counter(id_ for id_ in ids if id_ != keys.newest)


def encrypt_secrets_again() -> int:
    """Encrypt every secret under the newest key that is not (重新加密); how many were."""
    adapter, moved = SecondFactorAdapter(), 0
    for found in _with_secrets():
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=found.pk).first()
            older = [name for name in _SECRETS if row and name in row.data and _is_older(row, name)]
            for name in older:
                row.data[name] = adapter.encrypt(adapter.decrypt(row.data[name]))
            if older:
                row.save(update_fields=("data",))
            moved += len(older)
    return moved


def _with_secrets() -> Iterator[Authenticator]:
    yield from Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator()


def _said(row: Authenticator) -> list[str]:
    return [row.data[name] for name in _SECRETS if name in row.data]


def _is_older(row: Authenticator, name: str) -> bool:
    return field_keys().key_of(base64.b64decode(row.data[name])) != field_keys().newest


def code_field(label: Words) -> forms.CharField:
    """Where a code is typed: digits on a phone's keyboard."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attrs))


class _Counted:
    """A code that counts like a password: the tenth wrong one locks the account."""

    user: User
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        if is_locked_out(context.request, self.user.username):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            count_failure(context.request, self.user.username)
            raise
        forget_failures(self.user)
        return code


class CodeForm(_Counted, SiteForm, AuthenticateForm):  # type: ignore[misc]
    """登录的第二步: a code of the app, or a recovery code."""

    code = code_field(gettext_lazy("验证码或恢复码"))


class ProveByCodeForm(_Counted, SiteForm, ReauthenticateForm):  # type: ignore[misc]
    """确认是本人, by a code."""

    code = code_field(gettext_lazy("验证码或恢复码"))


class SetUpAppForm(SiteForm, ActivateTOTPForm):  # type: ignore[misc]
    """设置验证器: the first code shows that the app has read the secret."""

    code = code_field(gettext_lazy("验证器显示的 6 位数字"))


@contextmanager
def _well_formed() -> Iterator[None]:
    """What a browser would never send is a wrong answer, and no fault of the site."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise get_adapter_of_factors().validation_error("incorrect_code") from fault


class AddKeyForm(SiteForm, AddWebAuthnForm):  # type: ignore[misc]
    """添加安全密钥: its name, and what the browser got from it."""

    name = forms.CharField(label=gettext_lazy("给它起个名字"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """A key that answered this page's own question."""
        with _well_formed():
            return dict(super().clean() or {})


class KeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """登录的第二步, by a security key."""

    def clean_credential(self) -> Authenticator:
        """One of this account's keys."""
        with _well_formed():
            return super().clean_credential()


class ProveByKeyForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """确认是本人, by a security key."""

    def clean_credential(self) -> Authenticator:
        """One of this account's keys."""
        with _well_formed():
            return super().clean_credential()
