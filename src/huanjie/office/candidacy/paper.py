"""The first paper (第一次投票的选票): the published candidates as ELECTION.json states them."""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.election import BallotOrder
from huanjie.domain.listorder import in_list_order
from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation
from huanjie.law.rules import ListOrder
from huanjie.office.candidacy.backing import backing_of
from huanjie.office.candidacy.models import NearRelatives
from huanjie.office.candidacy.slate import Line, by_strokes, slate_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.prepared import Prepared

_RELATED: Final = Prepared(
    NearRelatives._meta.get_field("election"),
    ask=lambda election: NearRelatives.objects.filter(election=election)[:1],
)


def first_paper_of(election: Election) -> list[dict[str, Any]]:
    """The contests of the first vote (选票上的职务和候选人), the candidates in the ballot's order,
    with as many write-in lines (另选他人栏) as seats. Refused before the candidates are published.
    """
    if election.candidates_published_on is None:
        raise BadInput("候选人还没有公布，选票定不下来", remedy="先公布候选人")
    rule = _rule_of(election)
    return [_contest(line, rule) for line in slate_of(election).lines]


def ballot_order_of(election: Election) -> BallotOrder:
    """In which order the ballots list the candidates (选票上的次序), as ELECTION.json says it."""
    return "listed" if _rule_of(election) else "strokes"


def ballot_rule_of(election: Election) -> Citation | None:
    """The article by which the ballots are not in stroke order; None where they are."""
    rule = _rule_of(election)
    return rule.citation if rule else None


def _rule_of(election: Election) -> ListOrder | None:
    """The law's order of the ballot; a list that was posted by strokes, before an edition of this
    program could post another order, keeps the ballots that were printed of it.
    """
    rule = law_of(election).pack.ballot_order
    if rule is None:
        return None
    posted = election.nominees.filter(state=NomineeState.CANDIDATE)
    return None if posted.filter(place=None).exists() else rule


def near_relatives_of(election: Election) -> list[tuple[str, str]]:
    """Which candidates are near relatives (近亲属), by their ids on the paper."""
    if not _RELATED.first(election.pk):
        return []
    return [(one.person, other.person) for one, other in slate_of(election).relatives]


def _contest(line: Line, rule: ListOrder | None) -> dict[str, Any]:
    people = in_list_order(rule, by_strokes(line.people), backing=backing_of)
    return {
        "post": line.contest.post,
        "seats": line.contest.seats,
        "women_seat_met": False,
        "candidates": [{"id": each.person, "name": each.name, "sex": each.sex} for each in people],
        "write_ins": line.contest.seats,
    }
