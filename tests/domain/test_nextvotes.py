"""Next votes (下一次投票): which vote comes next, on which paper, and which has to wait."""

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
    is_written_in,
    poll,
    stands,
)
from tests.domain.test_rounds import after_officers, after_revote, after_runoff
from tests.domain.test_rounds import first_vote as branch_vote
from tests.law.party_branch.cast import DEPUTY, LAW, SECRETARY

from huanjie.domain.contest import ContestCount, Count, PersonId, Post, Revote
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.later import check_later, check_runoff
from huanjie.domain.nextvotes import NextVote, next_votes, paper_of
from huanjie.domain.revoting import check_seats
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    OfficersFacts,
    RevoteRecords,
    Round,
    RunoffFacts,
    declare_rounds,
)
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=DAY)
SICHUAN = load("villagers-committee", today=DAY, region="sichuan")
STRANGER = PersonId("冯八")


def facts_of(count: CountFile) -> Count:
    facts = count.rounds[0].facts
    assert isinstance(facts, Count)
    return facts


def village(
    *contests: ContestCount,
    relatives: Sequence[tuple[PersonId, PersonId]] = (),
    collected: int = 700,
) -> CountFile:
    """The first vote of a village, everybody's name his id with 氏 behind it."""
    facts = poll(*contests, relatives=relatives, collected=collected)
    printed = (
        Contest(
            post=each.post,
            seats=each.seats,
            candidates=tuple(
                Candidate(id=p.id, name=f"{p.id}氏", sex=p.sex)
                for p in each.people
                if not p.written_in
            ),
            write_ins=2,
        )
        for each in contests
    )
    vote = Election(
        pack="villagers-committee",
        region="sichuan",
        unit=Unit(code="510100000000", name="甲村"),
        polling_day=DAY,
        contests=tuple(printed),
        turnout=Turnout(collected=collected, issued=710, registered=900),
        single_ballot=False,
        near_relatives=tuple(relatives),
        style="choice",
        title="甲村选票",
    )
    return CountFile(election=vote, rounds=(Round(kind="first", facts=facts),))


def open_votes(count: CountFile, pack: RulePack = SICHUAN) -> tuple[NextVote, ...]:
    return next_votes(count, declare_rounds(count, pack), pack)


def told(votes: Sequence[NextVote]) -> list[tuple[str, list[tuple[Post, int, tuple[str, ...]]]]]:
    """Each vote's kind, and the posts, seats and candidates of its paper."""
    return [
        (
            vote.kind,
            [(c.post, c.seats, tuple(each.id for each in c.candidates)) for c in vote.contests],
        )
        for vote in votes
    ]


def with_runoff(count: CountFile, post: Post, vacancies: int, **votes: int) -> CountFile:
    """One more runoff, with 600 papers."""
    named = {PersonId(person): n for person, n in votes.items()}
    facts = RunoffFacts(vacancies=vacancies, collected=600, votes=named)
    batch = Batch(name="会场", contests={post: BatchCount(valid=600, invalid=0, votes=named)})
    return replace(
        count, rounds=(*count.rounds, Round(kind="runoff", facts=facts, batches=(batch,)))
    )


CHAIR_IN = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200))
WOMAN_IN = (stands(ZHOU, 500), stands(WU, 450))


# Nothing is left


def test_where_everybody_is_elected_nothing_is_open() -> None:
    assert open_votes(village(CHAIR_IN, contest(MEMBER, *WOMAN_IN, seats=2))) == ()


@pytest.mark.parametrize(("collected", "open_"), [(450, False), (451, True)])
def test_after_a_void_election_nothing_is_open(collected: int, open_: bool) -> None:
    """900 are registered: half of them is not more than half."""
    count = village(contest(CHAIR, stands(ZHAO, 200), stands(QIAN, 190)), collected=collected)
    assert bool(open_votes(count)) is open_


# A revote


TIED = contest(MEMBER, *WOMAN_IN, stands(SUN, 400), stands(LI, 400), seats=3)


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


def replace_votes(own: ContestCount, votes: int) -> ContestCount:
    return replace(own, people=tuple(replace(person, votes=votes) for person in own.people))


def test_a_runoff_waits_while_its_own_post_is_tied_and_not_for_another_post() -> None:
    """四名委员：两名当选，一名票数相等，一名空缺；主任没有人过半数。"""
    people = (*WOMAN_IN, stands(SUN, 400), stands(LI, 400), stands(QIAN, 90))
    short = contest(CHAIR, stands(ZHAO, 300), stands(ZHENG, 200))
    votes = open_votes(village(short, contest(MEMBER, *people, seats=3)))
    assert told(votes) == [
        ("revote", [(MEMBER, 1, (SUN, LI))]),
        ("runoff", [(CHAIR, 1, (ZHAO, ZHENG))]),
    ]


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


# A runoff


def members(*people: object, seats: int = 3) -> ContestCount:
    return contest(MEMBER, *people, seats=seats)  # type: ignore[arg-type]


