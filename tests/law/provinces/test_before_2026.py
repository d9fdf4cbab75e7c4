"""The elections from 2019 to 2025 (2026年以前的选举): what an older text said beside the law of its
own time, on the last day of that law and on the first day of the next.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from tests.domain.people import CHAIR, MEMBER, SUN, ZHAO, contest, poll, result_of, stands
from tests.law.asking import accepted, asked, registered

from huanjie.domain.declaration import declare
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

LAST, FIRST = date(2025, 12, 31), date(2026, 1, 1)
"""The last day of the law of 2018, the first day of that of 2026."""


def law(region: str, on: date = LAST) -> RulePack:
    return load("villagers-committee", on=on, today=on, region=region)


# Kin who may not serve together


def barred(
    pack: RulePack, edges: list[dict[str, Any]], people: list[str]
) -> tuple[bool, list[str]]:
    """Whether the first two may not serve together, and by which articles."""
    came = asked(pack, "kin", people=people, edges=edges, bodies={"委员会": people[:2]})
    return bool(came.answer["conflicts"]["委员会"]), came.articles


COUPLE: Final = [{"spouses": ["甲", "乙"]}]
FATHER: Final = [{"parent": "甲", "child": "乙"}]
SIBLINGS: Final = [{"parent": "丙", "child": "甲"}, {"parent": "丙", "child": "乙"}]
GRANDFATHER: Final = [{"parent": "甲", "child": "丙"}, {"parent": "丙", "child": "乙"}]
IN_LAW: Final[list[dict[str, Any]]] = [
    {"spouses": ["甲", "丙"]},
    {"parent": "丙", "child": "丁"},
    {"parent": "乙", "child": "丙"},
]
KIN: Final[dict[str, tuple[list[dict[str, Any]], list[str]]]] = {
    "couple": (COUPLE, ["甲", "乙"]),
    "father": (FATHER, ["甲", "乙"]),
    "siblings": (SIBLINGS, ["甲", "乙", "丙"]),
    "grandfather": (GRANDFATHER, ["甲", "乙", "丙"]),
    "spouse's parent": (IN_LAW, ["甲", "乙", "丙", "丁"]),
}


@pytest.mark.parametrize(
    ("region", "article", "kin"),
    [
        # 夫妻、父母子女、兄弟姐妹: no grandparents
        ("zhejiang", "第三十一条第二款", {"couple", "father", "siblings"}),
        # 夫妻、直系亲属: no siblings
        ("shanghai", "第二条第三款", {"couple", "father", "grandfather"}),
        ("hainan", "第三条第一款", {"couple", "father", "siblings", "grandfather"}),
    ],
)
def test_only_the_kin_of_the_provinces_own_words_may_not_serve_together(
    region: str, article: str, kin: set[str]
) -> None:
    found = {word: barred(law(region), *case) for word, case in KIN.items()}
    assert {word for word, (is_barred, _) in found.items() if is_barred} == kin
    assert all(articles[0] == article for _, articles in found.values())


@pytest.mark.parametrize("region", ["zhejiang", "shanghai", "hainan"])
def test_from_2026_on_it_is_the_near_relatives_of_the_national_law(region: str) -> None:
    found = {word: barred(law(region, FIRST), *case) for word, case in KIN.items()}
    near = {"couple", "father", "siblings", "grandfather"}
    assert {word for word, (is_barred, _) in found.items() if is_barred} == near
    assert all(articles[0] == "第八条第二款" for _, articles in found.values())


@pytest.mark.parametrize("region", ["beijing", "tianjin", "hebei"])
def test_elsewhere_no_law_of_that_time_barred_relatives(region: str) -> None:
    assert law(region).near_relatives is None


@pytest.mark.parametrize(
    ("region", "article"), [("zhejiang", "第三十一条"), ("shanghai", "近亲属同时当选")]
)
def test_of_two_elected_relatives_the_higher_post_stays(region: str, article: str) -> None:
    chair = contest(CHAIR, stands(ZHAO, 400))
    member = contest(MEMBER, stands(SUN, 500), women_seat_met=True)
    count = poll(chair, member, voters=700, relatives=[(ZHAO, SUN)])
    declared = declare(count, law(region))
    assert [result_of(declared, post).elected for post in (CHAIR, MEMBER)] == [(ZHAO,), ()]
    assert article in [ground.article for ground in declared.grounds]


# Who leaves the election committee


def leaves(pack: RulePack, relation: str) -> bool:
    came = asked(
        pack,
        "succession",
        members=["甲"],
        nominated=["乙"],
        kin=[{"member": "甲", "nominee": "乙", "relation": relation}],
    )
    return list(came.answer["leave"]) == ["甲"]


@pytest.mark.parametrize(
    ("relation", "in_zhejiang"),
    [
        ("配偶", True),
        ("儿子", True),
        ("父亲", True),
        ("姐姐", True),
        ("祖父", False),
        ("舅舅", False),
    ],
)
def test_in_zhejiang_the_closest_kin_of_a_nominee_left_and_no_others(
    relation: str, in_zhejiang: bool
) -> None:
    """浙江省村民委员会选举办法第九条第二款；国家法律自2026年起写近亲属。"""
    assert leaves(law("zhejiang"), relation) is in_zhejiang
    assert leaves(law("zhejiang", FIRST), relation) is (relation != "舅舅")


@pytest.mark.parametrize("region", ["shanghai", "beijing", "tianjin", "hebei"])
def test_elsewhere_a_relatives_nomination_made_nobody_leave(region: str) -> None:
    assert not leaves(law(region), "配偶")
    assert leaves(law(region, FIRST), "配偶")


# Who may be registered


@pytest.mark.parametrize(
    ("region", "may"),
    [("zhejiang", True), ("hainan", True), ("shanghai", False), ("tianjin", False)],
)
def test_a_year_of_village_work_counted_where_the_province_said_so(region: str, may: bool) -> None:
    worker = {
        "birth_date": "1990-05-01",
        "political_rights": True,
        "hukou_here": False,
        "months_living_here": 0,
        "months_village_work": 12,
        "applied": True,
        "meeting_agreed": True,
    }
    assert registered(law(region), "2025-12-31", **worker) is may
    assert registered(law(region, FIRST), "2026-01-01", **worker)


# Who may hold a proxy


def proxy(pack: RulePack, **changed: Any) -> bool:
    case = {
        "principal_absent": True,
        "written": True,
        "proxy_is_near_relative": True,
        "proxy_is_voter": True,
        "proxy_is_candidate": False,
        "held_before": 0,
    }
    return accepted(pack, "proxy", case | changed)


REGIONS: Final = ["zhejiang", "shanghai", "beijing", "tianjin", "hebei", "hainan"]


@pytest.mark.parametrize("region", REGIONS)
def test_before_2026_a_near_relative_alone_held_a_proxy(region: str) -> None:
    """村民委员会组织法（2018年）第十五条第四款，海南2025年的文本也不能越过。"""
    assert proxy(law(region))
    assert not proxy(law(region), proxy_is_near_relative=False)
    assert proxy(law(region, FIRST), proxy_is_near_relative=False)


@pytest.mark.parametrize(
    ("region", "most"),
    [("zhejiang", 3), ("shanghai", 3), ("beijing", 3), ("tianjin", 3), ("hebei", 2), ("hainan", 3)],
)
def test_before_2026_the_number_of_proxies_was_the_provinces_own(region: str, most: int) -> None:
    assert proxy(law(region), held_before=most - 1)
    assert not proxy(law(region), held_before=most)


@pytest.mark.parametrize(
    ("region", "rank"),
    [
        *((each, "local-statute") for each in ("zhejiang", "beijing", "tianjin", "hainan")),
        # nothing in their texts: 村民委员会选举规程第六章
        *((each, "guidance") for each in ("shanghai", "hebei")),
    ],
)
def test_before_2026_a_candidate_held_no_proxy(region: str, rank: str) -> None:
    assert not proxy(law(region), proxy_is_candidate=True)
    (own,) = (each for each in law(region).proxy if each.key == "candidate")
    assert own.citation.rank == rank


@pytest.mark.parametrize("on", [LAST, FIRST])
@pytest.mark.parametrize("region", ["shanghai", "tianjin", "hebei"])
def test_whoever_cannot_come_for_another_reason_asks_a_near_relative(region: str, on: date) -> None:
    """The province widens 外出 for near relatives alone; the nation widens whom, for 外出."""
    other = {"principal_absent": False, "principal_cannot_come": True}
    assert proxy(law(region, on), **other)
    assert not proxy(law(region, on), **other, proxy_is_near_relative=False)


# Who could not stand


@pytest.mark.parametrize(
    ("region", "fact", "on"),
    [
        ("beijing", "criminal_punishment", date(2015, 6, 1)),
        ("beijing", "criminal_punishment", LAST),
        ("beijing", "lost_capacity", LAST),
        ("hainan", "criminal_punishment", LAST),
        ("hainan", "expelled_from_party", LAST),
        ("hainan", "barred_by_organ", LAST),
    ],
)
def test_before_2026_the_bars_of_the_province_barred(region: str, fact: str, on: date) -> None:
    """北京第十八条第一款，海南第十九条第二款。"""
    standing = {"political_rights": True, "registered": True, "birth_date": "1980-05-01"}
    facts = {**standing, "criminal_punishment": False, "expelled_from_party": False}
    day = on.isoformat()

    def finding(person: dict[str, Any]) -> str:
        asks = {"person": person, "on": day}
        return str(asked(law(region, on), "eligibility", **asks).answer["finding"])

    assert finding({**facts, "barred_by_meeting": False}) == "eligible"
    assert finding({**facts, "barred_by_meeting": False, fact: True}) == "barred"


# What is said


@pytest.mark.parametrize("region", ["zhejiang", "shanghai", "beijing", "tianjin", "hebei"])
def test_what_gives_way_to_the_law_of_2026_is_told_from_2026_on(region: str) -> None:
    told = {each.key for each in law(region, FIRST).provisions if each.key.startswith("national-")}
    before = {each.key for each in law(region).provisions if each.key.startswith("national-")}
    assert "national-proxy" in told
    assert all(each.endswith("-2018") for each in before)


@pytest.mark.parametrize(
    ("on", "key", "years"),
    [
        (date(2018, 12, 28), None, 3),
        (date(2018, 12, 29), "national-term-2018", 5),
        (LAST, "national-term-2018", 5),
        (FIRST, "national-term", 5),
    ],
)
def test_beijings_three_years_gave_way_to_five_in_2018(
    on: date, key: str | None, years: int
) -> None:
    pack = law("beijing", on)
    told = [each.key for each in pack.provisions if each.key.startswith("national-term")]
    assert told == ([key] if key else [])
    assert pack.need(pack.term, "term").years == years
