"""What a voter is told of his ballot (投票须知里的各省规定): who may be written in, who may write
for him, what he shows for a paper, where the papers go; by the province's own article.
"""

from __future__ import annotations

import pytest
from tests.law.lookup import law_of, provision

NATIONAL_RULES = "村民委员会选举规程"


@pytest.mark.parametrize(
    ("region", "article"),
    [
        ("sichuan", "第三十条第四款"),
        ("zhejiang", "第二十一条"),
        ("shanghai", "第十七条第二款"),
        ("hainan", "第二十七条第一款"),
        ("hebei", "第二十五条"),
        ("beijing", "第二十六条"),
        ("tianjin", "第三十条第二款"),
    ],
)
def test_whom_a_voter_may_choose_is_said_by_the_province(region: str, article: str) -> None:
    cited = provision(law_of(region), "write-ins").citation
    assert (cited.article, cited.confidence) == (article, "V")
    for word in ("赞成", "反对", "弃权", "另选"):
        assert word in cited.says


def test_where_no_province_says_whom_the_ministry_s_rules_do() -> None:
    assert provision(law_of(None), "write-ins").citation.law == NATIONAL_RULES


@pytest.mark.parametrize(
    ("region", "article", "shows"),
    [
        ("hebei", "第二十六条第一款", "选民证"),
        ("hainan", "第二十七条第二款", "选民证"),
        ("sichuan", "第三十条第一款", "有效证件"),
    ],
)
def test_what_a_voter_shows_for_a_paper(region: str, article: str, shows: str) -> None:
    cited = provision(law_of(region), "ballot-by-id").citation
    assert cited.article == article
    assert shows in cited.says


def test_in_tianjin_nobody_who_competes_may_write_for_another() -> None:
    cited = provision(law_of("tianjin"), "writing-help").citation
    assert cited.article == "第三十条第一款"
    for word in ("正式候选人", "竞选人", "选举委员会成员"):
        assert word in cited.says


def test_in_hebei_the_article_on_one_approval_says_no_more_than_that() -> None:
    """第二十九条第一款 does not say who judges a paper against it."""
    cited = provision(law_of("hebei"), "one-approval").citation
    assert cited.says.endswith("只能投一次赞成票。")


@pytest.mark.parametrize(
    ("region", "article"),
    [
        ("sichuan", "第三十一条第二款"),
        ("shanghai", "第二十三条"),
        ("hebei", "第二十七条"),
        ("hainan", "第三十七条"),
    ],
)
def test_the_papers_are_sealed_by_the_province_s_article(region: str, article: str) -> None:
    cited = provision(law_of(region), "ballots-sealed").citation
    assert cited.article == article
    assert "封存" in cited.says
