"""Pages of appraisals and pledges (考察和承诺书)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.domain.pledge import PROMISES, SIGNER_NAMES, Signer
from huanjie.office import clock
from huanjie.office.notices.appraising import appraisals_of, keep_appraisal
from huanjie.office.notices.forms import AppraisalForm, PledgeForm
from huanjie.office.notices.pledging import Signers, keep_pledge, signers_of, strike_pledge
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.planning.openness import is_open_to
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.security.noting import note_shown
from huanjie.office.web import acting_user, attempt, is_sent, signed_in, whole_number
from huanjie.paper.notice_papers import pledge_paper, pledges_paper


@never_cache
@require_http_methods(["GET", "POST"])
def appraisals_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody who stands with their appraisal, and the form to enter one."""
    action = Action.SEE_FINDINGS if request.method == "GET" else Action.KEEP_APPRAISAL
    election = election_to(request, pk, action)
    form = AppraisalForm(election, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting = acting_user(request)
        done = attempt(
            form, lambda: keep_appraisal(acting_user=acting, election=election, said=form.said)
        )
        if done:
            messages.success(request, _("考察已经登记。"))
            return redirect("appraisals", pk)
    rows = tuple(appraisals_of(election))
    note_shown(signed_in(request), region=election.unit_id, people=len(rows))
    page = {
        "election": election,
        "form": form,
        "rows": rows,
        "may_keep": is_open_to(request, election, Action.KEEP_APPRAISAL),
    }
    return render(request, "notices/appraisals.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def pledges_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Who signed and who is missing, by kind, as it is posted; and the form to enter somebody."""
    action = Action.SEE_FINDINGS if request.method == "GET" else Action.KEEP_PLEDGE
    election = election_to(request, pk, action)
    signers = signers_of(election)
    form = PledgeForm(request.POST or None, initial=_begins(request, election, signers))
    if is_sent(request) and form.is_valid():
        acting, day = acting_user(request), form.cleaned_data["signed_on"]
        done = attempt(
            form,
            lambda: keep_pledge(
                acting_user=acting, election=election, whose=form.whose, signed_on=day
            ),
        )
        if done:
            messages.success(request, _("承诺书已经登记。"))
            return redirect("pledges", pk)
    people = sum(len(each.people) for each in signers)
    note_shown(signed_in(request), region=election.unit_id, people=people)
    page = {
        "election": election,
        "form": form,
        "signers": signers,
        "may_keep": is_open_to(request, election, Action.KEEP_PLEDGE),
        "seen": election.version,
    }
    return render(request, "notices/pledges.html", page, status=422 if form.errors else 200)


def _begins(request: HttpRequest, election: Election, signers: Iterable[Signers]) -> dict[str, Any]:
    """What the form begins with: before there is a roll those who register the voters, for nobody
    stands yet; beside somebody who has not signed their number, or their name by what was entered,
    so that no name stands in an address.
    """
    first = Signer.CANDIDATE if election.roll_published_on else Signer.STAFF
    row = whole_number(request.GET.get("row", ""))
    named = [x.name for each in signers for x in each.people if row and x.row == row]
    return {"kind": first.value} | request.GET.dict() | {"name": named[0] if named else ""}


@require_http_methods(["GET", "POST"])
def strike_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Take somebody off the list of those who are to sign."""
    election = election_to(request, pk, Action.KEEP_PLEDGE)
    if request.method == "POST":
        strike_pledge(
            acting_user=acting_user(request),
            election=election,
            kind=request.POST.get("kind", ""),
            number=whole_number(request.POST.get("number", "")),
            row=whole_number(request.POST.get("row", "")),
        )
        messages.success(request, _("已从应签的名单上去掉。"))
    return redirect("pledges", pk)


@require_safe
@never_cache
def pledge_file(request: HttpRequest, pk: str, signer: str) -> HttpResponse:
    """The pledge of one kind as a Word file, empty, to be signed on paper."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    if signer not in set(Signer):
        raise Http404(_("没有这种承诺书。"))
    own = Signer(signer)
    paper = pledge_paper(occasion_of(election), SIGNER_NAMES[own], PROMISES[own])
    return paper_file(election, paper, name=f"pledge-{signer}")


@require_safe
@never_cache
def pledges_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The list of the page as it is posted (签署情况), as a Word file or a PDF."""
    election = election_to(request, pk, Action.SEE_FINDINGS)
    signers = [each for each in signers_of(election) if each.people]
    note_shown(
        signed_in(request),
        region=election.unit_id,
        people=sum(len(each.people) for each in signers),
    )
    lists = (
        (each.name, tuple((one.name, one.signed_on) for one in each.people)) for each in signers
    )
    paper = pledges_paper(occasion_of(election), lists, today=clock.today())
    return paper_file(election, paper, name="pledges", form=form)
