"""村民委员会组织法第四十条：离任经济责任审计结果在下一届选举之前公布。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 19), True), (date(2026, 12, 20), False)]
)
def test_the_audit_is_published_on_the_eve_of_the_poll_at_the_latest(
    start: date, fits: bool
) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=start)
    audit = dated.step("audit-published")
    assert audit
    assert audit.window.latest == date(2026, 12, 19)
    assert (audit.conflict is None) is fits
    assert articles(audit.grounds) == ["第四十条第二款"]
