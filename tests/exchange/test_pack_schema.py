"""The schema of a pack file (规则包文件) and its reader are held equal."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from tests.exchange.agreement import disagreement, fault_of, is_valid, validator
from tests.exchange.mutations import Mutation, bent, spoiled

from huanjie.exchange.schema import schema
from huanjie.law.bodyrules import ASSEMBLIES
from huanjie.law.citation import CONFIDENCE, DECIDERS, RANKS
from huanjie.law.packfile import check_document, read_document
from huanjie.law.reader import STANDINGS
from huanjie.law.rules import BASES, METHODS, PAPERS
from huanjie.law.shelf import PACKS
from huanjie.law.vocabulary import GROUPS, LISTS, SINGLE

PACK_FILES: Final = sorted(PACKS.rglob("*.toml"))


def pack_document(path: Path) -> Any:
    """A pack file as JSON would hold it: its dates as text."""
    return json.loads(json.dumps(read_document(path), default=str))


HEAD: Final = (
    "body",
    "region",
    "plan",
    "unit",
    "adopted_by",
    "adopted_on",
    "name",
    "effective_from",
    "revision",
    "decided_by",
    "sources",
    "post",
    "step",
)


def pieces(path: Path) -> Iterator[tuple[str, Any]]:
    """The head of a pack, then the head with one rule each: no rule knows of another, but that a
    condition names facts.

    Of a list or a group two items are enough, the others are of the same shape.
    """
    document = pack_document(path)
    head = {key: thinned(key, document[key]) for key in HEAD if key in document}
    yield "", head
    for key in set(document) - set(HEAD):
        own = {key: thinned(key, document[key])}
        if key in LISTS and LISTS[key].understand and "fact" in document:
            own = {"fact": document["fact"], **own}
        yield key, {**head, **own}


def thinned(key: str, value: Any) -> Any:
    if key in LISTS:
        return value[:2]
    return dict(list(value.items())[:2]) if key in GROUPS else value


def changed_in(mutate: Callable[[Any], Iterator[Mutation]], path: Path) -> Iterator[Mutation]:
    """Every mutation of the head, and of each rule in its own piece."""
    for key, piece in pieces(path):
        for mutation in mutate(piece):
            if not key or mutation.path[:1] == (key,):
                yield mutation


def read_piece(document: Any) -> None:
    """Check a document whose line no fault looks for: it stands in no file."""
    check_document(document, file=Path(os.devnull))


CHOSEN: Final = [
    PACKS / "party-branch" / "2020-07-13.toml",
    PACKS / "villagers-committee" / "2026-01-01.toml",
    PACKS / "villagers-committee" / "zhejiang" / "2020-07-31.toml",
    PACKS.parent / "plans" / "community-2021" / "residents-committee.toml",
    PACKS.parent / "plans" / "example-village" / "womens-federation.toml",
    PACKS / "villagers-committee" / "hainan" / "2025-11-27.toml",
]
"""Packs that hold every kind of rule between them: the rest differ in figures alone."""


def pack_id(path: Path) -> str:
    return path.relative_to(PACKS.parent).with_suffix("").as_posix()


@pytest.mark.parametrize("path", PACK_FILES, ids=pack_id)
def test_every_pack_on_the_shelf_is_valid(path: Path) -> None:
    validator("pack").validate(pack_document(path))


@pytest.mark.parametrize("path", CHOSEN, ids=pack_id)
def test_a_spoiled_pack_is_refused_by_schema_and_reader(path: Path) -> None:
    let_through = [
        str(m)
        for m in changed_in(spoiled, path)
        if is_valid("pack", m) or not fault_of(read_piece, m.document)
    ]
    assert let_through == []


@pytest.mark.parametrize("path", CHOSEN, ids=pack_id)
def test_reader_and_schema_agree_on_a_bent_pack(path: Path) -> None:
    differ = {
        str(m): how for m in changed_in(bent, path) if (how := disagreement("pack", read_piece, m))
    }
    assert differ == {}


def test_the_broken_packs_hold_every_kind_of_rule() -> None:
    held = {key for path in CHOSEN for key in pack_document(path)}
    shapes = {SINGLE[name] for name in set(SINGLE) & held}
    assert {SINGLE[name] for name in set(SINGLE) - held} <= shapes
    assert set(GROUPS) | set(LISTS) <= held


TOLD: Final = {"source": "law", "article": "第一条", "says": "一句话。", "confidence": "V"}
BASES_OF: Final = {
    # where a share stands: what it is computed on
    "quorum": {"entitled"},
    "majority": {"collected", "attended", "entitled", "registered"},
    "runoff": {"collected", "attended"},
    "officers_quorum": {"entitled"},
    "officers_majority": {"attended"},
    "recall_majority": {"collected", "attended", "entitled", "registered"},
    **{f"turnout.{word}": {"registered"} for word in METHODS},
    **{f"recall_signatures.{word}": {word} for word in METHODS},
    **{f"recall_turnout.{word}": {"entitled", "registered"} for word in METHODS},
    **{f"assembly_quorum.{word}": {"entitled"} for word in ASSEMBLIES},
    **{f"assembly_majority.{word}": {"attended", "entitled"} for word in ASSEMBLIES},
}


def with_share(place: str, base: str) -> Any:
    """A pack's head with one share of this base."""
    document = pack_document(CHOSEN[1])
    table, _, word = place.partition(".")
    share = {"more_than": "1/2", "of": base, **TOLD}
    rule = share | {"step": "runoff"} if table == "runoff" else share
    head = {key: document[key] for key in HEAD if key in document}
    return {**head, table: {word: rule} if word else rule}


@pytest.mark.parametrize("place", BASES_OF)
def test_a_share_is_of_a_base_that_it_is_computed_on(place: str) -> None:
    takes = validator("pack").is_valid
    documents = {base: with_share(place, base) for base in BASES}
    assert {base for base in BASES if takes(documents[base])} == BASES_OF[place]
    assert {base for base in BASES if not fault_of(read_piece, documents[base])} == BASES_OF[place]


def test_a_fault_names_the_bases_of_its_table() -> None:
    fault = fault_of(read_piece, with_share("recall_signatures.households", "registered"))
    assert fault
    assert fault.at == "[recall_signatures.households] of"
    assert "households" in fault.remedy


def test_the_schema_of_a_pack_knows_the_words_of_the_reader() -> None:
    document = schema("pack")
    rules, shared = document["properties"], document["$defs"]
    assert {*SINGLE, *GROUPS, *LISTS} <= set(rules)
    for name, group in GROUPS.items():
        assert group.words is None or set(rules[name]["properties"]) == set(group.words)
    assert rules["decided_by"]["enum"] == list(DECIDERS)
    assert rules["electorate"]["properties"]["standings"]["items"]["enum"] == list(STANDINGS)
    assert rules["ballot_total"]["properties"]["at_most"]["items"]["enum"] == list(PAPERS)
    assert shared["share"]["properties"]["of"]["enum"] == list(BASES)
    assert shared["confidence"]["enum"] == list(CONFIDENCE)
    assert rules["sources"]["additionalProperties"]["properties"]["rank"]["enum"] == list(RANKS)
