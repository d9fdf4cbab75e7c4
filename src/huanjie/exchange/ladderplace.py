"""Where a fault stands in a ladder file (差错的位置): table, key and line."""

from __future__ import annotations

import re

from huanjie.door.fault import BadInput

_LEVEL = re.compile(r"\s*\[\[\s*level\s*\]\]")
_DEPARTMENT = re.compile(r"\s*\[\[\s*level\s*\.\s*department\s*\]\]")
_POINTER = re.compile(r"(?:/level/(\d+))?(?:/department/(\d+))?(?:/(\w+))?.*")


def in_document(fault: BadInput, text: str) -> BadInput:
    """The fault with `/level/0/department/1/facts/2` told as 第1个 [[level]] 第2个
    [[level.department]] facts, and its line.
    """
    found = _POINTER.fullmatch(fault.at)
    level, department, key = found.groups() if found else (None, None, None)
    said = [] if level is None else [f"第{int(level) + 1}个 [[level]]"]
    said += [] if department is None else [f"第{int(department) + 1}个 [[level.department]]"]
    said += [key] if key else []
    start, end = _part(text.splitlines(), level, department)
    return BadInput(
        fault.says,
        at=" ".join(said),
        line=_line(text.splitlines(), key, start, end),
        remedy=fault.remedy,
    )


def _part(lines: list[str], level: str | None, department: str | None) -> tuple[int, int]:
    """The lines of a table, from its heading on: (first, one past the last), counted from 1."""
    start, end = 1, len(lines) + 1
    if level is not None:
        start, end = _nth(lines, _LEVEL, int(level), start, end)
    if department is not None:
        start, end = _nth(lines, _DEPARTMENT, int(department), start, end)
    return start, end


def _nth(
    lines: list[str], heading: re.Pattern[str], nth: int, start: int, end: int
) -> tuple[int, int]:
    places = [n for n in range(start, end) if heading.match(lines[n - 1])]
    if nth >= len(places):
        return start, end
    return places[nth], places[nth + 1] if nth + 1 < len(places) else end


def _line(lines: list[str], key: str | None, start: int, end: int) -> int | None:
    if key:
        for number in range(start, end):
            if re.match(rf"\s*{re.escape(key)}\s*=", lines[number - 1]):
                return number
    return start if start > 1 else None
