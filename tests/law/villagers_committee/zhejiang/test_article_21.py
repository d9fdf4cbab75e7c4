"""浙江省村民委员会选举办法第二十一条第三款：选票应当单列妇女委员职位。

The woman's seat is a line of its own, so nobody goes before a man with more votes; where no woman
was elected the line is printed again for the runoff (第二十九条第四款).
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    ZHAO,
    ZHENG,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import ContestCount, Post
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")
WOMAN = Post("woman-member")
CHAIRS = contest(CHAIR, stands(ZHAO, 400))
MEN = contest(MEMBER, stands(QIAN, 500), stands(SUN, 460), stands(LI, 200), seats=2)


def line(votes: int) -> ContestCount:
    """妇女委员: 周 with so many votes, 郑 with fewer."""
    return contest(WOMAN, stands(ZHOU, votes), stands(ZHENG, 300))


def test_no_woman_goes_before_a_man_with_more_votes() -> None:
    member = contest(MEMBER, stands(QIAN, 500), stands(SUN, 460), stands(ZHOU, 400), seats=2)
    declared = declare(poll(CHAIRS, member, voters=705), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN, SUN)
    assert "第三十四条" not in articles(declared.grounds)


def test_the_womans_line_elects_by_the_same_half() -> None:
    declared = declare(poll(CHAIRS, MEN, line(351), voters=705), LAW)
    assert result_of(declared, WOMAN).elected == (ZHOU,)
    assert result_of(declared, WOMAN).next == ()
    assert "第二十一条第三款" not in articles(declared.grounds)


@pytest.mark.parametrize("line_first", [False, True])
def test_a_womans_line_that_elected_nobody_is_run_off_for_a_woman(line_first: bool) -> None:
    contests = (line(350), MEN) if line_first else (MEN, line(350))
    declared = declare(poll(CHAIRS, *contests, voters=705), LAW)
    result = result_of(declared, WOMAN)
    assert (result.vacancies, result.reserved_seats) == (1, 1)
    assert result.next == ("runoff-for-woman",)
    assert result_of(declared, MEMBER).next == ()
    assert "第二十一条第三款" in articles(declared.grounds)


def test_an_open_seat_is_run_off_for_a_woman_where_no_woman_was_elected() -> None:
    member = contest(MEMBER, stands(QIAN, 500), stands(ZHOU, 350), seats=2)
    declared = declare(poll(CHAIRS, member, voters=705), LAW)
    result = result_of(declared, MEMBER)
    assert (result.reserved_seats, result.next) == (1, ("runoff-for-woman",))
    assert "第二十一条第三款" in articles(declared.grounds)


def test_where_men_hold_every_seat_a_person_decides() -> None:
    declared = declare(poll(CHAIRS, MEN, voters=705), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.next) == ((QIAN, SUN), ("decide",))
    assert len(result.conditions) == 1
    assert "第二十一条第三款" in articles(declared.grounds)
