"""Pages of the office (主办单位的联审页): send, watch, withdraw, re-submit, remind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import STANDING
from huanjie.domain.permission import Action
from huanjie.domain.reviewstates import CASE_NAMES, CaseState
from huanjie.office.candidacy.models import Nominee
from huanjie.office.confirming import Check, CheckLine, check_page, is_confirmed
from huanjie.office.people.models import User
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.review.forms import SendForm
from huanjie.office.review.late import late_in, late_of
from huanjie.office.review.matrix import Line, found_in, lines_of
from huanjie.office.review.models import Batch, Case
from huanjie.office.review.offices import sends
from huanjie.office.review.particulars import Key, Person, people_of
from huanjie.office.review.progress import paces_at, progress_of
from huanjie.office.review.services import (
    Sending,
    check_sending,
    remind,
    resubmit_cases,
    send_review,
    withdraw_cases,
)
from huanjie.office.review.staffing import short_departments
from huanjie.office.review.storing import ladder_of
from huanjie.office.security.noting import note_shown
from huanjie.office.units.models import Unit, within
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, find_unit, is_sent, signed_in, whole_number

A_PAGE: Final = 50
_LINES_A_PAGE: Final = 100
"""people of the matrix: thirty departments each are three thousand cells"""
_DEEDS: Final = {"withdraw": withdraw_cases, "resubmit": resubmit_cases}


@require_safe
def reviews_page(request: HttpRequest, code: str) -> HttpResponse:
    """The batches of a place, the newest first."""
    unit = _office(request, code)
    batches = Batch.objects.filter(region=unit.pk).select_related("ladder")
    paged = Paginator(batches, A_PAGE).get_page(request.GET.get("page"))
    page = {
        "section": "reviews",
        "unit": unit,
        "paged": paged,
        "rows": progress_of(paged),
        "waiting": len(_unsent(unit)),
    }
    return render(request, "review/reviews.html", page)


@require_http_methods(["GET", "POST"])
def send_page(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a ladder, tick the people, send."""
    unit = _office(request, code, Action.SEND_REVIEW)
    nominees = _nominees(unit)
    form = SendForm(unit, nominees, request.POST or None, request.FILES or None)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        document, keys = form.cleaned_data["document"], form.keys
        if not is_confirmed(request):
            if sending := attempt(form, lambda: check_sending(unit, document, keys)):
                note_shown(signed_in(request), region=unit.pk, people=len(sending.people))
                return _check_sending(request, unit, form, sending)
        elif sent := attempt(
            form, lambda: send_review(acting_user=acting, unit=unit, ladder=document, people=keys)
        ):
            messages.success(request, _("已经送审，各部门可以开始办理。"))
            return redirect("review-batch", unit.pk, sent)
    chosen = set(form["people"].value() or ())
    page = {"section": "reviews", "unit": unit, "form": form, "nominees": nominees}
    page["chosen"] = chosen
    note_shown(signed_in(request), region=unit.pk, people=len(nominees))
    return render(request, "review/send.html", page, status=422 if form.errors else 200)


def _check_sending(
    request: HttpRequest, unit: Unit, form: SendForm, sending: Sending
) -> HttpResponse:
    form.keep_file()
    first = sending.ladder.levels[0]
    people: dict[str, list[str]] = {}
    for each in sending.people:
        where = f"{each.election.unit.short_name} {each.election.body_name}"
        people.setdefault(where, []).append(each.name)
    check = Check(
        heading=_("送审"),
        about=(
            CheckLine(label=_("联审安排"), text=sending.ladder.name),
            CheckLine(
                label=_("第一级的部门"), text="、".join(each.name for each in first.departments)
            ),
            CheckLine(label=_("人数"), text=_("%(n)d 名") % {"n": len(sending.people)}),
            *(CheckLine(label=where, text="、".join(names)) for where, names in people.items()),
        ),
        warnings=tuple(_warnings(unit, sending)),
        follows=(
            _("第一级的部门同时收到，各看各的问题和必需的项。"),
            _("从这半天以后开始计时。"),
        ),
        undo=_("可以在这一批里撤回；签过的答复保留，部门已经看到的收不回来。"),
        back=reverse("reviews", args=[unit.pk]),
    )
    places = unit.above_and_self
    return check_page(request, form, check, places=places, here=_("联审"), section="reviews")


def _warnings(unit: Unit, sending: Sending) -> Iterator[str]:
    """The departments that could not answer, and what to do."""
    for each in short_departments(unit, sending):
        says = _(
            "%(department)s：%(lacks)s，不能答复。由设这个部门的单位先在“联审部门”页安排人员。"
        )
        yield says % {"department": each.asked.name, "lacks": each.lacks}


@require_safe
def batch_page(request: HttpRequest, code: str, sent: str) -> HttpResponse:
    """The matrix of a batch: people × departments, who owes what, who is overdue."""
    unit = _office(request, code)
    batch = _batch(unit, sent)
    asked = {"q": request.GET.get("q", ""), "state": _state(request.GET.get("state", ""))}
    found = found_in(batch, query=asked["q"], state=asked["state"])
    paged = Paginator(found, _LINES_A_PAGE).get_page(request.GET.get("page"))
    (progress,) = progress_of([batch])
    lines = lines_of(progress.ladder, paged)
    note_shown(signed_in(request), region=unit.pk, people=len(lines))
    page = {
        "section": "reviews",
        "unit": unit,
        "progress": progress,
        "lines": lines,
        "late": late_of(batch),
        "readable": _readable(signed_in(request), lines),
        "asked": asked,
        "paged": paged,
        "query": urlencode(asked),
        "states": [(each.value, name) for each, name in CASE_NAMES.items()],
    }
    return render(request, "review/batch.html", page)


