"""LADDER (联审阶梯文件): TOML or JSON; levels in order, departments, their questions, who signs.

name = "十五个部门联审"

[[level]]
key = "county"
name = "县直部门"
half_days = 5        # 2.5 working days
signatures = 2       # people who sign each answer, whoever drafted it included; by default 2

[[level.department]]
key = "court"
name = "人民法院"
facts = ["criminal_punishment"]
columns = ["name", "sex", "identity-number"]
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from huanjie.domain.halfdays import LONGEST
from huanjie.domain.ladder import (
    FEWEST_SIGNATURES,
    MOST_DEPARTMENTS,
    MOST_LEVELS,
    MOST_SIGNATURES,
    Asked,
    Column,
    Ladder,
    Level,
    check_ladder,
)
from huanjie.domain.reviewbars import askable_facts
from huanjie.door.cursor import Cursor, shown
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode, loads
from huanjie.exchange.ladderplace import in_document
from huanjie.law.packfile import parse_document
from huanjie.law.shelf import resolve, versions

MODELS: Final = Path(__file__).parent / "ladders"
LONGEST_NAME: Final = 60
_KEY: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_MOST_FACTS: Final = 12


def parse_ladder(raw: bytes, name: str) -> dict[str, Any]:
    """A ladder file's document, checked; a fault names the file, and table, key and line where the
    file is TOML.
    """
    text = decode(raw, file=name)
    is_json = text.lstrip().startswith("{")
    document = loads(text, file=name) if is_json else parse_document(text, file=name)
    try:
        read_ladder(Cursor(document))
    except BadInput as fault:
        raise (fault if is_json else in_document(fault, text)).within(file=name) from None
    return dict(document)


def read_ladder(cursor: Cursor, askable: Collection[str] | None = None) -> Ladder:
    """The ladder that a document states; it may ask what the packs' conditions of eligibility
    name, by default those on the shelf.
    """
    cursor.only("name", "level")
    levels = _list(cursor, "level", MOST_LEVELS)
    ladder = Ladder(name=_name(cursor), levels=tuple(_level(each) for each in levels))
    check_ladder(ladder, askable_on_the_shelf() if askable is None else askable)
    return ladder


@cache
def askable_on_the_shelf() -> Mapping[str, str]:
    """Every fact that a department can be asked under any pack on the shelf, with its name."""
    shelf = versions()
    national = {each.body: each for each in shelf if each.region is None}
    packs = (
        resolve(each) if each.region is None else resolve(national[each.body], each)
        for each in shelf
    )
    return askable_facts(packs)


@cache
def model_ladders() -> Mapping[str, dict[str, Any]]:
    """The ladders that come with the program (联审阶梯的样本), by their file's name."""
    return {
        path.stem: parse_ladder(path.read_bytes(), path.name)
        for path in sorted(MODELS.glob("*.toml"))
    }


def _level(cursor: Cursor) -> Level:
    cursor.only("key", "name", "half_days", "signatures", "department")
    departments = _list(cursor, "department", MOST_DEPARTMENTS)
    signatures = cursor.find("signatures")
    return Level(
        key=_key(cursor),
        name=_name(cursor),
        halves=cursor.get("half_days").whole(at_least=1, at_most=LONGEST),
        signatures=signatures.whole(at_least=FEWEST_SIGNATURES, at_most=MOST_SIGNATURES)
        if signatures
        else FEWEST_SIGNATURES,
        departments=tuple(_department(each) for each in departments),
    )


def _department(cursor: Cursor) -> Asked:
    cursor.only("key", "name", "facts", "columns")
    columns = _list(cursor, "columns", len(Column))
    return Asked(
        key=_key(cursor),
        name=_name(cursor),
        facts=tuple(each.text() for each in _list(cursor, "facts", _MOST_FACTS)),
        columns=tuple(Column(each.one_of(*Column)) for each in columns),
    )


def _list(cursor: Cursor, key: str, most: int) -> list[Cursor]:
    inside = cursor.get(key)
    items = list(inside.items())
    if not 1 <= len(items) <= most:
        inside.refuse(f"有 {len(items)} 项，应有 1 至 {most} 项", "增减项数")
    return items


def _key(cursor: Cursor) -> str:
    inside = cursor.get("key")
    key = inside.text()
    if not _KEY.fullmatch(key):
        inside.refuse(f"代号“{shown(key)}”不能用", "用小写字母开头的字母、数字和短横，最多 40 个")
    return key


def _name(cursor: Cursor) -> str:
    inside = cursor.get("name")
    name = inside.text()
    if len(name) > LONGEST_NAME:
        inside.refuse(f"名称超过 {LONGEST_NAME} 个字", "写短一些")
    return name
