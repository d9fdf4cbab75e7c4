"""Revotes in COUNT.json: batches that sum to the contest's `revote`, and records by their hash."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from tests import strategies
from tests.exchange.agreement import validator
from tests.exchange.count_samples import COUNT, REVOTES
from tests.exchange.samples import changed, without

from huanjie.domain.contest import Post
from huanjie.domain.rounds import CountFile
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.count import count_as_json, read_count

REVOTE = "/rounds/0/facts/contests/0/revote"
OWN = "/rounds/0/revotes/0"
CHAIR = f"{OWN}/batches/0/contests/chair"


def refusal(document: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_count(Cursor(document))
    return caught.value


def test_a_revote_names_its_posts_through_its_batches_and_its_records_by_their_hash() -> None:
    (revote,) = read_count(Cursor(COUNT)).rounds[0].revotes
    assert revote.posts == (Post("chair"),)
    assert [batch.name for batch in revote.batches] == ["主会场", "流动箱"]
    assert revote.cvr_sha256 == "0b" * 32


def test_it_is_written_as_it_was_read() -> None:
    assert count_as_json(read_count(Cursor(COUNT)))["rounds"][0]["revotes"] == REVOTES


@given(strategies.count_files())
def test_only_a_round_that_has_revotes_says_so(file: CountFile) -> None:
    """A count without them is written as before there were any: to the byte."""
    for round_, written in zip(file.rounds, count_as_json(file)["rounds"], strict=True):
        keys = ["kind", "facts", "batches", "cvr_sha256", *(["revotes"] if round_.revotes else [])]
        assert list(written) == keys


@pytest.mark.parametrize("path", [f"{OWN}/cvr_sha256", "/rounds/0/revotes"])
def test_a_revote_by_hand_has_no_records_and_may_stand_in_the_facts_alone(path: str) -> None:
    for document in (without(COUNT, path), changed(COUNT, path, None)):
        read_count(Cursor(document))
        assert validator("count").is_valid(document)


@pytest.mark.parametrize(
    ("path", "number", "at"),
    [
        (f"{CHAIR}/votes/A", 329, f"{REVOTE}/votes/A"),
        (f"{CHAIR}/votes/B", 281, f"{REVOTE}/votes/B"),
        (f"{CHAIR}/valid", 611, f"{REVOTE}/collected"),
        (f"{CHAIR}/invalid", 2, f"{REVOTE}/collected"),
        (f"{REVOTE}/collected", 651, f"{REVOTE}/collected"),
    ],
)
def test_a_sum_that_is_one_off_is_refused_at_the_number_that_it_belies(
    path: str, number: int, at: str
) -> None:
    fault = refusal(changed(COUNT, path, number))
    assert (fault.at, "合计" in fault.says) == (at, True)


NOTHING: dict[str, Any] = {"valid": 0, "invalid": 0, "votes": {}}


@pytest.mark.parametrize(
    ("path", "value", "at"),
    [
        ("/rounds/0/revotes", [], "/rounds/0/revotes"),
        (f"{OWN}/batches", [], f"{OWN}/batches"),
        (f"{OWN}/batches", None, f"{OWN}/batches"),
        (f"{OWN}/batches/1/batch", "主会场", f"{OWN}/batches/1/batch"),
        (f"{OWN}/posts", ["chair"], f"{OWN}/posts"),
        (f"{OWN}/cvr_sha256", "0B" * 32, f"{OWN}/cvr_sha256"),
        (f"{CHAIR}/votes/A", 611, f"{CHAIR}/votes/A"),
        (f"{CHAIR}/votes/陈九", 1, f"{CHAIR}/votes/陈九"),
        (f"{OWN}/batches/0/contests/member", NOTHING, f"{OWN}/batches/0/contests/member"),
        (f"{OWN}/batches/0/contests/head", NOTHING, f"{OWN}/batches/0/contests/head"),
        ("/rounds/1/revotes", REVOTES, "/rounds/1/revotes"),
        ("/rounds/2/revotes", None, "/rounds/2/revotes"),
    ],
)
def test_a_revote_that_cannot_have_been_is_refused_where_it_is_wrong(
    path: str, value: object, at: str
) -> None:
    assert refusal(changed(COUNT, path, value)).at == at


def test_a_revote_without_batches_would_be_about_nobody_knows_what() -> None:
    assert refusal(without(COUNT, f"{OWN}/batches")).at == OWN


def test_a_post_is_in_one_revote_at_most() -> None:
    twice = [REVOTES[0], {**REVOTES[0], "cvr_sha256": "0c" * 32}]
    fault = refusal(changed(COUNT, "/rounds/0/revotes", twice))
    assert fault.at == "/rounds/0/revotes/1/batches/0/contests/chair"
    assert "两次" in fault.says


def test_the_records_of_a_revote_are_no_other_votes() -> None:
    fault = refusal(changed(COUNT, f"{OWN}/cvr_sha256", "0a" * 32))
    assert (fault.at, "两次" in fault.says) == (f"{OWN}/cvr_sha256", True)
