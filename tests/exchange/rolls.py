"""Reading rolls (读名册) as the tests ask: what is good, bad, skipped, noted or refused."""

from __future__ import annotations

from typing import Any

import pytest

from huanjie.door.fault import BadInput
from huanjie.exchange.rollfile import RollFile, read_roll


def read(raw: bytes, **options: Any) -> RollFile:
    roll = read_roll("名册.xlsx", raw, **options)
    assert roll.rows == len(roll.good) + len({(each.sheet, each.row) for each in roll.bad})
    return roll


def refused(raw: bytes, **options: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_roll("名册.xlsx", raw, **options)
    assert caught.value.file == "名册.xlsx"
    assert caught.value.remedy
    return caught.value


def bad(roll: RollFile) -> list[tuple[int, str | None, str]]:
    return [(each.row, each.column, each.kind) for each in roll.bad]


def skipped(roll: RollFile) -> list[tuple[int, str]]:
    return [(each.row, each.kind) for each in roll.skipped]


def notes(roll: RollFile) -> list[str]:
    return [each.kind for each in roll.notes if each.kind != "area-code"]


def names(raw: bytes) -> list[str]:
    return [row.person.name for row in read(raw).good]
