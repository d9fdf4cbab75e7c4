"""上海市村民委员会选举办法第二十三、二十四条：选票当日封存，公章当日移交。"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, dated, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")


@pytest.mark.parametrize(
    ("event", "article"), [("ballots-sealed", "第二十三条"), ("seal-handover", "第二十四条")]
)
def test_ballots_and_seal_do_not_wait_for_the_next_day(event: str, article: str) -> None:
    step = dated(LAW, event)
    assert (step.window.earliest, step.window.latest) == (DAY, DAY)
    assert articles(step.grounds) == [article]


def test_the_rest_is_handed_over_in_ten_days() -> None:
    step = dated(LAW, "handover-end")
    assert step.window.latest == DAY + timedelta(days=10)


def test_the_township_keeps_the_ballots_until_the_next_election_is_over() -> None:
    kept = provision(LAW, "archives-kept").citation
    assert "下一届" in kept.says
    assert kept.article == "第二十三条"
