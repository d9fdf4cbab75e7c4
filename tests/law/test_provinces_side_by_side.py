"""Other provisions (其他规定): one key a matter in every province, the figure in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.law.lookup import DAY, own_file, provision

from huanjie.law.shelf import load

VILLAGERS, RESIDENTS = "villagers-committee", "residents-committee"
PROVINCES = [
    (VILLAGERS, "sichuan"),
    (VILLAGERS, "zhejiang"),
    (VILLAGERS, "shanghai"),
    (VILLAGERS, "hainan"),
    (VILLAGERS, "hebei"),
    (VILLAGERS, "tianjin"),
    (VILLAGERS, "beijing"),
    (RESIDENTS, "sichuan"),
]
GIVES_WAY = {
    "national-committee-exit",
    "national-nomination",
    "national-proxy",
    "national-near-relatives",
}
SAID = {
    # what is said of a matter: by body and region the article and the words that decide
    "early-or-late": {
        (VILLAGERS, "sichuan"): ("第六条第二款", "一年"),
        (VILLAGERS, "zhejiang"): ("第三条第二款", "六个月"),
        (VILLAGERS, "shanghai"): ("第五条第二款", "没有规定最长期限"),
        (RESIDENTS, "sichuan"): ("第六条第二款", "一年"),
        (VILLAGERS, "hainan"): ("第五条第四款", "三个月"),
        (VILLAGERS, "hebei"): ("第四十四条", "三个月"),
        (VILLAGERS, "tianjin"): ("第三条第一款", "三个月"),
    },
    "committee-absence": {
        (VILLAGERS, "sichuan"): ("第十四条第二款", "三次"),
        (VILLAGERS, "zhejiang"): ("第九条第三款", "两次"),
        (RESIDENTS, "sichuan"): ("第十四条第二款", "三次"),
        (VILLAGERS, "hainan"): ("第十三条第二款", "三次"),
    },
    "roll-again-when-postponed": {
        (VILLAGERS, "sichuan"): ("第十九条第二款", "三十日"),
        (RESIDENTS, "sichuan"): ("第十七条第二款", "三十日"),
        (VILLAGERS, "hainan"): ("第十七条第三款", "重新公布"),
    },
    "mobile-boxes": {
        (VILLAGERS, "sichuan"): ("第二十八条第四款", "两名监票人"),
        (VILLAGERS, "zhejiang"): ("第二十四条第二款", "三名监票人"),
        (VILLAGERS, "hainan"): ("第二十五条第三款", "两名监票人"),
        (VILLAGERS, "tianjin"): ("第二十八条第二款", "三名以上"),
        (VILLAGERS, "beijing"): ("第二十三条", "三名以上"),
    },
    "workers": {
        (VILLAGERS, "sichuan"): ("第二十八条第五款", "近亲属"),
        (VILLAGERS, "zhejiang"): ("第二十二条第二款", "兄弟姐妹"),
        (VILLAGERS, "shanghai"): ("第十四条第二款", "直系亲属"),
        (RESIDENTS, "sichuan"): ("第二十六条第五款", "近亲属"),
        (VILLAGERS, "hainan"): ("第二十五条第一款", "近亲属"),
        (VILLAGERS, "hebei"): ("第二十四条第三款", "近亲属"),
        (VILLAGERS, "tianjin"): ("第二十八条第三款", "正式候选人"),
        (VILLAGERS, "beijing"): ("第二十一条第二款", "直系亲属"),
    },
    "runoff-rolls": {
        (VILLAGERS, "sichuan"): ("第三十七条第二款", "不重新登记"),
        (RESIDENTS, "sichuan"): ("第三十五条第二款", "不重新登记"),
    },
    "filing": {
        (VILLAGERS, "sichuan"): ("第三十九条第一款", "备案"),
        (VILLAGERS, "shanghai"): ("第二十二条", "乡镇人民政府"),
        (RESIDENTS, "sichuan"): ("第三十七条第一款", "备案"),
        (VILLAGERS, "hainan"): ("第三十五条第四款", "备案"),
        (VILLAGERS, "hebei"): ("第三十二条第一款", "民政部门"),
        (VILLAGERS, "tianjin"): ("第三十五条", "区民政部门"),
        (VILLAGERS, "beijing"): ("第三十一条", "备案"),
    },
    "certificate": {
        (VILLAGERS, "sichuan"): ("第三十九条第二款", "县级民政部门或者乡镇人民政府"),
        (VILLAGERS, "shanghai"): ("第二十二条", "选举委员会"),
        (RESIDENTS, "sichuan"): ("第三十七条第二款", "街道办事处"),
        (VILLAGERS, "hebei"): ("第三十二条第二款", "民政部门"),
        (VILLAGERS, "tianjin"): ("第三十五条", "区民政部门"),
    },
    "archives": {
        (VILLAGERS, "sichuan"): ("第四十条第四款", "十日"),
        (VILLAGERS, "zhejiang"): ("第十条第十二项", "档案"),
        (VILLAGERS, "shanghai"): ("第八条第一款第九项", "档案"),
        (RESIDENTS, "sichuan"): ("第三十八条第四款", "十日"),
        (VILLAGERS, "hainan"): ("第三十七条", "乡镇人民政府"),
    },
    "void-election": {
        (VILLAGERS, "zhejiang"): ("第四十一条", "再次当选的也无效"),
        (VILLAGERS, "hainan"): ("第三十六条", "部分无效"),
        (VILLAGERS, "hebei"): ("第四十二条第一款", "成为候选人"),
        (VILLAGERS, "tianjin"): ("第四十九条", "当选无效"),
        (VILLAGERS, "beijing"): ("第三十八条第二款", "调查确认"),
    },
    "recall-vote": {
        (VILLAGERS, "sichuan"): ("第四十一条第一款", "三个月"),
        (VILLAGERS, "zhejiang"): ("第三十五条", "三十日"),
        (VILLAGERS, "shanghai"): ("第二十七条第三款", "三十日"),
        (RESIDENTS, "sichuan"): ("第三十九条第一款", "三个月"),
        (VILLAGERS, "hainan"): ("第四十二条", "三十日"),
        (VILLAGERS, "hebei"): ("第三十六条", "三十日"),
        (VILLAGERS, "tianjin"): ("第三十八条", "三十日"),
        (VILLAGERS, "beijing"): ("第三十三条第二款", "三十日"),
    },
    "recall-again": {
        (VILLAGERS, "sichuan"): ("第四十二条第三款", "六个月"),
        (VILLAGERS, "zhejiang"): ("第三十六条第二款", "一年"),
        (RESIDENTS, "sichuan"): ("第四十条第三款", "六个月"),
        (VILLAGERS, "hebei"): ("第三十七条第三款", "一年"),
        (VILLAGERS, "tianjin"): ("第四十条", "不得"),
        (VILLAGERS, "beijing"): ("第三十四条第三款", "说明理由"),
    },
    "by-election-below-three": {
        (VILLAGERS, "sichuan"): ("第四十五条第一款", "三个月"),
        (VILLAGERS, "shanghai"): ("第二十九条第一款", "三个月"),
        (VILLAGERS, "hainan"): ("第四十四条第一款", "三个月"),
    },
    "by-election-below-five": {(RESIDENTS, "sichuan"): ("第四十三条第一款", "三个月")},
    "changes-filed": {
        (VILLAGERS, "sichuan"): ("第四十六条", "五日"),
        (RESIDENTS, "sichuan"): ("第四十四条", "五日"),
    },
}


def said() -> Iterator[Any]:
    for key, provinces in SAID.items():
        for (body, region), (article, words) in provinces.items():
            yield pytest.param(body, region, key, article, words, id=f"{key} {body}+{region}")


@pytest.mark.parametrize(("body", "region", "key", "article", "words"), list(said()))
def test_a_matter_is_said_with_its_article_and_its_figure(
    body: str, region: str, key: str, article: str, words: str
) -> None:
    found = provision(load(body, today=DAY, region=region), key).citation
    assert (found.article, found.rank, found.confidence) == (article, "local-statute", "V")
    assert words in found.says


@pytest.mark.parametrize(("body", "region"), PROVINCES)
def test_a_matter_that_a_province_says_nothing_of_is_not_said_for_it(
    body: str, region: str
) -> None:
    own = {each["key"] for each in own_file(body, region)["provision"]}
    assert {key for key, provinces in SAID.items() if (body, region) in provinces} == (
        own & SAID.keys()
    )


@pytest.mark.parametrize(("body", "region"), PROVINCES)
def test_every_paper_hangs_on_a_step_that_is_dated(body: str, region: str) -> None:
    law = load(body, today=DAY, region=region)
    assert {form.event for form in law.forms} <= {step.event for step in law.steps}


@pytest.mark.parametrize("region", ["zhejiang", "shanghai"])
def test_a_text_older_than_the_national_law_says_where_it_gives_way(region: str) -> None:
    own = own_file(VILLAGERS, region)
    prevails = [each for each in own["provision"] if each["source"] == "law"]
    assert {each["key"] for each in prevails} >= GIVES_WAY
    for each in prevails:
        text, article = re.findall(r"《(.+?)》(第.+?条)", each["says"])[0]
        assert text == own["sources"][region]["title"]
        assert article in own["note"]
