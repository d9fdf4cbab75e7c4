"""公布和备案各省自己的规定：the province's own article on publishing and filing, not the nation's
guidance; the day is still the nation's, so the mark is C.
"""

from __future__ import annotations

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, dated

from huanjie.law.shelf import load

OWN = [
    ("sichuan", "committee-published", "第十二条第四款"),
    ("sichuan", "measures-adopted", "第十三条第一款第二项"),
    ("sichuan", "result-filed", "第三十九条第一款"),
    ("sichuan", "certificates-issued", "第三十九条第二款"),
    ("zhejiang", "committee-published", "第八条第三款"),
    ("zhejiang", "measures-adopted", "第十条第三项"),
    ("shanghai", "measures-adopted", "第八条第一款第一项"),
    ("shanghai", "result-filed", "第二十二条"),
    ("shanghai", "certificates-issued", "第二十二条"),
    ("hainan", "committee-published", "第十一条第二款"),
    ("hainan", "measures-adopted", "第十四条第一款第二项"),
    ("hainan", "result-filed", "第三十五条第四款"),
    ("hebei", "result-filed", "第三十二条第一款"),
    ("hebei", "certificates-issued", "第三十二条第二款"),
    ("tianjin", "committee-published", "第九条第三款"),
    ("tianjin", "measures-adopted", "第十二条第一款第二项"),
    ("tianjin", "result-filed", "第三十五条"),
    ("tianjin", "certificates-issued", "第三十五条"),
    ("beijing", "committee-published", "第九条第二款"),
    ("beijing", "result-filed", "第三十一条"),
]
SILENT = [
    ("zhejiang", "result-filed"),
    ("zhejiang", "certificates-issued"),
    ("shanghai", "committee-published"),
    ("hainan", "certificates-issued"),
    ("hebei", "measures-adopted"),
    ("beijing", "certificates-issued"),
]
NATION = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(("region", "event", "article"), OWN)
def test_the_provinces_own_article_stands_on_the_nations_day(
    region: str, event: str, article: str
) -> None:
    step = dated(load("villagers-committee", on=DAY, today=DAY, region=region), event)
    assert articles(step.grounds)[0] == article
    assert (step.grounds[0].rank, step.grounds[0].confidence) == ("local-statute", "C")


@pytest.mark.parametrize(("region", "event"), SILENT)
def test_where_the_province_is_silent_the_nations_step_stands(region: str, event: str) -> None:
    step = dated(load("villagers-committee", on=DAY, today=DAY, region=region), event)
    assert step.grounds[0] == dated(NATION, event).grounds[0]


@pytest.mark.parametrize("event", ["result-filed", "certificates-issued"])
@pytest.mark.parametrize("region", ["sichuan", "shanghai", "hebei", "tianjin"])
def test_the_day_is_the_nations(region: str, event: str) -> None:
    law = load("villagers-committee", on=DAY, today=DAY, region=region)
    assert dated(law, event).window == dated(NATION, event).window


@pytest.mark.parametrize("body", ["villagers-committee", "residents-committee"])
def test_that_sichuans_committee_is_formed_before_the_roll_is_our_reading(body: str) -> None:
    formed = dated(load(body, on=DAY, today=DAY, region="sichuan"), "committee-formed")
    assert formed.grounds[0].confidence == "C"
