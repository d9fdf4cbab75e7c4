"""Forms about oneself (登录和自己的账号)."""

from __future__ import annotations

import unicodedata
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from huanjie.office.forms import SiteForm, Words
from huanjie.office.people.models import NAME_LENGTH, User


def password_field(label: Words, *, new: bool = False, help_text: Words = "") -> forms.CharField:
    """A password: what is typed is not shown again, and nothing of it is cut off."""
    attrs = {"autocomplete": "new-password" if new else "current-password"}
    widget = forms.PasswordInput(attrs=attrs)
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


class SignInForm(SiteForm):
    """登录: account and password."""

    username = forms.CharField(
        label=_("账号"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = password_field(_("密码"))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_username(self) -> str:
        """Typed with a Chinese keyboard's wide letters, it is the same account."""
        return unicodedata.normalize("NFKC", self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """Both together, or one sentence that does not say which was wrong."""
        data = super().clean() or {}
        if "username" in data and "password" in data:
            adapter = get_adapter()
            self.user = adapter.authenticate(self.request, **self._credentials)
            if self.user is None:
                raise adapter.validation_error("username_password_mismatch")
        return data

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in, or go on to the second factor."""
        login = Login(user=self.user, redirect_url=redirect_url)
        answer: HttpResponse = perform_password_login(request, self._credentials, login)
        return answer

    @property
    def _credentials(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("username", "password")}


class ProveForm(SiteForm):
    """确认是本人: the password again, counted like at the door."""

    password = password_field(_("密码"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Their own."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class PasswordForm(SiteForm):
    """改密码: the present one, and twice the new one."""

    oldpassword = password_field(_("现在的密码"))
    password1 = password_field(
        _("新密码"), new=True, help_text=_("至少 10 个字符；不要用账号、姓名和常见的密码。")
    )
    password2 = password_field(_("再输一次新密码"), new=True)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_oldpassword(self) -> str:
        """Their own."""
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def clean_password1(self) -> str:
        """One that the policy takes (密码要求)."""
        password: str = get_adapter().clean_password(self.cleaned_data["password1"], self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Another than before, and typed twice alike."""
        data = super().clean() or {}
        new = data.get("password1")
        if new and data.get("password2") not in (None, new):
            self.add_error("password2", ValidationError(_("两次输入的新密码不一样。")))
        if new and new == data.get("oldpassword"):
            self.add_error("password1", ValidationError(_("新密码和现在的一样。")))
        return data

    def save(self) -> None:
        """Set it."""
        get_adapter().set_password(self.user, self.cleaned_data["password1"])
