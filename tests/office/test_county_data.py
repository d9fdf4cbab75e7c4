"""The county that is shipped (随包的县): Taishun, whole, and as the national register has it."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from huanjie.exchange.unitfile import read_units
from huanjie.exchange.unitrow import UnitRow

SHIPPED = files("huanjie.office.units") / "data" / "taishun.csv"
REGISTER = Path(__file__).parents[3] / "shared" / "data" / "units.csv"
COUNTY = "330329000000"


@pytest.fixture(scope="module")
def units() -> tuple[UnitRow, ...]:
    return read_units(SHIPPED.read_bytes(), file="taishun.csv")


def test_it_holds_one_county_with_its_towns_and_villages(units: tuple[UnitRow, ...]) -> None:
    levels = Counter(unit.level for unit in units)
    assert levels == {"province": 1, "city": 1, "county": 1, "town": 20, "unit": 290}


def test_it_begins_with_the_province_the_city_and_the_county(units: tuple[UnitRow, ...]) -> None:
    assert [(unit.code, unit.name) for unit in units[:3]] == [
        ("330000000000", "浙江省"),
        ("330300000000", "温州市"),
        (COUNTY, "泰顺县"),
    ]


def test_every_parent_is_there_and_stands_one_level_higher(units: tuple[UnitRow, ...]) -> None:
    level = {unit.code: unit.level for unit in units}
    steps = Counter((unit.level, level[unit.parent]) for unit in units if unit.parent)
    assert steps == {
        ("city", "province"): 1,
        ("county", "city"): 1,
        ("town", "county"): 20,
        ("unit", "town"): 290,
    }


def test_every_town_has_a_place_that_elects(units: tuple[UnitRow, ...]) -> None:
    towns = {unit.code for unit in units if unit.level == "town"}
    assert {unit.parent for unit in units if unit.level == "unit"} == towns


@pytest.mark.skipif(not REGISTER.exists(), reason="the register is not beside the project")
def test_its_rows_are_those_of_the_register() -> None:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        register = [row for row in csv.reader(file) if of_the_county(row[0])]
    shipped = list(csv.reader(SHIPPED.read_text("utf-8").splitlines()))[1:]
    assert sorted(shipped) == sorted(register)


def of_the_county(code: str) -> bool:
    """Whether a place is the county, lies in it, or has it inside."""
    return code.startswith("330329") or code in ("330300000000", "330000000000")
