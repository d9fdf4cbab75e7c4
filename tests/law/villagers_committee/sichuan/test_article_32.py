"""四川省村民委员会选举条例第三十二条：另选的人也算所选的人；反对、弃权不算。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    MEMBER,
    VICE,
    articles,
)

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
SEATS = {CHAIR: 1, VICE: 1, MEMBER: 3}


@pytest.mark.parametrize(("written", "valid"), [(1, True), (2, False)])
def test_a_name_written_in_counts_among_the_chosen(written: int, valid: bool) -> None:
    verdict = judge(LAW, Ballot(marks={MEMBER: Marks(approve=2, write_in=written)}), SEATS)
    assert verdict.valid is valid
    assert articles(verdict.grounds) == ["第三十二条第一款"]


def test_opposing_and_abstaining_choose_nobody() -> None:
    marks = Marks(approve=3, oppose=4, abstain=2)
    verdict = judge(LAW, Ballot(marks={MEMBER: marks}), SEATS)
    assert verdict.valid
    assert articles(verdict.grounds) == ["第三十二条第一款"]
