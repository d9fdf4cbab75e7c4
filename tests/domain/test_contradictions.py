"""Contradictions (自相矛盾): sums that cannot be block a sheet; what the law answers does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.handcounts import with_number
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, VICE, ZHAO
from tests.law.party_branch.cast import NAMES

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.contradictions import contradictions
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.sheets import Place, Sheet, SheetContest, What
from huanjie.law.shelf import load

VILLAGE = load("villagers-committee", today=date(2026, 6, 28))


def printed(*people: PersonId) -> tuple[Candidate, ...]:
    return tuple(Candidate(id=person, name=NAMES[person]) for person in people)


ELECTION = Election(
    pack="villagers-committee",
    region=None,
    unit=Unit(code="000000000000", name="三联村"),
    polling_day=date(2026, 6, 28),
    contests=(
        Contest(post=CHAIR, seats=1, candidates=printed(ZHAO, QIAN), write_ins=1),
        Contest(post=MEMBER, seats=2, candidates=printed(SUN, LI), write_ins=2),
    ),
    turnout=Turnout(collected=631, issued=640),
    single_ballot=True,
)
APART = replace(ELECTION, single_ballot=False)
CHOICE = replace(ELECTION, style="choice")

MARKED = Sheet(
    contests={
        CHAIR: SheetContest(
            valid=620,
            invalid=11,
            votes={ZHAO: 400, QIAN: 200},
            oppose={ZHAO: 200, QIAN: 400},
            abstain={ZHAO: 20, QIAN: 20},
            write_ins={"冯八": 20},
        ),
        MEMBER: SheetContest(
            valid=631,
            invalid=0,
            votes={SUN: 600, LI: 600},
            oppose={SUN: 31, LI: 0},
            abstain={SUN: 0, LI: 31},
        ),
    }
)
CHOSEN = Sheet(
    contests={
        post: replace(part, oppose=None, abstain=None) for post, part in MARKED.contests.items()
    }
)


def said(
    sheet: Sheet, election: Election = ELECTION, *, collected: int = 631
) -> list[tuple[str | None, str]]:
    """What blocks a sheet, by post."""
    found = contradictions(sheet, election, collected=collected, name=VILLAGE.post_name)
    return [(each.post, each.says) for each in found]


def changed(sheet: Sheet, what: What, whom: str | None, number: int, post: Post = CHAIR) -> Sheet:
    return with_number(sheet, Place(post=post, what=what, whom=whom), number)


def test_a_sheet_that_adds_up_is_not_blocked() -> None:
    assert said(MARKED) == []
    assert said(CHOSEN, CHOICE) == []


# The papers


def test_fewer_papers_than_were_collected_are_told_with_every_number() -> None:
    short = changed(CHOSEN, "valid", None, 600)
    assert said(short, CHOICE) == [
        (CHAIR, "主任：有效 600 张加无效 11 张是 611 张，收回的是 631 张，差 20 张"),
        (CHAIR, "主任：赞成和另选他人一共 620 票，有效票 600 张、每张最多选 1 人，最多 600 票"),
    ]


@pytest.mark.parametrize(
    ("invalid", "says"),
    [
        (10, "主任：有效 620 张加无效 10 张是 630 张，收回的是 631 张，差 1 张"),
        (11, None),
        (12, "主任：有效 620 张加无效 12 张是 632 张，收回的是 631 张，多 1 张"),
    ],
)
def test_on_one_paper_every_post_has_all_the_papers(invalid: int, says: str | None) -> None:
    found = said(changed(MARKED, "invalid", None, invalid))
    assert found == ([(CHAIR, says)] if says else [])


@pytest.mark.parametrize(("invalid", "blocked"), [(0, False), (10, False), (11, False), (12, True)])
def test_a_post_with_papers_of_its_own_may_have_fewer_and_never_more(
    invalid: int, blocked: bool
) -> None:
    assert bool(said(changed(MARKED, "invalid", None, invalid), APART)) is blocked


def test_one_post_alone_has_all_the_papers() -> None:
    alone = replace(APART, contests=APART.contests[:1])
    sheet = Sheet(contests={CHAIR: MARKED.contests[CHAIR]})
    assert said(sheet, alone) == []
    assert len(said(changed(sheet, "invalid", None, 10), alone)) == 1


def test_more_papers_collected_than_issued_is_the_laws_question() -> None:
    turnout = Turnout(collected=631, issued=600)
    assert said(MARKED, replace(ELECTION, turnout=turnout)) == []


# The people


@pytest.mark.parametrize(("votes", "blocked"), [(620, False), (621, True)])
def test_nobody_has_more_approvals_than_there_are_valid_papers(votes: int, blocked: bool) -> None:
    sheet = changed(changed(CHOSEN, "votes", QIAN, 0), "write-in", "冯八", 1)
    sheet = changed(sheet, "votes", ZHAO, votes)
    roomy = replace(CHOICE.contests[0], seats=2)
    election = replace(CHOICE, contests=(roomy, CHOICE.contests[1]))
    expected = [(CHAIR, "主任：赵一 得赞成 621 票，有效票只有 620 张")] if blocked else []
    assert said(sheet, election) == expected


@pytest.mark.parametrize("what", ["oppose", "abstain"])
@pytest.mark.parametrize("step", [-1, 1])
def test_approve_oppose_and_abstain_make_the_valid_papers(what: What, step: int) -> None:
    number = {"oppose": 200, "abstain": 20}[what] + step
    ((post, says),) = said(changed(MARKED, what, ZHAO, number))
    assert post == CHAIR
    assert says.endswith(f"一共 {620 + step} 票，有效票是 620 张")


# Those written in


def test_a_printed_candidate_is_not_written_in_for_the_same_post() -> None:
    for name in (NAMES[ZHAO], ZHAO):
        sheet = changed(changed(MARKED, "write-in", "冯八", 1), "write-in", name, 1)
        assert said(sheet) == [(CHAIR, f"主任：另选他人“{name}”（1 票）就是印在选票上的候选人")]


def test_a_candidate_for_another_post_may_be_written_in() -> None:
    assert said(changed(MARKED, "write-in", "冯八", 1)) == []
    sheet = changed(changed(MARKED, "write-in", "冯八", 1), "write-in", NAMES[SUN], 19)
    assert said(sheet) == []


@pytest.mark.parametrize(("votes", "blocked"), [(0, True), (1, False)])
def test_a_name_that_nobody_wrote_is_not_listed(votes: int, blocked: bool) -> None:
    found = said(changed(MARKED, "write-in", "冯八", votes))
    assert [says.partition("：没有人写的")[0] for _, says in found] == (
        ["主任：另选他人“冯八”是 0 票"] if blocked else []
    )


def lines(number: int | None, seats: int = 9) -> Election:
    """The chair's contest with so many lines, and seats enough not to matter."""
    own = replace(ELECTION.contests[0], write_ins=number, seats=seats)
    return replace(ELECTION, contests=(own, ELECTION.contests[1]))


