"""河北省村民委员会选举办法第二十九条第二款：没有当选高职务的，高职务的得票计入低职务的得票。"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    VICE,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.contest import ContestCount, Count
from huanjie.domain.declaration import declare

WAITS: Final = "较高职务再次投票有结果以后，由选举委员会确定余下的名额。"


LAW = law_of("hebei")
CARRIED = "第二十九条第二款"
CHAIRS = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200))


def on_one_paper(*contests: ContestCount, **more: Any) -> Count:
    """各项职务用一张选票: 700 of 900 voted, so that 351 votes elect."""
    return replace(poll(*contests, voters=700, **more), single_ballot=True)


@pytest.mark.parametrize(("own", "elects"), [(150, False), (151, True)])
def test_votes_for_chair_count_for_member_and_one_too_few_does_not_elect(
    own: int, elects: bool
) -> None:
    members = contest(MEMBER, stands(QIAN, own), stands(ZHOU, 500), seats=2)
    declared = declare(on_one_paper(CHAIRS, members), LAW)
    result = result_of(declared, MEMBER)
    assert (QIAN in result.elected) is elects
    assert result.conditions == (f"钱：主任得票 200 票计入委员得票，合计 {200 + own} 票。",)
    assert (CARRIED in articles(declared.grounds)) is elects


def test_whoever_is_elected_to_the_higher_post_takes_nothing_along() -> None:
    members = contest(MEMBER, stands(ZHAO, 300), stands(ZHOU, 360), seats=1)
    declared = declare(on_one_paper(CHAIRS, members), LAW)
    assert result_of(declared, MEMBER).elected == (ZHOU,)
    assert result_of(declared, MEMBER).conditions == ()
    assert CARRIED not in articles(declared.grounds)


def test_votes_for_a_lower_post_are_never_added_to_a_higher_one() -> None:
    members = contest(MEMBER, stands(QIAN, 400), stands(ZHOU, 500), seats=2)
    result = result_of(declare(on_one_paper(CHAIRS, members), LAW), CHAIR)
    assert (result.elected, result.not_elected) == ((ZHAO,), (QIAN,))
    assert result.conditions == ()


def test_a_seat_lost_by_fewer_votes_and_not_by_the_line_is_lost_all_the_same() -> None:
    """钱 has more than half for chair and 赵 has more: 钱 was not elected."""
    chairs = contest(CHAIR, stands(ZHAO, 360), stands(QIAN, 355))
    members = contest(MEMBER, stands(QIAN, 10), stands(ZHOU, 500), seats=2)
    declared = declare(on_one_paper(chairs, members), LAW)
    assert result_of(declared, MEMBER).elected == (ZHOU, QIAN)
    assert CARRIED in articles(declared.grounds)


def test_votes_for_two_higher_posts_add_up() -> None:
    vices = contest(VICE, stands(QIAN, 100), stands(SUN, 400))
    members = contest(MEMBER, stands(QIAN, 51), stands(ZHOU, 500), seats=2)
    declared = declare(on_one_paper(CHAIRS, vices, members), LAW)
    assert result_of(declared, VICE).not_elected == (QIAN,)
    assert result_of(declared, MEMBER).elected == (ZHOU, QIAN)
    assert (
        "主任得票 200 票、副主任得票 100 票计入委员得票"
        in result_of(declared, MEMBER).conditions[0]
    )


@pytest.mark.parametrize(("other", "elected"), [(361, SUN), (359, QIAN)])
def test_the_sum_is_what_is_compared_with_the_others(other: int, elected: str) -> None:
    members = contest(MEMBER, stands(QIAN, 160), stands(SUN, other), women_seat_met=True)
    declared = declare(on_one_paper(CHAIRS, members), LAW)
    assert result_of(declared, MEMBER).elected == (elected,)
    assert (CARRIED in articles(declared.grounds)) is (elected == QIAN)


def test_a_sum_that_equals_anothers_votes_is_voted_on_again() -> None:
    members = contest(MEMBER, stands(QIAN, 160), stands(SUN, 360), women_seat_met=True)
    declared = declare(on_one_paper(CHAIRS, members), LAW)
    assert set(result_of(declared, MEMBER).tied) == {QIAN, SUN}
    assert {CARRIED, "第三十条第三款"} <= set(articles(declared.grounds))


def test_on_papers_of_their_own_nothing_is_added() -> None:
    """There a voter may choose the same person twice."""
    members = contest(MEMBER, stands(QIAN, 300), stands(ZHOU, 500), seats=2)
    declared = declare(poll(CHAIRS, members, voters=700), LAW)
    assert result_of(declared, MEMBER).elected == (ZHOU,)
    assert CARRIED not in articles(declared.grounds)


def test_while_the_higher_post_is_tied_the_lower_seat_waits() -> None:
    """Whoever loses the revote for chair has more votes for member than 孙."""
    chairs = contest(CHAIR, stands(ZHAO, 360), stands(QIAN, 360))
    members = contest(
        MEMBER, stands(ZHAO, 10), stands(QIAN, 10), stands(SUN, 365), women_seat_met=True
    )
    before = result_of(declare(on_one_paper(chairs, members), LAW), MEMBER)
    assert (before.elected, before.next, before.conditions[-1:]) == ((), ("decide",), (WAITS,))
    settled = contest(CHAIR, *chairs.people, revote={ZHAO: 300, QIAN: 200})
    after = declare(on_one_paper(settled, members), LAW)
    assert result_of(after, MEMBER).elected == (QIAN,)
    assert CARRIED in articles(after.grounds)


def test_the_runoff_goes_by_the_sums_too() -> None:
    """第三十一条第二款：按第一次投票得票多少；计入的票也是得票."""
    members = contest(MEMBER, stands(QIAN, 100), stands(SUN, 299), stands(LI, 298), seats=1)
    count = on_one_paper(CHAIRS, members)
    result = result_of(declare(count, LAW), MEMBER)
    assert result.not_elected == (QIAN, SUN, LI)
    assert [each.votes for each in result.counted(members.people)] == [300, 299, 298]


def test_of_two_relatives_the_sum_says_who_has_more_votes() -> None:
    members = contest(MEMBER, stands(QIAN, 360), stands(ZHOU, 400), seats=2)
    declared = declare(on_one_paper(CHAIRS, members, relatives=[(QIAN, ZHOU)]), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN,)
    assert CARRIED in articles(declared.grounds)
