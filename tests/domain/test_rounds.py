"""Rounds (轮次): first vote, revote, runoff and officers; who holds each post at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, WU, ZHAO, ZHOU
from tests.law.party_branch.cast import (
    DEPUTY,
    LAW,
    MEETING_DAY,
    NAMES,
    SECRETARY,
    contest,
    meeting,
)

from huanjie.domain.contest import Declaration, PersonId, Post
from huanjie.domain.counting import first_round, officers_round, runoff_rounds, with_revote
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import (
    CountFile,
    OfficersFacts,
    Round,
    RunoffFacts,
    declare_rounds,
)
from huanjie.domain.runoff import Runoff
from huanjie.domain.tally import CastVoteRecord, Paper, Tally, tally
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

DISCIPLINE = Post("纪律检查委员")
"""A post of the branch's own, which follows the rule for members."""

Standing = Mapping[Post, tuple[int, tuple[PersonId, ...]]]
Papers = Sequence[Mapping[Post, Sequence[PersonId]]]

FIRST: Standing = {MEMBER: (2, (ZHAO, QIAN, SUN)), DISCIPLINE: (1, (LI, ZHOU))}


def election(standing: Standing, present: int) -> Election:
    """A branch of twelve, so many of them present, that elects these posts on one paper."""
    return Election(
        pack="party-branch",
        region=None,
        unit=Unit(code="000000000000", name="三联村"),
        polling_day=MEETING_DAY,
        single_ballot=True,
        turnout=Turnout(entitled=12, attended=present, issued=present, collected=present),
        contests=tuple(
            Contest(
                post=post,
                seats=seats,
                candidates=tuple(Candidate(id=each, name=NAMES[each]) for each in people),
                write_ins=0,
            )
            for post, (seats, people) in standing.items()
        ),
    )


def counted(vote: Election, papers: Papers) -> Tally:
    """The tally of papers, each given as the people whom it approves of for each post."""
    records = [
        CastVoteRecord(
            id=f"r{number}",
            batch="会场",
            source=(),
            contests={
                post: Paper(marks=dict.fromkeys(people, "approve"))
                for post, people in paper.items()
            },
        )
        for number, paper in enumerate(papers)
    ]
    return tally(vote, records, LAW)


def first_vote() -> CountFile:
    """赵 is in with 8 of 10, 钱 and 孙 are equal with 6; for the other post 李 has half."""
    pairs = [(ZHAO, QIAN)] * 4 + [(ZHAO, SUN)] * 4 + [(QIAN, SUN)] * 2
    others = [(LI,)] * 5 + [(ZHOU,)] * 4 + [()]
    papers = [{MEMBER: pair, DISCIPLINE: one} for pair, one in zip(pairs, others, strict=True)]
    vote = election(FIRST, 10)
    return CountFile(
        election=vote, rounds=(first_round(vote, counted(vote, papers), cvr_sha256=None),)
    )


def after_revote(qian: int = 6) -> CountFile:
    """The first vote, with the vote between 钱 and 孙 put into it."""
    vote = election({MEMBER: (1, (QIAN, SUN))}, 10)
    papers = [{MEMBER: (QIAN,)}] * qian + [{MEMBER: (SUN,)}] * (10 - qian)
    return with_revote(first_vote(), vote, counted(vote, papers), cvr_sha256=None)


def after_runoff(li: int = 7) -> CountFile:
    """The same, with the runoff for the seat that nobody had won."""
    vote = election({DISCIPLINE: (1, (LI, ZHOU))}, 10)
    papers = [{DISCIPLINE: (LI,)}] * li + [{DISCIPLINE: (ZHOU,)}] * (10 - li)
    own = runoff_rounds(vote, counted(vote, papers), cvr_sha256=None)
    before = after_revote()
    return replace(before, rounds=(*before.rounds, *own))


def after_officers() -> CountFile:
    """The same, with the committee's own vote."""
    vote = election({SECRETARY: (1, (ZHAO,)), DEPUTY: (1, (QIAN,))}, 3)
    papers: Papers = [{SECRETARY: (ZHAO,), DEPUTY: (QIAN,)}] * 2 + [{SECRETARY: (ZHAO,)}]
    committee = (ZHAO, QIAN, LI)
    own = officers_round(vote, counted(vote, papers), committee=committee, cvr_sha256=None)
    before = after_runoff()
    return replace(before, rounds=(*before.rounds, own))


# Step by step


def test_the_first_vote_says_what_is_left_to_do() -> None:
    declared = declare_rounds(first_vote(), LAW)
    (answer,) = declared.answers
    assert isinstance(answer, Declaration)
    assert [each.next for each in answer.contests] == [("revote",), ("runoff",)]
    assert declared.final == {MEMBER: (ZHAO,), DISCIPLINE: ()}


