"""Pages of the second factor (第二重验证): to set up, at the door, and to prove who one is."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from huanjie.office.people.second_factor import (
    FACTORS,
    AddKeyForm,
    CodeForm,
    KeyForm,
    ProveByCodeForm,
    ProveByKeyForm,
    SetUpAppForm,
)

_NOBODYS = 0
_LONGEST = 18


class Factors(IndexView):  # type: ignore[misc]
    """What somebody has set up, and what they may add."""

    template_name = "people/factors.html"


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """登录的第二步."""

    form_class = CodeForm
    webauthn_form_class = KeyForm
    template_name = "people/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What this account has to show: nobody is asked for what they never set up."""
        own = Authenticator.objects.filter(user=self.stage.login.user)
        kinds = set(own.values_list("type", flat=True))
        has = {"has_app": Authenticator.Type.TOTP in kinds}
        has["has_key"] = Authenticator.Type.WEBAUTHN in kinds
        return {**super().get_context_data(**kwargs), **has}


class ProveByCode(CodeReauthenticateView):  # type: ignore[misc]
    """确认是本人, by a code."""

    form_class = ProveByCodeForm
    template_name = "people/prove.html"


class ProveByKey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """确认是本人, by a security key."""

    form_class = ProveByKeyForm
    template_name = "people/prove_by_key.html"


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]
    """设置验证器."""

    form_class = SetUpAppForm
    template_name = "people/app.html"


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]
    """停用验证器."""

    template_name = "people/app_remove.html"


class AddKey(AddWebAuthnView):  # type: ignore[misc]
    """添加安全密钥."""

    form_class = AddKeyForm
    template_name = "people/key.html"


class RemoveKey(RemoveWebAuthnView):  # type: ignore[misc]
    """删除安全密钥: one of one's own."""

    template_name = "people/key_remove.html"
    success_url = reverse_lazy("mfa_index")

    def get_object(self, queryset: Any = None) -> Authenticator:
        """Whatever number stands in the address."""
        number = self.kwargs["number"]
        is_number = number.isascii() and number.isdecimal() and len(number) <= _LONGEST
        return get_object_or_404(self.get_queryset(), pk=int(number) if is_number else _NOBODYS)


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """恢复码: shown once, to be printed or written down."""

    template_name = "people/codes.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever has none is led to where second factors are set up."""
        if not _has(request, Authenticator.Type.RECOVERY_CODES):
            return redirect("mfa_index")
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer


class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """重新生成恢复码: the old ones are void."""

    template_name = "people/codes_new.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """They only stand in for a second factor: without one there is nothing to stand in for."""
        if not _has(request, *FACTORS):
            messages.warning(request, _("先设好验证器或者安全密钥，再生成恢复码。"))
            return redirect("mfa_index")
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer


def _has(request: HttpRequest, *kinds: str) -> bool:
    return bool(Authenticator.objects.filter(user=request.user, type__in=kinds).exists())
