"""How allauth behaves here (登录的规矩): nobody signs up, no mail is sent, our own sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from huanjie.office import clock
from huanjie.office.people.lockout import client_address
from huanjie.office.people.models import User

_FRESH_SECONDS: Final = 600
"""how long after signing in nobody is asked to prove again who they are"""
_SENTENCES: Final[Mapping[str, Any]] = {
    "account/messages/password_changed.txt": _("密码已经改好，其他设备上都已退出。"),
    "mfa/messages/totp_activated.txt": _("验证器已经设好，以后登录要输它显示的数字。"),
    "mfa/messages/totp_deactivated.txt": _("验证器已经停用。"),
    "mfa/messages/webauthn_added.txt": _("安全密钥已经添加，以后登录可以用它。"),
    "mfa/messages/webauthn_removed.txt": _("安全密钥已经删除。"),
}
"""what allauth tells after a deed, in our words; anything else it tells is left out"""
_WAYS: Final[Mapping[str, Any]] = {
    "reauthenticate": _("改用密码"),
    "mfa_reauthenticate": _("改用验证码或者恢复码"),
    "mfa_reauthenticate:webauthn": _("改用安全密钥"),
}
"""how else somebody proves who they are, in our words"""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators alone; a closed one is told nothing of its own."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "账号或者密码不对。再输一次；忘了密码，请系统管理员重发初始密码。"
        ),
        "incorrect_password": _("密码不对。"),
        "enter_current_password": _("现在的密码不对。再输一次；忘了，请系统管理员重发初始密码。"),
        "too_many_login_attempts": _("试得太多了，请过一会儿再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """A closed account, however it came here."""
        messages.error(request, _("这个账号不能登录。请找给您账号的管理员。"))
        return redirect("sign-in")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tell it in our words, or not at all."""
        says = message or _SENTENCES.get(message_template or "")
        if says:
            messages.add_message(request, level, says, extra_tags=extra_tags)

    def get_client_ip(self, request: HttpRequest) -> str:
        """As the lock has it; where nobody knows, the address that is nobody's."""
        return client_address(request) or "0.0.0.0"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account; after a first password, on to what there is to do."""
        had_start_password = getattr(request.user, "had_start_password", False)
        return reverse("home" if had_start_password else "own-account")

    def set_password(self, user: User, password: str) -> None:
        """A password of one's own choice: it is nobody else's start password any more."""
        user.set_password(password)
        user.save(update_fields=("password",))
        User.objects.filter(pk=user.pk).update(has_start_password=False)
        user.had_start_password = user.has_start_password  # type: ignore[attr-defined]
        user.has_start_password = False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """How somebody proves again who they are; without password and second factor, by signing
        in again.
        """
        known: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for each in known:
            each["description"] = _WAYS.get(each["id"], each["description"])
        return known or [{"id": "sign-in", "url": reverse("prove-again"), "description": ""}]

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Not from somebody who has just signed in, whichever way: a first second factor is set up
        straight away, by those who have no password here as well.
        """
        request = context.request
        records = get_authentication_records(request, request.user)
        now = clock.machine_time().timestamp()
        return not any(now - record["at"] < _FRESH_SECONDS for record in records)