@pytest.mark.parametrize(("qian", "winner"), [(6, QIAN), (4, SUN)])
def test_a_revote_settles_the_tie_inside_its_own_round(qian: int, winner: PersonId) -> None:
    count = after_revote(qian)
    assert [each.kind for each in count.rounds] == ["first"]
    assert declare_rounds(count, LAW).final == {MEMBER: (ZHAO, winner), DISCIPLINE: ()}


def test_a_revote_that_is_equal_again_leaves_the_seat_open() -> None:
    assert declare_rounds(after_revote(5), LAW).final[MEMBER] == (ZHAO,)


@pytest.mark.parametrize(("li", "elected"), [(6, (LI,)), (5, ())])
def test_the_runoff_needs_the_half_line_again(li: int, elected: tuple[PersonId, ...]) -> None:
    declared = declare_rounds(after_runoff(li), LAW)
    answer = declared.answers[1]
    assert isinstance(answer, Runoff)
    assert (answer.minimum_votes, answer.elected) == (6, elected)
    assert declared.final == {MEMBER: (ZHAO, QIAN), DISCIPLINE: elected}


def test_the_officers_keep_their_seats_on_the_committee() -> None:
    declared = declare_rounds(after_officers(), LAW)
    assert isinstance(declared.answers[2], Officers)
    assert declared.final == {
        MEMBER: (ZHAO, QIAN),
        DISCIPLINE: (LI,),
        SECRETARY: (ZHAO,),
        DEPUTY: (QIAN,),
    }


def test_each_round_is_answered_once_and_in_its_order() -> None:
    count = after_officers()
    assert [each.kind for each in count.rounds] == ["first", "runoff", "officers"]
    assert len(declare_rounds(count, LAW).answers) == 3


def test_a_void_first_vote_elects_nobody_to_anything() -> None:
    count = first_vote()
    facts = meeting(contest(赵=8), entitled=12, attended=9)
    void = replace(count, rounds=(replace(count.rounds[0], facts=facts, batches=()),))
    assert declare_rounds(void, LAW).final == {MEMBER: (), DISCIPLINE: ()}


def test_who_is_neither_approved_nor_opposed_is_abstained_from() -> None:
    facts = first_vote().rounds[0].facts
    assert not isinstance(facts, (RunoffFacts, OfficersFacts))
    people = {each.id: each for each in facts.contests[0].people}
    assert (people[ZHAO].votes, people[ZHAO].oppose, people[ZHAO].abstain) == (8, 0, 2)


# Which contest a runoff belongs to


def by_hand(**votes: int) -> Round:
    """A runoff counted by hand: no batches that would name the post."""
    named = {PersonId(person): n for person, n in votes.items()}
    return Round(kind="runoff", facts=RunoffFacts(vacancies=1, attended=10, votes=named))


def with_round(round_: Round, *first: tuple[Post, dict[str, int]]) -> CountFile:
    contests = [contest(1, post, **votes) for post, votes in first]
    facts = meeting(*contests, entitled=12, attended=10)
    count = first_vote()
    return replace(count, rounds=(Round(kind="first", facts=facts), round_))


def test_a_runoff_by_hand_belongs_to_the_short_contest_whose_people_stand() -> None:
    short = (MEMBER, {"赵": 5, "钱": 4}), (DISCIPLINE, {"李": 5, "周": 4})
    assert declare_rounds(with_round(by_hand(李=7), *short), LAW).final[DISCIPLINE] == (LI,)
    assert declare_rounds(with_round(by_hand(钱=7), *short), LAW).final[MEMBER] == (QIAN,)


def test_a_full_contest_is_not_run_off_though_its_loser_stands() -> None:
    first = (MEMBER, {"赵": 9, "钱": 1}), (DISCIPLINE, {"钱": 5, "周": 4})
    final = declare_rounds(with_round(by_hand(钱=7), *first), LAW).final
    assert final == {MEMBER: (ZHAO,), DISCIPLINE: (QIAN,)}


@pytest.mark.parametrize("stands", ["钱", "吴"], ids=["of two contests", "of none"])
def test_a_runoff_of_nobody_knows_which_contest_is_refused(stands: str) -> None:
    short = (MEMBER, {"赵": 5, "钱": 4}), (DISCIPLINE, {"钱": 5, "周": 4})
    with pytest.raises(BadInput) as refusal:
        declare_rounds(with_round(by_hand(**{stands: 7}), *short), LAW)
    assert refusal.value.at == "/rounds/1"
    assert "batches" in refusal.value.remedy


