"""The page of roles that were asked for (待指定的角色): one press gives those that are ticked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.office.accounts.many import give_asked_roles, strike_asked_roles
from huanjie.office.accounts.models import AskedRole
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit, within
from huanjie.office.units.permission import places_of
from huanjie.office.web import acting_user, signed_in, whole_number


@require_http_methods(["GET", "POST"])
def asked_page(request: HttpRequest) -> HttpResponse:
    """The roles that were asked for: give those that are ticked, or strike them out."""
    office, waiting = _waiting(request)
    if request.method == "POST":
        numbers = [whole_number(each) or 0 for each in request.POST.getlist("asked")]
        if not numbers:
            messages.warning(request, _("没有勾选。先在表里勾选，再办理。"))
            return redirect("asked-roles")
        acting = acting_user(request)
        if "strike" in request.POST:
            done = strike_asked_roles(acting_user=acting, unit=office, asked=numbers)
            says = ngettext("划掉了 %(n)d 项，没有指定。", "划掉了 %(n)d 项，没有指定。", done)
        else:
            done = give_asked_roles(acting_user=acting, unit=office, asked=numbers)
            says = ngettext("已经指定 %(n)d 个角色。", "已经指定 %(n)d 个角色。", done)
        messages.success(request, says % {"n": done})
        return redirect("asked-roles" if len(waiting) > done else "accounts")
    page = {"section": "accounts", "waiting": waiting}
    return render(request, "accounts/asked.html", page)


def asked_of(user: User) -> int:
    """How many roles wait for somebody to give them."""
    places = places_of(user, Action.ASSIGN_ROLE)
    return sum(AskedRole.objects.filter(unit__in=_below(place)).count() for place in places)


def _waiting(request: HttpRequest) -> tuple[Unit, list[AskedRole]]:
    """What waits at the first place of this user's where anything does."""
    places = places_of(signed_in(request), Action.ASSIGN_ROLE)
    if not places:
        raise PermissionDenied("角色由安全管理员指定")
    rows = AskedRole.objects.select_related("user", "unit")
    found = ((place, list(rows.filter(unit__in=_below(place)))) for place in places)
    return next(((place, own) for place, own in found if own), (places[0], []))


def _below(place: Unit) -> Any:
    return Unit.objects.filter(within(place)).values("pk")
