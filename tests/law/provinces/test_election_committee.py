"""村民选举委员会的人数、妇女、近亲属回避，谁应当退出：各省的条款。"""

from __future__ import annotations

import pytest
from tests.law.lookup import law_of
from tests.law.provinces.places import RESIDENTS, Place, at, rows

EVEN_TOO, ODD = False, True

SIZES = {
    Place("beijing", "第九条第一款"): (5, 9, EVEN_TOO),
    Place("hebei", "第七条第二款"): (5, 9, EVEN_TOO),
    Place("hainan", "第十一条第一款"): (5, 9, ODD),
    Place("tianjin", "第九条第二款"): (5, 9, ODD),
    Place("zhejiang", "第八条第一款"): (5, 9, EVEN_TOO),
    Place("shanghai", "第七条第一款"): (7, 9, EVEN_TOO),
    Place("sichuan", "第十二条第三款"): (3, 9, EVEN_TOO),
    Place("sichuan", "第十二条第三款", RESIDENTS): (3, 9, EVEN_TOO),
}
MEMBERS = {
    # women asked for, near relatives barred
    Place("beijing", "第九条第一款"): (0, False),
    Place("hebei", "第七条第二款"): (1, False),
    Place("hainan", "第十一条第一款"): (1, False),
    Place("tianjin", "第九条第二款"): (0, True),
    Place("zhejiang", "第八条第一款"): (0, False),
    Place("shanghai", "第七条第一款"): (0, False),
    Place("sichuan", "第十二条第三款"): (0, True),
    Place("sichuan", "第十二条第三款", RESIDENTS): (0, True),
}


@pytest.mark.parametrize(("place", "fewest", "most", "odd"), rows(SIZES))
def test_a_committee_is_of_a_lawful_size_and_neither_one_smaller_nor_one_larger(
    place: Place, fewest: int, most: int, odd: bool
) -> None:
    committee = place.law.need(place.law.election_committee, "election-committee")
    lawful = {people for people in range(1, 13) if committee.allows(people)}
    assert lawful == set(range(fewest, most + 1, 2 if odd else 1))
    assert committee.citation.article == place.article


@pytest.mark.parametrize(("place", "women", "barred"), rows(MEMBERS))
def test_whether_a_woman_is_asked_for_and_near_relatives_are_barred(
    place: Place, women: int, barred: bool
) -> None:
    committee = place.law.need(place.law.election_committee, "election-committee")
    assert (committee.women, committee.near_relatives_barred) == (women, barred)
    assert committee.citation.article == place.article


@pytest.mark.parametrize(
    "place", at(Place("sichuan", "第十四条第一款"), Place("sichuan", "第十四条第一款", RESIDENTS))
)
def test_who_is_nominated_leaves_and_whoever_has_a_near_relative_nominated(place: Place) -> None:
    leaves = place.law.need(place.law.succession, "succession")
    assert leaves.for_relatives
    assert leaves.citation.article == place.article
    assert "愿意接受" in leaves.citation.says


@pytest.mark.parametrize(
    "place",
    at(
        Place("beijing", "第十一条第二款"),
        Place("hebei", "第九条"),
        Place("tianjin", "第十条第一款"),
        Place("zhejiang", "第九条第二款"),
        Place("shanghai", "第七条第二款"),
    ),
)
def test_elsewhere_whoever_has_a_relative_nominated_leaves_by_the_national_law(
    place: Place,
) -> None:
    """Their own words are narrower: `test_national_law_prevails.py` holds what is said of it."""
    leaves = place.law.need(place.law.succession, "succession")
    assert leaves == law_of(None).succession
    assert leaves.for_relatives
    assert (leaves.citation.rank, leaves.citation.article) == ("statute", "第十五条第三款")
