"""The bulk tally (计票) is held equal to a slow, obvious count, one ballot after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from huanjie.bulk.tally import Integers, Marks, approvals, over_voted, tally
from huanjie.door.fault import BadInput

WIDTHS = (1, 7, 8, 9, 16, 20)
EDGES = (0, 1, 2, 254, 255, 256, 257, 509, 510, 511)


def poll(
    sizes: Sequence[int], width: int, seed: int, often: float = 0.4
) -> tuple[Marks, Marks, Integers, Integers]:
    """Marks, write-ins, seats and offsets of contests of these sizes."""
    chance = np.random.default_rng(seed)
    ballots = sum(sizes)
    return (
        (chance.random((ballots, width)) < often).astype(np.uint8),
        (chance.random(ballots) < 0.2).astype(np.uint8),
        chance.integers(1, width + 2, len(sizes)),
        np.cumsum([0, *sizes]),
    )


def counted_slowly(
    marks: Marks, write_ins: Marks, seats: Integers, offsets: Integers
) -> tuple[list[int], list[int], list[list[int]]]:
    """Valid, invalid and votes of every contest, in plain Python."""
    rows, others = marks.tolist(), write_ins.tolist()
    valid, invalid, votes = [], [], []
    for contest, places in enumerate(seats.tolist()):
        sums = [0] * marks.shape[1]
        good = bad = 0
        for ballot in range(offsets[contest], offsets[contest + 1]):
            if sum(rows[ballot]) + others[ballot] > places:
                bad += 1
                continue
            good += 1
            sums = [total + mark for total, mark in zip(sums, rows[ballot], strict=True)]
        valid.append(good)
        invalid.append(bad)
        votes.append(sums)
    return valid, invalid, votes


def column(*values: int) -> NDArray[np.int64]:
    return np.array(values, np.int64)


def ones(ballots: int, width: int) -> Marks:
    return np.ones((ballots, width), np.uint8)


@given(
    sizes=st.lists(st.sampled_from(EDGES) | st.integers(0, 40), max_size=8),
    width=st.sampled_from(WIDTHS),
    seed=st.integers(0, 2**32),
    often=st.sampled_from((0.0, 0.1, 0.4, 1.0)),
)
def test_the_columns_count_as_one_counts_by_hand(
    sizes: list[int], width: int, seed: int, often: float
) -> None:
    marks, write_ins, seats, offsets = poll(sizes, width, seed, often)
    judged = tally(marks, write_ins, seats, offsets)
    found = (judged.valid.tolist(), judged.invalid.tolist(), judged.votes.tolist())
    assert found == counted_slowly(marks, write_ins, seats, offsets)
    assert judged.votes.shape == (len(sizes), width)


@given(
    sizes=st.lists(st.sampled_from(EDGES) | st.integers(0, 40), max_size=8),
    width=st.sampled_from(WIDTHS),
    seed=st.integers(0, 2**32),
)
def test_three_planes_leave_out_the_same_invalid_ballots(
    sizes: list[int], width: int, seed: int
) -> None:
    approve, write_ins, seats, offsets = poll(sizes, width, seed)
    oppose = (1 - approve).astype(np.uint8)
    void = over_voted(approve, write_ins, seats, offsets)
    judged = tally(approve, write_ins, seats, offsets)
    assert np.array_equal(approvals(approve, offsets, without=void), judged.votes)
    against = approvals(oppose, offsets, without=void)
    assert np.array_equal(judged.votes + against, np.repeat(judged.valid, width).reshape(-1, width))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("size", EDGES)
def test_no_sum_carries_into_the_next_candidate(size: int, width: int) -> None:
    votes = approvals(ones(size + 3, width), column(0, size, size, size + 3))
    assert votes.tolist() == [[size] * width, [0] * width, [3] * width]
    assert votes.dtype == np.int64


@pytest.mark.parametrize("ballots", [131_071, 131_072, 131_073, 300_000])
def test_a_contest_larger_than_one_part_in_hand_is_counted_whole(ballots: int) -> None:
    marks, write_ins, _, _ = poll([ballots], 9, seed=1)
    offsets = column(0, 5, ballots)
    judged = tally(marks, write_ins, column(3, 4), offsets)
    chosen = marks.sum(axis=1) + write_ins
    kept = np.flatnonzero(chosen <= np.where(np.arange(ballots) < 5, 3, 4))
    expected = [marks[kept[kept < 5]].sum(axis=0), marks[kept[kept >= 5]].sum(axis=0)]
    assert judged.votes.tolist() == np.array(expected).tolist()
    assert int(judged.valid.sum()) == len(kept)


@pytest.mark.parametrize(("seats", "void"), [(3, [0]), (4, [])])
def test_as_many_choices_as_seats_are_valid_and_one_more_is_not(
    seats: int, void: list[int]
) -> None:
    marks = np.array([[1, 1, 1], [1, 1, 0]], np.uint8)
    write_ins = np.array([1, 1], np.uint8)
    assert over_voted(marks, write_ins, column(seats), column(0, 2)).tolist() == void


def test_a_blank_ballot_is_valid() -> None:
    judged = tally(0 * ones(1, 3), np.zeros(1, np.uint8), column(1), column(0, 1))
    assert (judged.valid.tolist(), judged.invalid.tolist()) == ([1], [0])


def test_many_choices_do_not_wrap_around() -> None:
    """256 choices are not none: a count in one byte would call the ballot valid."""
    void = over_voted(ones(1, 251), np.array([5], np.uint8), column(200), column(0, 1))
    assert void.tolist() == [0]


@pytest.mark.parametrize("kind", [np.int8, np.int16, np.int32])
def test_short_integers_are_as_good_as_long_ones(kind: type[np.signedinteger[Any]]) -> None:
    few = tally(
        ones(2, 9), np.array([0, 255], np.uint8), column(9).astype(kind), column(0, 2).astype(kind)
    )
    assert (few.valid.tolist(), few.invalid.tolist()) == ([1], [1])


@pytest.mark.parametrize(
    "layout", [np.asfortranarray, lambda marks: np.repeat(marks, 2, 1)[:, ::2]]
)
def test_the_layout_in_memory_does_not_matter(layout: Callable[[Marks], Marks]) -> None:
    marks, _, _, offsets = poll([300, 0, 257], 16, seed=2)
    assert np.array_equal(approvals(layout(marks), offsets), approvals(marks, offsets))


def test_no_contest_and_no_candidate_are_counted_too() -> None:
    assert approvals(ones(0, 3), column(0)).shape == (0, 3)
    assert approvals(ones(2, 0), column(0, 2)).shape == (1, 0)


MARKS, NONE, TWO = ones(3, 2), np.zeros(3, np.uint8), column(0, 3)


@pytest.mark.parametrize(
    ("says", "given"),
    [
        ("每行一张", (MARKS.astype(np.int64), NONE, column(1), TWO)),
        ("每行一张", (MARKS[0], NONE, column(1), TWO)),
        ("不是 0 或 1", (2 * MARKS, NONE, column(1), TWO)),
        ("一列有符号整数", (MARKS, NONE, column(1), TWO.astype(np.float64))),
        ("一列有符号整数", (MARKS, NONE, column(1), TWO.astype(np.uint64))),
        ("一列有符号整数", (MARKS, NONE, column(), column())),
        ("从 0 到选票总数 3", (MARKS, NONE, column(1), column(0, 2))),
        ("从 0 到选票总数 3", (MARKS, NONE, column(1), column(1, 3))),
        ("从小到大", (MARKS, NONE, column(1, 1), column(0, 4, 3))),
        ("另选他人", (MARKS, NONE[:2], column(1), TWO)),
        ("另选他人", (MARKS, NONE.astype(np.int16), column(1), TWO)),
        ("1 场各一个有符号整数", (MARKS, NONE, column(1, 1), TWO)),
        ("至少为 1", (MARKS, NONE, column(0), TWO)),
    ],
)
def test_what_cannot_be_counted_is_refused(says: str, given: tuple[Any, ...]) -> None:
    with pytest.raises(BadInput, match=says):
        tally(*given)


def test_a_mark_that_is_neither_is_refused_by_the_number_of_its_ballot() -> None:
    marks = ones(140_000, 8)
    marks[139_998, 3] = 2
    with pytest.raises(BadInput, match="第139999张"):
        approvals(marks, column(0, 140_000))


@pytest.mark.parametrize("rows", [column(1, 0), column(1, 1), column(3), column(-1), ones(1, 1)])
def test_rows_left_out_are_ascending_and_exist(rows: NDArray[Any]) -> None:
    with pytest.raises(BadInput, match="剔除"):
        approvals(MARKS, TWO, without=rows)
