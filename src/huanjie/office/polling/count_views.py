"""Pages of the count (计票结果页): both sheets side by side, their settlement, the declaration."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.adjudication import check_papers
from huanjie.domain.permission import Action
from huanjie.domain.rounds import Round as CountedRound
from huanjie.door.fault import BadInput
from huanjie.dossier.case import Case
from huanjie.dossier.outlook import to_do
from huanjie.dossier.people import People
from huanjie.dossier.sentences import sentences
from huanjie.law.citation import distinct
from huanjie.office.keys import key_ring
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.counted import Outcome, outcome_of
from huanjie.office.polling.forms import SettleForm
from huanjie.office.polling.judged import findings
from huanjie.office.polling.lookup import attempt_sums, find_round, not_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.records import scans
from huanjie.office.polling.recordtables import totals
from huanjie.office.polling.rounds import election_file
from huanjie.office.polling.services import declare, settle_sheets
from huanjie.office.polling.stored import Both, both_of
from huanjie.office.polling.tables import tables
from huanjie.office.polling.views import kind_of
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import acting_user, in_sentences, signed_in


@require_http_methods(["GET", "POST"])
@never_cache
def compare_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Both sheets, once both are in; the scrutineer settles the differences here."""
    election, round_ = find_round(request, pk, number)
    user = signed_in(request)
    if request.method == "POST":
        need(user, Action.SETTLE_SHEETS, election)
    both = both_of(round_)
    if both is None:
        says = _("两份计票单交齐以前，谁也看不到其中任何一份的数字。")
        return not_now(request, election, _("核对两份计票单"), says)
    counting = is_open(election, Action.SETTLE_SHEETS) and round_.declared_at is None
    may_settle = (
        counting
        and bool(both.differences)
        and user.pk not in both.tellers
        and allowed(user, Action.SETTLE_SHEETS, election)
    )
    form = SettleForm(both.differences, request.POST or None)
    if form.is_valid() and _settled(request, election, number, form):
        messages.success(request, _("差异已经认定。"))
        return redirect("round", election.pk, number)
    pack = law_of(election).pack
    page = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "both": both,
        "tables": tables(election_file(election, round_), both, pack),
        "may_settle": may_settle,
        "is_teller": user.pk in both.tellers,
        "fields": dict(zip(both.differences, _fields(form, both), strict=True)),
        "form": form,
        "seen": election.version,
    }
    return render(request, "polling/compare.html", page, status=422 if form.errors else 200)


def _fields(form: SettleForm, both: Both) -> list[tuple[Any, Any]]:
    return [form.fields_of(each) for each in both.differences]


def _settled(request: HttpRequest, election: Election, number: int, form: SettleForm) -> int | None:
    return attempt_sums(
        form,
        lambda: settle_sheets(
            acting_user=acting_user(request),
            election=election,
            number=number,
            decided=form.decided,
        ),
    )


@require_http_methods(["GET", "POST"])
@never_cache
def declare_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The sums, the arithmetic and the articles, looked at once more; then the declaration."""
    election, round_ = find_round(request, pk, number, Action.DECLARE)
    if "confirm" in request.POST:
        declare(acting_user=acting_user(request), election=election, number=number)
        messages.success(request, _("结果已经宣布。"))
        return redirect("result", election.pk)
    both = both_of(round_)
    if says := _not_yet(election, round_, both):
        return not_now(request, election, _("宣布结果"), says)
    tables_ = tables(election_file(election, round_), both, law_of(election).pack) if both else ()
    page: dict[str, Any] = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "tables": tables_,
        "findings": findings(election, round_),
        "both": both,
        "seen": election.version,
    }
    return render(request, "polling/declare.html", page | expected(election, round_))


def _not_yet(election: Election, round_: Round, both: Both | None) -> str:
    """Why the result cannot be declared now; empty where it can."""
    if round_.declared_at:
        return _("这次投票的结果已经宣布。")
    if round_.is_scanned and is_open(election, Action.DECLARE):
        return _not_certain(election, round_)
    if not is_open(election, Action.DECLARE) or both is None:
        return _("两份计票单交齐以后才能宣布结果。")
    if not both.is_decided:
        return _("两份计票单有不同的地方，监票人认定以后才能宣布结果。")
    return ""


def _not_certain(election: Election, round_: Round) -> str:
    """Which numbers of a scanned vote disagree; empty where it can be declared."""
    try:
        check_papers(scans().pile(election, round_), round_.collected or 0)
    except BadInput as fault:
        return in_sentences(fault)
    return ""


def expected(election: Election, round_: Round) -> dict[str, Any]:
    """What the declaration will say, step by step, with its articles."""
    outcome = outcome_of(election, round_)
    counted = totals(election, round_, outcome.records) if outcome.records else ()
    if outcome.voids:
        return {"voids": outcome.voids, "totals": counted}
    law = law_of(election)
    case = Case(
        count=outcome.count,
        pack=law.pack,
        calendar=law.calendar,
        key=key_ring().verifier_key(),
    )
    people = People(case)
    own = _own_rounds(outcome, round_)
    said = [sentence for index in own for sentence in sentences(case, index)]
    if round_.kind == "revote" and law.pack.tie:
        # The first vote's own arithmetic is declared already; what is new is who won the revote.
        said = [sentence for sentence in said if sentence.citation == law.pack.tie.citation]
    return {
        "totals": counted,
        "sentences": said,
        "left": [(people.post(each.post) if each.post else "", each.says) for each in to_do(case)],
        "grounds": distinct(
            citation for index in own for citation in outcome.declared.answers[index].grounds
        ),
        "elected": [
            (people.post(post), people.names(ids)) for post, ids in outcome.declared.final.items()
        ],
    }


def _own_rounds(outcome: Outcome, round_: Round) -> list[int]:
    """Which of the count's rounds this vote made; a revote belongs to the first."""
    rounds: tuple[CountedRound, ...] = outcome.count.rounds
    posts = 1 if round_.kind == "officers" else len(round_.paper)
    return [0] if round_.kind in ("first", "revote") else list(range(len(rounds)))[-posts:]
