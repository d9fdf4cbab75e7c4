"""A file of accounts checked against the site (核对账号表): every row with its place and account,
or with why it cannot be made. Nothing is made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from huanjie.domain.permission import ROLE_NAMES, Role, fits
from huanjie.door.fault import BadInput
from huanjie.exchange.accountfile import AccountLine, read_accounts
from huanjie.office.accounts import names
from huanjie.office.people.models import NAME_LENGTH
from huanjie.office.units.models import Level, Unit, within

MOST_AT_ONCE: Final = 500
"""accounts of one file: more sheets than anybody hands out in a day"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """One row (核对过的一行): the account that it asks for, or why there can be none."""

    line: AccountLine
    username: str
    is_made: bool
    """whether the account was made from the name"""
    unit: Unit | None
    problems: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """What will be asked for, in the order of the file's columns."""
        code = self.unit.pk if self.unit else self.line.unit
        return (self.line.name, code, self.line.role or "", self.username)


def check_file(name: str, raw: bytes, *, unit: Unit) -> list[CheckedRow]:
    """Every row of a file, for accounts below a place; BadInput where it cannot be read at all."""
    lines = read_accounts(name, raw)
    if not lines:
        raise BadInput("只有表头，没有一个人", at="file", remedy="一行写一个人")
    if len(lines) > MOST_AT_ONCE:
        raise BadInput(
            f"文件里有 {len(lines)} 行，一次最多开 {MOST_AT_ONCE} 个账号",
            at="file",
            remedy="分成几个文件",
        )
    places = _Places(unit)
    return _with_accounts([_placed(line, places) for line in lines])


class _Places:
    """The places below one, by what a row may call them (单位的写法)."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._named: dict[str, list[Unit]] = {}
        for place in Unit.objects.filter(within(unit), ended_on=None):
            for word in {place.pk, place.name, place.short_name}:
                self._named.setdefault(word, []).append(place)

    def find(self, said: str) -> Unit | str:
        """The one place, or why it is none."""
        found = self._named.get(said, [])
        if len(found) == 1:
            return found[0]
        if found:
            return f"有 {len(found)} 个单位叫“{said}”，请写代码"
        return f"{self._unit.short_name}下面没有“{said}”，写单位的代码或者全名"


def _placed(line: AccountLine, places: _Places) -> CheckedRow:
    found = places.find(line.unit) if line.unit else None
    unit = found if isinstance(found, Unit) else None
    problems = [*line.problems, *([found] if isinstance(found, str) else [])]
    if len(line.name) > NAME_LENGTH:
        problems.append(f"姓名最多 {NAME_LENGTH} 个字")
    if unit and line.role and not fits(line.role, at_a_unit=unit.level == Level.UNIT):
        problems.append(f"{unit.short_name}不能有{ROLE_NAMES[line.role]}，换一个角色或者单位")
    if line.username and (fault := names.fault_of_username(line.username)):
        problems.append(fault.says)
    return CheckedRow(
        line=line, username=line.username, is_made=False, unit=unit, problems=tuple(problems)
    )


def _with_accounts(rows: Sequence[CheckedRow]) -> list[CheckedRow]:
    """Each with an account of its own; whoever has one already, or asks for one that another has,
    is told so.
    """
    known = names.taken(row.username for row in rows if row.username)
    gone = known | {row.username.lower() for row in rows} | _near(rows)
    first: dict[str, int] = {}
    people: dict[tuple[str, str, Role | None], int] = {}
    done = []
    for row in rows:
        made = row.username or names.made_from(row.line.name, gone)
        gone.add(made.lower())
        problems = [*row.problems, *_twice(row, known, first, people)]
        done.append(replace(row, username=made, is_made=not row.username, problems=tuple(problems)))
    return done


def _near(rows: Iterable[CheckedRow]) -> set[str]:
    """Accounts that are there and that a made one might be."""
    return names.beginning_with({names.made_from(r.line.name, ()) for r in rows if not r.username})


def _twice(
    row: CheckedRow,
    known: set[str],
    first: dict[str, int],
    people: dict[tuple[str, str, Role | None], int],
) -> list[str]:
    said, here = [], row.line.row
    small = row.username.lower()
    if small in known:
        said.append(f"已经有人用账号“{row.username}”")
    elif small and small in first:
        said.append(f"账号“{row.username}”在第 {first[small]} 行已经有了")
    elif small:
        first[small] = here
    who = (row.line.name, row.unit.pk if row.unit else row.line.unit, row.line.role)
    if who in people:
        said.append(f"和第 {people[who]} 行是同一个人，只留一行；真是两个人，在姓名后面加以区分")
    people.setdefault(who, here)
    return said


def problems_by_row(rows: Iterable[CheckedRow]) -> Mapping[int, str]:
    """What is wrong with each row, for a file that goes back."""
    return {row.line.row: "；".join(row.problems) for row in rows}
