"""Pages that decide an objection (决定异议): what the roll is to say, checked once more before it
is written; or why the objection is not well founded.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.objection import Kind
from huanjie.domain.permission import Action
from huanjie.office.gates import follows_striking
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.roll.change_forms import EntryForm, RegisterForm
from huanjie.office.roll.leaving import follows_of, leaving_by_objection
from huanjie.office.roll.objection_forms import ReasonsForm
from huanjie.office.roll.objection_list import ShownObjection
from huanjie.office.roll.objection_reasons import answering, fitting
from huanjie.office.roll.objection_views import about, found
from huanjie.office.roll.objections import (
    Remedy,
    check_reasons,
    dismiss_objection,
    uphold_objection,
)
from huanjie.office.roll.rehearsing import rehearse
from huanjie.office.telling import tell
from huanjie.office.web import acting_user, attempt


@never_cache
@require_http_methods(["GET", "POST"])
def uphold_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """State how the roll is put right, look at it once more, then decide."""
    election = election_to(request, pk, Action.DECIDE_OBJECTION)
    row = found(election, number)
    if request.method == "GET" and not _may(request, election, row):
        return redirect("roll-objection", pk, number)
    form = remedy_form(election, row, request)
    page = about(election, row=row, form=form, upholds=True)
    if form.is_valid() and "edit" not in request.POST:
        remedy, acting = remedy_of(form), acting_user(request)

        def decide() -> int:
            return uphold_objection(
                acting_user=acting, election=election, objection=number, remedy=remedy
            )

        if "confirm" in request.POST:
            follows = follows_striking(election, leaving_by_objection(row.objection))
            if attempt(form, decide):
                tell(request, follows)
                messages.success(request, _("已决定成立，名册已经改好。请打印答复书。"))
                return redirect("roll-objection", pk, number)
        elif after := attempt(form, lambda: rehearse(election, row.objection, remedy)):
            page |= {"after": after, "reminders": follows_of(election, after)}
            return render(request, "roll/decision_check.html", page)
    return render(request, "roll/decision.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def dismiss_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """State the reasons, look at them once more, then decide."""
    election = election_to(request, pk, Action.DECIDE_OBJECTION)
    row = found(election, number)
    if request.method == "GET" and not _may(request, election, row):
        return redirect("roll-objection", pk, number)
    needs = row.objection.kind != Kind.WRONG_ENTRY
    conditions = fitting(election, row.objection, upholds=False)
    is_answered = bool(answering(election, row.objection))
    named = {"reasons": [row.objection.ground]} if is_answered else {}
    form = ReasonsForm(conditions, request.POST or None, required=needs, initial=named)
    page = about(election, row=row, form=form, upholds=False)
    if form.is_valid() and "edit" not in request.POST:
        acting, reasons = acting_user(request), form.keys
        if "confirm" in request.POST:
            done = attempt(
                form,
                lambda: dismiss_objection(
                    acting_user=acting, election=election, objection=number, reasons=reasons
                ),
            )
            if done:
                messages.success(request, _("已决定不成立。请打印答复书。"))
                return redirect("roll-objection", pk, number)
        else:
            attempt(form, lambda: check_reasons(election, row.objection, reasons, upholds=False))
            if form.is_valid():
                chosen = [each for each in conditions if each.key in reasons]
                return render(request, "roll/decision_check.html", {**page, "chosen": chosen})
    return render(request, "roll/decision.html", page, status=422 if form.errors else 200)


def _may(request: HttpRequest, election: Election, row: ShownObjection) -> bool:
    return row.is_open and is_open_to(request, election, Action.DECIDE_OBJECTION)


def remedy_form(election: Election, row: ShownObjection, request: HttpRequest) -> Any:
    """What has to be stated: a person and the facts, new cells, or the reasons alone."""
    data, pack = request.POST or None, law_of(election).pack
    form: forms.Form
    if row.objection.kind == Kind.OMITTED:
        said = {"name": row.about}
        form = RegisterForm(pack, data, members=election.member_roll, initial=said)
    elif row.objection.kind == Kind.WRONG_ENTRY and row.entry:
        form = EntryForm(row.entry, data, members=election.member_roll)
    else:
        form = ReasonsForm(fitting(election, row.objection, upholds=True), data)
    return form


def remedy_of(form: Any) -> Remedy:
    """What was stated, once such a form is valid."""
    if isinstance(form, RegisterForm):
        return Remedy(cells=form.cells, stated=form.stated, because=form.because)
    if isinstance(form, EntryForm):
        return Remedy(cells=form.cells)
    return Remedy(reasons=form.keys)
