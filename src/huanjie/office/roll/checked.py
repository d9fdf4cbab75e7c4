"""A roll file after its check (核对结果): what can be loaded, what was rejected and why.

    rows == len(good) + len(rejected)

holds of every file, before it is loaded and after. It is stored as JSON, encrypted, beside the
upload, and goes when the roll is published.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollrow import RollPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodLine:
    """One row that can be loaded (可以导入的一行)."""

    sheet: str | None
    row: int
    person: RollPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One reason why a row is rejected (退回的原因): `column` is the file's own heading."""

    column: str | None
    kind: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedLine:
    """One row that cannot be loaded (退回的一行), as it stands in the file."""

    sheet: str | None
    row: int
    cells: Mapping[Column, str]
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        """The name in the row, as far as there is one."""
        return self.cells.get("name", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know of a row (提示、略过的行): it is not among the rejected ones."""

    sheet: str | None
    row: int
    column: str | None
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """核对结果: every row of a file is in `good` or in `rejected`, and in one of them only."""

    file: str
    sha256: str
    good: tuple[GoodLine, ...]
    rejected: tuple[RejectedLine, ...]
    notes: tuple[Remark, ...]
    skipped: tuple[Remark, ...]
    columns: tuple[Column, ...]
    """our columns that the file has"""
    one_group: Mapping[str, str] = field(default_factory=dict)
    """spellings of a group that somebody said are another's (作为一个小组), with the other's"""

    @property
    def rows(self) -> int:
        """How many rows of people the file has."""
        return len(self.good) + len(self.rejected)

    def with_one_spelling(self) -> Iterator[GoodLine]:
        """The good rows, every group under the name that was chosen for it."""
        for line in self.good:
            name = self.one_group.get(line.person.group or "")
            yield replace(line, person=replace(line.person, group=name)) if name else line


def as_text(checked: Checked) -> str:
    """The result as it is stored."""
    return json.dumps(asdict(checked), ensure_ascii=False, default=str, separators=(",", ":"))


def from_text(text: str) -> Checked:
    """A stored result."""
    table: dict[str, Any] = json.loads(text)
    return Checked(
        file=table["file"],
        sha256=table["sha256"],
        good=tuple(_good(each) for each in table["good"]),
        rejected=tuple(_rejected(each) for each in table["rejected"]),
        notes=tuple(Remark(**each) for each in table["notes"]),
        skipped=tuple(Remark(**each) for each in table["skipped"]),
        columns=tuple(table["columns"]),
        one_group=table.get("one_group", {}),
    )


def _good(table: dict[str, Any]) -> GoodLine:
    person = dict(table["person"])
    if born := person["birth_date"]:
        person["birth_date"] = datetime.date.fromisoformat(born)
    return GoodLine(sheet=table["sheet"], row=table["row"], person=RollPerson(**person))


def _rejected(table: dict[str, Any]) -> RejectedLine:
    problems = tuple(Problem(**each) for each in table["problems"])
    return RejectedLine(
        sheet=table["sheet"], row=table["row"], cells=table["cells"], problems=problems
    )
