"""Changes of a member's standing (类别的变更): from which standing each kind leads into which, and
nothing else.
"""

from __future__ import annotations

import datetime
from itertools import product

import pytest

from huanjie.domain.memberroll import FULL, LEAGUE, MEMBER_ROLLS, PARTY, PROBATIONARY, MemberRoll
from huanjie.domain.quorum import electorate
from huanjie.domain.rollchange import KINDS, Effect, Kind
from huanjie.domain.standingchange import (
    admitted_cells,
    standing_after,
    standings_after,
    standings_before,
)
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

TODAY = datetime.date(2026, 6, 20)
UNDER, SUSPENDED = "under-probation-sanction", "rights-suspended"
RESTATING = [kind for kind, row in KINDS.items() if row.effect == Effect.RESTATED]
_SANCTION = {(FULL, UNDER), (FULL, SUSPENDED), (UNDER, SUSPENDED), (SUSPENDED, UNDER)}
_END = {(UNDER, FULL), (SUSPENDED, FULL)}
LAWFUL = {
    ("party-branch", Kind.FULL_MEMBER): {(PROBATIONARY, FULL)},
    ("party-branch", Kind.VOTE_STOPPED): _SANCTION,
    ("party-branch", Kind.VOTE_RESTORED): _END,
    ("youth-league", Kind.FULL_MEMBER): set(),
    ("youth-league", Kind.VOTE_STOPPED): _SANCTION,
    ("youth-league", Kind.VOTE_RESTORED): _END,
}
"""Every step that there is; each other one is refused."""


def steps(kind: Kind, members: MemberRoll) -> set[tuple[str, str]]:
    """Whatever a kind lets pass, of all standings that the roll has."""
    passed = set()
    for was, to in product(members.standings, repeat=2):
        try:
            fresh = standing_after(kind, was=was, word=members.name_of(to), members=members)
        except BadInput:
            continue
        passed.add((was, fresh))
    return passed


@pytest.mark.parametrize("body", MEMBER_ROLLS)
@pytest.mark.parametrize("kind", RESTATING)
def test_a_kind_leads_from_its_standings_into_its_own_and_nowhere_else(
    kind: Kind, body: str
) -> None:
    assert steps(kind, MEMBER_ROLLS[body]) == LAWFUL[body, kind]


@pytest.mark.parametrize("body", MEMBER_ROLLS)
def test_what_stops_the_vote_leads_where_nobody_votes_and_its_end_where_they_do(body: str) -> None:
    pack, members = load(body, on=TODAY, today=TODAY), MEMBER_ROLLS[body]

    def voting(standings: tuple[str, ...]) -> tuple[str, ...]:
        return electorate(pack, [(each, each) for each in standings]).members

    assert voting(standings_after(Kind.VOTE_STOPPED, members)) == ()
    restored = standings_after(Kind.VOTE_RESTORED, members)
    assert voting(restored) == restored
    assert voting(standings_before(Kind.VOTE_RESTORED, members)) == ()


def test_where_there_is_one_standing_only_nobody_needs_to_say_it() -> None:
    assert standing_after(Kind.FULL_MEMBER, was=PROBATIONARY, word="", members=PARTY) == FULL
    assert standing_after(Kind.VOTE_RESTORED, was=UNDER, word=" ", members=LEAGUE) == FULL
    with pytest.raises(BadInput, match="没有写变成哪一类") as refused:
        standing_after(Kind.VOTE_STOPPED, was=FULL, word="", members=PARTY)
    assert refused.value.at == "standing"
    assert "留党察看或者停止党员权利" in refused.value.remedy


@pytest.mark.parametrize("word", ["留团察看", "群众", "开除"])
def test_a_standing_that_the_roll_does_not_know_is_refused(word: str) -> None:
    with pytest.raises(BadInput, match="党员名册上没有这一类") as refused:
        standing_after(Kind.VOTE_STOPPED, was=FULL, word=word, members=PARTY)
    assert refused.value.at == "standing"


def test_whoever_has_the_standing_already_is_told_so() -> None:
    with pytest.raises(BadInput, match="已经是正式党员") as refused:
        standing_after(Kind.FULL_MEMBER, was=FULL, word="", members=PARTY)
    assert refused.value.at == "number"


def test_a_member_on_probation_has_no_vote_that_could_be_stopped() -> None:
    with pytest.raises(BadInput, match="现在是预备党员，不能办理停止选举权") as refused:
        standing_after(Kind.VOTE_STOPPED, was=PROBATIONARY, word="留党察看", members=PARTY)
    assert refused.value.at == "number"
    assert "更正登记错误" in refused.value.remedy


@pytest.mark.parametrize(
    ("members", "name", "others"),
    [(PARTY, "预备党员", ["正式党员", "团员"]), (LEAGUE, "正式团员", ["预备党员", "留团察看"])],
    ids=["party", "league"],
)
def test_an_admission_says_the_standing_by_itself(
    members: MemberRoll, name: str, others: list[str]
) -> None:
    assert admitted_cells(Kind.ADMITTED, {"name": "赵一"}, members)["standing"] == name
    assert admitted_cells(Kind.ADMITTED, {"standing": name}, members)["standing"] == name
    for word in others:
        with pytest.raises(BadInput, match=f"以后是{name}") as refused:
            admitted_cells(Kind.ADMITTED, {"standing": word}, members)
        assert refused.value.at == "standing"


def test_whoever_comes_otherwise_says_their_standing() -> None:
    cells = {"standing": "正式党员"}
    assert admitted_cells(Kind.TRANSFERRED_IN, cells, PARTY) is cells  # type: ignore[arg-type]
    assert admitted_cells(Kind.MOVED_IN, {}, None) == {}
