"""One step ahead (先做一步): the next item is made while the last one is used, and no other."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from huanjie.office.ahead import one_ahead


def test_the_items_come_in_their_order() -> None:
    assert list(one_ahead(range(5))) == [0, 1, 2, 3, 4]
    assert list(one_ahead([])) == []
    assert list(one_ahead([None, 0, ""])) == [None, 0, ""]


def test_no_more_than_the_next_item_is_made_before_it_is_wanted() -> None:
    made: list[int] = []
    second = threading.Event()

    def making() -> Iterator[int]:
        for number in range(5):
            made.append(number)
            if number == 1:
                second.set()
            yield number

    items = one_ahead(making())
    assert next(items) == 0
    assert second.wait(timeout=60)
    assert made == [0, 1]
    assert list(items) == [1, 2, 3, 4]


def test_a_fault_comes_in_the_place_of_its_item() -> None:
    def making() -> Iterator[int]:
        yield 1
        raise ValueError("the file was changed")

    items = one_ahead(making())
    assert next(items) == 1
    with pytest.raises(ValueError, match="changed"):
        next(items)


def test_whoever_stops_early_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    for item in one_ahead(range(100)):
        if item == 3:
            break
    assert threading.active_count() == before
