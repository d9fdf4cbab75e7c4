"""Revoting (再次投票): what is kept of a revote, and how many seats its paper is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    VICE,
    WANG,
    WU,
    ZHAO,
    ZHENG,
    ZHOU,
    contest,
    poll,
    stands,
)

from huanjie.domain.contest import Count, PersonId, Post
from huanjie.domain.counting import with_revote
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.revoting import before_revote, check_seats, seats_at_stake
from huanjie.domain.rounds import CountFile, Round
from huanjie.domain.tally import CastVoteRecord, Paper, tally
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=DAY)
SICHUAN = load("villagers-committee", today=DAY, region="sichuan")

CHAIRS = contest(CHAIR, stands(ZHAO, 360), stands(QIAN, 340))
MEMBERS = contest(
    MEMBER,
    *(stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400), stands(WU, 100)),
    seats=2,
)
DEPUTIES = contest(VICE, stands(WU, 450), stands(ZHENG, 400), stands(WANG, 400), seats=2)
TIED = Count(contests=(CHAIRS, DEPUTIES, MEMBERS), collected=700, registered=900, issued=710)
"""孙 and 李 are equal for the second member's seat, 郑 and 王 for the second deputy's."""


def election(*contests: Contest, papers: int = 600, single_ballot: bool = True) -> Election:
    return Election(
        pack="villagers-committee",
        region=None,
        unit=Unit(code="000000000000", name="三联村"),
        polling_day=DAY,
        contests=contests,
        turnout=Turnout(collected=papers),
        single_ballot=single_ballot,
    )


def paper_for(post: Post, *people: PersonId, seats: int = 1) -> Contest:
    candidates = tuple(Candidate(id=person, name=person) for person in people)
    return Contest(post=post, seats=seats, candidates=candidates)


def counted(facts: Count = TIED) -> CountFile:
    """The first vote, as it was counted by hand."""
    return CountFile(election=election(), rounds=(Round(kind="first", facts=facts),))


def votes(
    post: Post, winner: PersonId, papers: int, batch: str = "会场", name: str = ""
) -> list[CastVoteRecord]:
    """So many papers of one box for one person."""
    paper = {post: Paper(marks={winner: "approve"})}
    return [
        CastVoteRecord(id=f"{batch}{post}{winner}{name}{n}", batch=batch, source=(), contests=paper)
        for n in range(papers)
    ]


def revoted(
    count: CountFile,
    vote: Election,
    records: Sequence[CastVoteRecord],
    hash_: str | None = None,
) -> CountFile:
    papers = replace(vote, turnout=Turnout(collected=len(records)))
    return with_revote(count, papers, tally(papers, records, VILLAGE), cvr_sha256=hash_)


SUN_AND_LI = election(paper_for(MEMBER, SUN, LI))
ZHENG_AND_WANG = election(paper_for(VICE, ZHENG, WANG))


# What is kept


def test_a_revote_keeps_its_batches_and_the_hash_of_its_records_beside_the_facts() -> None:
    records = votes(MEMBER, SUN, 20, "一号箱") + votes(MEMBER, LI, 15, "二号箱")
    first = revoted(counted(), SUN_AND_LI, records, "ab" * 32).rounds[0]
    (own,) = first.revotes
    assert (own.posts, own.cvr_sha256) == ((MEMBER,), "ab" * 32)
    assert [(batch.name, dict(batch.contests[MEMBER].votes)) for batch in own.batches] == [
        ("一号箱", {SUN: 20}),
        ("二号箱", {LI: 15}),
    ]
    assert first.cvr_sha256 is None
    assert isinstance(first.facts, Count)
    revote = first.facts.contests[2].revote
    assert revote
    assert (revote.collected, revote.votes) == (35, {SUN: 20, LI: 15})


def test_a_box_of_a_revote_that_is_too_small_is_merged() -> None:
    records = votes(MEMBER, SUN, 20, "一号箱") + votes(MEMBER, LI, 3, "流动票箱")
    (own,) = revoted(counted(), SUN_AND_LI, records).rounds[0].revotes
    assert [batch.name for batch in own.batches] == ["一号箱+流动票箱"]


def test_a_revote_without_any_paper_leaves_nothing_to_seal() -> None:
    first = revoted(counted(), SUN_AND_LI, []).rounds[0]
    assert first.revotes == ()
    assert isinstance(first.facts, Count)
    assert first.facts.contests[2].revote


def test_on_papers_of_their_own_each_posts_revote_has_its_own_number() -> None:
    both = election(paper_for(VICE, ZHENG, WANG), paper_for(MEMBER, SUN, LI), single_ballot=False)
    records = votes(VICE, ZHENG, 30) + votes(MEMBER, LI, 20)
    vote = replace(both, turnout=Turnout(collected=30))
    after = with_revote(counted(), vote, tally(vote, records, VILLAGE), cvr_sha256=None)
    facts = after.rounds[0].facts
    assert isinstance(facts, Count)
    assert [c.revote and c.revote.collected for c in facts.contests] == [None, 30, 20]


def test_revotes_for_two_posts_stand_in_the_order_in_which_they_were_counted() -> None:
    after = revoted(counted(), ZHENG_AND_WANG, votes(VICE, ZHENG, 30), "01" * 32)
    after = revoted(after, SUN_AND_LI, votes(MEMBER, LI, 30), "02" * 32)
    assert [each.posts for each in after.rounds[0].revotes] == [(VICE,), (MEMBER,)]
    assert [each.cvr_sha256 for each in after.rounds[0].revotes] == ["01" * 32, "02" * 32]


def test_the_count_before_a_revote_is_the_count_that_it_was_put_into() -> None:
    one = revoted(counted(), ZHENG_AND_WANG, votes(VICE, ZHENG, 30))
    two = revoted(one, SUN_AND_LI, votes(MEMBER, LI, 30))
    assert before_revote(two, 1) == one
    assert before_revote(two, 0) == counted()


# A second one


@pytest.mark.parametrize("li", [20, 10], ids=["still tied", "settled"])
def test_a_second_revote_for_a_post_is_refused_and_says_what_to_do(li: int) -> None:
    """It would take the first one's place, and its records would be lost."""
    records = votes(MEMBER, SUN, 20) + votes(MEMBER, LI, li)
    once = revoted(counted(), SUN_AND_LI, records)
    with pytest.raises(BadInput) as refusal:
        revoted(once, SUN_AND_LI, votes(MEMBER, LI, 30))
    assert refusal.value.says == "member 已经有一次再次投票，计票文件里一项职务只记一次"
    assert "接在再次投票以前的计票文件之后" in refusal.value.remedy


