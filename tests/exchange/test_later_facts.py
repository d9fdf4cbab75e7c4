"""The facts of a runoff and of a committee's own vote: what is taken, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from tests import strategies
from tests.exchange.count_samples import OFFICERS_FACTS, RUNOFF_FACTS
from tests.exchange.samples import changed, without

from huanjie.domain.contest import Count
from huanjie.domain.rounds import CountFile, OfficersFacts, RunoffFacts
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.count import facts_as_json
from huanjie.exchange.facts import (
    officers_facts_as_json,
    read_count_facts,
    read_officers_facts,
    read_runoff_facts,
    runoff_facts_as_json,
)


def refusal(read: Callable[[Cursor], object], document: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read(Cursor(document))
    return caught.value


# The runoff


def test_a_runoff_reads_with_either_base() -> None:
    for base in ("collected", "attended"):
        facts = {"vacancies": 1, base: 640, "votes": {"D": 640}}
        assert runoff_facts_as_json(read_runoff_facts(Cursor(facts))) == facts


@pytest.mark.parametrize(
    ("document", "at"),
    [
        (changed(RUNOFF_FACTS, "/vacancies", 0), "/vacancies"),
        (without(RUNOFF_FACTS, "/vacancies"), ""),
        (without(RUNOFF_FACTS, "/votes"), ""),
        (changed(RUNOFF_FACTS, "/votes/D", 631), "/votes/D"),
        (changed(without(RUNOFF_FACTS, "/collected"), "/votes/D", 641), "/votes/D"),
        (changed(RUNOFF_FACTS, "/votes/D", 1.5), "/votes/D"),
        (changed(RUNOFF_FACTS, "/votes", {" ": 1}), "/votes/ "),
        (changed(RUNOFF_FACTS, "/post", "member"), "/post"),
    ],
)
def test_a_runoff_that_cannot_have_been_is_refused(document: Any, at: str) -> None:
    assert refusal(read_runoff_facts, document).at == at


# The committee's own vote


@pytest.mark.parametrize(
    ("path", "value", "at"),
    [
        ("/committee", [], "/committee"),
        ("/committee/1", "A", "/committee/1"),
        ("/attended", 4, "/attended"),
        ("/votes", {}, "/votes"),
        ("/votes/secretary/D", 1, "/votes/secretary/D"),
        ("/votes/secretary/A", 4, "/votes/secretary/A"),
        ("/votes/ ", {"A": 1}, "/votes/ "),
        ("/entitled", 3, "/entitled"),
    ],
)
def test_a_committees_vote_that_cannot_have_been_is_refused(
    path: str, value: object, at: str
) -> None:
    assert refusal(read_officers_facts, changed(OFFICERS_FACTS, path, value)).at == at


@pytest.mark.parametrize("key", ["committee", "attended", "votes"])
def test_a_committees_vote_needs_all_its_facts(key: str) -> None:
    assert refusal(read_officers_facts, without(OFFICERS_FACTS, f"/{key}")).at == ""


# Round trips


def test_the_samples_are_written_as_they_were_read() -> None:
    assert runoff_facts_as_json(read_runoff_facts(Cursor(RUNOFF_FACTS))) == RUNOFF_FACTS
    assert officers_facts_as_json(read_officers_facts(Cursor(OFFICERS_FACTS))) == OFFICERS_FACTS


@given(strategies.count_files())
def test_the_facts_of_any_round_read_as_they_were_written(file: CountFile) -> None:
    readers = {
        Count: read_count_facts,
        RunoffFacts: read_runoff_facts,
        OfficersFacts: read_officers_facts,
    }
    for round_ in file.rounds:
        read = readers[type(round_.facts)]
        assert read(Cursor(facts_as_json(round_.facts))) == round_.facts
