"""Log entries: what they commit to, and what opens them."""

from __future__ import annotations

import math
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.record.entry import Draft, Entry, Opening, commit, opens, read_entry

SALT = bytes(range(32))
RESULT = {"委员": ["赵", "钱"], "有效票": 501}
words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda text: bool(text.strip())
)


def draft(**changes: Any) -> Draft:
    """A declaration by the chair, as the tests like it."""
    facts = {
        "deed": "result-declared",
        "role": "选举委员会主任",
        "time": "2026-06-28T09:30:00Z",
        "commitment": commit(SALT, RESULT),
    }
    return Draft(**(facts | changes))


def test_a_commitment_is_the_hash_of_salt_and_canonical_payload() -> None:
    assert commit(SALT, RESULT) == sha256(SALT + jsontext.canonical(RESULT)).digest()
    assert commit(SALT, {}) == sha256(SALT + b"{}").digest()


def test_the_right_particulars_open_an_entry_in_any_order_of_keys() -> None:
    turned = {"有效票": 501, "委员": ["赵", "钱"]}
    assert opens(draft(), Opening(SALT, RESULT))
    assert opens(draft().at(7), Opening(SALT, turned))


@pytest.mark.parametrize(
    "opening",
    [
        Opening(SALT, {"委员": ["赵", "钱"], "有效票": 500}),
        Opening(bytes(32), RESULT),
        Opening(SALT[:31], RESULT),
        Opening(SALT, math.nan),
        Opening(SALT, {1, 2}),
        Opening(SALT, "\ud800"),
    ],
)
def test_nothing_else_opens_it(opening: Opening) -> None:
    assert opens(draft(), opening) is False


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(BadInput, match="32 个随机字节"):
        commit(bytes(length), RESULT)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deed", ""),
        ("deed", "two\nlines"),
        ("role", " "),
        ("time", "2026-06-28T09:30:00"),
        ("time", "2026-06-28T09:30:00+08:00"),
        ("time", "2026-06-28 09:30:00Z"),
        ("time", "2026-06-31T09:30:00Z"),
        ("time", "2026-06-28T25:30:00Z"),
        ("time", "２026-06-28T09:30:00Z"),
        ("commitment", bytes(31)),
        ("commitment", "0" * 32),
    ],
)
def test_an_entry_with_a_broken_field_is_refused_and_says_which(field: str, value: Any) -> None:
    with pytest.raises(BadInput) as refused:
        draft(**{field: value})
    assert refused.value.at == f"/{field}"


@pytest.mark.parametrize("sequence", [-1, True, "0", 1.0])
def test_a_sequence_is_a_whole_number(sequence: Any) -> None:
    with pytest.raises(BadInput):
        draft().at(sequence)


@given(words, words, st.integers(0, 10**12))
def test_the_leaf_is_the_canonical_json_of_the_five_fields(
    deed: str, role: str, sequence: int
) -> None:
    entry = draft(deed=deed, role=role).at(sequence)
    assert entry.leaf == jsontext.canonical(
        {
            "sequence": entry.sequence,
            "deed": entry.deed,
            "role": entry.role,
            "time": entry.time,
            "commitment": entry.commitment.hex(),
        }
    )
    assert read_entry(entry.leaf) == entry


@pytest.mark.parametrize(
    "change",
    [
        (b'"deed"', b' "deed"'),
        (b'"sequence":3', b'"sequence":03'),
        (b'"sequence":3', b'"sequence":3.0'),
        (b'"sequence":3', b'"sequence":"3"'),
        (b'"sequence":3', b'"sequence":3,"name":"x"'),
        (b'"deed":"result-declared",', b""),
        (b"result-declared", b"result\\u002ddeclared"),
        (b'{"commitment":"', b'{"commitment":"A'),
        (b"{", b"\xef\xbb\xbf{"),
        (b"{", b"\xff{"),
    ],
)
def test_another_spelling_of_an_entry_is_refused(change: tuple[bytes, bytes]) -> None:
    leaf = draft().at(3).leaf
    assert change[0] in leaf
    with pytest.raises(BadInput):
        read_entry(leaf.replace(*change, 1))


@given(st.binary(max_size=60))
def test_bytes_that_are_no_entry_are_refused_in_words(raw: bytes) -> None:
    with pytest.raises(BadInput):
        read_entry(raw)


def test_two_drafts_are_equal_by_what_they_say() -> None:
    assert draft() == draft()
    assert draft() != draft(role="监票人")
    assert isinstance(draft().at(0), Entry)
