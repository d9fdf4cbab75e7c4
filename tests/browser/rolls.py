"""Rolls of invented people (虚构的名册) as workbooks, some of their rows bad."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from pathlib import Path

from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import workbook

from huanjie.office.demo.invented import InventedPerson, Inventor

VILLAGE_HEADINGS = ("姓名", "身份证号", "性别", "小组")
PARTY_HEADINGS = ("姓名", "身份证号", "性别", "党员类别")
NAMED = {
    "王志强": "男",
    "雷春生": "男",
    "丁国平": "男",
    "吴大明": "男",
    "钟晓东": "男",
    "蓝秀英": "女",
    "夏荷花": "女",
    "包小红": "女",
}
"""who stands; their surnames have from two to thirteen strokes"""
_BORN = "19800229"
_ON = datetime.date(2026, 1, 1)


def village_roll(folder: Path, *, people: int) -> Path:
    """So many people in good rows, then three bad ones: a check digit, a date, a row twice."""
    others = Inventor(random.Random(1), on=_ON).people(people - len(NAMED))
    good = [(*person, "第一村民小组") for person in _named()]
    good += [(*_row(person), person.group) for person in others]
    bad = [
        ("周错码", spoiled(number(_BORN, "501")), "男", "第一村民小组"),
        ("周错日", number("19810230", "503"), "男", "第一村民小组"),
        good[-1],
    ]
    return _written(folder / "名册.xlsx", VILLAGE_HEADINGS, [*good, *bad])


def small_roll(
    folder: Path, standing: Sequence[tuple[str, str]], *, others: int, area: int
) -> Path:
    """Those who are to stand, by name and sex, and so many others, of one area of numbers."""
    people = Inventor(random.Random(area), on=_ON, area=area + 1).people(others)
    good = [
        (
            name,
            number(_BORN, f"{101 + 2 * at + (sex == '女'):03}", area=str(area)),
            sex,
            "第一村民小组",
        )
        for at, (name, sex) in enumerate(standing)
    ]
    rows = [*good, *((*_row(person), person.group) for person in people)]
    return _written(folder / f"名册{area}.xlsx", VILLAGE_HEADINGS, rows)


def party_roll(folder: Path) -> Path:
    """A branch of the named people and four more, one of them on probation."""
    others = Inventor(random.Random(2), on=_ON).people(4)
    rows = [(*person, "正式党员") for person in (*_named(), *map(_row, others))]
    rows[-1] = (*rows[-1][:3], "预备党员")
    return _written(folder / "党员.xlsx", PARTY_HEADINGS, rows)


def _named() -> list[tuple[str, str, str]]:
    sequence = {"男": 101, "女": 102}
    return [
        (name, number(_BORN, str(sequence[sex] + 2 * place)), sex)
        for place, (name, sex) in enumerate(NAMED.items())
    ]


def _row(person: InventedPerson) -> tuple[str, str, str]:
    return person.name, person.identity_number, "女" if person.sex == "f" else "男"


def _written(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    path.write_bytes(workbook(headings, *rows))
    return path
