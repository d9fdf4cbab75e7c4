"""COUNT.json: every round of an election, and batches that sum to what each round states."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from tests import strategies
from tests.exchange.count_samples import COUNT
from tests.exchange.samples import changed, without

from huanjie.domain.rounds import CountFile
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads, pretty
from huanjie.exchange.count import count_as_json, read_count

FIRST = "/rounds/0/facts/contests/0"
CHAIR = "/rounds/0/batches/0/contests/chair"


def refusal(document: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_count(Cursor(document))
    return caught.value


def where_refused(document: Any) -> str:
    return refusal(document).at


# Round trips


def test_a_count_reads_as_it_was_written() -> None:
    file = read_count(Cursor(COUNT))
    assert read_count(Cursor(count_as_json(file))) == file
    assert [round_.kind for round_ in file.rounds] == ["first", "runoff", "officers"]


@given(strategies.count_files())
def test_every_count_reads_as_it_was_written(file: CountFile) -> None:
    text = pretty(count_as_json(file))
    again = read_count(Cursor(loads(text)))
    assert again == file
    assert pretty(count_as_json(again)) == text


# The rounds


def test_the_first_round_is_the_first_vote() -> None:
    assert where_refused(changed(COUNT, "/rounds", COUNT["rounds"][1:])) == "/rounds/0/kind"


def test_there_is_one_first_vote() -> None:
    twice = [COUNT["rounds"][0], COUNT["rounds"][0]]
    assert where_refused(changed(COUNT, "/rounds", twice)) == "/rounds/1/kind"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/rounds", []),
        ("/rounds/0/kind", "revote"),
        ("/rounds/1/facts/committee", ["A"]),
        ("/rounds/2/facts/vacancies", 1),
        ("/rounds/0/cvr_sha256", "0A" * 32),
        ("/rounds/0/cvr_sha256", "0a" * 31),
        ("/rounds/0/cvr_sha256", "0a" * 32 + "\n"),
        ("/rounds/0/cvr_sha256", 7),
        ("/rounds/0/batches/1/batch", "主会场"),
        ("/rounds/0/answer", {}),
        ("/election/contests/0/seats", 0),
        ("/final", {}),
    ],
)
def test_a_round_that_cannot_be_is_refused_where_it_is_wrong(path: str, value: object) -> None:
    assert where_refused(changed(COUNT, path, value)) == path


@pytest.mark.parametrize("path", ["/rounds/0/batches", "/rounds/0/cvr_sha256"])
def test_a_hand_count_has_neither_batches_nor_records(path: str) -> None:
    read_count(Cursor(without(COUNT, path)))
    read_count(Cursor(changed(COUNT, path, None)))


# The election and the first round


def test_a_contest_that_the_election_does_not_have_is_refused() -> None:
    other = changed(COUNT, "/election/contests/0/post", "head")
    assert where_refused(other) == f"{FIRST}/post"


def test_every_contest_of_the_election_is_counted() -> None:
    fewer = without(COUNT, FIRST)
    for batches in ("/rounds/0/batches", "/rounds/0/revotes"):
        fewer = without(fewer, batches)
    fault = refusal(fewer)
    assert (fault.at, "chair" in fault.says) == ("/rounds/0/facts/contests", True)


def test_the_seats_are_those_of_the_election() -> None:
    assert where_refused(changed(COUNT, f"{FIRST}/seats", 2)) == f"{FIRST}/seats"


def test_a_candidate_who_was_not_printed_is_refused() -> None:
    other = changed(COUNT, "/election/contests/0/candidates/1/id", "H")
    assert where_refused(other) == f"{FIRST}/candidates/1/id"


def test_every_printed_candidate_is_counted() -> None:
    more = [*COUNT["election"]["contests"][0]["candidates"], {"id": "H", "name": "冯八"}]
    fault = refusal(changed(COUNT, "/election/contests/0/candidates", more))
    assert (fault.at, "H" in fault.says) == (f"{FIRST}/candidates", True)


# The batches


@pytest.mark.parametrize(
    ("path", "number", "at"),
    [
        (f"{CHAIR}/valid", 656, f"{FIRST}/valid"),
        (f"{CHAIR}/invalid", 8, f"{FIRST}/invalid"),
        (f"{CHAIR}/votes/A", 389, f"{FIRST}/candidates/0/votes"),
        (f"{CHAIR}/votes/陈九", 19, f"{FIRST}/write_ins/0/votes"),
        ("/rounds/1/facts/votes/D", 209, "/rounds/1/facts/votes/D"),
        ("/rounds/1/facts/collected", 631, "/rounds/1/facts/collected"),
    ],
)
def test_a_sum_that_is_one_off_is_refused_at_the_number_that_it_belies(
    path: str, number: int, at: str
) -> None:
    fault = refusal(changed(COUNT, path, number))
    assert (fault.at, "合计" in fault.says) == (at, True)


def test_the_committees_batches_sum_to_its_votes() -> None:
    batch = {"valid": 3, "invalid": 0, "votes": {"A": 2}}
    batches = [{"batch": "会场", "contests": {"secretary": batch}}]
    at = "/rounds/2/facts/votes/secretary/A"
    assert where_refused(changed(COUNT, "/rounds/2/batches", batches)) == at


def test_a_person_without_votes_may_be_left_out_of_a_batch() -> None:
    nobody = changed(COUNT, "/rounds/1/facts/votes/F", 0)
    read_count(Cursor(nobody))


def test_nobody_has_more_votes_in_a_batch_than_it_has_valid_papers() -> None:
    assert where_refused(changed(COUNT, f"{CHAIR}/votes/A", 656)) == f"{CHAIR}/votes/A"


def test_a_batch_names_nobody_who_is_not_in_the_facts() -> None:
    assert where_refused(changed(COUNT, f"{CHAIR}/votes/H", 1)) == f"{CHAIR}/votes/H"


def test_a_batch_names_no_post_that_is_not_in_the_facts() -> None:
    part = {"valid": 0, "invalid": 0, "votes": {}}
    at = "/rounds/0/batches/0/contests/head"
    assert where_refused(changed(COUNT, at, part)) == at


def test_a_runoff_is_about_one_post() -> None:
    part = {"valid": 0, "invalid": 0, "votes": {}}
    at = "/rounds/1/batches/0/contests/chair"
    assert where_refused(changed(COUNT, at, part)) == at


@pytest.mark.parametrize(
    "path",
    [
        "/election",
        "/rounds",
        "/rounds/0/kind",
        "/rounds/0/facts",
        "/rounds/0/batches/0/batch",
        "/rounds/0/batches/0/contests",
        f"{CHAIR}/valid",
        f"{CHAIR}/invalid",
        f"{CHAIR}/votes",
    ],
)
def test_what_must_be_there(path: str) -> None:
    assert where_refused(without(COUNT, path)) == path.rpartition("/")[0]
