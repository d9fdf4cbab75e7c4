"""Pages of one place's bodies (班子和任职): who sits where, entering and leaving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.permission import Action
from huanjie.office.incumbents.correcting import correct_post
from huanjie.office.incumbents.forms import OTHER_POST, BodyForm, LeaveForm, SeatForm
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.seated import seated
from huanjie.office.incumbents.services import (
    keep_body,
    leave_post,
    same_person,
    take_post,
)
from huanjie.office.incumbents.terms import posts_of
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed
from huanjie.office.web import (
    acting_user,
    attempt,
    find_unit,
    is_sent,
    shown_version,
    signed_in,
    whole_number,
)


@require_safe
def incumbents_page(request: HttpRequest, code: str) -> HttpResponse:
    """The bodies of a place, their terms and who sits in them."""
    unit = find_unit(request, code)
    page = {
        "section": "incumbents",
        "unit": unit,
        "bodies": seated(Body.objects.filter(unit=unit).select_related("unit", "within")),
        "may_keep": not unit.is_gone and allowed(signed_in(request), Action.KEEP_INCUMBENTS, unit),
    }
    return render(request, "incumbents/unit.html", page)


@require_http_methods(["GET", "POST"])
def body_page(request: HttpRequest, code: str, number: int | None = None) -> HttpResponse:
    """Enter a body, or what has changed about one."""
    unit = _keeper(request, code)
    body = _body(unit, number) if number is not None else None
    initial = _initial(body) if body else None
    form = BodyForm(unit, request.POST or None, initial=initial)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        kept = attempt(
            form,
            lambda: keep_body(
                acting_user=acting, unit=unit, facts=form.facts, number=body.pk if body else None
            ),
        )
        if kept is not None:
            messages.success(request, _("组织已经登记。"))
            return redirect("incumbents", unit.pk)
    heading = _("修改组织") if body else _("登记组织")
    about = body.name if body else ""
    seen = shown_version(request, unit) if body else None
    return _form_page(request, unit, form, heading, about, seen=seen)


@require_http_methods(["GET", "POST"])
def seat_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Enter somebody who holds a post in a body."""
    unit = _keeper(request, code)
    body = _body(unit, number)
    form = SeatForm(body, request.POST or None)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        seat = form.seat
        taken = attempt(
            form, lambda: take_post(acting_user=acting, unit=unit, body=body.pk, seat=seat)
        )
        if taken is not None:
            messages.success(request, _("任职已经登记。"))
            return redirect("incumbents", unit.pk)
    return _form_page(request, unit, form, _("登记任职"), body.name)


@require_http_methods(["GET", "POST"])
def correct_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put right what was entered wrongly about somebody's post."""
    unit = _keeper(request, code)
    row = Holding.objects.filter(region=unit.pk, pk=number).select_related("body").first()
    if row is None:
        raise Http404(_("没有这条任职记录。"))
    form = SeatForm(row.body, request.POST or None, initial=_entered(row))
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        seat = form.seat
        done = attempt(
            form, lambda: correct_post(acting_user=acting, unit=unit, holding=row.pk, seat=seat)
        )
        if done is not None:
            messages.success(request, _("已更正，写进了记录。"))
            return redirect("incumbents", unit.pk)
    seen = shown_version(request, unit)
    return _form_page(request, unit, form, _("更正任职"), row.name, seen=seen)


def _entered(row: Holding) -> dict[str, Any]:
    own = row.post in [word for word, _name in posts_of(row.body.kind)]
    return {
        "post": row.post if own else OTHER_POST,
        "other_post": "" if own else row.post,
        "name": row.name,
        "sex": row.sex,
        "from_on": row.from_on,
        "how": row.how,
    }


@require_http_methods(["GET", "POST"])
def leave_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Enter that somebody left a post."""
    unit = _keeper(request, code)
    row = Holding.objects.filter(region=unit.pk, pk=number, to_on=None).first()
    if row is None:
        raise Http404(_("没有这条任职记录。"))
    form = LeaveForm(request.POST or None)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        day = form.cleaned_data["on"]

        def left() -> bool:
            leave_post(acting_user=acting, unit=unit, holding=row.pk, on=day)
            return True

        if attempt(form, left):
            messages.success(request, _("离任已经登记。"))
            return redirect("incumbents", unit.pk)
    return _form_page(request, unit, form, _("登记离任"), row.name)


@require_POST
def same_person_view(request: HttpRequest, code: str) -> HttpResponse:
    """Say that two entries of one name are one person."""
    unit = _keeper(request, code)
    one, other = (whole_number(request.POST.get(name, "")) for name in ("one", "other"))
    same_person(acting_user=acting_user(request), unit=unit, one=one or 0, other=other or 0)
    messages.success(request, _("已经登记为同一个人。"))
    return redirect("incumbents", unit.pk)


def _keeper(request: HttpRequest, code: str) -> Unit:
    return find_unit(request, code, Action.KEEP_INCUMBENTS)


def _body(unit: Unit, number: int) -> Body:
    found = Body.objects.filter(unit=unit, pk=number).first()
    if found is None:
        raise Http404(_("这个单位没有登记这个组织。"))
    return found


def _initial(body: Body) -> dict[str, Any]:
    return {
        "kind": body.kind,
        "name": body.name,
        "within": str(body.within_id or ""),
        "seats": body.seats,
        "elected_on": body.elected_on,
        "ends_stated": body.ends_stated,
    }


def _form_page(
    request: HttpRequest,
    unit: Unit,
    form: Any,
    heading: str,
    about: str,
    *,
    seen: int | None = None,
) -> HttpResponse:
    """The form; what shows facts as they stand says of which version (`seen`)."""
    page = {
        "section": "incumbents",
        "unit": unit,
        "form": form,
        "heading": heading,
        "about": about,
        "seen": seen,
    }
    return render(request, "incumbents/form.html", page, status=422 if form.errors else 200)