def test_the_losers_with_most_votes_stand_for_the_seats_that_are_missing() -> None:
    short = members(*WOMAN_IN, stands(SUN, 300), stands(LI, 350), stands(QIAN, 90))
    assert told(open_votes(village(CHAIR_IN, short))) == [("runoff", [(MEMBER, 1, (LI, SUN))])]


def test_each_post_has_a_runoff_of_its_own_in_the_order_of_the_paper() -> None:
    short = contest(CHAIR, stands(ZHAO, 300), stands(QIAN, 200))
    votes = open_votes(village(short, members(*WOMAN_IN, stands(SUN, 300))))
    assert told(votes) == [
        ("runoff", [(CHAIR, 1, (ZHAO, QIAN))]),
        ("runoff", [(MEMBER, 1, (SUN,))]),
    ]


def test_somebody_written_in_stands_again_under_his_name() -> None:
    people = (*WOMAN_IN, stands(SUN, 90), is_written_in(STRANGER, 200), stands(LI, 100))
    (vote,) = open_votes(village(CHAIR_IN, members(*people)))
    named = [(each.id, each.name) for each in vote.contests[0].candidates]
    assert named == [(STRANGER, "冯八"), (LI, "李氏")]


def test_who_holds_a_higher_post_does_not_stand_for_a_lower_one() -> None:
    """赵当选主任；委员里得票最多而未当选的不再是他。"""
    short = members(*WOMAN_IN, stands(ZHAO, 340), stands(SUN, 300), stands(LI, 200))
    assert told(open_votes(village(CHAIR_IN, short))) == [("runoff", [(MEMBER, 1, (SUN, LI))])]


def test_who_holds_a_lower_post_may_stand_for_a_higher_one() -> None:
    short = contest(CHAIR, stands(ZHOU, 300), stands(QIAN, 200))
    votes = open_votes(village(short, contest(MEMBER, *WOMAN_IN, seats=2)))
    assert told(votes) == [("runoff", [(CHAIR, 1, (ZHOU, QIAN))])]


def test_a_relative_who_stepped_back_does_not_stand_again() -> None:
    short = members(*WOMAN_IN, stands(SUN, 400), stands(LI, 300), stands(QIAN, 100))
    votes = open_votes(village(CHAIR_IN, short, relatives=[(ZHAO, SUN)]))
    assert told(votes) == [("runoff", [(MEMBER, 1, (LI, QIAN))])]


def test_a_runoff_that_fills_its_seats_leaves_nothing_open() -> None:
    first = village(CHAIR_IN, members(*WOMAN_IN, stands(SUN, 300), stands(LI, 200)))
    assert open_votes(with_runoff(first, MEMBER, 1, 孙=200, 李=100)) == ()


@pytest.mark.parametrize(("elected", "open_"), [(2, True), (3, False)])
def test_a_runoff_that_elects_nobody_is_held_again_unless_enough_are_elected(
    elected: int, open_: bool
) -> None:
    """四川省村民委员会选举条例第三十八条：当选人已达三人以上，不足的名额可以暂缺。"""
    people = (*WOMAN_IN[: elected - 1], stands(SUN, 300), stands(LI, 200))
    first = village(CHAIR_IN, members(*people, seats=elected))
    votes = open_votes(with_runoff(first, MEMBER, 1, 孙=199, 李=100))
    assert told(votes) == ([("runoff", [(MEMBER, 1, (SUN, LI))])] if open_ else [])


def test_the_tied_of_a_runoff_are_voted_on_in_one_more() -> None:
    first = village(CHAIR_IN, members(*WOMAN_IN, stands(SUN, 300), stands(LI, 200)))
    count = with_runoff(first, MEMBER, 1, 孙=250, 冯八=250, 李=100)
    (vote,) = open_votes(count)
    assert told([vote]) == [("runoff", [(MEMBER, 1, (SUN, STRANGER))])]
    assert vote.contests[0].write_ins == 0
    check_runoff(vote.onto, paper_of(vote, SICHUAN, polling_day=DAY), SICHUAN)


def test_a_stranger_who_only_lost_a_runoff_does_not_stand_in_the_next() -> None:
    """check_runoff 只放过另行选举中票数相等的人。"""
    first = village(CHAIR_IN, members(ZHOU_IN, stands(SUN, 300), stands(LI, 200), seats=2))
    count = with_runoff(first, MEMBER, 1, 孙=150, 冯八=149)
    (vote,) = open_votes(count)
    assert told([vote]) == [("runoff", [(MEMBER, 1, (SUN, LI))])]
    paper = paper_of(vote, SICHUAN, polling_day=DAY)
    stranger = replace(paper.contests[0], candidates=(Candidate(id=STRANGER, name="冯八"),))
    with pytest.raises(BadInput, match="冯八"):
        check_runoff(count, replace(paper, contests=(stranger,)), SICHUAN)


ZHOU_IN = stands(ZHOU, 500)


# A woman's seat


MEN = (stands(SUN, 500), stands(LI, 450), stands(QIAN, 340), stands(ZHOU, 90), stands(WU, 80))


def test_for_a_womans_seat_women_alone_stand() -> None:
    (vote,) = open_votes(village(CHAIR_IN, members(*MEN)))
    assert told([vote]) == [("runoff", [(MEMBER, 1, (ZHOU, WU))])]
    assert vote.women_only


