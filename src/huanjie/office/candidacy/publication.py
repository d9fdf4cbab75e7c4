"""Pages that lead to the paper (公布候选人): near relatives, the check page, the notice."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.departed import departed_before, departures_of
from huanjie.office.candidacy.forms import OutsideForm, RelativesForm
from huanjie.office.candidacy.models import Departure, Nominee
from huanjie.office.candidacy.outside import (
    mark_outside,
    outside_kin,
    outsiders_of,
    unmark_outside,
)
from huanjie.office.candidacy.services import (
    mark_relatives,
    publish_candidates,
    unmark_relatives,
)
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.gates import reminders_before
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.web import acting_user, attempt, is_sent, signed_in
from huanjie.paper.posted_lists import PostedCandidates, candidates_notice
from huanjie.paper.word import Document


@require_http_methods(["GET", "POST"])
def relatives_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Who of those who stand are near relatives: note a pair, or see them."""
    election = election_to(request, pk, Action.NOMINATE)
    slate = slate_of(election)
    form = RelativesForm(slate.people, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, pair = acting_user(request), form.cleaned_data
        done = attempt(
            form,
            lambda: mark_relatives(
                acting_user=acting,
                election=election,
                one=pair["one"],
                other=pair["other"],
                relation=pair["relation"],
            ),
        )
        if done:
            messages.success(request, _("已标为近亲属。"))
            return redirect("candidates-relatives", pk)
    return _relatives(request, election, form, None)


@require_http_methods(["GET", "POST"])
def outside_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Note a near relative who sits in another body of the place."""
    election = election_to(request, pk, Action.NOMINATE)
    if request.method == "GET":
        return redirect("candidates-relatives", pk)
    slate = slate_of(election)
    form = OutsideForm(slate.people, outsiders_of(election, signed_in(request)), request.POST)
    if is_sent(request) and form.is_valid():
        acting, told = acting_user(request), form.cleaned_data
        done = attempt(form, lambda: mark_outside(acting_user=acting, election=election, **told))
        if done:
            messages.success(request, _("已登记其他组织的近亲属。"))
            return redirect("candidates-relatives", pk)
    return _relatives(request, election, RelativesForm(slate.people), form)


@require_http_methods(["GET", "POST"])
def outside_unmark_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Take the note away again."""
    election = election_to(request, pk, Action.NOMINATE)
    if request.method == "POST":
        unmark_outside(
            acting_user=acting_user(request),
            election=election,
            person=request.POST.get("person", ""),
            holder=request.POST.get("holder", ""),
        )
        messages.success(request, _("已去掉这条登记。"))
    return redirect("candidates-relatives", pk)


def _relatives(
    request: HttpRequest, election: Election, form: RelativesForm, outside: OutsideForm | None
) -> HttpResponse:
    """The page of near relatives, here and in other bodies, with whichever form has faults."""
    user = signed_in(request)
    slate, outsiders = slate_of(election), outsiders_of(election, user)
    page = {
        "election": election,
        "slate": slate,
        "form": form,
        "outsiders": outsiders,
        "outside": outside_kin(election, user),
        "outside_form": outside or OutsideForm(slate.people, outsiders),
        "seen": election.version,
    }
    failed = form.errors or (outside is not None and outside.errors)
    return render(request, "candidacy/relatives.html", page, status=422 if failed else 200)


@require_http_methods(["GET", "POST"])
def unmark_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a pair's mark away."""
    election = election_to(request, pk, Action.NOMINATE)
    if request.method == "POST":
        one, other = request.POST.get("one", ""), request.POST.get("other", "")
        acting = acting_user(request)
        unmark_relatives(acting_user=acting, election=election, one=one, other=other)
        messages.success(request, _("已去掉近亲属的标记。"))
    return redirect("candidates-relatives", pk)


@require_http_methods(["GET", "POST"])
def publish_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Show everything that will be fixed and what stands in the way, then publish."""
    election = election_to(request, pk, Action.PUBLISH_CANDIDATES)
    if request.method == "POST" and "confirm" in request.POST:
        publish_candidates(acting_user=acting_user(request), election=election)
        messages.success(request, _("候选人已经公布。请打印公告，盖章张贴。"))
        return redirect("candidates", pk)
    if election.candidates_published_on:
        return redirect("candidates", pk)
    slate = slate_of(election)
    page = {
        "election": election,
        "slate": slate,
        "obstacles": obstacles(slate, today=clock.today(), named=True),
        "reminders": tuple(reminders_before(Action.PUBLISH_CANDIDATES, election)),
        "outside": outside_kin(election, signed_in(request)),
        "seen": election.version,
    }
    return render(request, "candidacy/publish.html", page)


@require_safe
def notice_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The notice of the candidates (候选人名单公告), to be printed, sealed and posted."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    page = {"election": election, "paper": _notice(election)}
    return render(request, "candidacy/notice.html", page)


@require_safe
def notice_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The same notice as a Word file or a PDF."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    return paper_file(election, _notice(election), name="candidates", form=form)


def _notice(election: Election) -> Document:
    """One text of the notice, for the page and for both files."""
    day, gone, slate = _published_on(election), departures_of(election), slate_of(election)
    posted = PostedCandidates(
        list_name=slate.list_name,
        published_on=day,
        posted_on=gone[-1].left_on if gone else day,
        ordered_by=str(slate.ordered_by),
        posts=tuple(
            (line.contest.name, line.contest.seats, tuple(map(_row, line.people)))
            for line in slate.lines
        ),
        departed_before=tuple(map(_left, departed_before(election))),
        departed=tuple(map(_left, gone)),
        grounds=slate.step.grounds if slate.step else (),
    )
    return candidates_notice(occasion_of(election), posted)


def _published_on(election: Election) -> datetime.date:
    if election.candidates_published_on is None:
        raise BadInput("候选人还没有公布，没有公告可以打印", remedy="先公布候选人")
    return election.candidates_published_on


def _left(gone: Departure) -> tuple[str, str]:
    return gone.nominee.name, gone.nominee.contest.name


def _row(person: Nominee) -> tuple[str, str, str]:
    group = person.entry.group if person.entry else ""
    return person.name, SEX_WORDS.get(person.sex, ""), group or "—"
