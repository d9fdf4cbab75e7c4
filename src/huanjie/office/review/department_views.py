"""Pages of departments and their people (联审部门), for the office."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.permission import REVIEW_ROLES, Action
from huanjie.office.review.departments import keep_departments, may_hold, seat_person, unseat_person
from huanjie.office.review.forms import LadderForm, SeatForm
from huanjie.office.review.models import Department
from huanjie.office.review.offices import sends
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.web import acting_user, attempt, find_unit, is_sent


@require_http_methods(["GET", "POST"])
def departments_page(request: HttpRequest, code: str) -> HttpResponse:
    """The departments here and above, who answers for them; sets up those that a ladder asks."""
    unit = _holder(request, code)
    form = LadderForm(unit, request.POST or None, request.FILES or None)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        document = form.cleaned_data["document"]
        names = {
            each["key"]: each["name"] for level in document["level"] for each in level["department"]
        }
        new = attempt(form, lambda: keep_departments(acting_user=acting, unit=unit, names=names))
        if new is not None:
            messages.success(request, _("新设了 %(n)d 个部门。") % {"n": new})
            return redirect("review-departments", unit.pk)
    return _page(request, unit, form, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def seat_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Let an account answer for a department."""
    unit = _holder(request, code)
    department = get_object_or_404(Department, pk=number, region=unit.pk)
    form = SeatForm(request.POST or None)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        name = form.cleaned_data["username"]
        seated = attempt(
            form,
            lambda: seat_person(
                acting_user=acting, unit=unit, department=department.pk, username=name
            ),
        )
        if seated is not None:
            messages.success(request, _("已经安排。"))
            return redirect("review-departments", unit.pk)
    page = {"section": "reviews", "unit": unit, "form": form, "department": department}
    return render(request, "review/seat.html", page, status=422 if form.errors else 200)


@require_POST
def unseat_view(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Let somebody answer no more."""
    unit = _holder(request, code)
    unseat_person(acting_user=acting_user(request), unit=unit, seat=number)
    messages.success(request, _("已经撤下；签过的字仍然有效。"))
    return redirect("review-departments", unit.pk)


def _holder(request: HttpRequest, code: str) -> Unit:
    """A place that holds departments."""
    unit = find_unit(request, code, Action.KEEP_DEPARTMENTS)
    if not may_hold(unit):
        raise Http404(_("村、社区不设联审部门。"))
    return unit


def _page(request: HttpRequest, unit: Unit, form: LadderForm, *, status: int) -> HttpResponse:
    rows = Department.objects.filter(region__in=unit.codes).prefetch_related("seats__user")
    held = Assignment.objects.filter(user__review_seats__department__in=rows, role__in=REVIEW_ROLES)
    roles: dict[int, set[str]] = {}
    for user, role in held.values_list("user_id", "role"):
        roles.setdefault(user, set()).add(role)
    shown = [
        (
            row,
            row.region == unit.pk,
            [(seat, sorted(roles.get(seat.user_id, ()))) for seat in row.seats.all()],
        )
        for row in rows
    ]
    page = {
        "section": "reviews",
        "unit": unit,
        "form": form,
        "departments": shown,
        "sends": sends(unit),
    }
    return render(request, "review/departments.html", page, status=status)