@pytest.mark.parametrize(("votes", "blocked"), [(600, False), (601, True)])
def test_no_more_are_written_in_than_there_are_lines(votes: int, blocked: bool) -> None:
    sheet = changed(MARKED, "write-in", "陈九", votes)
    expected = "主任：另选他人一共 621 票，有效票 620 张、每张 1 行，最多 620 票"
    assert said(sheet, lines(1)) == ([(CHAIR, expected)] if blocked else [])
    assert said(sheet, lines(2)) == []
    assert said(sheet, lines(None)) == []


def test_without_a_line_nobody_is_written_in() -> None:
    assert len(said(MARKED, lines(0))) == 1


@pytest.mark.parametrize(("votes", "blocked"), [(620, False), (621, True)])
def test_nobody_written_in_has_more_votes_than_valid_papers(votes: int, blocked: bool) -> None:
    found = said(changed(MARKED, "write-in", "冯八", votes), lines(None))
    expected = [(CHAIR, "主任：另选他人“冯八”得 621 票，有效票只有 620 张")]
    assert found == (expected if blocked else [])


# All together


@pytest.mark.parametrize(("votes", "blocked"), [(20, False), (21, True)])
def test_no_more_are_chosen_than_seats_on_the_valid_papers(votes: int, blocked: bool) -> None:
    expected = "主任：赞成和另选他人一共 621 票，有效票 620 张、每张最多选 1 人，最多 620 票"
    found = said(changed(MARKED, "write-in", "冯八", votes))
    assert found == ([(CHAIR, expected)] if blocked else [])


def test_every_contradiction_of_every_post_is_told_in_the_order_of_the_paper() -> None:
    sheet = changed(MARKED, "oppose", LI, 1, MEMBER)
    sheet = changed(changed(sheet, "invalid", None, 0), "abstain", QIAN, 21)
    assert [post for post, _ in said(sheet)] == [CHAIR, CHAIR, MEMBER]


# A sheet of another paper


MISFITS = {
    "a post is missing": (Sheet(contests={CHAIR: MARKED.contests[CHAIR]}), ELECTION),
    "a post too many": (
        Sheet(contests={**MARKED.contests, VICE: MARKED.contests[CHAIR]}),
        ELECTION,
    ),
    "a candidate is missing": (
        Sheet(contests={**MARKED.contests, MEMBER: MARKED.contests[CHAIR]}),
        ELECTION,
    ),
    "nobody counted who opposed": (CHOSEN, ELECTION),
    "plain choices know no opposing": (MARKED, CHOICE),
}


@pytest.mark.parametrize(("sheet", "election"), MISFITS.values(), ids=MISFITS.keys())
def test_a_sheet_of_another_paper_is_blocked_before_any_sum(
    sheet: Sheet, election: Election
) -> None:
    found = said(sheet, election)
    assert found
    assert {post for post, _ in found} == {None}
