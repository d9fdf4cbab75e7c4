"""四川省村民委员会选举条例第三十四条：主任、副主任中没有妇女的，委员中得票最多的妇女首先当选。"""

from __future__ import annotations

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
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import ContestResult, Declaration, Person, PersonId, Post
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
CHAIRS = contest(CHAIR, stands(ZHAO, 400), stands(ZHENG, 200))
THREE_MEN = (stands(QIAN, 500), stands(SUN, 460), stands(LI, 420))


def declared_for(
    *members: Person, seats: int = 3, revote: dict[PersonId, int] | None = None
) -> tuple[ContestResult, list[str]]:
    """A man is chair; these stand for member."""
    declared = declare(poll(CHAIRS, contest(MEMBER, *members, seats=seats, revote=revote)), LAW)
    return result_of(declared, MEMBER), articles(declared.grounds)


def status(result: ContestResult) -> tuple[tuple[PersonId, ...], ...]:
    """Elected, tied, not elected."""
    return result.elected, result.tied, result.not_elected


def test_the_woman_with_most_votes_goes_before_a_man_with_more() -> None:
    result, decided_by = declared_for(*THREE_MEN, stands(ZHOU, 380), stands(WU, 360))
    assert status(result) == ((QIAN, SUN, ZHOU), (), (LI, WU))
    assert (result.vacancies, result.reserved_seats, result.next) == (0, 0, ())
    assert "第三十四条" in decided_by


def test_one_woman_is_enough_the_rest_go_by_votes() -> None:
    """其余委员的当选人按照得票多少的顺序确定。"""
    men = (stands(QIAN, 500), stands(SUN, 355))
    result, _ = declared_for(*men, stands(ZHOU, 380), stands(WU, 360), seats=2)
    assert result.elected == (QIAN, ZHOU)


def test_a_woman_who_is_elected_by_votes_anyway_needs_no_rule() -> None:
    result, decided_by = declared_for(*THREE_MEN, stands(ZHOU, 421))
    assert status(result) == ((QIAN, SUN, ZHOU), (), (LI,))
    assert "第三十四条" not in decided_by


@pytest.mark.parametrize(("votes", "elected", "reserved"), [(351, (ZHOU,), 0), (350, (), 1)])
def test_without_a_woman_over_half_one_seat_is_kept_for_a_woman(
    votes: int, elected: tuple[PersonId, ...], reserved: int
) -> None:
    result, decided_by = declared_for(*THREE_MEN, stands(ZHOU, votes))
    assert result.elected == (QIAN, SUN, *elected)
    assert (result.reserved_seats, result.vacancies) == (reserved, reserved)
    assert result.next == (("runoff-for-woman",) if reserved else ())
    assert "第三十四条" in decided_by


def test_seats_beyond_the_one_kept_for_a_woman_are_run_off_as_ever() -> None:
    result, decided_by = declared_for(stands(QIAN, 500), stands(SUN, 300), stands(ZHOU, 200))
    assert (result.elected, result.vacancies, result.reserved_seats) == ((QIAN,), 2, 1)
    assert result.next == ("runoff", "runoff-for-woman")
    assert {"第三十四条", "第十八条第二款"} <= set(decided_by)


def test_the_only_members_seat_is_kept_for_a_woman() -> None:
    result, decided_by = declared_for(stands(QIAN, 500), stands(ZHOU, 350), seats=1)
    assert status(result) == ((), (), (QIAN, ZHOU))
    assert (result.vacancies, result.reserved_seats) == (1, 1)
    assert "第三十四条" in decided_by


@pytest.mark.parametrize("post", [CHAIR, VICE])
def test_a_woman_as_chair_or_vice_chair_leaves_the_members_to_their_votes(post: Post) -> None:
    chair = contest(CHAIR, stands(WANG if post == CHAIR else ZHAO, 400))
    vice = contest(VICE, stands(WANG if post == VICE else ZHENG, 400 if post == VICE else 300))
    member = contest(MEMBER, *THREE_MEN, stands(ZHOU, 380), seats=3)
    declared = declare(poll(chair, vice, member), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN, SUN, LI)
    assert "第三十四条" not in articles(declared.grounds)


def test_a_woman_who_was_only_a_candidate_for_chair_changes_nothing() -> None:
    result, decided_by = declared_for(*THREE_MEN, stands(ZHOU, 380))
    assert ZHOU in result.elected
    assert "第三十四条" in decided_by


def test_a_womans_seat_that_is_met_elsewhere_is_not_kept_again() -> None:
    member = contest(MEMBER, *THREE_MEN, stands(ZHOU, 380), seats=3, women_seat_met=True)
    declared = declare(poll(CHAIRS, member), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN, SUN, LI)
    assert "第三十四条" not in articles(declared.grounds)


def test_the_best_woman_goes_before_men_who_are_equal_at_the_edge() -> None:
    result, decided_by = declared_for(
        stands(QIAN, 500), stands(SUN, 400), stands(LI, 400), stands(ZHOU, 380), seats=2
    )
    assert status(result) == ((QIAN, ZHOU), (), (SUN, LI))
    assert "第三十四条" in decided_by


def test_the_best_woman_goes_before_a_man_of_equal_votes() -> None:
    """She is determined first, so no revote with him is needed."""
    result, decided_by = declared_for(
        stands(QIAN, 500), stands(LI, 400), stands(ZHOU, 400), seats=2
    )
    assert status(result) == ((QIAN, ZHOU), (), (LI,))
    assert result.next == ()
    assert "第三十四条" in decided_by


