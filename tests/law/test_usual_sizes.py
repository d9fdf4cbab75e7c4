"""一般的人数：where a law, or guidance, only says what is usual, the reason says so."""

from __future__ import annotations

import pytest
from tests.law.asking import asked
from tests.law.lookup import DAY

from huanjie.law.shelf import load

USUAL = ["collective-organisation", "village-supervisory", "residents-supervisory", "youth-league"]
FIXED = ["villagers-committee", "residents-committee"]


@pytest.mark.parametrize("body", USUAL)
@pytest.mark.parametrize(("size", "lawful"), [(1, False), (3, True)])
def test_a_size_that_is_only_usual_is_called_so(body: str, size: int, lawful: bool) -> None:
    law = load(body, on=DAY, today=DAY)
    assert law.size
    assert law.size.usual
    came = asked(law, "composition", bodies={"班子": {"size": size}})
    assert (came.answer["lawful"] == ["班子"]) is lawful
    reasons = came.answer["reasons"].get("班子", [])
    assert all("一般应为" in reason for reason in reasons)
    assert bool(reasons) is not lawful


@pytest.mark.parametrize("body", FIXED)
@pytest.mark.parametrize(("more", "lawful"), [(0, True), (1, False)])
def test_a_size_that_the_law_fixes_is_judged(body: str, more: int, lawful: bool) -> None:
    law = load(body, on=DAY, today=DAY)
    assert law.size
    assert law.size.at_most
    came = asked(law, "composition", bodies={"班子": {"size": law.size.at_most + more}})
    assert (came.answer["lawful"] == ["班子"]) is lawful
