"""民法典第二百零三条：cited for a deadline only where the last day really rolled."""

from __future__ import annotations

import pytest
from tests.law.asking import asked
from tests.law.lookup import DAY

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("days", "last_day", "rolled"), [(10, "2026-06-11", False), (12, "2026-06-15", True)]
)
def test_the_roll_is_cited_only_where_the_day_moved(days: int, last_day: str, rolled: bool) -> None:
    came = asked(LAW, "deadline", anchor="2026-06-01", days=days, direction="after", roll=True)
    assert came.answer["last_day"] == last_day
    assert ("第二百零三条" in came.articles) is rolled
    assert "第二百零一条" in came.articles


@pytest.mark.parametrize(
    ("marks", "valid"),
    [({"abstain": 1}, False), ({"oppose": 1}, True), ({}, True)],
    ids=["only abstained", "opposed", "nothing counted"],
)
def test_a_mark_left_out_is_none_where_the_others_were_counted(
    marks: dict[str, int], valid: bool
) -> None:
    """Party: whoever writes in a name must have opposed somebody; not opposed is none opposed."""
    party = load("party-branch", on=DAY, today=DAY)
    paper = {"approve": 1, "write_in": 1, **marks}
    came = asked(party, "ballot", seats=3, ballots={"一": paper})
    assert (came.answer["valid"] == ["一"]) is valid
