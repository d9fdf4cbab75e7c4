"""Pages of one's own account (我的账号): who I am, where I am signed in, by which identity."""

from __future__ import annotations

from typing import Final

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from huanjie.office import clock
from huanjie.office.people.devices import devices_of, end_session, ended
from huanjie.office.people.identity import identity_of, unlink
from huanjie.office.people.models import User
from huanjie.office.people.sessions import sign_out_everywhere

_LONGEST: Final = 18
"""digits of a number that a database counts"""


@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    """我的账号: who I am here, and how I sign in."""
    page = {"now": clock.now(), "identity": identity_of(request.user)}
    return render(request, "people/account.html", page)


@require_safe
def devices_page(request: HttpRequest) -> HttpResponse:
    """登录的设备: where I am signed in, each to be ended by one press."""
    assert isinstance(request.user, User)
    page = {"devices": devices_of(request, request.user)}
    return render(request, "people/devices.html", page)


@require_POST
def end_one(request: HttpRequest, number: str) -> HttpResponse:
    """End one of one's own other sessions; any other number is nobody's."""
    assert isinstance(request.user, User)
    is_number = number.isascii() and number.isdecimal() and len(number) <= _LONGEST
    if not is_number or not end_session(request, request.user, int(number)):
        raise Http404(_("没有这次登录，或者它已经退出。"))
    messages.success(request, _("那台设备已经退出。"))
    return redirect("devices")


@method_decorator(reauthentication_required(app="huanjie.office.people"), name="dispatch")
class UnlinkIdentity(View):
    """解除关联: of the identity by which somebody signs in, asked before it is done."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask, or say why it cannot be done."""
        found = identity_of(request.user)
        if found is None:
            raise Http404(_("这个账号没有关联统一身份认证。"))
        return render(request, "people/identity_unlink.html", {"identity": found})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it."""
        assert isinstance(request.user, User)
        if identity_of(request.user) is None:
            raise Http404(_("这个账号没有关联统一身份认证。"))
        if not request.user.has_usable_password():
            messages.warning(request, _("这个账号没有密码，解除以后不能登录。"))
            return redirect("identity-unlink")
        unlink(request, request.user)
        messages.success(request, _("已经解除关联，以后用账号和密码登录。"))
        return redirect("own-account")


@require_safe
def prove_again(request: HttpRequest) -> HttpResponse:
    """确认是本人, of somebody with neither password nor second factor here: by signing in again."""
    return render(request, "people/prove_again.html")


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """全部退出: of a lost phone, or of a hall's computer left open."""
    assert isinstance(request.user, User)
    ended.send(sender=__name__, user=request.user, detail="在所有设备上退出")
    sign_out_everywhere(request.user)
    messages.info(request, _("已经在所有设备上退出。"))
    return redirect("sign-in")
