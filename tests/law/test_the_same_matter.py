"""One matter, one name (同一事项同一名称): provinces and versions stand side by side by their keys,
so a key has one name in all the packs of a body and one topic in all packs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any, Final

import pytest

from huanjie.law.shelf import versions
from huanjie.law.topics import PROVISION_TOPICS, in_order

KEYS: Final = {"provision": "key", "step": "event", "form": "form"}
BODIES: Final = sorted({version.body for version in versions()})

OF_ANOTHER_LAW: Final = {
    # the name that an earlier law gave the matter, or a part of the act where a province splits it
    ("villagers-committee", "step nomination-end"): "直接提名候选人截止",
    ("villagers-committee", "form nomination-form"): "候选人提名表",
    ("villagers-committee", "form voter-card"): "选民证",
    ("villagers-committee", "step supervisors-chosen"): "推选村务监督机构成员",
    ("party-branch", "provision delegates"): "代表的名额",
}


def items(body: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every provision, step and paper of the files, with its table and key."""
    for version in versions():
        if body in (None, version.body):
            document = tomllib.loads(version.path.read_text("utf-8"))
            for table, key in KEYS.items():
                yield from ((f"{table} {each[key]}", each) for each in document.get(table, ()))


@pytest.mark.parametrize("body", BODIES)
def test_a_key_has_one_name_in_all_packs_of_a_body(body: str) -> None:
    names: dict[str, set[str]] = {}
    for key, item in items(body):
        names.setdefault(key, set()).add(item["name"])
    for key, found in names.items():
        assert len(found - {OF_ANOTHER_LAW.get((body, key), "")}) == 1, (key, found)


@pytest.mark.parametrize("body", BODIES)
def test_a_name_belongs_to_one_key(body: str) -> None:
    keys: dict[str, set[str]] = {}
    for key, item in items(body):
        table, _space, _word = key.partition(" ")
        keys.setdefault(f"{table} {item['name']}", set()).add(key)
    assert [found for found in keys.values() if len(found) > 1] == []


def test_a_key_has_one_topic_in_all_packs_and_every_topic_is_known() -> None:
    topics: dict[str, set[str]] = {}
    for key, item in items():
        if "topic" in item:
            topics.setdefault(key, set()).add(item["topic"])
    assert [(key, found) for key, found in topics.items() if len(found) > 1] == []
    assert set.union(*topics.values()) == set(PROVISION_TOPICS)


def test_the_topics_stand_in_the_order_of_an_election_and_other_words_last() -> None:
    assert in_order({"监督", "本村的约定", "组成"}) == ["组成", "监督", "本村的约定"]
