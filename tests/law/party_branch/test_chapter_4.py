"""Chapter 4 (第四章), the members' meeting (党员大会): quorum, papers, half line, ties, too few."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.people import LI, MEMBER, QIAN, SUN, ZHAO, ZHOU
from tests.law.party_branch.cast import DEPUTY, LAW, SECRETARY, again, contest, meeting, result

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.contest import Person
from huanjie.domain.declaration import declare
from huanjie.domain.quorum import quorum
from huanjie.domain.reconciliation import reconcile
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.door.fault import BadInput

# Quorum: not fewer than four fifths of those who should attend


@pytest.mark.parametrize(
    ("entitled", "fewest"),
    [(50, 40), (51, 41), (54, 44), (55, 44), (56, 45), (3, 3), (4, 4), (5, 4), (499, 400)],
)
def test_exactly_four_fifths_is_a_quorum_and_one_fewer_is_not(entitled: int, fewest: int) -> None:
    enough = quorum(LAW, entitled=entitled, attended=fewest)
    assert (enough.minimum, enough.met) == (fewest, True)
    assert not quorum(LAW, entitled=entitled, attended=fewest - 1).met
    assert [(each.article, each.confidence) for each in enough.grounds] == [("第四章", "S")]


@pytest.mark.parametrize(("attended", "valid"), [(39, False), (40, True)])
def test_a_meeting_without_its_quorum_elects_nobody(attended: int, valid: bool) -> None:
    declared = declare(meeting(contest(赵=39, 钱=38, 孙=37, 李=2), attended=attended), LAW)
    assert declared.valid is valid
    assert bool(declared.contests) is valid
    assert declared.reason is None if valid else "39" in str(declared.reason)
    assert declared.grounds[0].says.startswith("有选举权的到会人数不少于")


def test_more_present_than_entitled_is_a_slip_and_no_quorum() -> None:
    with pytest.raises(BadInput):
        quorum(LAW, entitled=50, attended=51)


def test_without_its_two_numbers_no_meeting_is_judged() -> None:
    count = meeting(contest(赵=40), collected=44, issued=44)
    with pytest.raises(BadInput, match="entitled"):
        declare(replace(count, entitled=None), LAW)
    with pytest.raises(BadInput, match="attended"):
        declare(replace(count, attended=None), LAW)


# Papers: as many as the voters or fewer


@pytest.mark.parametrize(("collected", "valid"), [(43, True), (44, True), (45, False)])
def test_more_papers_than_people_present_void_the_election(collected: int, valid: bool) -> None:
    count = meeting(contest(赵=40, 钱=35, 孙=30, 李=22), collected=collected, issued=50)
    assert declare(count, LAW).valid is valid


@pytest.mark.parametrize(("collected", "valid"), [(43, True), (44, False)])
def test_papers_are_compared_with_those_who_voted_where_they_were_counted(
    collected: int, valid: bool
) -> None:
    count = meeting(contest(赵=40), voters=43, issued=44, collected=collected)
    declared = declare(count, LAW)
    assert declared.valid is valid
    assert valid or declared.grounds[-1].says.startswith("收回的选票等于或者少于投票人数")


@pytest.mark.parametrize(("collected", "following"), [(44, ()), (45, ("repeat-election",))])
def test_a_void_election_is_held_again(collected: int, following: tuple[str, ...]) -> None:
    assert reconcile(LAW, collected=collected, known={"voters": 44}).next == following
    assert reconcile(LAW, collected=collected, known={"issued": 44}).next == following


# One paper: no more choices than seats; a write-in for somebody opposed


@pytest.mark.parametrize(
    ("marks", "valid"),
    [
        (Marks(), True),
        (Marks(approve=3, oppose=1), True),
        (Marks(approve=4, oppose=0), False),
        (Marks(approve=2, oppose=1, write_in=1), True),
        (Marks(approve=3, oppose=1, write_in=1), False),
        (Marks(approve=1, oppose=0, abstain=1, write_in=1), False),
        (Marks(approve=1, oppose=2, write_in=2), True),
        (Marks(approve=1, oppose=1, abstain=1, write_in=2), False),
    ],
)
def test_who_opposes_may_write_in_another_and_who_abstains_may_not(
    marks: Marks, valid: bool
) -> None:
    assert judge(LAW, Ballot(marks={MEMBER: marks}), {MEMBER: 3}).valid is valid


# Elected: more than half of the electors PRESENT


@pytest.mark.parametrize(("attended", "line"), [(44, 23), (45, 23), (46, 24), (50, 26)])
def test_exactly_half_of_those_present_is_not_more_than_half(attended: int, line: int) -> None:
    over = result(meeting(contest(seats=1, 赵=line), attended=attended))
    half = result(meeting(contest(seats=1, 赵=line - 1), attended=attended))
    assert (over.minimum_votes, over.elected) == (line, (ZHAO,))
    assert (half.minimum_votes, half.elected, half.not_elected) == (line, (), (ZHAO,))


def test_the_base_is_neither_those_entitled_nor_the_papers() -> None:
    """Of 50 entitled 44 are present and 40 papers come back: the line is 23, not 26 and not 21."""
    count = meeting(contest(seats=2, 赵=23, 钱=22), collected=40)
    assert result(count).minimum_votes == 23
    assert result(count).elected == (ZHAO,)


def test_the_half_line_shows_that_its_sources_contradict_each_other() -> None:
    half = declare(meeting(contest(赵=40)), LAW).grounds[1]
    assert (half.article, half.confidence) == ("第四章", "X")


def test_more_over_half_than_seats_are_seated_by_votes_until_full() -> None:
    full = result(meeting(contest(赵=25, 钱=40, 孙=30, 李=24, 周=10)))
    assert (full.elected, full.not_elected) == ((QIAN, SUN, ZHAO), (LI, ZHOU))
    assert (full.vacancies, full.next, full.conditions) == (0, (), ())


# Ties


def test_equal_votes_across_the_last_seat_are_voted_on_again() -> None:
    tied = result(meeting(contest(seats=2, 赵=40, 钱=23, 孙=23, 李=2)))
    assert (tied.elected, tied.tied, tied.not_elected) == ((ZHAO,), (QIAN, SUN), (LI,))
    assert (tied.vacancies, tied.next) == (1, ("revote",))


def test_equal_votes_that_all_find_a_seat_are_no_tie() -> None:
    seated = result(meeting(contest(seats=2, 赵=30, 钱=30, 孙=23)))
    assert (seated.elected, seated.tied, seated.next) == ((ZHAO, QIAN), (), ())


def test_equal_votes_at_half_are_no_tie_for_neither_is_over_it() -> None:
    short = result(meeting(contest(seats=2, 赵=40, 钱=22, 孙=22)))
    assert (short.elected, short.tied, short.not_elected) == ((ZHAO,), (), (QIAN, SUN))
    assert short.next == ("runoff-or-fewer-seats",)


@pytest.mark.parametrize(
    ("qian", "sun", "elected", "tied"),
    [(21, 20, (ZHAO, QIAN), ()), (20, 21, (ZHAO, SUN), ()), (20, 20, (ZHAO,), (QIAN, SUN))],
)
def test_in_the_revote_more_votes_win_without_a_half_line(
    qian: int, sun: int, elected: tuple[str, ...], tied: tuple[str, ...]
) -> None:
    first = contest(seats=2, 赵=40, 钱=23, 孙=23, 李=2)
    settled = result(meeting(again(first, 钱=qian, 孙=sun)))
    assert (settled.elected, settled.tied) == (elected, tied)
    assert settled.next == (("revote",) if tied else ())


def test_a_revote_is_between_the_tied_alone() -> None:
    first = contest(seats=2, 赵=40, 钱=23, 孙=23, 李=2)
    with pytest.raises(BadInput):
        result(meeting(again(first, 钱=20, 孙=18, 李=4)))


# Too few


def test_too_few_over_half_are_run_off_or_the_seats_are_reduced() -> None:
    short = result(meeting(contest(seats=3, 赵=40, 钱=23, 孙=22, 李=10)))
    assert (short.elected, short.vacancies) == ((ZHAO, QIAN), 1)
    assert short.next == ("runoff-or-fewer-seats",)
    assert ["减少名额" in each for each in short.conditions] == [True]


def test_where_nobody_is_elected_there_is_only_the_runoff() -> None:
    nobody = result(meeting(contest(seats=3, 赵=22, 钱=22, 孙=22, 李=22)))
    assert (nobody.elected, nobody.vacancies, nobody.next) == ((), 3, ("runoff",))
    assert nobody.conditions == ()


@pytest.mark.parametrize(("attended", "line"), [(44, 23), (45, 23), (40, 21)])
def test_the_runoff_needs_more_than_half_again_and_a_third_is_not_enough(
    attended: int, line: int
) -> None:
    for votes, elected in [(line, (SUN,)), (line - 1, ()), (attended // 3 + 1, ())]:
        again_short = runoff(
            LAW, vacancies=1, collected=None, attended=attended, votes={SUN: votes, LI: 1}
        )
        assert again_short.minimum_votes == line
        assert (again_short.elected, again_short.vacancies) == (elected, 1 - len(elected))


def test_the_runoff_is_counted_against_those_present_not_the_papers() -> None:
    with pytest.raises(BadInput, match="attended"):
        runoff(LAW, vacancies=1, collected=44, attended=None, votes={SUN: 40})


def test_a_fifth_more_than_the_vacant_seats_stand_in_the_runoff() -> None:
    votes = {SUN: 22, LI: 20, ZHOU: 9}
    people = tuple(Person(id=person, votes=n) for person, n in votes.items())
    assert runoff_candidates(LAW, vacancies=1, people=people).candidates == (SUN, LI)


# A branch without a committee elects its secretary in the meeting


def test_one_person_elected_to_two_posts_keeps_the_higher() -> None:
    secretary = contest(seats=1, post=SECRETARY, 赵=30)
    deputy = contest(seats=1, post=DEPUTY, 赵=40, 钱=3)
    first, second = declare(meeting(deputy, secretary), LAW).contests[::-1]
    assert (first.post, first.elected) == (SECRETARY, (ZHAO,))
    assert (second.elected, second.not_elected) == ((), (QIAN,))
    assert [(each.id, each.because) for each in second.withdrawn] == [(ZHAO, "two-posts")]
    assert second.next == ("runoff",)


def test_somebody_written_in_is_elected_by_the_same_line_and_then_confirmed() -> None:
    written = Person(id=ZHOU, votes=23, written_in=True)
    count = contest(seats=2, 赵=40, 钱=10)
    confirmed = result(meeting(replace(count, people=(*count.people, written))))
    assert confirmed.elected == (ZHAO, ZHOU)
    assert [str(ZHOU) in each for each in confirmed.conditions] == [True]
