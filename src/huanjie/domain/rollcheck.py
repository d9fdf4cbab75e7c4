"""The check of a roll (名册核对): the rule for one row.

A row is good or it is bad, with every reason; a note leaves it good.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.birthdate import BirthDate, read_birth_date
from huanjie.domain.celltext import Cell, is_formula, is_nothing, written
from huanjie.domain.contest import Sex
from huanjie.domain.daywords import date_in_words
from huanjie.domain.identity import Identity, IdentityFault, as_number, read_identity
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.domain.phone import fault_of_phone, repaired_phone
from huanjie.domain.rollcolumns import Column, heading_of, sex_of, standing_of
from huanjie.domain.rollrow import Kind, RollPerson, RollRow, RowFinding, RowFindings, RowNote

REQUIRED: Final[tuple[Column, ...]] = ("name", "id_number")
"""What a roll must say of everybody, unless its law asks for less."""


def check_row(
    row: RollRow,
    *,
    required: tuple[Column, ...] = REQUIRED,
    on: datetime.date | None = None,
    members: MemberRoll | None = None,
) -> RowFindings:
    """Check one row; nobody is born after the day `on`, where it is told. A standing is read in
    the words of the roll of `members`, and is None where that roll has no such word.
    """
    check = _Check(row=row, required=required, on=on, members=members)
    bad = tuple(check.bad())
    return RowFindings(
        person=None if bad else check.person(),
        bad=bad,
        notes=() if bad else tuple(check.notes()),
        number=check.identity.whole if check.identity else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """What is asked of every row of one roll (名册每一行的规则), as `check_row` takes it."""

    required: tuple[Column, ...] = REQUIRED
    on: datetime.date | None = None
    members: MemberRoll | None = None

    def check(self, row: RollRow) -> RowFindings:
        """Check one row (核对一行)."""
        return check_row(row, required=self.required, on=self.on, members=self.members)


PLAIN_RULE: Final = RowRule()
"""that of a roll of which nothing else is known"""


class _Check:
    """The reading of one row, each cell once."""

    __slots__ = ("birth", "fault", "identity", "members", "on", "required", "row")

    def __init__(
        self,
        *,
        row: RollRow,
        required: tuple[Column, ...],
        on: datetime.date | None,
        members: MemberRoll | None,
    ) -> None:
        self.row, self.required, self.on, self.members = row, required, on, members
        reading = _identity(row.cells.get("id_number"))
        self.identity = reading if isinstance(reading, Identity) else None
        self.fault = reading if isinstance(reading, IdentityFault) else None
        birth = row.cells.get("birth_date")
        self.birth: BirthDate | None = None if _is_empty(birth) else read_birth_date(birth)

    def bad(self) -> Iterator[RowFinding]:
        """Every reason; a row whose cells cannot be told apart has no other."""
        if self.row.shape:
            yield RowFinding(column=None, kind="row-shape", says=self.row.shape)
            return
        formulas = self._formulas()
        for column in formulas:
            yield RowFinding(
                column=column,
                kind="formula",
                says=f"{heading_of(column)}是公式；请复制后“选择性粘贴—数值”，再导入",
            )
        judges: tuple[tuple[Column, Callable[[], Iterator[RowFinding]]], ...] = (
            ("name", self._name),
            ("id_number", self._number),
            ("sex", self._sex),
            ("birth_date", self._birth),
        )
        for column, judge in judges:
            if column not in formulas:
                yield from judge()
        yield from self._others(formulas)

    def _formulas(self) -> list[Column]:
        cells = self.row.cells
        return [c for c in cells if c in self.row.formulas or is_formula(cells[c])]

    def _name(self) -> Iterator[RowFinding]:
        name = repaired_name(self._text("name"))
        if is_nothing(name):
            if "name" in self.required:
                yield self._finding("name", "name-missing", "没有姓名")
        elif says := fault_of_name(name):
            yield RowFinding(column="name", kind="name-characters", says=says)

    def _number(self) -> Iterator[RowFinding]:
        fault = self.fault
        if fault and (fault.kind != "id-missing" or "id_number" in self.required):
            yield self._finding("id_number", fault.kind, fault.says)
        elif self.identity and self.on and self.identity.birth_date > self.on:
            says = f"身份证号里的出生日期{date_in_words(self.identity.birth_date)}还没有到"
            yield RowFinding(column="id_number", kind="id-date", says=says)

    def _sex(self) -> Iterator[RowFinding]:
        text = self._text("sex")
        if is_nothing(text):
            return
        stated = sex_of(text)
        if stated is None:
            yield RowFinding(column="sex", kind="sex-mismatch", says="性别应为男或女")
        elif self.identity and stated != self.identity.sex:
            says = f"性别写的是{_SEX_WORDS[stated]}，身份证号是{_SEX_WORDS[self.identity.sex]}"
            yield RowFinding(column="sex", kind="sex-mismatch", says=says)

    def _birth(self) -> Iterator[RowFinding]:
        if _is_empty(self.row.cells.get("birth_date")):
            return
        if self.birth is None or self._is_not_born(self.birth):
            says = "出生日期不能用；请写成 1990-01-02 的样子，并检查这一天是否存在"
            yield RowFinding(column="birth_date", kind="birth-invalid", says=says)
        elif self.identity and not self.birth.is_of(self.identity.birth_date):
            says = f"出生日期与身份证号里的{date_in_words(self.identity.birth_date)}不一致"
            yield RowFinding(column="birth_date", kind="birth-mismatch", says=says)

    def _is_not_born(self, birth: BirthDate) -> bool:
        return bool(self.on and birth.date and birth.date > self.on)

    def _others(self, formulas: list[Column]) -> Iterator[RowFinding]:
        """Whatever else this roll must say of everybody."""
        for column in self.required:
            if column in ("name", "id_number") or column in formulas:
                continue
            if is_nothing(self._text(column)) and not self._is_derived(column):
                yield self._finding(column, "row-shape", f"没有填{heading_of(column)}")

    def _is_derived(self, column: Column) -> bool:
        return column in ("sex", "birth_date") and self.identity is not None

    def _finding(self, column: Column, kind: Kind, says: str) -> RowFinding:
        if column in self.row.merged:
            says += "：这一格与别的格合并了；请取消合并，每个人填一行"
        return RowFinding(column=column, kind=kind, says=says)

    def notes(self) -> Iterator[RowNote]:
        """What to know of a good row."""
        if self.identity and not self.identity.area_known:
            says = "身份证号前六位不在现行的县级代码里：可能是已经撤并的县，请核对"
            yield RowNote(column="id_number", kind="area-code", says=says)
        if self.identity and self.identity.is_old:
            says = "这是 15 位的旧身份证号，请换成 18 位的"
            yield RowNote(column="id_number", kind="id-15-digits", says=says)
        if self.birth and self.birth.day is None and self.identity is None:
            says = "出生日期只有年和月，没有读；请补上日"
            yield RowNote(column="birth_date", kind="birth-month-only", says=says)
        if odd := fault_of_phone(repaired_phone(self._text("phone"))):
            yield RowNote(column="phone", kind="phone-unclear", says=odd)
        standing = self._text("standing")
        if not self.members and not is_nothing(standing) and standing_of(standing) is None:
            says = (
                "看不出是哪一类党员、团员；党员写“正式党员”“预备党员”“留党察看”，"
                "团员写“正式团员”“留团察看”"
            )
            yield RowNote(column="standing", kind="standing-unclear", says=says)

    def person(self) -> RollPerson:
        """The person of a good row."""
        identity = self.identity
        born = self.birth.date if self.birth else None
        return RollPerson(
            name=repaired_name(self._text("name")),
            id_number=identity.number if identity else None,
            sex=sex_of(self._text("sex")) or (identity.sex if identity else None),
            birth_date=born or (identity.birth_date if identity else None),
            household=self._find("household"),
            group=self._find("group"),
            phone=repaired_phone(self._text("phone")) or None,
            education=self._find("education"),
            standing=standing_of(self._text("standing"), self.members),
            post=self._find("post"),
            unit=self._find("unit"),
        )

    def _text(self, column: Column) -> str:
        return written(self.row.cells.get(column))

    def _find(self, column: Column) -> str | None:
        text = self._text(column)
        return None if is_nothing(text) else text


_SEX_WORDS: Final[Mapping[Sex, str]] = {"m": "男", "f": "女"}
_EXACT: Final = 10**15
"""From here on a spreadsheet's numbers lose their last digits."""


def _identity(cell: Cell) -> Identity | IdentityFault:
    """A number typed as a number is whole only up to fifteen digits."""
    if isinstance(cell, float) and (not cell.is_integer() or abs(cell) >= _EXACT):
        return as_number()
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= _EXACT:
        return as_number()
    return read_identity(written(cell))


def _is_empty(cell: Cell) -> bool:
    return is_nothing(written(cell))
