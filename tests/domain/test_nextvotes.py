"""Next votes (下一次投票): which vote comes next, on which paper, and which has to wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.nextvotes import (
    CHAIR_IN,
    DAY,
    SICHUAN,
    TIED,
    WOMAN_IN,
    facts_of,
    open_votes,
    replace_votes,
    told,
    village,
)
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    VICE,
    WANG,
    ZHAO,
    ZHENG,
    contest,
    stands,
)

from huanjie.domain.contest import PersonId, Revote
from huanjie.domain.later import check_later, check_runoff
from huanjie.domain.nextvotes import paper_of
from huanjie.domain.revoting import check_seats
from huanjie.domain.rounds import Batch, BatchCount, CountFile, RevoteRecords

# Nothing is left


def test_where_everybody_is_elected_nothing_is_open() -> None:
    assert open_votes(village(CHAIR_IN, contest(MEMBER, *WOMAN_IN, seats=2))) == ()


@pytest.mark.parametrize(("collected", "open_"), [(450, False), (451, True)])
def test_after_a_void_election_nothing_is_open(collected: int, open_: bool) -> None:
    """900 are registered: half of them is not more than half."""
    count = village(contest(CHAIR, stands(ZHAO, 200), stands(QIAN, 190)), collected=collected)
    assert bool(open_votes(count)) is open_


# A revote


def test_the_tied_alone_stand_in_a_revote_for_the_seat_between_them() -> None:
    (vote,) = open_votes(village(CHAIR_IN, TIED))
    assert told([vote]) == [("revote", [(MEMBER, 1, (SUN, LI))])]
    assert [c.name for c in vote.contests[0].candidates] == ["孙氏", "李氏"]
    assert vote.contests[0].write_ins == 0


def test_every_tie_stands_on_one_paper_in_the_order_of_the_first() -> None:
    chairs = contest(CHAIR, stands(ZHAO, 350), stands(QIAN, 350))
    deputies = contest(VICE, stands(ZHENG, 360), stands(WANG, 360))
    votes = open_votes(village(replace_votes(chairs, 360), deputies, TIED))
    assert told(votes) == [
        (
            "revote",
            [(CHAIR, 1, (ZHAO, QIAN)), (VICE, 1, (ZHENG, WANG)), (MEMBER, 1, (SUN, LI))],
        )
    ]


def test_a_runoff_waits_while_its_own_post_is_tied_and_not_for_another_post() -> None:
    """四名委员：两名当选，一名票数相等，一名空缺；主任没有人过半数。"""
    people = (*WOMAN_IN, stands(SUN, 400), stands(LI, 400), stands(QIAN, 90))
    short = contest(CHAIR, stands(ZHAO, 300), stands(ZHENG, 200))
    votes = open_votes(village(short, contest(MEMBER, *people, seats=3)))
    assert told(votes) == [
        ("revote", [(MEMBER, 1, (SUN, LI))]),
        ("runoff", [(CHAIR, 1, (ZHAO, ZHENG))]),
    ]


@pytest.mark.parametrize(
    ("winner", "open_"), [(SUN, [(MEMBER, 2, (QIAN, ZHENG))]), (LI, [(MEMBER, 1, (QIAN, ZHENG))])]
)
def test_a_runoff_waits_while_somebody_of_its_post_may_still_get_a_higher_one(
    winner: PersonId, open_: list[tuple[str, int, tuple[PersonId, ...]]]
) -> None:
    """孙 is over half for member; if he becomes chair, two seats are open and not one."""
    chairs = contest(CHAIR, stands(SUN, 400), stands(LI, 400))
    people = (stands(SUN, 500), stands(QIAN, 300), stands(ZHENG, 200))
    members = contest(MEMBER, *people, seats=2, women_seat_met=True)
    assert told(open_votes(village(chairs, members))) == [("revote", [(CHAIR, 1, (SUN, LI))])]
    revote = Revote(
        collected=700, votes={each.id: 300 + (each.id == winner) for each in chairs.people}
    )
    (vote,) = open_votes(village(replace(chairs, revote=revote), members))
    assert told([vote]) == [("runoff", open_)]


@pytest.mark.parametrize(
    ("winner", "then"), [(LI, [("revote", [(MEMBER, 1, (SUN, QIAN))])]), (SUN, [])]
)
def test_a_lower_post_is_voted_on_again_after_the_higher_one_where_it_still_must_be(
    winner: PersonId, then: list[tuple[str, list[tuple[str, int, tuple[PersonId, ...]]]]]
) -> None:
    """On one paper 孙 would stand twice; where he becomes chair, 钱 is the member."""
    chairs = contest(CHAIR, stands(SUN, 400), stands(LI, 400))
    members = contest(MEMBER, stands(SUN, 500), stands(QIAN, 500), women_seat_met=True)
    assert told(open_votes(village(chairs, members))) == [("revote", [(CHAIR, 1, (SUN, LI))])]
    votes = {each.id: 300 + (each.id == winner) for each in chairs.people}
    chairs = replace(chairs, revote=Revote(collected=700, votes=votes))
    assert told(open_votes(village(chairs, members))) == then


def settled(count: CountFile, **votes: int) -> CountFile:
    """The same count with a revote for the members' seat in it."""
    first = count.rounds[0]
    named = {PersonId(person): n for person, n in votes.items()}
    contests = tuple(
        replace(each, revote=Revote(collected=600, votes=named)) if each.post == MEMBER else each
        for each in facts_of(count).contests
    )
    facts = replace(facts_of(count), contests=contests)
    return replace(count, rounds=(replace(first, facts=facts), *count.rounds[1:]))


