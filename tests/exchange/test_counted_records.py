"""From cast vote records to COUNT.json and back (计票): the reader takes what the tally makes."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from tests.exchange.agreement import validator
from tests.exchange.count_samples import ELECTION
from tests.exchange.samples import changed

from huanjie.domain.counting import first_round
from huanjie.domain.rounds import CountFile
from huanjie.domain.tally import tally
from huanjie.door.cursor import Cursor
from huanjie.door.jsontext import loads, pretty
from huanjie.exchange.count import count_as_json, read_count
from huanjie.exchange.cvr import read_record, read_records, sha256_of, write_records
from huanjie.exchange.election import read_election
from huanjie.law.shelf import load

DAY = datetime.date(2026, 6, 28)
TURNOUT = {"registered": 30, "issued": 25, "collected": 24}

FULL = {
    "chair": {"marks": {"A": "approve", "B": "oppose"}, "write_ins": []},
    "member": {"marks": {"C": "approve", "D": "approve", "E": "oppose"}, "write_ins": []},
}
WRITTEN = {"chair": {"marks": {"A": "oppose"}, "write_ins": ["陈九"]}, "member": {"marks": {}}}
OVER = {"chair": {"marks": {"A": "approve", "B": "approve"}}, "member": {"marks": {}}}
BLANK: dict[str, Any] = {}


def papers() -> list[dict[str, Any]]:
    """Two boxes of twelve: eighteen full, two written on, two over-voted, two blank."""
    shown = [*[FULL] * 18, *[WRITTEN] * 2, *[OVER] * 2, *[BLANK] * 2]
    return [
        {"id": f"{n:04x}", "batch": f"{n % 2}号箱", "source": [], "contests": contests}
        for n, contests in enumerate(shown)
    ]


def test_a_count_from_records_is_read_as_it_was_written(tmp_path: Path) -> None:
    cvr = tmp_path / "cvr.jsonl"
    cvr.write_text("".join(write_records(read_record(Cursor(p)) for p in papers())), "utf-8")
    election = read_election(Cursor(changed(ELECTION, "/turnout", TURNOUT)))
    pack = load("villagers-committee", on=DAY, today=DAY, region="sichuan")

    counted = tally(election, read_records(cvr), pack)
    round_ = first_round(election, counted, cvr_sha256=sha256_of(cvr))
    written = count_as_json(CountFile(election=election, rounds=(round_,)))

    assert read_count(Cursor(loads(pretty(written)))).rounds == (round_,)
    validator("count").validate(written)
    chair = written["rounds"][0]["facts"]["contests"][0]
    assert (chair["valid"], chair["invalid"]) == (22, 2)
    assert chair["write_ins"] == [{"id": "陈九", "votes": 2}]
