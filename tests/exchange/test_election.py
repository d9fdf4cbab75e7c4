"""ELECTION.json: what it must state, and what it may leave out until the vote."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from tests import strategies
from tests.exchange.count_samples import ELECTION
from tests.exchange.samples import changed, without

from huanjie.domain.election import Election
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads, pretty
from huanjie.exchange.election import election_as_json, read_election


def where_refused(document: Any) -> str:
    with pytest.raises(BadInput) as caught:
        read_election(Cursor(document))
    return caught.value.at


def test_an_election_is_written_as_it_was_read() -> None:
    assert election_as_json(read_election(Cursor(ELECTION))) == ELECTION


@given(strategies.elections())
def test_every_election_reads_as_it_was_written(election: Election) -> None:
    text = pretty(election_as_json(election))
    assert read_election(Cursor(loads(text))) == election


@pytest.mark.parametrize(
    "path",
    [
        "/region",
        "/turnout",
        "/turnout/method",
        "/turnout/registered",
        "/turnout/entitled",
        "/turnout/attended",
        "/turnout/voters",
        "/turnout/issued",
        "/turnout/boxes",
        "/single_ballot",
        "/near_relatives",
        "/ballot",
        "/ballot/style",
        "/ballot/title",
        "/contests/0/women_seat_met",
        "/contests/0/write_ins",
        "/contests/0/candidates/0/sex",
    ],
)
def test_what_may_be_left_out(path: str) -> None:
    read_election(Cursor(without(ELECTION, path)))


@pytest.mark.parametrize(
    "path",
    [
        "/pack",
        "/unit",
        "/unit/code",
        "/unit/name",
        "/polling_day",
        "/contests",
        "/contests/0/post",
        "/contests/0/seats",
        "/contests/0/candidates",
        "/contests/0/candidates/0/id",
        "/contests/0/candidates/0/name",
        "/turnout/collected",
    ],
)
def test_what_must_be_there(path: str) -> None:
    assert where_refused(without(ELECTION, path)) == path.rpartition("/")[0]


def test_a_ballot_that_says_nothing_is_approved_opposed_or_abstained_from() -> None:
    election = read_election(Cursor(without(ELECTION, "/ballot")))
    assert (election.style, election.title) == ("approve-oppose-abstain", None)


def test_the_day_is_a_day() -> None:
    assert read_election(Cursor(ELECTION)).polling_day == datetime.date(2026, 6, 28)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/polling_day", "2026-02-30"),
        ("/polling_day", "2026年6月28日"),
        ("/polling_day", "20260628"),
        ("/contests", []),
        ("/contests/0/seats", 0),
        ("/contests/0/write_ins", -1),
        ("/contests/0/write_ins", 101),
        ("/contests/1/post", "chair"),
        ("/contests/1/candidates/1/id", "C"),
        ("/contests/0/candidates/0/name", ""),
        ("/contests/0/candidates/0/sex", "男"),
        ("/unit/code", 510100000000),
        ("/ballot/style", "read-out"),
        ("/near_relatives/0", ["A", "A"]),
        ("/turnout/attended", 901),
        ("/turnout/voters", 721),
        ("/turnout/entitled", 0),
        ("/turnout/boxes/1/id", "主会场"),
        ("/turnout/single_ballot", True),
        ("/result", {}),
        ("/unit/leader", "赵一"),
        ("/contests/0/candidates/0/age", 40),
    ],
)
def test_an_election_that_cannot_be_is_refused_where_it_is_wrong(path: str, value: object) -> None:
    assert where_refused(changed(ELECTION, path, value)) == path


def test_two_candidates_may_have_one_name() -> None:
    namesakes = changed(ELECTION, "/contests/1/candidates/1/name", "孙三")
    assert len(read_election(Cursor(namesakes)).contests[1].candidates) == 3
