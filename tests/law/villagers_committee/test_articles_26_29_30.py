"""村民委员会组织法第二十六、二十九、三十条：村民会议和村民代表会议。"""

from __future__ import annotations

import pytest
from tests.domain.asking import asked

from huanjie.door.fault import BadInput


@pytest.mark.parametrize(
    ("kind", "attended", "minimum", "met", "article"),
    [
        ("adults", 50, 51, False, "第二十六条第一款"),
        ("adults", 51, 51, True, "第二十六条第一款"),
        ("households", 66, 67, False, "第二十六条第一款"),
        ("households", 67, 67, True, "第二十六条第一款"),
        ("representatives", 66, 67, False, "第三十条第二款"),
        ("representatives", 67, 67, True, "第三十条第二款"),
    ],
)
def test_a_meeting_may_be_held_with_its_own_share(
    kind: str, attended: int, minimum: int, met: bool, article: str
) -> None:
    came = asked("assembly", {"kind": kind, "entitled": 100, "attended": attended})
    assert came.answer == {"quorum_minimum": minimum, "quorum_met": met}
    assert came.articles == [article]
    assert came.status == 0


@pytest.mark.parametrize(("in_favour", "passed"), [(35, False), (36, True)])
def test_half_of_those_present_do_not_decide(in_favour: int, passed: bool) -> None:
    came = asked("assembly", {"entitled": 100, "attended": 70, "in_favour": in_favour})
    assert came.answer["passed"] is passed
    assert came.status == (0 if passed else 1)


def test_a_meeting_without_its_quorum_passes_nothing() -> None:
    came = asked("assembly", {"entitled": 100, "attended": 66, "in_favour": 66})
    assert came.answer == {"quorum_minimum": 67, "quorum_met": False, "passed": False}
    assert (came.status, came.articles) == (1, ["第三十条第二款"])


def test_a_village_has_no_members_meeting() -> None:
    came = asked("assembly", {"kind": "members", "entitled": 100})
    assert (came.answer, came.status) == (None, 3)


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"entitled": 10, "attended": 11}, "/attended"),
        ({"entitled": 10, "attended": 9, "in_favour": 10}, "/in_favour"),
        ({"entitled": 10, "in_favour": 9}, "/in_favour"),
        ({"entitled": 0}, "/entitled"),
    ],
)
def test_numbers_that_cannot_be_are_refused(facts: dict[str, int], place: str) -> None:
    with pytest.raises(BadInput) as refusal:
        asked("assembly", facts)
    assert refusal.value.at == place


@pytest.mark.parametrize(
    ("households", "minimum", "maximum"),
    [(300, 20, 60), (301, 21, 60), (304, 21, 60), (305, 21, 61), (3, 1, 1)],
)
def test_a_representative_stands_for_five_to_fifteen_households(
    households: int, minimum: int, maximum: int
) -> None:
    came = asked("representatives", {"households": households})
    assert came.answer == {"minimum": minimum, "maximum": maximum}
    assert came.articles == ["第二十九条第二款"]
