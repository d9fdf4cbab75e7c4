"""What the papers mean by the law (选票数说明什么): each comparison, its numbers, its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from huanjie.domain.quorum import falls_short, quorum, turnout, under_meeting
from huanjie.domain.reconciliation import Papers, reconcile
from huanjie.dossier.words import line_in_words
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import BASES, PAPERS, Share
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import FIRST, entitled


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One comparison (一项核对): in words, whether it holds, and by which articles."""

    about: Literal["papers", "people"]
    says: str
    ok: bool
    grounds: tuple[Citation, ...]


def findings(election: Election, round_: Round) -> tuple[Finding, ...]:
    """Everything that the law asks of this vote's papers and people; empty before they are in."""
    if round_.collected is None:
        return ()
    pack = law_of(election).pack
    return (*_of_papers(pack, round_), *_of_people(election, pack, round_))


def voids(election: Election, round_: Round) -> tuple[Finding, ...]:
    """Why this vote is void, whatever was marked on its papers; empty where it is not."""
    return tuple(each for each in findings(election, round_) if not each.ok)


def papers(pack: RulePack, round_: Round) -> Papers:
    """The papers collected, compared with what the law compares them with."""
    known = {"issued": round_.issued, "voters": round_.voters, "attended": round_.attended}
    return reconcile(pack, collected=round_.collected or 0, known=known)


def _of_papers(pack: RulePack, round_: Round) -> Iterator[Finding]:
    found = papers(pack, round_)
    against = PAPERS[found.against]
    says = found.reason or f"收回选票 {found.collected} 张，不多于{against} {found.limit}"
    yield Finding(about="papers", says=says, ok=found.valid, grounds=found.grounds)


def _of_people(election: Election, pack: RulePack, round_: Round) -> Iterator[Finding]:
    """到会人数 of every meeting; 参加投票人数 of the first vote, which alone the law asks it of."""
    base = entitled(election, round_)
    if round_.kind == "officers" and pack.officers_quorum and base and round_.attended is not None:
        rule = pack.officers_quorum
        met = rule.met_by(round_.attended, base)
        yield _finding(rule, round_.attended, base, "到会委员", met, (rule.citation,))
    elif pack.quorum and base is not None and round_.attended is not None:
        own = under_meeting(pack, election.method)
        enough = quorum(own, entitled=base, attended=round_.attended)
        yield _finding(
            own.need(own.quorum, "quorum"),
            round_.attended,
            base,
            "实到人数",
            enough.met,
            enough.grounds,
        )
    if pack.turnout and round_.kind == FIRST and election.registered is not None:
        voted, number = round_.collected or 0, election.registered
        enough = turnout(pack, method=election.method, registered=number, voted=voted)
        share = pack.turnout_for(election.method)
        yield _finding(share, voted, number, "收回选票", enough.met, enough.grounds)


def _finding(
    share: Share, number: int, base: int, what: str, met: bool, grounds: tuple[Citation, ...]
) -> Finding:
    says = (
        f"{what} {number}，{BASES[share.of]} {base}，{line_in_words(share, base)}"
        if met
        else falls_short(share, number, base, what=what)
    )
    return Finding(about="people", says=says, ok=met, grounds=grounds)