@pytest.mark.parametrize(("li", "again"), [(299, False), (300, True), (301, False)])
def test_a_revote_that_is_equal_again_is_held_again_in_the_place_of_the_first(
    li: int, again: bool
) -> None:
    before = village(CHAIR_IN, TIED)
    votes = open_votes(settled(before, 孙=300, 李=li))
    assert told(votes) == ([("revote", [(MEMBER, 1, (SUN, LI))])] if again else [])
    assert [vote.onto for vote in votes] == [before] * again


def test_a_revote_that_has_records_of_its_own_is_taken_out_with_them() -> None:
    before = village(CHAIR_IN, TIED)
    after = settled(before, 孙=300, 李=300)
    votes = {SUN: 300, LI: 300}
    batch = Batch(name="会场", contests={MEMBER: BatchCount(valid=600, invalid=0, votes=votes)})
    first = replace(after.rounds[0], revotes=(RevoteRecords(batches=(batch,)),))
    (vote,) = open_votes(replace(after, rounds=(first,)))
    assert vote.onto == before


# The paper


def test_a_later_paper_keeps_the_style_and_is_called_after_its_vote() -> None:
    (vote,) = open_votes(village(CHAIR_IN, TIED))
    paper = paper_of(vote, SICHUAN, polling_day=date(2026, 7, 5))
    assert (paper.style, paper.polling_day) == ("choice", date(2026, 7, 5))
    assert paper.title == "甲村村民委员会再次投票选票"
    assert paper.turnout is None
    named = paper_of(vote, SICHUAN, polling_day=date(2026, 7, 5), title="甲村第二张选票")
    assert named.title == "甲村第二张选票"


def test_one_post_is_on_one_paper_and_more_as_in_the_first_vote() -> None:
    (one,) = open_votes(village(CHAIR_IN, TIED))
    tied_chairs = replace_votes(CHAIR_IN, 360)
    (two,) = open_votes(village(tied_chairs, TIED))
    assert paper_of(one, SICHUAN, polling_day=DAY).single_ballot
    assert not paper_of(two, SICHUAN, polling_day=DAY).single_ballot


def test_the_paper_of_every_vote_passes_the_checks_of_later_votes() -> None:
    short = contest(CHAIR, stands(ZHAO, 300), stands(ZHENG, 200))
    for vote in open_votes(village(short, TIED)):
        paper = paper_of(vote, SICHUAN, polling_day=DAY)
        check_later(vote.onto, paper)
        check = check_seats if vote.kind == "revote" else check_runoff
        check(vote.onto, paper, SICHUAN)
