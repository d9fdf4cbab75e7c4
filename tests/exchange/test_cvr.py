"""CVR.jsonl: one ballot a line, read as a stream, each fault with its line."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.exchange.ballot_samples import RECORD
from tests.exchange.samples import changed, without

from huanjie.domain.tally import CastVoteRecord
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads
from huanjie.exchange import jsonlines
from huanjie.exchange.cvr import (
    read_lines,
    read_record,
    read_records,
    record_as_json,
    sha256_of,
    write_records,
)
from huanjie.exchange.jsonlines import naming_lines

LINE = json.dumps(RECORD, ensure_ascii=False)
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "cvr.jsonl"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return path

    return written


def refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        list(read_records(path))
    assert caught.value.file == str(path)
    return caught.value


# Reading


@pytest.mark.parametrize("text", [LINE, f"{LINE}\n", f"{LINE}\r\n", f"\ufeff{LINE}\n"])
def test_a_file_may_end_with_or_without_a_line_break(write: Write, text: str) -> None:
    (record,) = read_records(write(text))
    assert (record.id, record.batch, record.source) == ("7f3a9c", "主会场", (("扫描一.pdf", 3),))
    assert record_as_json(record) == RECORD


def test_an_empty_file_holds_no_ballots(write: Write) -> None:
    assert list(read_records(write(""))) == []


@pytest.mark.parametrize("empty", ["", "  ", "\r"])
def test_an_empty_line_inside_is_refused_for_a_record_may_be_lost(write: Write, empty: str) -> None:
    fault = refusal(write(f"{LINE}\n{empty}\n{LINE}\n"))
    assert (fault.line, "空行" in fault.says) == (2, True)


def test_an_empty_last_line_is_refused_too(write: Write) -> None:
    assert refusal(write(f"{LINE}\n\n")).line == 2


def test_the_ballots_before_a_fault_are_read(write: Write) -> None:
    records = read_records(write(f"{LINE}\n{{}}\n"))
    assert next(records).id == "7f3a9c"
    with pytest.raises(BadInput):
        next(records)


@pytest.mark.parametrize(
    "line",
    ["{", "[1]", '{"id": 1, "id": 2}', '{"id": NaN}', "[" * 100_000, '"\udcff"', "7", LINE * 2],
)
def test_a_line_that_is_no_record_is_refused_by_its_number(write: Write, line: str) -> None:
    assert refusal(write(f"{LINE}\n{line}\n")).line == 2


@pytest.mark.parametrize(
    ("document", "at"),
    [
        (changed(RECORD, "/contests/chair/marks/A", "yes"), "/contests/chair/marks/A"),
        (changed(RECORD, "/contests/chair/write_ins", ["", "陈九"]), "/contests/chair/write_ins/0"),
        (changed(RECORD, "/contests/chair/valid", True), "/contests/chair/valid"),
        (changed(RECORD, "/contests/ ", {"marks": {}}), "/contests/ "),
        (changed(RECORD, "/source/0/page", 0), "/source/0/page"),
        (changed(RECORD, "/source/0/code", "K7M2PX"), "/source/0/code"),
        (changed(RECORD, "/voter", "赵一"), "/voter"),
        (changed(RECORD, "/id", ""), "/id"),
        (without(RECORD, "/id"), ""),
        (without(RECORD, "/batch"), ""),
        (without(RECORD, "/source"), ""),
        (without(RECORD, "/contests"), ""),
        (without(RECORD, "/contests/chair/marks"), "/contests/chair"),
        (without(RECORD, "/source/0/file"), "/source/0"),
    ],
)
def test_a_fault_names_line_and_place(write: Write, document: Any, at: str) -> None:
    fault = refusal(write(f"{LINE}\n{json.dumps(document)}\n"))
    assert (fault.line, fault.at) == (2, at)


def test_a_paper_without_write_ins_need_not_say_so() -> None:
    record = read_record(Cursor(without(RECORD, "/contests/chair/write_ins")))
    assert record == read_record(Cursor(RECORD))


def test_a_blank_paper_shows_no_contest() -> None:
    assert read_record(Cursor(changed(RECORD, "/contests", {}))).contests == {}


def test_a_paper_that_nobody_can_read_shows_nothing_else() -> None:
    whole = changed(changed(RECORD, "/contests", {}), "/void", True)
    assert read_record(Cursor(whole)).void
    assert record_as_json(read_record(Cursor(whole)))["void"] is True
    with pytest.raises(BadInput, match="整张无效的选票不再写标记"):
        read_record(Cursor(changed(RECORD, "/void", True)))


def test_a_paper_that_can_be_read_need_not_say_so() -> None:
    told = read_record(Cursor(changed(RECORD, "/void", False)))
    assert told == read_record(Cursor(RECORD))
    assert "void" not in record_as_json(told)


def test_a_line_is_not_endless(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "LONGEST_LINE", len(LINE.encode()))
    assert len(list(read_records(write(LINE)))) == 1
    fault = refusal(write(f"{LINE} "))
    assert (fault.line, "过长" in fault.says) == (1, True)


@pytest.mark.parametrize("name", ["nowhere.jsonl", ".", "nul\0.jsonl"])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    for read in (lambda path: list(read_records(path)), sha256_of):
        with pytest.raises(BadInput):
            read(tmp_path / name)


@pytest.mark.parametrize("broken", ["{", "", "{}", "\udcff"])
def test_a_line_that_is_at_hand_is_named_by_its_own_number(write: Write, broken: str) -> None:
    path = write(f"{LINE}\n{broken}\n")
    with pytest.raises(BadInput) as caught:
        list(read_lines(path.read_bytes().splitlines(), file="cvr-1.jsonl.sealed"))
    assert (caught.value.file, caught.value.line) == ("cvr-1.jsonl.sealed", 2)
    assert refusal(path).line == 2


def test_records_are_never_held_as_a_whole(write: Write) -> None:
    path = write("".join(f"{LINE}\n" for _ in range(4_000)))
    for record in read_records(path):  # Python keeps some freed tuples: let it have them before
        assert record.id
    tracemalloc.start()
    for record in read_records(path):
        assert record.id
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < path.stat().st_size / 10


@given(st.binary(max_size=60) | st.text(alphabet='{}[]":,\n\r 7a', max_size=40).map(str.encode))
def test_no_bytes_make_the_reader_fail_otherwise_than_by_refusing(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cvr.jsonl"
        path.write_bytes(raw)
        with contextlib.suppress(BadInput):
            list(read_records(path))


# Writing


@given(st.data())
def test_every_record_reads_as_it_was_written(data: st.DataObject) -> None:
    election = data.draw(strategies.elections())
    records = data.draw(st.lists(strategies.records(election), max_size=3))
    lines = list(write_records(records))
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)
    assert [read_record(Cursor(loads(line))) for line in lines] == records


def test_one_record_has_one_spelling() -> None:
    shuffled = {key: RECORD[key] for key in sorted(RECORD, reverse=True)}
    spelt = [
        list(write_records([read_record(Cursor(document))])) for document in (RECORD, shuffled)
    ]
    assert spelt[0] == spelt[1]


def test_writing_is_a_stream() -> None:
    def endless() -> Any:
        while True:
            yield CastVoteRecord(id="一", batch="会场", source=(), contests={})

    assert next(write_records(endless())).startswith("{")


def test_the_hash_is_that_of_the_bytes(write: Write) -> None:
    path = write(LINE)
    assert sha256_of(path) == hashlib.sha256(path.read_bytes()).hexdigest()


# Whose line it is


def refuse_after(taken: int | None, fault: BadInput) -> None:
    """Take so many of two records, or all, and refuse what was read."""
    with naming_lines(some(2), file="cvr.jsonl") as lines:
        list(lines if taken is None else itertools.islice(lines, taken))
        raise fault


def some(number: int) -> Iterator[CastVoteRecord]:
    for each in range(number):
        yield CastVoteRecord(id=str(each), batch="会场", source=(), contests={})


@pytest.mark.parametrize(("taken", "line"), [(0, None), (1, 1), (2, 2), (None, None)])
def test_a_refusal_names_the_line_just_read_and_after_the_last_none(
    taken: int | None, line: int | None
) -> None:
    with pytest.raises(BadInput) as caught:
        refuse_after(taken, BadInput("选票上没有的人"))
    assert (caught.value.file, caught.value.line) == ("cvr.jsonl", line)


def test_the_fault_of_another_file_keeps_its_own_name() -> None:
    with pytest.raises(BadInput) as caught:
        refuse_after(1, BadInput("磁盘已满", file="nist.json"))
    assert (caught.value.file, caught.value.line) == ("nist.json", None)
