"""Changing a place (变更单位): one page a kind of change, and the place's history."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.organisation import CHANGE_NAMES, CHANGEABLE, Change
from huanjie.domain.permission import Action
from huanjie.exchange.unitrow import LEVELS
from huanjie.office.command import ActingUser
from huanjie.office.confirming import filled_in
from huanjie.office.units import changes
from huanjie.office.units.forms import (
    ApprovalForm,
    CodeForm,
    MergeForm,
    MoveForm,
    RenameForm,
    SplitForm,
)
from huanjie.office.units.history import heirs_of, history_of, on_day
from huanjie.office.units.models import Assignment, Unit, within
from huanjie.office.units.permission import allowed, in_force, places_of
from huanjie.office.web import acting_user, attempt, find_unit, is_sent, signed_in

CONSEQUENCES: Final = {
    Change.RENAMED: gettext_lazy("原来的名称仍然可以查到，以前的选举和文书不变。"),
    Change.MOVED: gettext_lazy("它和它下面的单位一起移到新的上级下面；上级的工作人员随之变化。"),
    Change.MERGED: gettext_lazy(
        "原来的单位从生效日期起不再存在，代码仍然可以查到，并指向合并以后的单位。"
    ),
    Change.SPLIT: gettext_lazy(
        "新单位从生效日期起存在；原单位不保留的，代码仍然可以查到，并指向新单位。"
    ),
    Change.CODED: gettext_lazy("本地编码不再使用，仍然可以查到，并指向新的代码。"),
    Change.ABOLISHED: gettext_lazy("它从生效日期起不再存在，也没有承继它的单位；代码不再使用。"),
}
"""What each change does, for its check page."""


@require_http_methods(["GET", "POST"])
def change_page(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One change: its form, then everything that will be done, then the deed."""
    unit = find_unit(request, code)
    if kind not in CHANGE_NAMES or Change(kind) not in changes_of(request, unit):
        raise Http404(_("这个单位现在不能办这种变更，或者您的账号不能办理。"))
    change = Change(kind)
    form = _form(request, change, unit)
    if is_sent(request) and form.is_valid():
        if "confirm" not in request.POST:
            return _check_page(request, unit, change, form)
        deed = _deed(acting_user(request), change, unit, form, _office(request, unit))
        if (found := attempt(form, deed)) is not None:
            messages.success(
                request, _("已登记：%(change)s。") % {"change": _(CHANGE_NAMES[change])}
            )
            return redirect("unit", found)
    page = {
        "section": "units",
        "unit": unit,
        "form": form,
        "change": CHANGE_NAMES[change],
        "consequence": CONSEQUENCES[change],
    }
    return render(request, "units/change.html", page, status=422 if form.errors else 200)


def _check_page(
    request: HttpRequest, unit: Unit, change: Change, form: ApprovalForm
) -> HttpResponse:
    """What was filled in, in words, with what it does; the same fields go on to the deed."""
    page = {
        "section": "units",
        "unit": unit,
        "change": CHANGE_NAMES[change],
        "consequence": CONSEQUENCES[change],
        "said": tuple(filled_in(form)),
        "sent": [
            (name, value) for name in form.fields for value in request.POST.getlist(name) if value
        ],
        "roles": _left_behind(unit, change, form),
    }
    return render(request, "units/change_check.html", page)


def _left_behind(unit: Unit, change: Change, form: ApprovalForm) -> int:
    """How many roles are held at places that end by this (留在原单位的角色): nobody carries them
    over by themselves.
    """
    said = form.cleaned_data
    ending = {
        Change.MERGED: [*said.get("sources", []), *([] if said.get("keeps") else [unit.pk])],
        Change.SPLIT: [] if said.get("stays") else [unit.pk],
        Change.ABOLISHED: [unit.pk],
    }.get(change, [])
    return Assignment.objects.filter(in_force(), unit__in=ending).count()


@require_safe
def history_page(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a place, and what it was on a day."""
    unit = find_unit(request, code)
    asked = request.GET.get("on", "")
    on = _day(asked)
    page = {
        "section": "units",
        "unit": unit,
        "lines": history_of(unit),
        "heirs": [each for each in heirs_of(unit) if each != unit],
        "asked": asked,
        "then": on_day(unit, on) if on else None,
        "changes": [(each.value, CHANGE_NAMES[each]) for each in changes_of(request, unit)],
    }
    return render(request, "units/history.html", page)


def changes_of(request: HttpRequest, unit: Unit) -> list[Change]:
    """The changes that this user may make of this place now."""
    if unit.is_gone or unit.level not in CHANGEABLE:
        return []
    if not allowed(signed_in(request), Action.CHANGE_UNITS, unit):
        return []
    return [each for each in Change if each is not Change.CODED or unit.is_local]


def _office(request: HttpRequest, unit: Unit) -> Unit:
    """The highest place above it whose tree this user may change: there the change is entered."""
    places = places_of(signed_in(request), Action.CHANGE_UNITS)
    return next(place for place in places if unit.is_within(place))


def _form(request: HttpRequest, change: Change, unit: Unit) -> ApprovalForm:
    data = request.POST if request.method == "POST" else None
    if change is Change.MOVED:
        higher = LEVELS[: LEVELS.index(unit.level)]
        below = Unit.objects.filter(within(_office(request, unit)), level__in=higher, ended_on=None)
        return MoveForm(below.exclude(pk=unit.parent_id), data)
    if change is Change.MERGED:
        beside = Unit.objects.filter(parent=unit.parent, level=unit.level, ended_on=None)
        return MergeForm(beside.exclude(pk=unit.pk), data)
    plain: dict[Change, type[ApprovalForm]] = {
        Change.RENAMED: RenameForm,
        Change.SPLIT: SplitForm,
        Change.CODED: CodeForm,
    }
    return plain.get(change, ApprovalForm)(data)


def _deed(
    acting: ActingUser, change: Change, unit: Unit, form: Any, office: Unit
) -> Callable[[], str]:
    """The service that does it, and the place to look at afterwards."""
    own: dict[str, Any] = {"acting_user": acting, "unit": office, "approval": form.approval}
    data = form.cleaned_data

    def renamed() -> str:
        return changes.rename(**own, code=unit.pk, name=data["name"])

    def moved() -> str:
        return changes.move(**own, code=unit.pk, to=data["to"])

    def merged() -> str:
        codes = [unit.pk, *data["sources"]]
        return changes.merge(**own, codes=codes, into=form.into(unit))

    def split() -> str:
        changes.split(**own, code=unit.pk, parts=form.parts(), stays=data["stays"])
        return unit.pk

    def coded() -> str:
        return changes.give_code(**own, code=unit.pk, national=data["code"])

    def abolished() -> str:
        return changes.abolish(**own, code=unit.pk)

    deeds: dict[Change, Callable[[], str]] = {
        Change.RENAMED: renamed,
        Change.MOVED: moved,
        Change.MERGED: merged,
        Change.SPLIT: split,
        Change.CODED: coded,
        Change.ABOLISHED: abolished,
    }
    return deeds[change]


def _day(text: str) -> datetime.date | None:
    """A day of an address; anything else is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None
