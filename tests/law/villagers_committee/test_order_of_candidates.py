"""候选人的次序：七个省市的名单按提名或者预选的票数公布，天津的选票也这样排列。"""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from huanjie.domain.nomination import check_order
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LISTED = {
    "beijing": ("第二十条", "nominations", False),
    "hainan": ("第二十二条", "votes", False),
    "hebei": ("第二十一条", "nominations", True),
    "shanghai": ("第十二条第二款", "nominations", False),
    "sichuan": ("第二十四条第三款", "preselection", False),
    "tianjin": ("第二十二条第二款", "nominations", False),
    "zhejiang": ("第十八条第三款", "votes", True),
}
"""the article, by which numbers, and whether those who put themselves forward stand by strokes"""


def pack_of(region: str | None) -> RulePack:
    return load("villagers-committee", on=DAY, today=DAY, region=region)


@pytest.mark.parametrize(("region", "said"), LISTED.items())
def test_the_list_is_posted_by_the_numbers_that_the_province_names(
    region: str, said: tuple[str, str, bool]
) -> None:
    rule = pack_of(region).list_order
    assert rule
    assert (rule.citation.article, rule.by, rule.self_by_strokes) == said
    assert rule.citation.rank == "local-statute"


def test_elsewhere_no_law_says_so() -> None:
    assert pack_of(None).list_order is None


def test_a_community_in_sichuan_lists_by_the_preselection_too() -> None:
    rule = load("residents-committee", on=DAY, today=DAY, region="sichuan").list_order
    assert rule
    assert (rule.citation.article, rule.by) == ("第二十二条第三款", "preselection")


def test_an_edition_of_before_the_number_was_named_goes_by_the_nominations() -> None:
    document = deepcopy(pack_of("tianjin").document)
    del document["list_order"]["by"]
    rule = read_pack(document).list_order
    assert rule
    assert rule.by == "nominations"


def test_another_number_than_those_is_no_order() -> None:
    document = deepcopy(pack_of("tianjin").document)
    document["list_order"]["by"] = "age"
    with pytest.raises(BadInput) as refused:
        read_pack(document)
    assert refused.value.at == "/list_order/by"


def test_in_tianjin_the_ballot_follows_the_nominations_too() -> None:
    with pytest.raises(BadInput, match="《天津市村民委员会选举办法》第二十七条") as refused:
        check_order(pack_of("tianjin"), "strokes")
    assert refused.value.at == "/ballot/order"
    check_order(pack_of("tianjin"), "listed")


@pytest.mark.parametrize("region", [None, *sorted(LISTED.keys() - {"tianjin"})])
def test_elsewhere_a_ballot_may_follow_the_strokes(region: str | None) -> None:
    check_order(pack_of(region), "strokes")
    check_order(pack_of(region), "listed")
