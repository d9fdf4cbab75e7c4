"""A file of accounts to be made (账号表), CSV or a workbook: whose, at which place, for which role.

One row is one person. Whether the place exists and the account is free is asked of the site; what
a cell alone can tell is told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.permission import ROLE_NAMES, Role
from huanjie.exchange.headings import Column
from huanjie.exchange.plaintable import read_table

COLUMNS: Final = (
    Column(word="name", headings=("姓名", "name")),
    Column(word="unit", headings=("单位", "单位代码", "所属单位", "unit")),
    Column(word="role", headings=("角色", "role"), needed=False),
    Column(word="username", headings=("账号", "username"), needed=False),
)
"""What a file may hold; our own heading first."""

_ROLES: Final[Mapping[str, Role]] = {
    **{name: role for role, name in ROLE_NAMES.items()},
    **{role.value: role for role in Role},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One row of the file (一行): what it states, and why it cannot be used."""

    row: int
    """as the spreadsheet counts"""
    name: str
    username: str
    """empty: one is to be made from the name"""
    unit: str
    """a code, or a name"""
    role: Role | None
    problems: tuple[str, ...]
    texts: Mapping[str, str]
    """the cells as they stand, by the words of the columns"""


def read_accounts(name: str, raw: bytes) -> tuple[AccountLine, ...]:
    """Every row of a file called `name`; BadInput where it has no such headings."""
    return tuple(_line(row.row, row.texts) for row in read_table(name, raw, COLUMNS))


def headings() -> Iterator[str]:
    """The headings of a template."""
    yield from (column.headings[0] for column in COLUMNS)


def _line(row: int, texts: Mapping[str, str]) -> AccountLine:
    name, unit, said = (" ".join(texts.get(w, "").split()) for w in ("name", "unit", "role"))
    role = _ROLES.get(said)
    problems = [f"没有填{what}" for what, text in (("姓名", name), ("单位", unit)) if not text]
    if said and role is None:
        problems.append(f"没有“{said}”这个角色；可以填{'、'.join(ROLE_NAMES.values())}")
    return AccountLine(
        row=row,
        name=name,
        username=texts.get("username", ""),
        unit=unit,
        role=role,
        problems=tuple(problems),
        texts=texts,
    )
