"""What is posted of a roll after its publication (处理结果公告、补充公告): a page to be printed, a
Word file and a PDF, of the same blocks.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huanjie.domain.permission import Action
from huanjie.office.gates import follows_striking
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.roll.change_list import supplement
from huanjie.office.roll.objection_list import shown
from huanjie.office.roll.posted_paper import decisions_paper, supplement_paper
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in


@never_cache
@require_safe
def decisions_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The decisions as they are posted (处理结果公告): whom they are about and the result; never
    who objected, nor a reason, which may say of a person what no list need say.
    """
    election = election_to(request, pk, Action.SEE_ROLL)
    _note_decisions(request, election)
    page = {"election": election, "paper": decisions_paper(election)}
    return render(request, "roll/decisions.html", page)


@never_cache
@require_safe
def decisions_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The same as a Word file or a PDF."""
    election = election_to(request, pk, Action.SEE_ROLL)
    paper = decisions_paper(election)
    if paper is None:
        raise Http404(_("还没有作出决定，没有可以公布的。"))
    _note_decisions(request, election)
    return paper_file(election, paper, name="objection-decisions", form=form)


@never_cache
@require_safe
def supplement_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The supplement notice (补充公告), to be printed, sealed and posted."""
    election = election_to(request, pk, Action.SEE_ROLL)
    _note_supplement(request, election)
    gone = {each.entry.number for each in supplement(election).struck}
    page = {
        "election": election,
        "paper": supplement_paper(election),
        "reminders": follows_striking(election, gone),
    }
    return render(request, "roll/supplement.html", page)


@never_cache
@require_safe
def supplement_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The same as a Word file or a PDF."""
    election = election_to(request, pk, Action.SEE_ROLL)
    paper = supplement_paper(election)
    if paper is None:
        raise Http404(_("公布以后没有增加也没有移出的人，不用补充公告。"))
    _note_supplement(request, election)
    return paper_file(election, paper, name="roll-supplement", form=form)


def _note_decisions(request: HttpRequest, election: Election) -> None:
    people = sum(row.was_decided for row in shown(election))
    note_shown(signed_in(request), region=election.unit_id, people=people)


def _note_supplement(request: HttpRequest, election: Election) -> None:
    found = supplement(election)
    people = len(found.added) + len(found.struck)
    note_shown(signed_in(request), region=election.unit_id, people=people)
