"""Pages of a department (部门的联审页), for a phone first: list, drafting, signing, returning."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.ladder import Column
from huanjie.domain.permission import Action
from huanjie.domain.reviewbars import NO_BAR, Answer
from huanjie.door.fault import BadInput
from huanjie.office.forms import SiteForm
from huanjie.office.review.answering import (
    draft_answers,
    return_questions,
    sign_answers,
    take_back_signatures,
)
from huanjie.office.review.desk import Desk, find_desk
from huanjie.office.review.desks import headings_for
from huanjie.office.review.forms import ReturnForm
from huanjie.office.review.stated import drafts_in, signed_in_form, ticked_in
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import NOT_YOURS, allowed, need_somewhere
from huanjie.office.web import acting_user, attempt, is_sent, signed_in, whole_number

T = TypeVar("T")


@require_safe
def desks_page(request: HttpRequest) -> HttpResponse:
    """Every batch that asks the own department, with its clock."""
    user = signed_in(request)
    places = need_somewhere(user, Action.SEE_QUESTIONS, NOT_YOURS)
    desks = headings_for(user, places)
    page = {
        "section": "questions",
        "open": [each for each in desks if each.open],
        "done": [each for each in desks if not each.open],
    }
    return render(request, "review/desks.html", page)


@require_http_methods(["GET", "POST"])
def desk_page(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """The list of names: no bar for all that it shows or for one, exceptions by article. What is
    ticked for others while one is answered alone stays ticked.
    """
    desk = find_desk(request, sent, asked)
    form = SiteForm(request.POST or None)
    if is_sent(request):
        waiting, at = {row.line for row in desk.to_draft}, _at(request, desk)
        stated = attempt_bare(form, lambda: drafts_in(request.POST, waiting))
        drafted = stated and attempt_bare(form, lambda: draft_answers(answers=stated.answers, **at))
        if stated and drafted is not None:
            messages.success(request, _("已初核 %(n)d 人，等另一个人签字。") % {"n": drafted})
            if not stated.left:
                return redirect("question-batch", sent, asked)
            desk, form = find_desk(request, sent, asked), SiteForm()
            return _desk(request, desk, "review/desk.html", form, ticked=stated.left)
    return _desk(request, desk, "review/desk.html", form, ticked=_ticked(request))


@require_http_methods(["GET", "POST"])
def sign_page(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """What others drafted, exceptions first; sign those that are ticked."""
    desk = find_desk(request, sent, asked)
    form = SiteForm(request.POST or None)
    if is_sent(request):
        at = _at(request, desk)
        signed = attempt_bare(
            form, lambda: sign_answers(answers=signed_in_form(request.POST), **at)
        )
        if signed is not None:
            messages.success(request, _("已签 %(n)d 人。") % {"n": signed})
            return redirect("question-batch", sent, asked)
    return _desk(request, desk, "review/sign.html", form)


def _at(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """Who does a deed, on which department's part of which batch."""
    return {
        "acting_user": acting_user(request),
        "unit": desk.place,
        "batch": desk.batch.pk,
        "department": desk.asked.key,
    }


@require_http_methods(["GET", "POST"])
def return_page(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """Return people: which columns are missing or wrong."""
    desk = find_desk(request, sent, asked)
    open_rows = [(row.line, row.name) for row in desk.open_rows]
    chosen = {"lines": request.GET.getlist("line")}
    form = ReturnForm(open_rows, desk.asked.columns, request.POST or None, initial=chosen)
    if is_sent(request) and form.is_valid():
        lines = [int(each) for each in form.cleaned_data["lines"]]
        columns = [Column(each) for each in form.cleaned_data["columns"]]
        done = attempt(
            form,
            lambda: return_questions(lines=lines, columns=columns, **_at(request, desk)),
        )
        if done is not None:
            messages.success(request, _("已退回 %(n)d 人，时限停止。") % {"n": done})
            return redirect("question-batch", sent, asked)
    return _desk(request, desk, "review/return.html", form)


@require_POST
def take_back_view(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """Take one's own signature back."""
    desk = find_desk(request, sent, asked)
    line = whole_number(request.POST.get("line", ""))
    take_back_signatures(lines=[line or 0], **_at(request, desk))
    messages.success(request, _("已收回您的签字。"))
    return redirect("question-batch", sent, asked)


def attempt_bare(form: SiteForm, deed: Callable[[], T]) -> T | None:
    """Do a deed of a form that has no fields of its own; its refusal stands above the list."""
    form.is_valid()
    return attempt(form, deed)


def _ticked(request: HttpRequest) -> Mapping[int, Answer]:
    """What a form that was refused had ticked: it comes back as it was sent."""
    try:
        return ticked_in(request.POST)
    except BadInput:
        return {}


def _desk(
    request: HttpRequest,
    desk: Desk,
    template: str,
    form: SiteForm,
    *,
    ticked: Mapping[int, Answer] | None = None,
) -> HttpResponse:
    user = signed_in(request)
    note_shown(user, region=desk.place.pk, people=len(desk.rows))
    may_draft = allowed(user, Action.DRAFT_ANSWER, desk.place)
    waiting = {row.line for row in desk.to_draft} if may_draft else set()
    bars = ticked or {}
    page = {
        "section": "questions",
        "desk": desk,
        "form": form,
        "listed": [row for row in desk.rows if row.line not in waiting],
        "to_draft": [(row, bars.get(row.line, NO_BAR)) for row in desk.to_draft],
        "shown_lines": ",".join(str(row.line) for row in desk.to_draft),
        "shown": [(row, json.dumps(sorted(row.answer or ()))) for row in desk.to_sign],
        "reminder": desk.batch.reminders.filter(department=desk.asked.key).first(),
        "may_draft": may_draft,
        "may_sign": allowed(user, Action.SIGN_ANSWER, desk.place),
        "may_take_list": allowed(user, Action.TAKE_LIST, desk.place),
    }
    return render(request, template, page, status=422 if form.errors else 200)
