"""The cursor (读取游标): each reader returns a checked value, or refuses and names the place."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.cursor import LARGEST, LONGEST_TEXT, Cursor, escape, shown
from huanjie.door.fault import BadInput

READERS: dict[str, Callable[[Cursor], Any]] = {
    "whole": Cursor.whole,
    "text": Cursor.text,
    "yes_no": Cursor.yes_no,
    "date": Cursor.date,
    "one_of": lambda cursor: cursor.one_of("voters", "households"),
    "items": lambda cursor: list(cursor.items()),
    "entries": lambda cursor: list(cursor.entries()),
    "only": lambda cursor: cursor.only("a"),
    "has": lambda cursor: cursor.has("a"),
    "get": lambda cursor: cursor.get("a"),
    "find": lambda cursor: cursor.find("a"),
}

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates()
anything = st.recursive(
    scalars | st.datetimes() | st.times(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def refusal(read: Callable[[Cursor], object], value: object, pointer: str = "/a") -> BadInput:
    with pytest.raises(BadInput) as refused:
        read(Cursor(value, pointer))
    assert refused.value.says
    return refused.value


# Whole numbers


@pytest.mark.parametrize("number", [0, 1, LARGEST])
def test_a_whole_number_within_bounds_is_read(number: int) -> None:
    assert Cursor(number).whole() == number


@pytest.mark.parametrize(
    "other",
    [-1, LARGEST + 1, 10**5000, True, False, 3.0, "3", None, [], {}],
    ids=lambda other: type(other).__name__,
)
def test_what_is_no_whole_number_within_bounds_is_refused(other: object) -> None:
    assert refusal(Cursor.whole, other).at == "/a"


@pytest.mark.parametrize(("number", "refused"), [(2, True), (3, False), (5, False), (6, True)])
def test_the_bounds_themselves_are_within(number: int, refused: bool) -> None:
    if refused:
        refusal(lambda cursor: cursor.whole(at_least=3, at_most=5), number)
    else:
        assert Cursor(number).whole(at_least=3, at_most=5) == number


# Texts and words


@pytest.mark.parametrize("text", ["赵一", "a b", "𠮷", "x" * LONGEST_TEXT, "·"])
def test_any_name_that_can_be_printed_is_text(text: str) -> None:
    assert Cursor(text).text() == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u3000", "x" * (LONGEST_TEXT + 1), "赵\n一", "\x00", "\ud800", "a\tb", 3, None],
)
def test_text_that_is_empty_endless_or_broken_is_refused(text: object) -> None:
    refusal(Cursor.text, text)


@pytest.mark.parametrize("other", ["voter", "", None, 1, [], {}, ["voters"]])
def test_a_word_that_is_not_offered_is_refused_with_those_that_are(other: object) -> None:
    fault = refusal(READERS["one_of"], other)
    assert "voters" in fault.remedy
    assert "households" in fault.remedy


@pytest.mark.parametrize("other", [0, 1, "true", None, "yes"])
def test_yes_and_no_are_true_and_false_alone(other: object) -> None:
    assert Cursor(True).yes_no() is True
    refusal(Cursor.yes_no, other)


# Days


@pytest.mark.parametrize("day", ["2026-06-28", "2024-02-29", datetime.date(2026, 6, 28)])
def test_a_calendar_day_is_read_from_text_and_from_toml(day: object) -> None:
    assert str(Cursor(day).date()) == str(day)


@pytest.mark.parametrize(
    "other",
    [
        "2026-02-29",
        "2026-6-28",
        "20260628",
        "2026-06-28T00:00",
        "2026-W26-7",
        "０２６-06-28",
        "0000-01-01",
        "2026-06-28\n",
        datetime.datetime(2026, 6, 28, tzinfo=datetime.UTC),
        20260628,
        None,
    ],
)
def test_what_is_no_calendar_day_is_refused_with_an_example(other: object) -> None:
    assert "2026-06-28" in refusal(Cursor.date, other).remedy


# Objects and lists


def test_the_pointer_names_every_step_of_the_way() -> None:
    facts = Cursor({"contests": [{"post": "member", "a/b~c": 1}]})
    (contest,) = facts.get("contests").items()
    assert contest.get("post").pointer == "/contests/0/post"
    assert contest.get("a/b~c").pointer == "/contests/0/a~1b~0c"
    assert escape("a/b~c") == "a~1b~0c"


def test_an_unknown_key_is_refused_by_its_place_with_those_that_are_known() -> None:
    with pytest.raises(BadInput) as refused:
        Cursor({"seats": 3, "seat/s": 3}, "/facts").only("seats", "margin")
    assert refused.value.at == "/facts/seat~1s"
    assert "margin" in refused.value.remedy


def test_a_missing_key_is_named_with_its_remedy() -> None:
    with pytest.raises(BadInput) as refused:
        Cursor({}, "/facts").get("seats")
    assert refused.value.at == "/facts"
    assert "seats" in refused.value.says
    assert "seats" in refused.value.remedy


def test_every_key_that_is_needed_and_missing_is_named_at_once() -> None:
    facts = Cursor({"seats": 3}, "/contests/0")
    with pytest.raises(BadInput) as refused:
        facts.needs("post", "seats", "votes", remedy="，见样子")
    assert (refused.value.says, refused.value.at) == ("缺少“post”、“votes”", "/contests/0")
    assert refused.value.remedy == "补上“post”、“votes”，见样子"
    facts.needs("seats")


def test_null_counts_as_absent_where_a_key_may_be_absent() -> None:
    facts = Cursor({"region": None})
    assert facts.find("region") is None
    assert facts.find("margin") is None
    assert facts.has("region")


def test_false_and_zero_are_not_absent() -> None:
    facts = Cursor({"no": False, "none": 0})
    assert [facts.find(key) is not None for key in ("no", "none")] == [True, True]


def test_entries_come_in_the_order_of_the_text() -> None:
    assert [key for key, _ in Cursor({"b": 1, "a": 2}).entries()] == ["b", "a"]


@pytest.mark.parametrize("key", ["", "x" * (LONGEST_TEXT + 1)])
def test_a_key_that_is_empty_or_endless_is_refused(key: str) -> None:
    refusal(READERS["entries"], {key: 1})


@pytest.mark.parametrize("reader", ["only", "has", "get", "find", "entries"])
@pytest.mark.parametrize("value", [None, [], "a", 1])
def test_what_is_no_object_has_no_keys(reader: str, value: object) -> None:
    refusal(READERS[reader], value)


@pytest.mark.parametrize("value", [None, {}, "abc", 1])
def test_what_is_no_list_has_no_items(value: object) -> None:
    refusal(READERS["items"], value)


@pytest.mark.parametrize(
    "key", ["a\x1b[2Jb", "a\nb", "x" * 10**6], ids=["escape", "newline", "endless"]
)
def test_a_key_that_nobody_knows_is_not_repeated_raw(key: str) -> None:
    """Whoever prints the fault prints a stranger's key: one short line, and no terminal codes."""
    fault = refusal(READERS["only"], {key: 1})
    assert str(fault).isprintable()
    assert len(str(fault)) < LONGEST_TEXT


# Anything at all


@given(st.sampled_from(list(READERS)), anything)
def test_no_value_makes_a_reader_raise_anything_but_bad_input(reader: str, value: object) -> None:
    fault = None
    try:
        READERS[reader](Cursor(value, "/a"))
    except BadInput as refused:
        fault = refused
    assert fault is None or fault.at.startswith("/a")


@given(anything)
def test_a_value_is_shown_short_and_on_one_line(value: object) -> None:
    assert len(shown(value)) <= 41
    assert shown(value).isprintable()


def test_a_number_too_long_to_be_printed_is_not_printed() -> None:
    assert shown(10**5000) == "过大的数"
