"""`scan`: what comes out (读出来的): records and doubtful pages, of the box that is named, in
another order and without a code.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from tests.cli.ballots import ELECTION, examples, write
from tests.cli.conftest import Run
from tests.cli.scan.conftest import BAD, CODES, COUNT, GOOD, SCAN, lines
from tests.exchange.agreement import validator


def test_what_is_read_for_sure_is_a_record_and_the_status_is_0(huanjie: Run, evening: Path) -> None:
    ran = huanjie("scan", *GOOD, *SCAN, *CODES)
    assert (ran.status, ran.out) == (0, "")
    assert "读了 5 页：5 张选票读清，0 页要人认定" in ran.err
    records = lines(evening / "cvr.jsonl")
    for record in records:
        validator("cvr").validate(record)
    (first,) = [each for each in records if each["source"][0]["file"] == GOOD[0]]
    assert first["contests"]["member"]["marks"] == {"A": "approve"}
    assert (evening / "doubtful.jsonl").read_text() == ""


def test_with_anything_doubtful_the_status_is_1_and_it_is_told_beside_the_records(
    huanjie: Run, evening: Path
) -> None:
    ran = huanjie("scan", "scans", *SCAN, *CODES)
    assert ran.status == 1
    (doubtful,) = lines(evening / "doubtful.jsonl")
    validator("doubtful").validate(doubtful)
    assert (doubtful["file"], doubtful["reason"]) == (BAD, "另选他人栏有字迹")
    assert len(lines(evening / "cvr.jsonl")) == COUNT - 1
    assert "另选他人栏有字迹 1" in ran.err
    assert "doubtful.jsonl" in ran.err


def test_the_doubtful_ones_go_where_they_are_asked_to(huanjie: Run, evening: Path) -> None:
    asked = ("-o", "out/cvr.jsonl", "--election", "election.json")
    (evening / "out").mkdir()
    assert huanjie("scan", BAD, *asked).status == 1
    assert (evening / "out" / "doubtful.jsonl").exists()
    assert huanjie("scan", BAD, *asked, "--doubtful", "疑票.jsonl").status == 1
    assert len(lines(evening / "疑票.jsonl")) == 1


def test_as_json_it_says_how_many_and_why(huanjie: Run, evening: Path) -> None:
    ran = huanjie("scan", "scans", *SCAN, *CODES, "--json")
    told = {"pages": 6, "records": 5, "doubtful": 1, "kinds": {"write-in": 1}}
    assert json.loads(ran.out) == {**told, "codes_checked": True}
    assert ran.err == ""


def test_without_the_printed_codes_it_says_what_nobody_can_see(huanjie: Run, evening: Path) -> None:
    checked = huanjie("scan", *GOOD, *SCAN, *CODES)
    assert "--codes" not in checked.err
    ran = huanjie("scan", *GOOD, *SCAN)
    assert (ran.status, ran.out) == (0, "")
    (said,) = [line for line in ran.err.splitlines() if "--codes" in line]
    assert "编号没有和印制的核对" in said
    told = huanjie("scan", *GOOD, *SCAN, "--json")
    assert json.loads(told.out)["codes_checked"] is False
    assert told.err == f"{said}\n"


def test_the_records_have_random_ids_another_order_and_no_code(huanjie: Run, evening: Path) -> None:
    codes = json.loads((evening / "codes.json").read_text())["codes"]
    runs = []
    for _ in range(3):
        huanjie("scan", "scans", *SCAN, *CODES)
        runs.append(lines(evening / "cvr.jsonl"))
        told = (evening / "cvr.jsonl").read_text() + (evening / "doubtful.jsonl").read_text()
        assert not any(code in told for code in codes)
    ids = {record["id"] for run in runs for record in run}
    assert len(ids) == 3 * (COUNT - 1)
    assert all(re.fullmatch("[0-9a-f]{16}", each) for each in ids)
    orders = {tuple(record["source"][0]["file"] for record in run) for run in runs}
    assert len(orders) > 1


def test_the_records_are_of_the_box_that_is_named(huanjie: Run, evening: Path) -> None:
    huanjie("scan", GOOD[0], *SCAN, "--batch", "流动箱")
    assert [each["batch"] for each in lines(evening / "cvr.jsonl")] == ["流动箱"]


def test_what_is_read_can_be_counted(huanjie: Run, evening: Path) -> None:
    huanjie("scan", *GOOD, *SCAN, *CODES)
    turnout = {"registered": 8, "issued": 6, "voters": 5, "collected": 5}
    write(evening / "counted.json", {**ELECTION, "turnout": turnout})
    ran = huanjie("count", "counted.json", "cvr.jsonl")
    facts = json.loads(ran.out)["rounds"][0]["facts"]["contests"][0]
    assert (facts["valid"], [each["votes"] for each in facts["candidates"]]) == (5, [1, 0, 0])


@pytest.mark.parametrize("example", examples("scan"))
def test_the_examples_run(example: str, huanjie: Run, evening: Path) -> None:
    _, *words = shlex.split(example)
    ran = huanjie(*words)
    assert ran.status == 1, ran.err
    assert len(lines(evening / "cvr.jsonl")) == COUNT - 1


def test_the_limits_are_settings_and_a_person_decides_between_them(
    huanjie: Run, scans: Path, tmp_path: Path
) -> None:
    """What is a mark by the usual limit is for a person where more ink is asked for."""
    out = tmp_path / "cvr.jsonl"
    words = ("--election", scans / "election.json", "-o", out, "--json")
    usual = json.loads(huanjie("scan", scans / "scans", *words).out)
    strict = json.loads(huanjie("scan", scans / "scans", *words, "--marked", "0.98").out)
    assert strict["records"] < usual["records"]
    assert strict["records"] + strict["doubtful"] == usual["records"] + usual["doubtful"]