def test_a_revote_that_was_stated_by_hand_counts_as_the_first() -> None:
    by_hand = contest(MEMBER, *MEMBERS.people, seats=2, revote={SUN: 3, LI: 2})
    facts = replace(TIED, contests=(CHAIRS, DEPUTIES, by_hand))
    with pytest.raises(BadInput, match="已经有一次"):
        revoted(counted(facts), SUN_AND_LI, votes(MEMBER, LI, 30))


def test_from_the_count_before_it_the_last_revote_is_counted() -> None:
    again = revoted(counted(), SUN_AND_LI, votes(MEMBER, LI, 30))
    assert len(again.rounds[0].revotes) == 1


# The seats that it is about


TWO_DEPUTIES = contest(VICE, stands(ZHENG, 500), stands(ZHAO, 400), stands(QIAN, 400), seats=2)


def of(*people: PersonId, votes: int) -> list[tuple[PersonId, int]]:
    return [(person, votes) for person in people]


@pytest.mark.parametrize(
    ("seats", "won", "tied", "at_stake"),
    [
        (2, (ZHAO,), (QIAN, SUN), 1),
        (2, (ZHAO,), (QIAN, SUN, LI), 1),
        (3, (ZHAO,), (QIAN, SUN, LI), 2),
        (2, (), (QIAN, SUN, LI), 2),
    ],
)
def test_a_tie_is_about_the_seats_that_are_left(
    seats: int, won: tuple[PersonId, ...], tied: tuple[PersonId, ...], at_stake: int
) -> None:
    people = [*of(*won, votes=500), *of(*tied, votes=400)]
    members = contest(MEMBER, *(stands(*each) for each in people), seats=seats)
    facts = poll(replace(members, women_seat_met=True))
    assert seats_at_stake(facts, MEMBER, tied, VILLAGE) == at_stake


