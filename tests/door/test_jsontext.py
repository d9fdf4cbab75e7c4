"""Strict JSON (严格的 JSON): one meaning or none, and one spelling to be hashed."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huanjie.door import jsontext
from huanjie.door.fault import BadInput

ALPHABET = '{}[]",:\\ \n\t0123456789-+.eEtrufalsn赵\ud800\x00\ufeff'

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def refused(read: Callable[[], object]) -> BadInput | None:
    """The fault with which a text was refused, if it was; anything else ends the test."""
    try:
        read()
    except BadInput as fault:
        return fault
    return None


@given(st.text() | st.text(ALPHABET) | values.map(json.dumps))
@example("[" * 100_000)
@example('{"a":' * 100_000)
@example("1" * 5_000)
@example("-" + "1" * 5_000)
@example("1e999999999")
@example("0." + "1" * 5_000)
@example('"\\ud800"')
@example('{"a": 1, "a": 1}')
@example("NaN")
@example("-Infinity")
@example("")
@example("\x00")
def test_no_text_makes_the_reader_raise_anything_but_bad_input(text: str) -> None:
    fault = refused(lambda: jsontext.loads(text, file="facts.json"))
    assert fault is None or (fault.file == "facts.json" and fault.says)


@given(st.binary() | values.map(lambda value: json.dumps(value).encode()))
@example(b"\xff\xfe{\x00}\x00")
@example(b"\xef\xbb\xbf{}")
@example(b"\xed\xa0\x80")
def test_no_bytes_make_the_door_raise_anything_but_bad_input(raw: bytes) -> None:
    fault = refused(lambda: jsontext.loads(jsontext.decode(raw)))
    assert fault is None or fault.says


@given(values)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert jsontext.loads(json.dumps(value)) == value
    if "\\ud" not in json.dumps(value):
        assert jsontext.loads(jsontext.pretty(value)) == value
        assert jsontext.loads(jsontext.canonical(value).decode()) == value


# What two readers could understand differently


@pytest.mark.parametrize(
    "text",
    ['{"a": 1, "a": 2}', '{"a": 1, "a": 1}', '[{"a": {"b": 1, "b": 2}}]', '{"a":1,"\\u0061":2}'],
)
def test_a_key_that_stands_twice_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        jsontext.loads(text)
    assert "出现两次" in refusal.value.says
    assert refusal.value.remedy


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_word_that_is_no_number_is_refused(word: str) -> None:
    with pytest.raises(BadInput, match=word):
        jsontext.loads(f'{{"votes": {word}}}')


@pytest.mark.parametrize(("digits", "refused"), [(20, False), (21, True), (5000, True)])
def test_a_number_without_an_end_is_refused(digits: int, refused: bool) -> None:
    if refused:
        with pytest.raises(BadInput):
            jsontext.loads("1" * digits)
    else:
        assert jsontext.loads("1" * digits) == int("1" * digits)


def test_a_number_beyond_all_numbers_is_refused() -> None:
    """1e999 would be read as infinity, which is no JSON and cannot be written again."""
    with pytest.raises(BadInput):
        jsontext.loads('{"votes": 1e999}')


def test_bottomless_nesting_is_refused() -> None:
    with pytest.raises(BadInput):
        jsontext.loads("[" * 100_000 + "]" * 100_000)


@pytest.mark.parametrize(
    ("text", "line"), [('{"a": 1,}', 1), ('{\n"a": 1\n"b": 2}', 3), ("", 1), ('{"a": 1} x', 1)]
)
def test_broken_json_is_refused_by_its_line(text: str, line: int) -> None:
    with pytest.raises(BadInput) as refusal:
        jsontext.loads(text, file="facts.json")
    assert (refusal.value.file, refusal.value.line) == ("facts.json", line)
    assert refusal.value.remedy


# Files


def test_a_byte_order_mark_is_taken_as_none(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(b"\xef\xbb\xbf" + '{"名": 1}'.encode())
    assert jsontext.read(file) == {"名": 1}


@pytest.mark.parametrize("raw", ['{"名": 1}'.encode("gbk"), b'{\n\xff": 1}', b"\xff\xfe"])
def test_another_encoding_is_refused_by_its_line(raw: bytes, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(raw)
    with pytest.raises(BadInput) as refusal:
        jsontext.read(file)
    assert refusal.value.line == raw[: raw.find(b"\xff")].count(b"\n") + 1
    assert "UTF-8" in refusal.value.remedy


@pytest.mark.parametrize(
    "name",
    ["nowhere.json", ".", "x" * 5000, "a\x00b"],
    ids=["missing", "a folder", "endless", "null"],
)
def test_a_file_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        jsontext.read(tmp_path / name)


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "facts.json"
    file.write_text('{"a": 1}')
    monkeypatch.setattr(jsontext, "LARGEST_FILE", 7)
    with pytest.raises(BadInput):
        jsontext.read(file)
    monkeypatch.setattr(jsontext, "LARGEST_FILE", 8)
    assert jsontext.read(file) == {"a": 1}


# Spellings


def test_there_is_one_canonical_spelling() -> None:
    one = {"b": [1, {"d": None, "c": "赵"}], "a": True}
    two = {"a": True, "b": [1, {"c": "赵", "d": None}]}
    assert jsontext.canonical(one) == jsontext.canonical(two)
    assert jsontext.canonical(one) == '{"a":true,"b":[1,{"c":"赵","d":null}]}'.encode()


def test_what_people_open_keeps_the_writers_order_and_ends_with_one_newline() -> None:
    text = jsontext.pretty({"b": 1, "a": "赵"})
    assert text == '{\n  "b": 1,\n  "a": "赵"\n}\n'


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_json_is_not_written(number: float) -> None:
    for write in (jsontext.canonical, jsontext.pretty):
        with pytest.raises(ValueError, match="JSON"):
            write({"votes": number})
