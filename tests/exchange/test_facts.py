"""The facts of a declaration (宣布结果的事实): what is taken, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from tests.exchange.count_samples import FACTS
from tests.exchange.samples import changed, without

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.facts import count_facts_as_json, read_count_facts

SMALLEST: dict[str, Any] = {
    "collected": 700,
    "contests": [{"post": "member", "seats": 1, "candidates": [{"id": "A", "votes": 351}]}],
}


def refusal(document: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_count_facts(Cursor(document))
    return caught.value


def where_refused(document: Any) -> str:
    return refusal(document).at


# What is taken


def test_the_smallest_facts_are_the_papers_and_one_contest() -> None:
    count = read_count_facts(Cursor(SMALLEST))
    assert (count.method, count.single_ballot, count.boxes) == ("voters", False, ())
    assert count_facts_as_json(count) == SMALLEST


def test_null_counts_as_not_stated() -> None:
    stated = changed(changed(SMALLEST, "/issued", None), "/contests/0/valid", None)
    assert read_count_facts(Cursor(stated)) == read_count_facts(Cursor(SMALLEST))


@pytest.mark.parametrize(
    ("path", "number"),
    [
        pytest.param("/issued", 699, id="more collected than issued"),
        pytest.param("/registered", 699, id="more collected than registered"),
        pytest.param("/registered", 0, id="nobody registered"),
        pytest.param("/voters", 699, id="more collected than voters"),
    ],
)
def test_what_the_law_answers_is_not_refused(path: str, number: int) -> None:
    read_count_facts(Cursor(changed(SMALLEST, path, number)))


def test_one_person_may_stand_for_two_posts() -> None:
    twice = changed(FACTS, "/contests/1/candidates/0/id", "A")
    assert len(read_count_facts(Cursor(twice)).contests) == len(FACTS["contests"])


def test_near_relatives_need_not_stand_anywhere() -> None:
    pairs = [["门外人", "窗外人"]]
    facts = read_count_facts(Cursor(changed(FACTS, "/near_relatives", pairs)))
    assert facts.near_relatives == (("门外人", "窗外人"),)


def test_a_contest_may_have_nobody_printed() -> None:
    read_count_facts(Cursor(changed(SMALLEST, "/contests/0/candidates", [])))


def test_the_candidates_together_may_have_more_votes_than_there_are_papers() -> None:
    people = [{"id": name, "votes": 700} for name in "ABC"]
    read_count_facts(Cursor(changed(SMALLEST, "/contests/0/candidates", people)))


# Votes and papers


@pytest.mark.parametrize(("votes", "fits"), [(690, True), (691, False)])
def test_nobody_has_more_votes_than_there_are_valid_papers(votes: int, fits: bool) -> None:
    facts = changed(without(FACTS, "/contests/0/candidates/0/oppose"), _VOTES, votes)
    facts = without(facts, "/contests/0/candidates/0/abstain")
    if fits:
        read_count_facts(Cursor(facts))
    else:
        assert where_refused(facts) == _VOTES


_VOTES = "/contests/0/candidates/0/votes"


@pytest.mark.parametrize(("votes", "fits"), [(700, True), (701, False)])
def test_where_valid_papers_were_not_counted_nobody_has_more_than_were_collected(
    votes: int, fits: bool
) -> None:
    facts = changed(SMALLEST, _VOTES, votes)
    if fits:
        read_count_facts(Cursor(facts))
    else:
        assert where_refused(facts) == _VOTES


@pytest.mark.parametrize(("abstain", "fits"), [(90, True), (91, False)])
def test_nobody_has_more_marks_than_there_are_papers(abstain: int, fits: bool) -> None:
    facts = changed(FACTS, "/contests/0/candidates/0/abstain", abstain)
    if fits:
        read_count_facts(Cursor(facts))
    else:
        assert where_refused(facts) == "/contests/0/candidates/0"


def test_a_write_in_has_no_more_votes_than_there_are_papers() -> None:
    place = "/contests/0/write_ins/0/votes"
    assert where_refused(changed(FACTS, place, 691)) == place


@pytest.mark.parametrize("missing", ["valid", "invalid"])
def test_valid_and_invalid_papers_belong_together(missing: str) -> None:
    fault = refusal(without(FACTS, f"/contests/0/{missing}"))
    assert (fault.at, missing in fault.says) == ("/contests/0", True)


@pytest.mark.parametrize("invalid", [9, 11])
def test_on_a_single_ballot_valid_and_invalid_make_what_was_collected(invalid: int) -> None:
    fault = refusal(changed(FACTS, "/contests/0/invalid", invalid))
    assert fault.at == "/contests/0/valid"


def test_contests_on_papers_of_their_own_have_their_own_base() -> None:
    own = changed(FACTS, "/contests/0/invalid", 400)
    read_count_facts(Cursor(changed(own, "/single_ballot", False)))


# People


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param("/contests/0/candidates/1/id", "A", id="two candidates"),
        pytest.param("/contests/0/write_ins/0/id", "A", id="candidate and write-in"),
        pytest.param("/contests/1/post", "chair", id="one post twice"),
        pytest.param("/boxes/1/id", "主会场", id="one box twice"),
    ],
)
def test_a_name_stands_once(path: str, value: str) -> None:
    fault = refusal(changed(FACTS, path, value))
    assert (fault.at, "两次" in fault.says) == (path, True)


@pytest.mark.parametrize("pair", [["A"], ["A", "A"], ["A", "B", "C"], []])
def test_near_relatives_are_two_different_people(pair: list[str]) -> None:
    assert where_refused(changed(FACTS, "/near_relatives", [pair])) == "/near_relatives/0"


def test_who_came_is_among_those_entitled() -> None:
    assert where_refused(changed(FACTS, "/attended", 901)) == "/attended"


def test_who_voted_is_among_those_who_came() -> None:
    assert where_refused(changed(FACTS, "/voters", 721)) == "/voters"


# The revote


def test_a_revote_has_its_own_papers() -> None:
    place = "/contests/0/revote/votes/A"
    assert where_refused(changed(FACTS, place, 651)) == place


def test_a_revote_is_among_the_people_of_its_contest() -> None:
    place = "/contests/0/revote/votes/C"
    assert where_refused(changed(FACTS, place, 1)) == place


# Numbers and words


@pytest.mark.parametrize("number", [-1, 1.5, 3.0, True, "七", 10**12 + 1, 10**30, [], {}])
def test_a_number_is_a_whole_number_that_can_be(number: object) -> None:
    assert where_refused(changed(SMALLEST, "/collected", number)) == "/collected"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/contests/0/seats", 0),
        ("/entitled", 0),
        ("/contests", []),
        ("/contests", {}),
        ("/method", "everybody"),
        ("/single_ballot", "是"),
        ("/contests/0/women_seat_met", 1),
        ("/contests/0/candidates/0/sex", "女"),
        ("/contests/0/candidates/0/id", ""),
        ("/contests/0/candidates/0/id", 7),
        ("/contests/0/post", " "),
        ("/boxes/0/listed", -1),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(path: str, value: object) -> None:
    assert where_refused(changed(FACTS, path, value)) == path


@pytest.mark.parametrize(
    "path",
    [
        "/elected",
        "/contests/0/winner",
        "/contests/0/candidates/0/name",
        "/contests/0/write_ins/0/oppose",
        "/contests/0/revote/valid",
        "/boxes/0/place",
    ],
)
def test_a_key_that_nobody_asked_for_is_refused(path: str) -> None:
    assert where_refused(changed(FACTS, path, 1)) == path


@pytest.mark.parametrize(
    "path",
    [
        "/collected",
        "/contests",
        "/contests/0/post",
        "/contests/0/seats",
        "/contests/0/candidates",
        "/contests/0/candidates/0/id",
        "/contests/0/candidates/0/votes",
        "/contests/0/write_ins/0/id",
        "/contests/0/write_ins/0/votes",
        "/contests/0/revote/collected",
        "/contests/0/revote/votes",
        "/boxes/0/id",
        "/boxes/0/listed",
        "/boxes/0/collected",
    ],
)
def test_what_the_declaration_needs_must_be_there(path: str) -> None:
    assert where_refused(without(FACTS, path)) == path.rpartition("/")[0]


# Round trip


def test_the_sample_is_read_again_as_it_was_written() -> None:
    facts = read_count_facts(Cursor(FACTS))
    assert read_count_facts(Cursor(count_facts_as_json(facts))) == facts
