"""The questions `kin` and `succession`: their answers, their grounds, and what they refuse."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest

from huanjie.door.fault import BadInput
from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = datetime.date(2026, 6, 28)
VILLAGE = Law(pack=load("villagers-committee", on=DAY, today=DAY), calendar=load_calendar())
FOUR = ("spouse", "lineal", "collateral", "in-law")


def with_bar(*classes: str) -> Law:
    """The same law, barring these classes; without any: no bar at all."""
    bar = VILLAGE.pack.near_relatives
    assert bar
    own = dataclasses.replace(bar, classes=classes) if classes else None
    return dataclasses.replace(VILLAGE, pack=dataclasses.replace(VILLAGE.pack, near_relatives=own))


def answered(question: str, facts: Any, law: Law = VILLAGE) -> tuple[Any, list[str]]:
    answer, status = ask(question, law, facts)
    assert status == 0
    return answer["answer"], [each["article"] for each in answer["grounds"]]


# a is the parent of b and c; c is married to d; d's brother e has the wife f; g is alone
HOUSE = {
    "people": ["a", "b", "c", "d", "e", "f", "g", "p"],
    "edges": [
        {"parent": "a", "child": "b"},
        {"parent": "a", "child": "c"},
        {"parent": "p", "child": "d"},
        {"parent": "p", "child": "e"},
        {"spouses": ["c", "d"]},
        {"spouses": ["f", "e"]},
    ],
    "bodies": {"committee": ["a", "b", "d", "g"], "others": ["c", "f"], "none": ["g"]},
}


def test_relations_are_put_into_their_classes() -> None:
    terms = ["father", "half_sister", "mothers_sister", "连襟", "ex_wife", "舅公"]
    answer, _ = answered("kin", {"relations": terms})
    words = ["lineal", "collateral", "collateral", "in-law", "none", "none"]
    assert answer == {
        "class": dict(zip(terms, words, strict=True)),
        "near_relatives": ["father", "half_sister"],
    }


def test_a_pack_without_a_bar_still_classifies() -> None:
    assert answered("kin", {"relations": ["岳父"]}, with_bar())[0]["class"] == {"岳父": "in-law"}


def test_a_pack_without_a_bar_cannot_say_who_conflicts() -> None:
    answer, status = ask("kin", with_bar(), HOUSE)
    assert (status, answer["answer"], answer["decided_by"]) == (3, None, "province")


def test_near_relatives_conflict_each_body_alone() -> None:
    answer, articles = answered("kin", HOUSE)
    assert answer["conflicts"] == {
        "committee": [
            {"a": "a", "b": "b", "class": "lineal", "near_relative": True, "path": "子女"}
        ],
        "others": [],
        "none": [],
    }
    assert articles == ["第八条第二款", "第一千零四十五条第二款"]


def test_a_wider_bar_finds_in_laws_too() -> None:
    answer, articles = answered("kin", HOUSE, with_bar(*FOUR))
    found = {
        (each["a"], each["b"]): (each["class"], each["near_relative"], each["path"])
        for each in answer["conflicts"]["committee"] + answer["conflicts"]["others"]
    }
    assert found == {
        ("a", "b"): ("lineal", True, "子女"),
        ("a", "d"): ("in-law", False, "子女的配偶"),
        ("b", "d"): ("in-law", False, "兄弟姐妹的配偶"),
        ("c", "f"): ("in-law", False, "配偶的兄弟姐妹的配偶"),
    }
    assert articles == ["第八条第二款", "第二章", "第二章"]


def test_how_a_parent_came_to_be_one_is_cited() -> None:
    edges = [{"parent": "a", "child": "b", "by": "adoption"}]
    facts = {"people": ["a", "b"], "edges": edges, "bodies": {"x": ["a", "b"]}}
    answer, articles = answered("kin", facts)
    assert answer["conflicts"]["x"][0]["path"] == "养子女"
    assert articles[-1] == "第一千一百一十一条第一款"


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"edges": [{"parent": "z", "child": "a"}]}, "/edges/0/parent"),
        ({"edges": [{"parent": "a", "child": "a"}]}, "/edges/0"),
        ({"edges": [{"parent": "a", "child": "b"}, {"parent": "b", "child": "a"}]}, "/edges"),
        ({"edges": [{"parent": x, "child": "d"} for x in "abc"]}, "/edges/2"),
        ({"edges": [{"spouses": ["a", "b"]}, {"spouses": ["b", "c"]}]}, "/edges/1"),
        ({"edges": [{"spouses": ["a"]}]}, "/edges/0/spouses"),
        ({"edges": [{"spouses": ["a", "a"]}]}, "/edges/0"),
        ({"edges": [{"spouses": ["a", "b"], "parent": "a"}]}, "/edges/0/parent"),
        ({"edges": [{"parent": "a"}]}, "/edges/0"),
        ({"edges": [{"parent": "a", "child": "b", "by": "luck"}]}, "/edges/0/by"),
        ({"bodies": {"x": ["z"]}}, "/bodies/x/0"),
        ({"bodies": {"x": ["a", "a"]}}, "/bodies/x/1"),
        ({"people": ["a", "a"]}, "/people/1"),
        ({"relations": ["father"]}, "/"),
        ({"weather": 1}, "/weather"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask("kin", VILLAGE, HOUSE | changed)
    assert refused.value.at.startswith(place)


def test_a_body_of_more_people_than_any_is_refused() -> None:
    people = [str(number) for number in range(501)]
    with pytest.raises(BadInput, match="500"):
        ask("kin", VILLAGE, {"people": people, "edges": [], "bodies": {"x": people}})


@pytest.mark.parametrize("term", ["neighbour", "媳妇", "", 1, None])
def test_an_unknown_relation_is_refused_with_its_place(term: object) -> None:
    with pytest.raises(BadInput) as refused:
        ask("kin", VILLAGE, {"relations": ["father", term]})
    assert refused.value.at == "/relations/1"


COMMITTEE = {
    "members": ["A", "B", "C"],
    "chair": "A",
    "vice_chair": "B",
    "reserve": ["D", "E"],
    "nominated": ["A", "X"],
    "kin": [{"member": "C", "nominee": "X", "relation": "wife"}],
}


def test_succession_answers_who_leaves_comes_and_presides() -> None:
    answer, articles = answered("succession", COMMITTEE)
    assert answer == {
        "leave": ["A", "C"],
        "fill": ["D", "E"],
        "committee": ["B", "D", "E"],
        "presiding": "B",
    }
    assert articles[0] == "第十五条第三款"


def test_a_committee_without_vice_chair_reserve_or_kin_is_answered() -> None:
    facts = {"members": ["A"], "chair": "A", "nominated": ["A"]}
    answer, _ = answered("succession", facts)
    assert answer == {"leave": ["A"], "fill": [], "committee": [], "presiding": None}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"chair": "Z"}, "/chair"),
        ({"vice_chair": "D"}, "/vice_chair"),
        ({"vice_chair": "A"}, "/vice_chair"),
        ({"members": ["A", "A"]}, "/members/1"),
        ({"reserve": ["D", "A"]}, "/reserve/1"),
        ({"nominated": "A"}, "/nominated"),
        ({"kin": [{"member": "Z", "nominee": "X", "relation": "wife"}]}, "/kin/0/member"),
        ({"kin": [{"member": "A", "nominee": "A", "relation": "wife"}]}, "/kin/0/nominee"),
        ({"kin": [{"member": "A", "nominee": "X", "relation": "boss"}]}, "/kin/0/relation"),
        ({"president": "A"}, "/president"),
    ],
)
def test_a_committee_that_cannot_be_is_refused(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask("succession", VILLAGE, COMMITTEE | changed)
    assert refused.value.at == place
