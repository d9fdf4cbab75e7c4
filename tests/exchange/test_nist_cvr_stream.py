"""A NIST report of cast vote records: its head, its tail, its stream, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

import pytest
from tests.exchange.nist import people
from tests.exchange.nist_polls import AT, ELECTION, VILLAGE, marks, record, report

from huanjie.domain.election import Turnout
from huanjie.domain.tally import CastVoteRecord
from huanjie.door.fault import BadInput, NoSuchRule
from huanjie.exchange.nist_cvr import write_report

# The head and the tail


def test_the_report_is_told_the_time_and_names_the_unit_and_the_law() -> None:
    read = report([record(7, "流动箱", chair=marks("A+"))])
    assert datetime.fromisoformat(read["GeneratedDate"]) == AT
    (unit,) = read["GpUnit"]
    assert (unit["Name"], unit["Code"][0]["Value"]) == ("三联村", "510100000000")
    (election,) = read["Election"]
    assert election["Code"][0]["Value"] == VILLAGE.id
    assert [(c["VotesAllowed"], c["NumberElected"]) for c in election["Contest"]] == [
        (1, 1),
        (2, 2),
    ]
    (cvr,) = read["CVR"]
    assert (cvr["UniqueId"], cvr["BatchId"]) == ("r7", "流动箱")
    assert cvr["CVRSnapshot"][0]["Type"] == "interpreted"


def test_nothing_joins_a_record_to_a_sheet_or_to_a_file() -> None:
    text = json.dumps(report([record(chair=marks("A+"))]), ensure_ascii=False)
    assert "扫描" not in text
    assert "77" not in text.replace("510100000000", "")
    for key in ("BallotAuditId", "BallotPrePrintedId", "BatchSequenceId", "Image", "Party"):
        assert key not in text


def test_a_candidate_keeps_the_id_of_the_election_file() -> None:
    read = report([record(chair=marks("A+"))])
    codes = {each["Name"]: each["Code"][0]["Value"] for each in people(read).values()}
    assert codes == {"赵一": "A", "钱二": "B", "孙三": "C", "李四": "D", "周五": "E"}


# A stream


def test_each_record_is_written_before_the_next_is_read() -> None:
    def endless() -> Iterator[CastVoteRecord]:
        number = 0
        while True:
            number += 1
            yield record(number, chair=marks("A+"))

    head, *lines = islice(write_report(ELECTION, endless(), VILLAGE, generated=AT), 4)
    assert head.startswith('{"@type":"CVR.CastVoteRecordReport"')
    ids = [json.loads(line.lstrip(",\n"))["UniqueId"] for line in lines]
    assert ids == ["r1", "r2", "r3"]


def test_a_record_is_a_line() -> None:
    """So that a report of a million records can be cut, searched and counted by lines."""
    came = replace(ELECTION, turnout=Turnout(collected=2))
    text = "".join(write_report(came, [record(1), record(2)], VILLAGE, generated=AT))
    lines = [line for line in text.splitlines() if line.startswith('{"@type":"CVR.CVR"')]
    assert [json.loads(line.rstrip(","))["UniqueId"] for line in lines] == ["r1", "r2"]


# What is refused

REFUSED = {
    "an unknown person": ([record(chair=marks("Z+"))], "/contests/chair/marks/Z"),
    "an unknown post": ([record(head=marks("A+"))], "/contests/head"),
    "a candidate written in": ([record(chair=marks("", "赵一"))], "/contests/chair/write_ins/0"),
    "more written in than lines": (
        [record(chair=marks("", "陈九", "褚十"))],
        "/contests/chair/write_ins",
    ),
    "one record twice": ([record(1), record(1)], "/id"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_record_that_cannot_be_counted_is_refused_at_its_place(why: str) -> None:
    records, at = REFUSED[why]
    with pytest.raises(BadInput) as refusal:
        report(records)
    assert refusal.value.at == at


@pytest.mark.parametrize(("collected", "good"), [(11, False), (12, True), (13, False)])
def test_a_report_of_more_or_fewer_records_than_papers_never_ends_well(
    collected: int, good: bool
) -> None:
    came = replace(ELECTION, turnout=Turnout(collected=collected))
    pieces = write_report(came, [record(n) for n in range(12)], VILLAGE, generated=AT)
    if good:
        assert json.loads("".join(pieces))["CVR"]
        return
    with pytest.raises(BadInput, match=str(collected)):
        list(pieces)


def test_without_the_turnout_the_report_never_ends_well() -> None:
    with pytest.raises(BadInput) as refusal:
        list(write_report(ELECTION, [record()], VILLAGE, generated=AT))
    assert refusal.value.at == "/turnout"


def test_a_pack_that_judges_no_ballot_makes_no_report() -> None:
    with pytest.raises(NoSuchRule):
        report([record()], pack=replace(VILLAGE, over_vote=None))
