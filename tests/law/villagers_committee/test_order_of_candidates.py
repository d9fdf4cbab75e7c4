"""候选人的次序：五个省市的名单按提名得票多少公布，天津的选票也这样排列。"""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.domain.nomination import check_order
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LISTED = {
    "beijing": "第二十条",
    "hainan": "第二十二条",
    "hebei": "第二十一条",
    "shanghai": "第十二条第二款",
    "tianjin": "第二十二条第二款",
}


def pack_of(region: str | None) -> RulePack:
    return load("villagers-committee", on=DAY, today=DAY, region=region)


@pytest.mark.parametrize(("region", "article"), LISTED.items())
def test_the_list_is_posted_by_how_many_nominated(region: str, article: str) -> None:
    rule = pack_of(region).list_order
    assert rule
    assert (rule.citation.article, rule.citation.rank) == (article, "local-statute")


@pytest.mark.parametrize("region", [None, "sichuan", "zhejiang"])
def test_elsewhere_no_law_says_so(region: str | None) -> None:
    assert pack_of(region).list_order is None


def test_in_tianjin_the_ballot_follows_the_nominations_too() -> None:
    with pytest.raises(BadInput, match="《天津市村民委员会选举办法》第二十七条") as refused:
        check_order(pack_of("tianjin"), "strokes")
    assert refused.value.at == "/ballot/order"
    check_order(pack_of("tianjin"), "listed")


@pytest.mark.parametrize("region", [None, *sorted(LISTED.keys() - {"tianjin"})])
def test_elsewhere_a_ballot_may_follow_the_strokes(region: str | None) -> None:
    check_order(pack_of(region), "strokes")
    check_order(pack_of(region), "listed")
