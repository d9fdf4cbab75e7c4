"""The first paper (第一次投票的选票): the published candidates as ELECTION.json states them."""

from __future__ import annotations

from typing import Any, Final

from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import NearRelatives
from huanjie.office.candidacy.slate import Line, slate_of
from huanjie.office.planning.models import Election
from huanjie.office.prepared import Prepared

_RELATED: Final = Prepared(
    NearRelatives._meta.get_field("election"),
    ask=lambda election: NearRelatives.objects.filter(election=election)[:1],
)


def first_paper_of(election: Election) -> list[dict[str, Any]]:
    """The contests of the first vote (选票上的职务和候选人), in surname-stroke order, with as many
    write-in lines (另选他人栏) as seats. Refused before the candidates are published.
    """
    if election.candidates_published_on is None:
        raise BadInput("候选人还没有公布，选票定不下来", remedy="先公布候选人")
    return [_contest(line) for line in slate_of(election).lines]


def near_relatives_of(election: Election) -> list[tuple[str, str]]:
    """Which candidates are near relatives (近亲属), by their ids on the paper."""
    if not _RELATED.first(election.pk):
        return []
    return [(one.person, other.person) for one, other in slate_of(election).relatives]


def _contest(line: Line) -> dict[str, Any]:
    return {
        "post": line.contest.post,
        "seats": line.contest.seats,
        "women_seat_met": False,
        "candidates": [
            {"id": each.person, "name": each.name, "sex": each.sex} for each in line.people
        ],
        "write_ins": line.contest.seats,
    }
