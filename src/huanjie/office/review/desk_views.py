"""Pages of a department (部门的联审页), for a phone first: list, drafting, signing, returning."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
from huanjie.office.review.desks import heading_of, headings_for
from huanjie.office.review.forms import ReturnForm
from huanjie.office.review.stated import (
    drafts_in,
    lines_in,
    numbers_of,
    signed_in_form,
    ticked_in,
    unticked_in,
)
from huanjie.office.review.turning import (
    STATES,
    Part,
    list_part,
    open_part,
    signing_part,
    sought_in,
)
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
    """The list of names, a page at a time: no bar for all that the page shows or for one,
    exceptions by article. What is ticked for others while one is answered alone stays ticked.
    """
    desk = find_desk(request, sent, asked)
    form = SiteForm(request.POST or None)
    if is_sent(request):
        waiting = set(desk.to_draft.values_list("case__line", flat=True))
        at = _at(request, desk)
        stated = attempt_bare(form, lambda: drafts_in(request.POST, waiting))
        drafted = stated and attempt_bare(form, lambda: draft_answers(answers=stated.answers, **at))
        if stated and drafted is not None:
            messages.success(request, _("已初核 %(n)d 人，等另一个人签字。") % {"n": drafted})
            if not stated.left:
                return _to_list(desk, sought_in(request.GET).below)
            return _list(request, desk, SiteForm(), ticked=stated.left)
    return _list(request, desk, form, ticked=_ticked(request))


def _list(
    request: HttpRequest, desk: Desk, form: SiteForm, *, ticked: Mapping[int, Answer]
) -> HttpResponse:
    """The page of a list: whom it answers together is named in its form (`shown_lines`)."""
    may_draft = allowed(signed_in(request), Action.DRAFT_ANSWER, desk.place)
    part = list_part(desk, sought_in(request.GET), drafts=may_draft, ticked=ticked)
    to_draft = [row for row in part.rows if may_draft and row.is_to_draft]
    page = {
        "form": form,
        "listed": [row for row in part.rows if not (may_draft and row.is_to_draft)],
        "to_draft": [(row, ticked.get(row.line, NO_BAR)) for row in to_draft],
        "shown_lines": ",".join(str(row.line) for row in to_draft),
        "not_shown": desk.to_draft.count() - len(to_draft),
        "states": STATES.items(),
        "may_draft": may_draft,
        "may_take_list": allowed(signed_in(request), Action.TAKE_LIST, desk.place),
    }
    return _part(request, desk, "review/desk.html", part, page)


@require_http_methods(["GET", "POST"])
def sign_page(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """What others drafted, exceptions first, a hundred at a time; sign those that are ticked.
    Whoever was not ticked comes back after the others, and is not ticked there either (`left`).
    Nothing turns to the others before: whoever is unticked would be ticked again on the way back.
    Where nobody is ticked the others come up, and nobody is signed.
    """
    desk = find_desk(request, sent, asked)
    form, left = SiteForm(request.POST or None), lines_in(request.GET.get("left", ""))
    unticked = (left | unticked_in(request.POST)) - numbers_of(request.POST.getlist("lines"))
    if is_sent(request):
        if not request.POST.getlist("lines") and _others_wait(desk, unticked):
            return _after_signing(desk, unticked)
        at = _at(request, desk)
        signed = attempt_bare(
            form, lambda: sign_answers(answers=signed_in_form(request.POST), **at)
        )
        if signed is not None:
            messages.success(request, _("已签 %(n)d 人。") % {"n": signed})
            return _after_signing(desk, unticked)
    part = signing_part(desk, last=left)
    page = {
        "form": form,
        "shown": [
            (row, json.dumps(sorted(row.answer or ())), row.line not in unticked)
            for row in part.rows
        ],
        "not_shown": part.paged.paginator.count - len(part.rows),
    }
    return _part(request, desk, "review/sign.html", part, page)


def _after_signing(desk: Desk, unticked: Collection[int]) -> HttpResponse:
    """On to those whom no page has shown yet; back to the list where there are none."""
    if not _others_wait(desk, unticked):
        return _to_list(desk)
    address = reverse("question-sign", args=[desk.batch.pk, desk.asked.key])
    return redirect(f"{address}?{_left_out(unticked)}")


def _others_wait(desk: Desk, unticked: Collection[int]) -> bool:
    """Whether somebody is to be signed whom no page has shown yet."""
    return bool(desk.to_sign.exclude(case__line__in=unticked).exists())


def _left_out(lines: Collection[int]) -> str:
    """What an address says of those who were not ticked."""
    return urlencode({"left": ",".join(map(str, sorted(lines)))})


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
    """Return people: which columns are missing or wrong. Whoever is ticked stays on the page."""
    desk = find_desk(request, sent, asked)
    ticked = (request.POST or request.GET).getlist("lines" if request.POST else "line")
    part = open_part(desk, sought_in(request.GET), ticked=numbers_of(ticked))
    people = [(row.line, row.name) for row in part.rows]
    form = ReturnForm(people, desk.asked.columns, request.POST or None, initial={"lines": ticked})
    if is_sent(request) and form.is_valid():
        lines = [int(each) for each in form.cleaned_data["lines"]]
        columns = [Column(each) for each in form.cleaned_data["columns"]]
        done = attempt(
            form,
            lambda: return_questions(lines=lines, columns=columns, **_at(request, desk)),
        )
        if done is not None:
            messages.success(request, _("已退回 %(n)d 人，时限停止。") % {"n": done})
            return _to_list(desk)
    return _part(request, desk, "review/return.html", part, {"form": form})


@require_POST
def take_back_view(request: HttpRequest, sent: str, asked: str) -> HttpResponse:
    """Take one's own signature back."""
    desk = find_desk(request, sent, asked)
    line = whole_number(request.POST.get("line", ""))
    take_back_signatures(lines=[line or 0], **_at(request, desk))
    messages.success(request, _("已收回您的签字。"))
    return _to_list(desk, sought_in(request.GET).below)


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


def _to_list(desk: Desk, below: str = "") -> HttpResponse:
    """Back to the list, as it was sought."""
    address = reverse("question-batch", args=[desk.batch.pk, desk.asked.key])
    return redirect(address + below)


def _part(
    request: HttpRequest, desk: Desk, template: str, part: Part, page: Mapping[str, Any]
) -> HttpResponse:
    """A page of a batch, under the numbers of the whole; who saw how many people is noted."""
    user, sought = signed_in(request), sought_in(request.GET)
    note_shown(user, region=desk.place.pk, people=len(part.rows))
    about = {
        "section": "questions",
        "desk": desk,
        "heading": heading_of(desk),
        "paged": part.paged,
        "sought": sought,
        "query": sought.query,
        "here": f"?{sought.query}&page={part.paged.number}",
        "may_sign": allowed(user, Action.SIGN_ANSWER, desk.place),
    }
    status = 422 if page["form"].errors else 200
    return render(request, template, {**about, **page}, status=status)