def test_who_may_be_a_woman_is_asked_about_and_not_left_out_in_silence() -> None:
    stranger = replace(is_written_in(STRANGER, 85), sex=None)
    (vote,) = open_votes(village(CHAIR_IN, members(*MEN, stranger)))
    assert told([vote]) == [("runoff", [(MEMBER, 1, (ZHOU, WU))])]
    assert vote.may_stand == (STRANGER,)


def test_an_open_seat_and_a_womans_seat_are_two_runoffs() -> None:
    people = (stands(SUN, 500), stands(QIAN, 340), stands(ZHOU, 90), stands(WU, 80))
    votes = open_votes(village(CHAIR_IN, members(*people)))
    assert told(votes) == [
        ("runoff", [(MEMBER, 1, (QIAN, ZHOU))]),
        ("runoff", [(MEMBER, 1, (ZHOU, WU))]),
    ]
    assert [vote.women_only for vote in votes] == [False, True]


@pytest.mark.parametrize(
    ("won", "left"),
    [
        ({"周": 300, "吴": 100}, [False]),  # the woman's seat is filled, the other not
        ({"钱": 300, "周": 100}, [True]),  # the other is filled, the woman's seat not
    ],
)
def test_of_two_runoffs_the_one_that_was_not_held_stays_open(
    won: dict[str, int], left: list[bool]
) -> None:
    people = (stands(SUN, 500), stands(QIAN, 340), stands(ZHOU, 90), stands(WU, 80))
    first = village(CHAIR_IN, members(*people))
    votes = open_votes(with_runoff(first, MEMBER, 1, **won))
    assert [vote.women_only for vote in votes] == left


# The committee's own vote


def test_a_branch_votes_again_then_runs_off_then_elects_its_officers() -> None:
    steps = [branch_vote(), after_revote(), after_runoff(), after_officers()]
    assert [[vote.kind for vote in open_votes(each, LAW)] for each in steps] == [
        ["revote", "runoff"],
        ["runoff"],
        ["officers"],
        [],
    ]


def test_officers_are_elected_out_of_the_committee_and_nominated_by_the_caller() -> None:
    (vote,) = open_votes(after_runoff(), LAW)
    assert told([vote]) == [("officers", [(SECRETARY, 1, ()), (DEPUTY, 1, ())])]
    assert vote.may_stand == (ZHAO, QIAN, LI)


def test_an_office_that_nobody_won_is_open_again_to_those_without_one() -> None:
    facts = OfficersFacts(
        committee=(ZHAO, QIAN, LI), attended=3, votes={SECRETARY: {ZHAO: 3}, DEPUTY: {QIAN: 1}}
    )
    before = after_runoff()
    count = replace(before, rounds=(*before.rounds, Round(kind="officers", facts=facts)))
    (vote,) = open_votes(count, LAW)
    assert told([vote]) == [("officers", [(DEPUTY, 1, ())])]
    assert vote.may_stand == (QIAN, LI)


def test_an_office_that_was_not_voted_on_is_not_asked_for_afterwards() -> None:
    facts = OfficersFacts(committee=(ZHAO, QIAN, LI), attended=3, votes={SECRETARY: {ZHAO: 3}})
    before = after_runoff()
    count = replace(before, rounds=(*before.rounds, Round(kind="officers", facts=facts)))
    assert open_votes(count, LAW) == ()


@pytest.mark.parametrize(("votes", "kinds"), [(5, ["runoff", "officers"]), (6, ["officers"])])
def test_where_seats_may_be_given_up_the_committee_need_not_wait_for_a_runoff(
    votes: int, kinds: list[str]
) -> None:
    """到会 10 人，过半数是 6 票；委员不足时可以另行选举，也可以减少名额。"""
    before = branch_vote()
    count = village(contest(MEMBER, stands(ZHAO, 8), stands(QIAN, votes), seats=2), collected=10)
    facts = replace(facts_of(count), entitled=12, attended=10, issued=10)
    vote = replace(before.election, contests=count.election.contests)
    branch = CountFile(election=vote, rounds=(Round(kind="first", facts=facts),))
    found = open_votes(branch, LAW)
    assert [each.kind for each in found] == kinds
    assert [each.optional for each in found if each.kind == "runoff"] == [True] * (len(kinds) - 1)


def test_a_branch_whose_members_elect_the_secretary_themselves_has_no_second_stage() -> None:
    count = village(contest(SECRETARY, stands(ZHAO, 8), stands(QIAN, 2)), collected=10)
    facts = replace(facts_of(count), entitled=12, attended=10, issued=10)
    vote = replace(branch_vote().election, contests=count.election.contests)
    branch = CountFile(election=vote, rounds=(Round(kind="first", facts=facts),))
    assert open_votes(branch, LAW) == ()


def test_a_village_has_no_officers_of_the_committee() -> None:
    assert open_votes(village(CHAIR_IN, contest(MEMBER, *WOMAN_IN, seats=2)), VILLAGE) == ()


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
