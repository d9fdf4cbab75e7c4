"""Pages of the slate (候选人页): who stands for what, finding and nominating people, taking a
nomination back.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.candidacy.departure_views import published_page
from huanjie.office.candidacy.find import Found, find_people
from huanjie.office.candidacy.finding_forms import DeclineForm
from huanjie.office.candidacy.forms import NominationForm
from huanjie.office.candidacy.offroll import may_be_nominated, open_to_others, roll_beside
from huanjie.office.candidacy.preselecting import asks_preselection
from huanjie.office.candidacy.services import decline, nominate, withdraw
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.candidacy.standing import is_published
from huanjie.office.gates import reminders_before
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in, whole_number


@require_safe
def list_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every post with those who stand for it, how many the law wants, and what to do next."""
    election = find_election(request, pk, Action.SEE_CANDIDATES)
    slate = slate_of(election)
    nominating = election.stage == Stage.ROLL_PUBLISHED
    user = signed_in(request)
    may_see = allowed(user, Action.SEE_FINDINGS, election)
    may_publish = nominating and allowed(user, Action.PUBLISH_CANDIDATES, election)
    page = {
        "election": election,
        "slate": slate,
        "may_see_findings": may_see,
        "others": open_to_others(election),
        "waits_for_roll": election.stage == Stage.OPENED,
        "nominating": nominating,
        "asks_preselection": asks_preselection(slate.pack),
        "may_nominate": nominating and allowed(user, Action.NOMINATE, election),
        "may_publish": may_publish,
        "obstacles": obstacles(slate, today=clock.today(), named=may_see) if nominating else (),
        "reminders": tuple(reminders_before(Action.PUBLISH_CANDIDATES, election))
        if may_publish and slate.people
        else (),
        **published_page(request, election),
    }
    return render(request, "candidacy/candidates.html", page)


@require_safe
def find_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Find people on the roll; asked by htmx, only what was found."""
    election = election_to(request, pk, Action.NOMINATE)
    query = request.GET.get("q", "")
    found = _found(request, election, query)
    entries = _with_ticked(request, election, found, request.GET.getlist("people"))
    note_shown(signed_in(request), region=election.unit_id, people=len(entries))
    kept = request.GET.dict() | {"people": request.GET.getlist("people")}
    form = NominationForm(slate_of(election), entries, initial=kept)
    page = {"election": election, "form": form, "found": found, "query": query}
    page |= _others(request, election)
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "candidacy/_found.html" if is_fragment else "candidacy/find.html"
    return render(request, template, page)


@require_http_methods(["GET", "POST"])
def nominate_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Nominate those who are ticked; whatever is refused comes back with what was typed."""
    election = election_to(request, pk, Action.NOMINATE)
    if request.method == "GET":
        return redirect("candidates-find", pk)
    query = request.POST.get("q", "")
    found = _found(request, election, query)
    entries = _with_ticked(request, election, found, request.POST.getlist("people"))
    form = NominationForm(slate_of(election), entries, request.POST)
    if form.is_valid():
        acting, post, people = acting_user(request), form.cleaned_data["post"], form.nominations
        done = attempt(
            form,
            lambda: nominate(
                acting_user=acting, election=election, post=post, people=people, by=form.by
            ),
        )
        if done:
            messages.success(request, _("已登记 %(number)d 人的提名。") % {"number": len(done)})
            return redirect("candidates", pk)
    page = {"election": election, "form": form, "found": found, "query": query}
    page |= _others(request, election)
    return render(request, "candidacy/find.html", page, status=422)


@require_http_methods(["GET", "POST"])
def remove_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask before a nomination is taken back, then take it back."""
    election = election_to(request, pk, Action.NOMINATE)
    rows = election.nominees.select_related("contest", "entry")
    nominee = get_object_or_404(rows, pk=number)
    if request.method == "POST" and "confirm" in request.POST:
        acting = acting_user(request)
        withdraw(acting_user=acting, election=election, nominee=number)
        messages.success(request, _("提名已经取消；需要的话可以重新提名。"))
        return redirect("candidates", pk)
    if nominee.state not in (NomineeState.NOMINEE, NomineeState.PROVISIONAL):
        return redirect("candidates", pk)
    page = {"election": election, "nominee": nominee, "seen": election.version}
    return render(request, "candidacy/remove.html", page)


@require_http_methods(["GET", "POST"])
def decline_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Enter that a nominee steps back by their own written word."""
    election = election_to(request, pk, Action.NOMINATE)
    rows = election.nominees.select_related("contest", "entry")
    nominee = get_object_or_404(rows, pk=number)
    form = DeclineForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, document = acting_user(request), form.cleaned_data["document"]
        done = attempt(
            form,
            lambda: decline(
                acting_user=acting, election=election, nominee=number, document=document
            ),
        )
        if done:
            messages.success(request, _("本人书面退出已经登记；需要的话可以重新提名。"))
            return redirect("candidates", pk)
    if request.method == "GET" and is_published(nominee):
        return redirect("candidates", pk)
    page = {"election": election, "nominee": nominee, "form": form, "seen": election.version}
    status = 422 if form.errors else 200
    return render(request, "candidacy/decline.html", page, status=status)


def _found(request: HttpRequest, election: Election, query: str) -> Found:
    return find_people(election, query, beside=roll_beside(election, signed_in(request)))


def _others(request: HttpRequest, election: Election) -> dict[str, object]:
    """Whether people who are not on the roll may stand, and on which roll they are found."""
    beside = roll_beside(election, signed_in(request))
    return {"others": open_to_others(election), "beside": beside}


def _with_ticked(
    request: HttpRequest, election: Election, found: Found, ticked: list[str]
) -> list[RollEntry]:
    """Those found, and before them those ticked in an earlier search."""
    shown = {each.pk for each in found.entries}
    kept = [pk for pk in map(whole_number, ticked) if pk is not None and pk not in shown]
    among = may_be_nominated(election, signed_in(request))
    return [*among.filter(pk__in=kept), *found.entries]