def test_a_tie_between_women_for_the_womans_seat_is_about_one() -> None:
    people = (stands(ZHAO, 600), stands(QIAN, 500), stands(ZHOU, 400), stands(WU, 400))
    facts = poll(contest(MEMBER, *people, seats=2))
    assert seats_at_stake(facts, MEMBER, (ZHOU, WU), SICHUAN) == 1


def test_a_tie_between_relatives_is_about_the_one_seat_that_either_keeps() -> None:
    people = (stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400), stands(QIAN, 90))
    facts = poll(contest(MEMBER, *people, seats=3), relatives=[(SUN, LI)])
    assert seats_at_stake(facts, MEMBER, (SUN, LI), VILLAGE) == 1


def test_who_is_tied_for_a_higher_post_too_is_counted_with_the_others() -> None:
    """Where both are voted on at once all the same, nobody knows who will leave the lower tie."""
    people = (stands(ZHAO, 400), stands(QIAN, 400), stands(SUN, 400))
    facts = poll(TWO_DEPUTIES, contest(MEMBER, *people, seats=2))
    assert seats_at_stake(facts, VICE, (ZHAO, QIAN), VILLAGE) == 1
    assert seats_at_stake(facts, MEMBER, (ZHAO, QIAN, SUN), VILLAGE) == 2


def test_a_lower_posts_revote_by_hand_does_not_disturb_the_higher_ones() -> None:
    """It was for a tie that the higher revote made, which is not there without it."""
    people = (stands(ZHAO, 500), stands(ZHOU, 450), stands(WU, 400))
    later = (stands(SUN, 360), stands(LI, 360))
    members = contest(MEMBER, *people, *later, seats=3, revote={SUN: 9, LI: 8})
    assert seats_at_stake(poll(TWO_DEPUTIES, members), VICE, (ZHAO, QIAN), VILLAGE) == 1


# The paper


def test_a_paper_for_as_many_seats_as_the_tie_is_about_is_taken() -> None:
    check_seats(counted(), SUN_AND_LI, VILLAGE)
    check_seats(counted(), election(*ZHENG_AND_WANG.contests, *SUN_AND_LI.contests), VILLAGE)


def test_a_paper_for_more_seats_than_the_tie_is_about_is_refused_where_it_says_so() -> None:
    whole = election(*ZHENG_AND_WANG.contests, paper_for(MEMBER, SUN, LI, seats=2))
    with pytest.raises(BadInput) as refusal:
        check_seats(counted(), whole, VILLAGE)
    assert refusal.value.at == "/contests/1/seats"
    assert refusal.value.says == "member 的再次投票要确定 1 名，选举文件写的是 2 名"


@pytest.mark.parametrize("people", [(SUN, WU), (SUN, LI, WU), (SUN,)])
def test_a_paper_for_others_than_the_tied_is_refused(people: tuple[PersonId, ...]) -> None:
    with pytest.raises(BadInput, match="票数相等"):
        check_seats(counted(), election(paper_for(MEMBER, *people)), VILLAGE)


def test_a_paper_for_a_post_without_a_tie_is_refused() -> None:
    with pytest.raises(BadInput, match="不需要再次投票"):
        check_seats(counted(), election(paper_for(CHAIR, ZHAO, QIAN)), VILLAGE)
