"""北京市村民委员会选举办法第二十五条第一款：选举日前办理委托；只限近亲属的规定按国家法律。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import NATIONAL, dated, law_of, provision

LAW = law_of("beijing")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 19), True), (date(2026, 12, 20), False)]
)
def test_a_proxy_is_given_before_the_polling_day(start: date, fits: bool) -> None:
    step = dated(LAW, "proxies-end", start)
    assert step.window.latest == date(2026, 12, 19)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第二十五条第一款"]


def test_the_conditions_of_a_proxy_are_the_national_ones() -> None:
    assert LAW.proxy == NATIONAL.proxy
    said = provision(LAW, "national-proxy").citation
    assert said.article == "第十八条第四款"
    assert "第二十五条第一款" in said.says
