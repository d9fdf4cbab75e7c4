"""Many things of one kind out of a table (成批登记): each row is read as the form of a single one
reads it, and tried as the deed does it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from huanjie.domain.birthdate import read_birth_date
from huanjie.domain.personname import repaired_name
from huanjie.door.fault import BadInput
from huanjie.exchange.headings import Column, plain_heading
from huanjie.exchange.plaintable import read_table
from huanjie.office.command import ActingUser
from huanjie.office.forms import SiteForm, Words
from huanjie.office.gates import Reminder
from huanjie.office.manydone import MOST_ROWS, tried
from huanjie.office.planning.models import Election
from huanjie.office.web import in_sentences, whole_number

T = TypeVar("T")


def _no_reminders(_election: Election, _asked: object) -> tuple[Reminder, ...]:
    """Nothing follows for anybody else."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowColumn:
    """A column of such a table (一列): which field of the form it fills, and in which words."""

    fills: str
    heading: str
    also: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    """the form's value by what people write; empty: as it stands"""
    is_day: bool = False
    names: str = ""
    """the field of the number on the roll whose person this column names (姓名): not of the form,
    but held against the roll"""
    is_needed: bool = True

    @property
    def column(self) -> Column:
        """The same for the reader of tables."""
        headings = (self.heading, *self.also, self.fills)
        plain = tuple(dict.fromkeys(map(plain_heading, headings)))
        return Column(word=self.fills, headings=plain, needed=self.is_needed)

    def value(self, text: str) -> str:
        """A cell as the form takes it."""
        if self.is_day:
            read = read_birth_date(text)
            return read.date.isoformat() if read and read.date else text
        return self.words.get(text, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyOf(Generic[T]):
    """One kind of thing that a table may hold many of (成批登记的一种)."""

    columns: tuple[RowColumn, ...]
    form: Callable[[Mapping[str, str]], SiteForm]
    """the form of a single one, filled in"""
    asked: Callable[[Any], T]
    """what such a form asks for, once it is valid"""
    do: Callable[[ActingUser, Election, Sequence[T]], int]
    """the deed that does them all; how many"""
    heading: Words
    lead: Words
    follows: Words
    """what happens once it is done"""
    back: str
    """the address by its name to come back to"""
    route: str
    """the address of its own page by its name; that of the template ends in -template"""
    reminders: Callable[[Election, Sequence[T]], tuple[Reminder, ...]] = _no_reminders
    """what follows for others, who are not in the rows"""

    @property
    def headings(self) -> list[str]:
        """The headings of a template."""
        return [each.heading for each in self.columns]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow(Generic[T]):
    """One row (一行): its cells, what it asks for, and what is wrong with it."""

    sheet: str | None
    """None in a CSV file"""
    row: int
    cells: tuple[str, ...]
    asked: T | None
    problems: tuple[str, ...]
    shown: tuple[tuple[str, str], ...] = ()
    """the cells under their headings, each name as the roll has it"""


def read_rows(many: ManyOf[T], election: Election, *, name: str, raw: bytes) -> list[ReadRow[T]]:
    """Every row of a file called `name`, as far as its cells alone can tell; BadInput at `file`
    where it cannot be read at all.
    """
    try:
        rows = read_table(name, raw, [each.column for each in many.columns])
    except BadInput as fault:
        where = f"{fault.at}：" if fault.at else ""
        raise BadInput(f"{where}{fault.says}", at="file", remedy=fault.remedy) from None
    if not rows:
        raise BadInput("只有表头，没有一行内容", at="file", remedy="一行写一个")
    if len(rows) > MOST_ROWS:
        says = f"文件里有 {len(rows)} 行，一次最多 {MOST_ROWS} 行"
        raise BadInput(says, at="file", remedy="分成几个文件")
    people = _people(election)
    return [_read(many, each.sheet, each.row, each.texts, people) for each in rows]


def rows_again(many: ManyOf[T], election: Election, *, text: str) -> list[ReadRow[T]]:
    """The rows out of the text that the check page carries (`text_of`); BadInput at `file` where
    it is no such text.
    """
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        lines = []
    rows = [_line(many, each) for each in lines if each]
    if not 0 < len(rows) <= MOST_ROWS:
        raise _not_whole()
    people = _people(election)
    return [_read(many, sheet, row, texts, people) for sheet, row, texts in rows]


def _line(many: ManyOf[T], cells: Sequence[str]) -> tuple[str | None, int, Mapping[str, str]]:
    sheet, number, *rest = cells if len(cells) > 1 else ("", "")
    row = whole_number(number)
    if row is None or len(rest) != len(many.columns):
        raise _not_whole()
    names = (each.fills for each in many.columns)
    return sheet or None, row, dict(zip(names, rest, strict=True))


def _not_whole() -> BadInput:
    return BadInput("核对过的内容不完整", at="file", remedy="重新上传文件")


def _people(election: Election) -> Mapping[int, str]:
    """Names on the roll by their numbers."""
    return dict(election.roll.values_list("number", "name"))


def _read(
    many: ManyOf[T],
    sheet: str | None,
    row: int,
    texts: Mapping[str, str],
    people: Mapping[int, str],
) -> ReadRow[T]:
    form = many.form({each.fills: each.value(texts.get(each.fills, "")) for each in many.columns})
    problems = [*_of_form(many, form, texts), *_of_names(many, form, texts, people)]
    cells = tuple(texts.get(each.fills, "") for each in many.columns)
    asked = None if problems else many.asked(form)
    return ReadRow(
        sheet=sheet,
        row=row,
        cells=cells,
        asked=asked,
        problems=tuple(problems),
        shown=tuple((each.heading, _shown(each, form, texts, people)) for each in many.columns),
    )


def _shown(
    column: RowColumn, form: SiteForm, texts: Mapping[str, str], people: Mapping[int, str]
) -> str:
    """A cell as it is shown once more; of a number the name that the roll has beside it."""
    if column.names:
        return people.get(_number(form, column), "")
    return texts.get(column.fills, "")


def _number(form: SiteForm, column: RowColumn) -> int:
    """The number on the roll as the form takes it, in whichever digits it is written; 0, which is
    nobody's, where it takes none.
    """
    number: int | None = form.cleaned_data.get(column.names)
    return number or 0


def _of_form(many: ManyOf[T], form: SiteForm, texts: Mapping[str, str]) -> Iterator[str]:
    """What the single form refuses, by our headings, and which words it takes."""
    columns = {each.fills: each for each in many.columns}
    for name, errors in form.errors.items():
        column = columns.get(name)
        if column is None:
            yield " ".join(map(str, errors))
        elif column.words and texts.get(name):
            words = "、".join(dict.fromkeys(column.words))
            yield f"{column.heading}：没有“{texts[name]}”这个写法；可以写{words}。"
        else:
            yield f"{column.heading}：{' '.join(map(str, errors))}"


def _of_names(
    many: ManyOf[T], form: SiteForm, texts: Mapping[str, str], people: Mapping[int, str]
) -> Iterator[str]:
    """A name beside a number is that person's, where both are written: a slip in a number is then
    told, and nobody else is entered. Both names as they are meant: 张　三 is 张三.
    """
    for column in many.columns:
        if not column.names:
            continue
        name, number = texts.get(column.fills, ""), _number(form, column)
        known = people.get(number)
        if name and known and repaired_name(known) != repaired_name(name):
            yield (
                f"{column.heading}：名册上编号 {number} 是{known}，表里写的是{name}。"
                "改对编号或者姓名。"
            )


def tried_rows(
    many: ManyOf[T], election: Election, acting: ActingUser, rows: Sequence[ReadRow[T]]
) -> list[ReadRow[T]]:
    """The rows with what the deed refuses of them (试办): nothing of it stays done. BadInput where
    it is refused whatever stands in the rows.
    """
    sound = [(at, row.asked) for at, row in enumerate(rows) if row.asked is not None]
    if not sound:
        return list(rows)
    found = tried(election, lambda: many.do(acting, election, [asked for _, asked in sound]))
    return refused_rows(rows, [(sound[at][0], fault) for at, fault in found])


def refused_rows(
    rows: Sequence[ReadRow[T]], faults: Sequence[tuple[int, BadInput]]
) -> list[ReadRow[T]]:
    """The rows, those that were refused with the refusal; each by its place from 0."""
    refused = dict(faults)
    return [
        replace(row, asked=None, problems=(in_sentences(refused[at]),)) if at in refused else row
        for at, row in enumerate(rows)
    ]


def text_of(rows: Sequence[ReadRow[T]]) -> str:
    """The rows as the check page carries them: each behind its sheet and its number, every cell as
    it was read, for no spreadsheet opens this.
    """
    target = io.StringIO()
    csv.writer(target).writerows((row.sheet or "", row.row, *row.cells) for row in rows)
    return target.getvalue()