@require_POST
def change_view(request: HttpRequest, code: str, sent: str, deed: str) -> HttpResponse:
    """Withdraw or re-submit those who are ticked, after asking once more."""
    if deed not in _DEEDS:
        raise Http404
    action = Action.WITHDRAW_REVIEW if deed == "withdraw" else Action.RESUBMIT_REVIEW
    unit = _office(request, code, action)
    batch = _batch(unit, sent)
    ticked = [n for n in map(whole_number, request.POST.getlist("lines")) if n is not None]
    if "confirm" in request.POST:
        done = _DEEDS[deed](acting_user=acting_user(request), unit=unit, batch=sent, lines=ticked)
        messages.success(request, _("已经办理 %(n)d 人。") % {"n": done})
        return redirect("review-batch", unit.pk, sent)
    lines = lines_of(ladder_of(batch), batch.cases.filter(line__in=ticked))
    if not lines:
        messages.warning(request, _("还没有选人。勾选以后再办。"))
        return redirect("review-batch", unit.pk, sent)
    page = {"section": "reviews", "unit": unit, "batch": batch, "lines": lines, "what": deed}
    return render(request, "review/change.html", page)


@require_POST
def remind_view(request: HttpRequest, code: str, sent: str, asked: str) -> HttpResponse:
    """Remind a department."""
    unit = _office(request, code, Action.REMIND_REVIEW)
    _batch(unit, sent)
    waiting = remind(acting_user=acting_user(request), unit=unit, batch=sent, department=asked)
    messages.success(request, _("已经催办：还有 %(n)d 人待答。") % {"n": waiting})
    return redirect("review-batch", unit.pk, sent)


@require_safe
def times_page(request: HttpRequest, code: str) -> HttpResponse:
    """How long each department takes: medians, in working days."""
    unit = _office(request, code)
    paces = paces_at(unit)
    page = {
        "section": "reviews",
        "unit": unit,
        "paces": paces,
        "is_of_many": len({each.place.pk for each in paces}) > 1,
    }
    return render(request, "review/times.html", page)


@require_safe
def election_review_page(request: HttpRequest, pk: str) -> HttpResponse:
    """How far each nominee of an election is: the state of the case, and nothing more."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    cases = list(Case.objects.filter(election=election.pk))
    people = people_of((each.election, each.person) for each in cases)
    rows = [
        (people[(each.election, each.person)], each)
        for each in cases
        if (each.election, each.person) in people
    ]
    note_shown(signed_in(request), region=election.unit_id, people=len(rows))
    page = {
        "election": election,
        "rows": rows,
        "late": late_in(election),
        "senders": _senders(signed_in(request), election),
    }
    return render(request, "review/election.html", page)


def _senders(user: User, election: Election) -> list[Unit]:
    """The places above an election whose joint review somebody sees (送审的单位)."""
    above = Unit.objects.filter(pk__in=election.unit.codes).order_by("path")
    return [each for each in above if sends(each) and allowed(user, Action.SEE_REVIEWS, each)]


def _office(request: HttpRequest, code: str, action: Action = Action.SEE_REVIEWS) -> Unit:
    """A county or a town whose office this is."""
    unit = find_unit(request, code, action)
    if not sends(unit):
        raise Http404(_("联审由乡镇或者县送审。"))
    return unit


def _batch(unit: Unit, batch: str) -> Batch:
    found = Batch.objects.filter(pk=batch, region=unit.pk).select_related("ladder").first()
    if found is None:
        raise Http404(_("没有这一批。"))
    return found


def _state(typed: str) -> str:
    return typed if typed in CaseState.__members__.values() else ""


def _readable(user: User, lines: Iterable[Line]) -> set[str]:
    """The elections of these people whose findings somebody may open (可以看资格审查的选举)."""
    elections = {line.person.election.pk: line.person.election for line in lines if line.person}
    return {pk for pk, each in elections.items() if allowed(user, Action.SEE_FINDINGS, each)}


def _nominees(unit: Unit) -> list[Person]:
    """Those who can be sent from here, by election, in the order of nomination."""
    keys = _unsent(unit)
    people = people_of(keys)
    return [people[key] for key in keys if key in people]


def _unsent(unit: Unit) -> list[Key]:
    """Those who stand below this place, in elections that nominate now, and were not sent: by
    election, in the order of nomination. Whoever is barred does not stand, unless an appeal is
    upheld.
    """
    rows = Nominee.objects.filter(
        election__unit__in=Unit.objects.filter(within(unit)),
        election__stage=Stage.ROLL_PUBLISHED,
        state__in=STANDING,
    )
    keys = dict.fromkeys(
        rows.order_by("election__unit__path", "election_id", "pk").values_list(
            "election_id", "person"
        )
    )
    sent = set(
        Case.objects.filter(election__in={key[0] for key in keys}).values_list("election", "person")
    )
    return [key for key in keys if key not in sent]
