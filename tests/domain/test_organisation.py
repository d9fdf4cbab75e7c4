"""Changes of places (单位变更): what is lawful in the tree, and what a place was on a day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest

from huanjie.domain.organisation import (
    Change,
    Held,
    Spot,
    Turn,
    heirs,
    issues_before_abolition,
    issues_before_merge,
    issues_before_move,
    issues_before_rename,
    issues_before_split,
    state_on,
)
from huanjie.domain.unitcode import is_national, next_local_code

LEVELS = ("province", "city", "county", "town", "unit")
ON = datetime.date(2026, 3, 1)
DAY = datetime.timedelta(days=1)

TOWN = Spot(code="T", name="甲镇", level="town", parent="C", path="C/T/", children=True)
OTHER_TOWN = replace(TOWN, code="U", name="乙镇", path="C/U/")
COUNTY = Spot(code="C", name="丙县", level="county", parent=None, path="C/", children=True)
EAST = Spot(code="E", name="东村", level="unit", parent="T", path="C/T/E/")
WEST = Spot(code="W", name="西村", level="unit", parent="T", path="C/T/W/")


def says(issues: Iterator[object]) -> str:
    """Everything that forbids a change."""
    return "；".join(str(issue) for issue in issues)


# A local code


@pytest.mark.parametrize(
    ("above", "taken", "code"),
    [
        ("330329100000", (), "330329100000-L001"),
        ("330329100000", ("330329100000-L001", "330329100000-L009"), "330329100000-L010"),
        ("330329100000", ("330329101000-L005", "330329100257"), "330329100000-L001"),
        ("330329100000-L002", ("330329100000-L002",), "330329100000-L003"),
        ("330329100257A", (), "330329100257-L001"),
        ("330329100000", ("330329100000-L999",), "330329100000-L1000"),
    ],
)
def test_a_local_code_is_the_next_number_below_the_register_s_code(
    above: str, taken: tuple[str, ...], code: str
) -> None:
    assert next_local_code(above, taken) == code


def test_a_local_code_is_never_one_of_the_register() -> None:
    assert not is_national(next_local_code("330329100000", ()))
    assert is_national("330329100000")


# Merging


def test_two_villages_of_a_town_may_be_one() -> None:
    assert says(issues_before_merge([EAST, WEST], name="新村", siblings=(), on=ON)) == ""


@pytest.mark.parametrize(
    ("spots", "what"),
    [
        ([EAST], "至少要两个单位"),
        ([EAST, EAST], "至少要两个单位"),
        ([EAST, replace(WEST, parent="U")], "不在同一个上级下面"),
        ([EAST, replace(OTHER_TOWN, parent="T")], "级别不同"),
        ([EAST, replace(WEST, gone=True)], "已经撤并"),
        ([COUNTY, replace(COUNTY, code="D")], "县以上"),
        ([EAST, replace(WEST, last_change=ON + DAY)], "不能更早"),
    ],
)
def test_places_are_not_merged_where_the_tree_forbids_it(spots: list[Spot], what: str) -> None:
    assert what in says(issues_before_merge(spots, name="新村", siblings=(), on=ON))


def test_a_change_may_come_on_the_day_of_the_last_one() -> None:
    spots = [EAST, replace(WEST, last_change=ON)]
    assert says(issues_before_merge(spots, name="新村", siblings=(), on=ON)) == ""


def test_a_merged_place_has_a_name_that_nobody_beside_it_has() -> None:
    assert "已经有“南村”" in says(
        issues_before_merge([EAST, WEST], name="南村", siblings=("南村",), on=ON)
    )


# Moving, renaming, splitting, ending


@pytest.mark.parametrize(
    ("spot", "to", "what"),
    [
        (EAST, OTHER_TOWN, ""),
        (EAST, COUNTY, ""),  # levels may be missing
        (EAST, TOWN, "现在就在"),
        (EAST, replace(OTHER_TOWN, gone=True), "已经撤并"),
        (TOWN, OTHER_TOWN, "级别不高于"),
        (replace(TOWN, level="county"), replace(EAST, level="unit"), "自己的下级"),
        (TOWN, EAST, "自己的下级"),
    ],
)
def test_a_place_moves_below_a_higher_one_and_never_below_itself(
    spot: Spot, to: Spot, what: str
) -> None:
    found = says(issues_before_move(spot, to, siblings=(), levels=LEVELS, on=ON))
    assert what in found
    assert bool(found) is bool(what)


@pytest.mark.parametrize(
    ("name", "siblings", "allowed"),
    [("新村", (), True), ("东村", (), False), ("西村", ("西村",), False)],
)
def test_a_new_name_is_new_and_alone(name: str, siblings: tuple[str, ...], allowed: bool) -> None:
    found = says(issues_before_rename(EAST, name, siblings=siblings, on=ON))
    assert (found == "") is allowed


@pytest.mark.parametrize(
    ("spot", "names", "stays", "what"),
    [
        (EAST, ("东一村", "东二村"), False, ""),
        (EAST, ("东一村",), True, ""),
        (EAST, ("东一村",), False, "至少要有两个"),
        (EAST, (), True, "至少要有两个"),
        (EAST, ("东一村", "东一村"), False, "已经有“东一村”"),
        (EAST, ("东村",), True, "已经有“东村”"),
        (EAST, ("东村", "东二村"), False, ""),
        (TOWN, ("甲一镇", "甲二镇"), False, "下面还有单位"),
        (TOWN, ("甲一镇",), True, ""),
    ],
)
def test_a_place_is_split_into_at_least_two(
    spot: Spot, names: tuple[str, ...], stays: bool, what: str
) -> None:
    found = says(issues_before_split(spot, names, stays=stays, siblings=(), on=ON))
    assert what in found
    assert bool(found) is bool(what)


@pytest.mark.parametrize(("spot", "allowed"), [(EAST, True), (TOWN, False)])
def test_a_place_ends_only_when_nothing_lies_below_it(spot: Spot, allowed: bool) -> None:
    assert (says(issues_before_abolition(spot, on=ON)) == "") is allowed


# What a place was on a day

RENAMED = Turn(
    unit="E",
    kind=Change.RENAMED,
    on=ON,
    before=Held(name="东村", parent="T"),
    after=Held(name="朝阳村", parent="T"),
)
MERGED = Turn(
    unit="E",
    kind=Change.MERGED,
    on=ON + 10 * DAY,
    before=Held(name="朝阳村", parent="T"),
    after=None,
    others=("N",),
)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (ON - DAY, "东村"),
        (ON, "朝阳村"),
        (ON + 9 * DAY, "朝阳村"),
        (ON + 10 * DAY, None),
    ],
)
def test_a_place_on_a_day_is_what_it_was_called_from_the_day_of_each_change(
    on: datetime.date, name: str | None
) -> None:
    held = state_on(None, [RENAMED, MERGED], on)
    assert (held.name if held else None) == name


def test_a_place_that_began_by_a_merge_did_not_exist_the_day_before() -> None:
    began = Turn(
        unit="N",
        kind=Change.MERGED,
        on=ON,
        before=None,
        after=Held(name="新村", parent="T"),
        others=("E", "W"),
    )
    now = Held(name="新村", parent="T")
    assert state_on(now, [began], ON - DAY) is None
    assert state_on(now, [began], ON) == now


def turns(*ended: tuple[str, tuple[str, ...]]) -> dict[str, Turn]:
    """Places that ended, each with what it went into."""
    held = Held(name="村", parent="T")
    return {
        code: Turn(unit=code, kind=Change.MERGED, on=ON, before=held, after=None, others=others)
        for code, others in ended
    }


def test_the_heirs_of_a_place_are_found_through_every_change() -> None:
    known = turns(("A", ("B",)), ("B", ("C", "D")), ("D", ()), ("C", ("E",)))

    def turns_of(codes: Collection[str]) -> list[Turn]:
        return [known[code] for code in codes if code in known]

    assert heirs("A", turns_of) == ("E",)
    assert heirs("E", turns_of) == ("E",)
    assert heirs("D", turns_of) == ()


def test_a_circle_in_the_history_is_no_endless_search() -> None:
    known = turns(("A", ("B",)), ("B", ("A",)))
    assert heirs("A", lambda codes: [known[code] for code in codes]) == ()
