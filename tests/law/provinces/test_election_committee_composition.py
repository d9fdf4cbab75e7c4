"""选举委员会的组成：人数、妇女、近亲属回避, each asked only where a text asks for it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.law.asking import NO_RULE, Asked, asked
from tests.law.lookup import law_of

from huanjie.door.fault import BadInput

RESIDENTS = "residents-committee"


def committee(region: str | None, body: str = "villagers-committee", **facts: Any) -> Asked:
    """One election committee, asked about by itself."""
    return asked(law_of(region, body), "composition", election_committees={"选委会": facts})


def is_lawful(came: Asked) -> bool | None:
    """None where it is not known."""
    assert sum("选委会" in came.answer[each] for each in ("lawful", "unlawful", "unknown")) == 1
    assert ("选委会" in came.answer["reasons"]) is not ("选委会" in came.answer["lawful"])
    return None if came.answer["unknown"] else bool(came.answer["lawful"])


@pytest.mark.parametrize(
    ("region", "body", "lawful", "unlawful", "article"),
    [
        (None, "villagers-committee", (3, 4, 20), (1, 2), "第一章"),
        (None, RESIDENTS, (3, 4), (2,), "第十五条第二款"),
        ("beijing", "villagers-committee", (5, 6, 9), (4, 10), "第九条第一款"),
        ("shanghai", "villagers-committee", (7, 8, 9), (6, 10), "第七条第一款"),
        ("zhejiang", "villagers-committee", (5, 9), (4, 10), "第八条第一款"),
    ],
)
def test_its_size_alone_is_asked_where_a_text_says_no_more(
    region: str | None,
    body: str,
    lawful: tuple[int, ...],
    unlawful: tuple[int, ...],
    article: str,
) -> None:
    for size in (*lawful, *unlawful):
        came = committee(region, body, size=size)
        assert is_lawful(came) is (size in lawful)
        assert came.articles == [article]


@pytest.mark.parametrize(
    ("size", "lawful"), [(4, False), (5, True), (6, False), (7, True), (9, True), (11, False)]
)
def test_in_tianjin_and_hainan_it_is_odd(size: int, lawful: bool) -> None:
    assert is_lawful(committee("tianjin", size=size, near_relative_pairs=0)) is lawful
    assert is_lawful(committee("hainan", size=size, women=1)) is lawful


@pytest.mark.parametrize(
    ("region", "article"), [("hebei", "第七条第二款"), ("hainan", "第十一条第一款")]
)
@pytest.mark.parametrize(("women", "lawful"), [(0, False), (1, True), (2, True), (None, None)])
def test_a_woman_is_in_it_where_the_province_says_so(
    region: str, article: str, women: int | None, lawful: bool | None
) -> None:
    stated: dict[str, Any] = {} if women is None else {"women": women}
    came = committee(region, size=5, **stated)
    assert is_lawful(came) is lawful
    assert came.articles == [article]
    assert came.answer["reasons"].get("选委会") == {
        0: ["妇女成员 0 人，至少应有 1 人"],
        None: ["没有写明妇女人数"],
    }.get(women)


@pytest.mark.parametrize(
    ("region", "body", "article"),
    [
        ("tianjin", "villagers-committee", "第九条第二款"),
        ("sichuan", "villagers-committee", "第十二条第三款"),
        ("sichuan", RESIDENTS, "第十二条第三款"),
    ],
)
@pytest.mark.parametrize(
    ("pairs", "lawful"),
    [(0, True), ([], True), (1, False), ([["甲", "乙"]], False), (None, None)],
)
def test_no_near_relatives_sit_in_it_where_the_province_says_so(
    region: str, body: str, article: str, pairs: Any, lawful: bool | None
) -> None:
    stated = {} if pairs is None else {"near_relative_pairs": pairs}
    came = committee(region, body, size=5, **stated)
    assert is_lawful(came) is lawful
    assert came.articles == [article]
    if lawful is None:
        assert came.answer["reasons"] == {"选委会": ["没有写明应当回避的亲属有几对"]}


def test_what_the_text_does_not_ask_for_decides_nothing() -> None:
    """The nation bars no relatives from it, and asks for no woman."""
    assert is_lawful(committee(None, size=3, women=0, near_relative_pairs=2))


def test_what_is_wrong_goes_before_what_is_not_known() -> None:
    came = committee("sichuan", size=2)
    assert is_lawful(came) is False
    assert came.answer["reasons"] == {"选委会": ["成员 2 人，应为 3 至 9 人"]}


def test_where_the_size_is_not_said_it_is_not_known_either() -> None:
    came = committee("hebei", women=1)
    assert came.answer["reasons"] == {"选委会": ["没有写明成员人数"]}
    assert committee("hebei", women=0).answer["unlawful"] == ["选委会"]


def test_bodies_and_election_committees_are_asked_in_one_question() -> None:
    came = asked(
        law_of("sichuan"),
        "composition",
        bodies={"班子": {"size": 5}},
        election_committees={"选委会": {"size": 5, "near_relative_pairs": 0}},
    )
    assert came.answer == {
        **{"lawful": ["班子", "选委会"], "unlawful": []},
        **{"unknown": [], "reasons": {}},
    }
    assert came.articles == ["第八条第一款", "第十二条第三款"]
    assert "unknown" not in asked(law_of(None), "composition", bodies={"班子": {"size": 5}}).answer


def test_a_body_without_an_election_committee_has_no_rule_of_it() -> None:
    came = committee(None, "party-branch", size=3)
    assert (came.status, came.decided_by) == (NO_RULE, "unit")


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"election_committees": {"选委会": {}}},
        {"election_committees": {"选委会": {"size": 3, "men": 2}}},
        {"election_committees": {"选委会": {"size": 3, "women": 4}}},
        {"bodies": {"甲": {"size": 5}}, "election_committees": {"甲": {"size": 5}}},
    ],
    ids=["nothing", "nobody", "unknown word", "more women than people", "one name twice"],
)
def test_a_committee_that_nobody_can_judge_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        asked(law_of(None), "composition", **facts)
