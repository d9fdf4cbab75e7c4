"""与国家法律不一致的，按国家法律（立法法）：说明写着国家的条款，也写着本省的哪一条不再适用。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY, NATIONAL, condition, holds, law_of, provision
from tests.law.provinces.places import Place, at, rows

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar

TERM = "national-term", "第十四条第二款"
COMMITTEE = "national-committee-exit", "第十五条第三款"
REGISTRATION = "national-registration", "第十六条第二款第三项"
NOMINATION = "national-nomination", "第十八条第一款"
RUNOFF = "no-runoff-instead", "第十八条第二款"
PROXY = "national-proxy", "第十八条第四款"

GIVES_WAY = {
    Place("beijing", "第四条"): TERM,
    Place("beijing", "第十一条第二款"): COMMITTEE,
    Place("hebei", "第九条"): COMMITTEE,
    Place("tianjin", "第十条第一款"): COMMITTEE,
    Place("zhejiang", "第九条第二款"): COMMITTEE,
    Place("shanghai", "第七条第二款"): COMMITTEE,
    Place("shanghai", "第九条第二款第三项"): REGISTRATION,
    Place("hebei", "第十六条"): NOMINATION,
    Place("zhejiang", "第十六条"): NOMINATION,
    Place("shanghai", "第十二条第一款"): NOMINATION,
    Place("tianjin", "第三十三条第三款"): RUNOFF,
    Place("beijing", "第二十五条第一款"): PROXY,
    Place("tianjin", "第二十九条"): PROXY,
    Place("hebei", "第二十六条第三款"): PROXY,
    Place("zhejiang", "第二十五条第一款"): PROXY,
    Place("shanghai", "第十六条第一款"): PROXY,
}


@pytest.mark.parametrize(("place", "key", "national"), rows(GIVES_WAY))
def test_the_national_article_is_named_and_the_provinces_own_that_gives_way(
    place: Place, key: str, national: str
) -> None:
    said = provision(place.law, key).citation
    assert (said.rank, said.article) == ("statute", national)
    assert place.article in said.says


@pytest.mark.parametrize(
    "place",
    at(
        Place("beijing", "第二十五条第一款"),
        Place("hainan", "第二十七条第二款"),
    ),
)
def test_the_conditions_of_a_proxy_are_the_national_ones(place: Place) -> None:
    """海南第二十七条第二款与国家法律第十八条第四款一样：近亲属或者其他村民，不超过三人。"""
    assert place.law.proxy == NATIONAL.proxy


@pytest.mark.parametrize(
    "place", at(Place("zhejiang", "第二十五条第一款"), Place("shanghai", "第十六条第一款"))
)
def test_any_other_voter_may_be_asked_and_not_near_relatives_alone(place: Place) -> None:
    """Their own words allow near relatives alone."""
    assert {"voter", "candidate"} <= {each.key for each in place.law.proxy}
    absent = condition(place.law.proxy, "absent")
    assert holds(absent, principal_absent=True, proxy_is_near_relative=False)


@pytest.mark.parametrize(
    "place", at(Place("zhejiang", "第十六条"), Place("shanghai", "第十二条第一款"))
)
def test_the_party_organisation_nominates_too(place: Place) -> None:
    """Their own words know nomination by the voters alone."""
    routes = place.law.nomination
    assert set(routes) == {"party-organisation", "voters-jointly"}
    assert {each.citation.rank for each in routes.values()} == {"statute"}


def test_a_schedule_says_that_the_text_is_older_than_the_national_law() -> None:
    dated = schedule(law_of("zhejiang"), polling_day=DAY, calendar=load_calendar())
    assert any("按国家法律" in warning for warning in dated.warnings)
