"""Pages of the polling day (投票计票): every vote of an election, and one vote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import find_election
from huanjie.office.planning.models import Election
from huanjie.office.polling.counted import later_voids
from huanjie.office.polling.judged import findings
from huanjie.office.polling.lookup import find_round
from huanjie.office.polling.models import KIND_NAMES, Round
from huanjie.office.polling.printed import WORDS
from huanjie.office.polling.recordtables import declared_totals
from huanjie.office.polling.rounds import (
    asks_attended,
    asks_voters,
    current_round,
    election_file,
    entitled,
    number_now,
)
from huanjie.office.polling.stockbook import stock_wrong
from huanjie.office.polling.stored import both_of
from huanjie.office.polling.tables import tables
from huanjie.office.polling.todo import todo
from huanjie.office.web import signed_in

_ICONS: Final = {"tag-ok": "✓", "tag-bad": "■", "tag-warn": "●", "tag-wait": "○"}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a vote has come (进度): a word, and the tag that it is shown in."""

    word: str
    tag: str

    @property
    def icon(self) -> str:
        """The sign beside the word."""
        return _ICONS[self.tag]


def state_of(election: Election, round_: Round) -> State:
    """The state of one vote."""
    if round_.declared_at:
        void = later_voids(election, round_)
        word = _("投票无效") if void else _("已宣布")
        return State(word=word, tag="tag-bad" if void else "tag-ok")
    if round_.collected is not None:
        return State(word=_("正在计票"), tag="tag-warn")
    if round_.issued is not None:
        return State(word=_("正在投票"), tag="tag-warn")
    return State(word=_("未开始"), tag="tag-wait")


@require_safe
@never_cache
def rounds_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every vote with its state, and what to do now."""
    election = find_election(request, pk)
    rounds = list(election.rounds.order_by("number"))
    page = {
        "election": election,
        "todo": todo(signed_in(request), election, current_round(election)),
        "number": number_now(election),
        "papers": WORDS,
        "rounds": [(each, kind_of(each), state_of(election, each)) for each in rounds],
    }
    return render(request, "polling/rounds.html", page)


@require_safe
@never_cache
def round_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """One vote: its papers, its sheets, its result; of a sheet that is in alone, no number."""
    election, round_ = find_round(request, pk, number)
    pack = law_of(election).pack
    latest = current_round(election)
    both = both_of(round_)
    file = election_file(election, round_)
    page = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "state": state_of(election, round_),
        "todo": todo(signed_in(request), election, round_) if round_ == latest else None,
        "contests": [(pack.post_name(each.post), each) for each in file.contests],
        "findings": findings(election, round_),
        "stock_wrong": stock_wrong(election, round_),
        "entitled": entitled(election, round_),
        "may_vote": entitled(election, round_) or election.registered,
        "asks_attended": asks_attended(pack),
        "asks_voters": asks_voters(election, pack),
        "sheets_in": round_.sheets.count(),
        "both": both,
        "tables": tables(file, both, pack) if both and round_.declared_at else (),
        "totals": declared_totals(election, round_) if round_.declared_at else (),
        "voids": later_voids(election, round_) if round_.declared_at else (),
    }
    return render(request, "polling/round.html", page)


def kind_of(round_: Round) -> str:
    """The kind of a vote, as a page calls it."""
    return _(KIND_NAMES[round_.kind])
