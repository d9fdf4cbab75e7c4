"""A roll of a whole province (大名册): people who do not exist, twelve columns, unit after unit."""

from __future__ import annotations

import csv
import datetime
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from huanjie.office.demo.invented import InventedPerson, Inventor

HEADINGS: Final = (
    *("单位", "姓名", "身份证号", "性别", "出生日期", "户号", "小组", "手机号"),
    *("学历", "住址", "序号", "备注"),
)
ON: Final = datetime.date(2026, 6, 28)
_FIRST: Final = 990_000_000_000
_GRADES: Final = ("小学", "初中", "高中", "大专", "本科")


def unit_codes(units: int) -> list[str]:
    """The codes of so many villages that do not exist."""
    return [str(_FIRST + at) for at in range(1, units + 1)]


def write_roll(path: Path, *, units: int, people: int) -> None:
    """A CSV file of so many people, as many in each unit."""
    inventor = Inventor(random.Random(5), on=ON)
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for code in unit_codes(units):
            for row in _rows(code, inventor.people(people // units), number):
                writer.writerow(row)
            number += people // units


def _rows(code: str, people: tuple[InventedPerson, ...], before: int) -> Iterator[tuple[str, ...]]:
    for at, each in enumerate(people, before + 1):
        born = each.identity_number[6:14]
        yield (
            *(code, each.name, each.identity_number, "女" if each.sex == "f" else "男"),
            f"{born[:4]}-{born[4:6]}-{born[6:]}",
            *(each.household, each.group, each.phone, _GRADES[at % len(_GRADES)]),
            *(f"某省某县某镇某村{at}号", str(at), ""),
        )