def test_a_second_runoff_adds_to_the_first() -> None:
    count = with_round(by_hand(赵=7, 钱=5), (MEMBER, {"赵": 5, "钱": 5, "孙": 5}))
    two_seats = meeting(contest(2, MEMBER, 赵=5, 钱=5, 孙=5), entitled=12, attended=10)
    first = replace(count.rounds[0], facts=two_seats)
    more = replace(count, rounds=(first, count.rounds[1], by_hand(钱=6, 孙=3)))
    assert declare_rounds(more, LAW).final[MEMBER] == (ZHAO, QIAN)


def test_a_runoff_never_fills_more_seats_than_are_open() -> None:
    one_open = (MEMBER, {"赵": 5, "钱": 5, "孙": 5})
    two = Round(
        kind="runoff", facts=RunoffFacts(vacancies=2, attended=10, votes={ZHAO: 8, QIAN: 7})
    )
    with pytest.raises(BadInput):
        declare_rounds(with_round(two, one_open), LAW)


# What holds in one vote holds across all of them


@pytest.mark.parametrize("stands", ["赵", "钱"])
def test_whoever_holds_a_seat_is_not_given_another_by_a_runoff(stands: str) -> None:
    """赵 is a member already: elected to the other post too, he would sit on two of the seats."""
    first = (MEMBER, {"赵": 9, "孙": 1}), (DISCIPLINE, {"赵": 5, "钱": 5})
    final = declare_rounds(with_round(by_hand(**{stands: 7}), *first), LAW).final
    seated = [person for people in final.values() for person in people]
    assert len(seated) == len(set(seated))
    assert final[MEMBER] == (ZHAO,)
    assert final[DISCIPLINE] == (() if stands == "赵" else (QIAN,))


@pytest.mark.parametrize("related", [True, False])
def test_a_runoff_does_not_seat_a_near_relative_of_somebody_seated_before(related: bool) -> None:
    village = load("villagers-committee", today=MEETING_DAY)
    chair, members = contest(1, CHAIR, 赵=60, 钱=40), contest(1, MEMBER, 孙=40, 周=30)
    members = replace(members, women_seat_met=True)
    pairs = ((ZHAO, SUN),) if related else ()
    facts = replace(meeting(chair, members), registered=150, issued=100, collected=100)
    runoff = RunoffFacts(vacancies=1, collected=90, votes={SUN: 40, ZHOU: 35})
    vote = election({CHAIR: (1, (ZHAO, QIAN)), MEMBER: (1, (SUN, ZHOU))}, 100)
    count = CountFile(
        election=replace(vote, near_relatives=pairs),
        rounds=(
            Round(kind="first", facts=replace(facts, near_relatives=pairs)),
            Round(kind="runoff", facts=runoff),
        ),
    )
    declared = declare_rounds(count, village)
    assert declared.final == {CHAIR: (ZHAO,), MEMBER: () if related else (SUN,)}
    assert [each.because for _, each in declared.held.withdrawn] == ["near-relative"] * related


# What is refused


def test_a_revote_for_a_post_that_was_not_voted_on_is_refused() -> None:
    vote = election({SECRETARY: (1, (ZHAO, QIAN))}, 10)
    papers: Papers = [{SECRETARY: (ZHAO,)}] * 10
    with pytest.raises(BadInput, match="secretary"):
        with_revote(first_vote(), vote, counted(vote, papers), cvr_sha256=None)


@pytest.mark.parametrize("people", [(ZHAO, QIAN), (QIAN, SUN, WU), (QIAN,)])
def test_a_revote_between_others_than_the_tied_is_refused(people: tuple[PersonId, ...]) -> None:
    vote = election({MEMBER: (1, people)}, 10)
    papers: Papers = [{MEMBER: (people[0],)}] * 10
    count = with_revote(first_vote(), vote, counted(vote, papers), cvr_sha256=None)
    with pytest.raises(BadInput):
        declare_rounds(count, LAW)


def test_a_revote_where_nobody_was_tied_is_refused() -> None:
    vote = election({DISCIPLINE: (1, (LI, ZHOU))}, 10)
    papers: Papers = [{DISCIPLINE: (LI,)}] * 10
    count = with_revote(after_revote(), vote, counted(vote, papers), cvr_sha256=None)
    with pytest.raises(BadInput):
        declare_rounds(count, LAW)


def test_the_committees_vote_needs_the_number_of_members_present() -> None:
    vote = election({SECRETARY: (1, (ZHAO,))}, 3)
    done = counted(vote, [{SECRETARY: (ZHAO,)}] * 3)
    assert vote.turnout
    nobody_counted = replace(vote, turnout=replace(vote.turnout, attended=None))
    with pytest.raises(BadInput) as refusal:
        officers_round(nobody_counted, done, committee=(ZHAO, QIAN, LI), cvr_sha256=None)
    assert refusal.value.at == "/turnout/attended"
