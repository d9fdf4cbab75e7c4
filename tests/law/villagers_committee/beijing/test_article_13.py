"""北京市村民委员会选举办法第十三条第一款：另有两种人可以登记。"""

from __future__ import annotations

import re

from tests.law.lookup import NATIONAL, law_of

LAW = law_of("beijing")
GROUNDS = {each.key: each for each in LAW.registration_grounds}


def test_two_grounds_are_added_to_the_national_ones() -> None:
    assert [each.key for each in NATIONAL.registration_grounds] == list(GROUNDS)[:3]
    assert list(GROUNDS)[3:] == ["former-rural", "worker"]


def test_a_year_of_work_is_twelve_months() -> None:
    assert "months_working_here >= 12" in GROUNDS["worker"].when
    assert GROUNDS["worker"].citation.article == "第十三条第一款第四项"


def test_every_fact_that_they_name_is_declared() -> None:
    stated = {each.fact for each in LAW.stated_facts}
    words = {word for each in GROUNDS.values() for word in re.findall("[a-z_]{3,}", each.when)}
    assert words - {"and", "not"} <= stated
