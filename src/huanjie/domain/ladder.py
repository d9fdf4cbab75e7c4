"""The ladder of a joint review (联审阶梯): its levels in order, and who is asked what in each.

The departments of a level are asked at the same time; the next level is asked when the last of them
has answered. A department's question (问题) is a set of facts that the rule packs' conditions of
eligibility name: nothing else can be asked of anybody. It sees the columns that the ladder gives
it, and no other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huanjie.door.fault import BadInput

FEWEST_SIGNATURES: Final = 2
"""two signatures by two people"""
MOST_SIGNATURES: Final = 15
MOST_LEVELS: Final = 9
MOST_DEPARTMENTS: Final = 40


class Column(StrEnum):
    """What a department may see of a person (可以给部门看的项)."""

    NAME = "name"
    SEX = "sex"
    BIRTH_DATE = "birth-date"
    IDENTITY_NUMBER = "identity-number"
    UNIT = "unit"
    POST = "post"


COLUMN_NAMES: Final = {
    Column.NAME: "姓名",
    Column.SEX: "性别",
    Column.BIRTH_DATE: "出生日期",
    Column.IDENTITY_NUMBER: "证件号码",
    Column.UNIT: "单位",
    Column.POST: "拟任职务",
}
"""Each as a page heads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A department and its question (部门和问题)."""

    key: str
    name: str
    facts: tuple[str, ...]
    """the facts that it answers, by the packs' words"""
    columns: tuple[Column, ...]
    """the least that it needs; the name is always among them"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level (一级)."""

    key: str
    name: str
    halves: int
    """时限, in half working days"""
    signatures: int
    """how many people must sign each answer, whoever drafted it included (会签人数)"""
    departments: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """联审阶梯."""

    name: str
    levels: tuple[Level, ...]

    @property
    def departments(self) -> tuple[Asked, ...]:
        """Everybody who is asked, in the order of the levels."""
        return tuple(each for level in self.levels for each in level.departments)

    def department(self, key: str) -> Asked | None:
        """A department by its key; None where the ladder asks no such."""
        return next((each for each in self.departments if each.key == key), None)

    def level_of(self, department: str) -> int:
        """The place of the level that asks this department, from 0."""
        for place, level in enumerate(self.levels):
            if any(each.key == department for each in level.departments):
                return place
        raise BadInput(f"联审安排里没有部门“{department}”", remedy="从列出的部门里选")


def check_ladder(ladder: Ladder, askable: Collection[str]) -> None:
    """Refuse a ladder that asks what no law names, or that nobody could climb."""
    for fault in faults_of(ladder, askable):
        raise fault


def faults_of(ladder: Ladder, askable: Collection[str]) -> Iterator[BadInput]:
    """Everything that is wrong with a ladder, each with its JSON pointer."""
    levels: set[str] = set()
    departments: set[str] = set()
    for place, level in enumerate(ladder.levels):
        at = f"/level/{place}"
        if level.key in levels:
            yield BadInput(f"级“{level.key}”写了两次", at=f"{at}/key", remedy="每一级一个代号")
        levels.add(level.key)
        for number, asked in enumerate(level.departments):
            here = f"{at}/department/{number}"
            if asked.key in departments:
                says = f"部门“{asked.key}”写了两次"
                yield BadInput(says, at=f"{here}/key", remedy="一个部门在一份联审安排里只问一次")
            departments.add(asked.key)
            yield from _faults_of_question(asked, here, askable)


def _faults_of_question(asked: Asked, here: str, askable: Collection[str]) -> Iterator[BadInput]:
    for number, fact in enumerate(asked.facts):
        if fact not in askable:
            yield BadInput(
                f"“{fact}”不是任职资格的法定条件，不能问“{asked.name}”",
                at=f"{here}/facts/{number}",
                remedy=f"只能问：{'、'.join(sorted(askable))}",
            )
    for name, stated in (("facts", asked.facts), ("columns", asked.columns)):
        if len(set(stated)) < len(stated):
            yield BadInput(
                f"“{asked.name}”有一项写了两次", at=f"{here}/{name}", remedy="删去重复的"
            )
    if Column.NAME not in asked.columns:
        yield BadInput(
            f"没有给“{asked.name}”看姓名", at=f"{here}/columns", remedy="在 columns 里写上 name"
        )