def test_two_women_who_are_equal_first_are_voted_on_again() -> None:
    result, decided_by = declared_for(*THREE_MEN, stands(ZHOU, 380), stands(WU, 380))
    assert status(result) == ((QIAN, SUN), (ZHOU, WU), (LI,))
    assert (result.vacancies, result.reserved_seats, result.next) == (1, 0, ("revote",))
    assert {"第三十三条", "第三十四条"} <= set(decided_by)


@pytest.mark.parametrize(("zhou", "wu", "elected"), [(300, 200, ZHOU), (200, 300, WU)])
def test_the_revote_between_two_women_fills_the_womans_seat(
    zhou: int, wu: int, elected: PersonId
) -> None:
    people = (*THREE_MEN, stands(ZHOU, 380), stands(WU, 380))
    result, decided_by = declared_for(*people, revote={ZHOU: zhou, WU: wu})
    assert (result.elected, result.next) == ((QIAN, SUN, elected), ())
    assert {"第三十三条", "第三十四条"} <= set(decided_by)


def test_a_man_who_is_equal_to_two_tied_women_is_not_elected_before_the_revote() -> None:
    """钱, then 李 周 吴 at 400 for two seats: one woman goes first, the other is equal to 李."""
    people = (stands(QIAN, 500), stands(LI, 400), stands(ZHOU, 400), stands(WU, 400))
    result, decided_by = declared_for(*people, seats=3)
    assert result.elected == (QIAN,)
    assert set(result.tied) == {LI, ZHOU, WU}
    assert (result.vacancies, result.next) == (2, ("revote",))
    assert "第三十三条" in decided_by


def test_the_second_of_two_tied_women_goes_before_a_man_with_fewer_votes_in_the_revote() -> None:
    people = (stands(QIAN, 500), stands(LI, 400), stands(ZHOU, 400), stands(WU, 400))
    votes = {LI: 100, ZHOU: 300, WU: 200}
    result, decided_by = declared_for(*people, seats=3, revote=votes)
    assert (set(result.elected), result.not_elected) == ({QIAN, ZHOU, WU}, (LI,))
    assert "第三十三条" in decided_by


def test_while_a_woman_is_tied_for_chair_the_seat_that_hangs_on_it_is_not_filled() -> None:
    """If 王 wins the revote 李 is elected, if 赵 wins it is 周."""
    chair = contest(CHAIR, stands(ZHAO, 400), stands(WANG, 400))
    member = contest(MEMBER, *THREE_MEN, stands(ZHOU, 380), seats=3)
    declared = declare(poll(chair, member), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.vacancies) == ((QIAN, SUN), 1)
    assert "decide" in result.next
    assert "第三十四条" in articles(declared.grounds)


def test_the_reason_given_is_the_revote_and_not_an_unknown_sex() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(WANG, 400))
    member = contest(MEMBER, *THREE_MEN, stands(ZHOU, 380), seats=3)
    conditions = result_of(declare(poll(chair, member), LAW), MEMBER).conditions
    assert conditions
    assert not any("性别没有写明" in each for each in conditions)


def test_two_women_who_are_tied_for_chair_put_a_woman_in_whoever_wins() -> None:
    chair = contest(CHAIR, stands(ZHENG, 400), stands(WANG, 400))
    member = contest(MEMBER, *THREE_MEN, stands(ZHOU, 380), seats=3)
    declared = declare(poll(chair, member), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN, SUN, LI)
    assert "第三十四条" not in articles(declared.grounds)


@pytest.mark.parametrize(
    ("revote", "third"), [({ZHAO: 300, WANG: 200}, ZHOU), ({ZHAO: 200, WANG: 300}, LI)]
)
def test_the_chairs_revote_decides_whether_a_woman_must_go_first(
    revote: dict[PersonId, int], third: PersonId
) -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(WANG, 400), revote=revote)
    member = contest(MEMBER, *THREE_MEN, stands(ZHOU, 380), seats=3)
    declared = declare(poll(chair, member), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN, SUN, third)
    assert "第三十三条" in articles(declared.grounds)


def of_unknown_sex(person: Person) -> Person:
    """The same, her or his sex not stated."""
    return replace(person, sex=None)


def declared_unsure(*members: Person, chair: Person) -> Declaration:
    return declare(poll(contest(CHAIR, chair), contest(MEMBER, *members, seats=3)), LAW)


def test_where_an_unknown_sex_would_decide_a_person_decides() -> None:
    """Were 周 a man, a seat would be kept; were she a woman, she would go before 李."""
    people = (*THREE_MEN, of_unknown_sex(stands(ZHOU, 380)))
    result = result_of(declared_unsure(*people, chair=stands(ZHAO, 400)), MEMBER)
    assert (result.elected, result.vacancies, result.next) == ((QIAN, SUN), 1, ("decide",))
    assert len(result.conditions) == 1


def test_a_chair_of_unknown_sex_leaves_the_last_seat_to_a_person() -> None:
    declared = declared_unsure(
        *THREE_MEN, stands(ZHOU, 380), chair=of_unknown_sex(stands(ZHAO, 400))
    )
    result = result_of(declared, MEMBER)
    assert (result.elected, result.next) == ((QIAN, SUN), ("decide",))
    assert "第三十四条" in articles(declared.grounds)


def test_an_unknown_sex_behind_the_best_woman_decides_nothing() -> None:
    """周 is the best woman whatever 吴 is: 吴 has fewer votes and no seat either way."""
    people = (*THREE_MEN, stands(ZHOU, 380), of_unknown_sex(stands(WU, 360)))
    declared = declared_unsure(*people, chair=stands(ZHAO, 400))
    result = result_of(declared, MEMBER)
    assert (result.elected, result.next) == ((QIAN, SUN, ZHOU), ())
    assert "第三十四条" in articles(declared.grounds)
