"""四川省村民委员会选举条例第十一条：离任审计的结果，在推选村民选举委员会之前张榜公布。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, dated, days_before

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(("start", "fits"), [(days_before(21), True), (days_before(20), False)])
def test_the_audit_is_posted_before_the_election_committee_is_formed(
    start: date, fits: bool
) -> None:
    formed = dated(LAW, "committee-formed")
    audit = dated(LAW, "audit-published", start=start)
    assert formed.window.latest == days_before(20)
    assert audit.window.latest == days_before(20) - timedelta(days=1)
    assert (audit.conflict is None) is fits
    assert articles(audit.grounds) == ["第十一条"]
