"""村民委员会组织法第十八条第一款：村党组织或者登记参加选举的村民提名推荐。"""

from __future__ import annotations

import pytest
from tests.domain.asking import asked

from huanjie.door.fault import BadInput


def test_the_party_organisation_and_the_voters_nominate() -> None:
    cases = {"甲": {"by": "party-organisation"}, "乙": {"by": "voters-jointly", "count": 1}}
    came = asked("nomination", {"cases": cases})
    assert came.answer == {"accepted": ["甲", "乙"], "refused": [], "reasons": {}}
    assert set(came.articles) == {"第十八条第一款"}


def test_another_route_is_refused_with_those_that_there_are() -> None:
    came = asked("nomination", {"cases": {"甲": {"by": "self"}}})
    assert came.answer["refused"] == ["甲"]
    assert "党组织提名推荐、选民联名提名" in came.answer["reasons"]["甲"][0]
    assert came.status == 0


def test_a_body_without_a_rule_leaves_it_to_the_unit() -> None:
    came = asked("nomination", {"cases": {"甲": {"by": "self"}}}, pack="womens-federation")
    assert (came.answer, came.status, came.decided_by) == (None, 3, "unit")


@pytest.mark.parametrize(
    "case", [{"by": "friends"}, {"by": "self", "count": 0}, {"count": 3}, {"by": "self", "x": 1}]
)
def test_a_case_that_says_no_known_route_is_refused(case: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refusal:
        asked("nomination", {"cases": {"甲": case}})
    assert refusal.value.at.startswith("/cases/甲")
