"""Pages of closing (收尾的页面): the result, sealing, the notice and the dossier."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.dossier.case import Case
from huanjie.office.candidacy.outside import OutsideKin
from huanjie.office.closing.case import case_of, last_declared
from huanjie.office.closing.forms import SealForm
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.published import as_file
from huanjie.office.closing.relatives import clashes
from huanjie.office.closing.remaining import remaining, steps_after
from huanjie.office.closing.result import result_of
from huanjie.office.closing.services import seal
from huanjie.office.closing.word_notice import result_paper
from huanjie.office.download import ZIP, download
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import acting_user, attempt, signed_in


@require_safe
def result_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The declaration with its arithmetic; before any, what is still missing."""
    election = find_election(request, pk, Action.SEE_RESULT)
    case = case_of(election)
    if case is None:
        return render(request, "closing/no_result.html", {"election": election})
    page = {
        "election": election,
        "case": case,
        "result": result_of(case),
        "remaining": remaining(case),
        "clashes": _clashes(request, election, case),
        "last": last_declared(election),
        "dossier": _dossier(election),
    }
    return render(request, "closing/result.html", page)


@require_http_methods(["GET", "POST"])
def seal_page(request: HttpRequest, pk: str) -> HttpResponse:
    """What will be sealed, then the sealing, then what comes next."""
    election = find_election(request, pk, Action.SEE_RESULT)
    form = SealForm(request.POST or None)
    if request.method == "POST" and "confirm" in request.POST:
        acting = acting_user(request)
        if attempt(form, lambda: seal(acting_user=acting, election=election)):
            messages.success(request, _("卷宗已经封存，从现在起对所有人公开。"))
            return redirect("seal", election.pk)
    if dossier := _dossier(election):
        return _sealed(request, election, dossier)
    need(signed_in(request), Action.SEAL, election)
    case = case_of(election)
    if case is None:
        return render(request, "closing/no_result.html", {"election": election})
    page = {
        "election": election,
        "form": form,
        "result": result_of(case),
        "remaining": remaining(case),
        "clashes": _clashes(request, election, case),
        "fingerprint": case.fingerprint,
        "seen": election.version,
    }
    return render(request, "closing/seal_check.html", page, status=422 if form.errors else 200)


def _clashes(request: HttpRequest, election: Election, case: Case) -> tuple[OutsideKin, ...]:
    """Near relatives in other bodies; a path between two people is for those who run the election
    or oversee it.
    """
    user = signed_in(request)
    return clashes(election, case, user) if allowed(user, Action.SEE_FINDINGS, election) else ()


def _sealed(request: HttpRequest, election: Election, dossier: Dossier) -> HttpResponse:
    case = case_of(election)
    assert case  # only a declared election is sealed
    page = {
        "election": election,
        "dossier": dossier,
        "fingerprint": case.fingerprint,
        "result": result_of(case),
        "steps": steps_after(case),
        "has_records": Dossier.objects.filter(pk=dossier.pk, sealed__isnull=False).exists(),
    }
    return render(request, "closing/sealed.html", page)


@require_safe
def notice_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The notice as a Word file or a PDF, dated with the day of the last declaration."""
    return notice_of(find_election(request, pk, Action.SEE_RESULT), form)


def notice_of(election: Election, form: Form = "docx") -> HttpResponse:
    """The notice of an election, whoever asks for it."""
    case, last = case_of(election), last_declared(election)
    if case is None or last is None or last.declared_at is None:
        raise Http404(_("还没有宣布结果，没有公告可以打印。"))
    at = last.declared_at
    paper = result_paper(case, made_at=at)
    return paper_file(election, paper, name="result-notice", form=form, made_at=at)


@require_safe
def dossier_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The sealed dossier of an election."""
    return dossier_of(find_election(request, pk, Action.SEE_RESULT))


def dossier_of(election: Election) -> HttpResponse:
    """The dossier of an election, whoever asks for it."""
    dossier = _dossier(election)
    if dossier is None:
        raise Http404(_("这次选举还没有封存卷宗。"))
    return as_file(dossier)


@require_safe
def sealed_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The sealed part of a dossier (封存部分), for whoever sealed it; the archive key opens it."""
    dossier = _dossier(election_to(request, pk, Action.SEAL))
    if dossier is None or dossier.sealed is None:
        raise BadInput("这次选举没有封存的单票记录", remedy="扫描计票的选举封存卷宗以后才有")
    own = dossier.election
    name = f"sealed-{own.unit_id}-{own.body}-{own.polling_day}.zip"
    return download(bytes(dossier.sealed), name=name, kind=ZIP)


def _dossier(election: Election) -> Dossier | None:
    own = Dossier.objects.select_related("election").defer("content", "sealed")
    return own.filter(election=election).first()
