"""Signing in and out (登录、退出), and choosing the language."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.utils.translation import gettext_lazy as _

from huanjie.office.people.models import User


class SignIn(LoginView):
    """The sign-in page; a demo's page lists its accounts."""

    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def get_form(self, form_class: type | None = None) -> object:  # type: ignore[override]
        """The form, in the words of the site."""
        form = super().get_form(form_class)
        form.fields["username"].label = _("账号")
        form.fields["password"].label = _("密码")
        for field in form.fields.values():
            field.widget.attrs["class"] = "form-control"
        return form

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """A demo's accounts, for whoever tries it."""
        accounts = demo_accounts() if settings.HUANJIE_DEMO else []
        return super().get_context_data(**kwargs) | {"demo_accounts": accounts}


def demo_accounts() -> list[User]:
    """The accounts that the demo made, in the order in which it made them."""
    return list(User.objects.filter(is_active=True).order_by("pk")[:20])
