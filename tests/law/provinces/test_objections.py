"""对名单的异议：哪里都是五日内提出、三日内答复；向上再申诉的只有海南，各省另写的列作其他规定。"""

from __future__ import annotations

import pytest
from tests.law.lookup import law_of, provision

PLACES = [None, "beijing", "hebei", "shanghai", "sichuan", "tianjin", "zhejiang", "hainan"]


@pytest.mark.parametrize("region", PLACES)
def test_five_days_to_object_and_three_to_answer(region: str | None) -> None:
    steps = {each.event: each for each in law_of(region).steps}
    objected, answered = steps["objections-end"], steps["objection-decided"]
    assert (objected.anchor, objected.days) == ("roll-published", 5)
    assert (answered.anchor, answered.days) == ("objections-end", 3)


@pytest.mark.parametrize("region", PLACES)
def test_in_hainan_alone_the_town_is_asked_next(region: str | None) -> None:
    assert (law_of(region).objection_appeal is not None) is (region == "hainan")


@pytest.mark.parametrize(
    ("region", "key", "article", "word"),
    [
        ("beijing", "objection-answer", "第十五条第一款", "书面处理决定"),
        ("tianjin", "late-objections", "第十七条第二款", "不再受理"),
    ],
)
def test_what_a_province_adds_is_told(region: str, key: str, article: str, word: str) -> None:
    said = provision(law_of(region), key).citation
    assert said.article == article
    assert word in said.says
    assert key not in {each.key for each in law_of(None).provisions}
