"""PEOPLE (人员表): a CSV or XLSX file of people and what is stated of each, for one rule pack.

Headings are the pack's facts, by word or by Chinese name, and 姓名 name, 职务 post, 日期 on; the
first row with the most of them is the header. Every row below it that holds something is a person,
or is skipped and reported. Cells that cannot be used are BadInput, all of them at once, each with
sheet, row and column.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.celltext import Cell, written
from huanjie.domain.evaluation import Stated
from huanjie.domain.rollcolumns import UNCOUNTED
from huanjie.door.fault import BadInput, one_line
from huanjie.door.nearest import nearest
from huanjie.exchange.factcells import read_fact_cell
from huanjie.exchange.filekind import read_sheets, text_called_workbook
from huanjie.exchange.headings import (
    Column,
    Header,
    find_header,
    plain_heading,
    refuse_another_shape,
)
from huanjie.exchange.peoplecolumns import DAY, people_columns, unknown_post
from huanjie.exchange.rawsheet import MOST_ROWS, RawSheet, place
from huanjie.exchange.rolltable import LONGEST_SAID
from huanjie.law.expression import Fact, Value
from huanjie.law.pack import RulePack

_MOST_TOLD: Final = 100
"""faults that one refusal names"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of the file (一个人): where, who, for which post and day, and what is stated."""

    sheet: str | None
    row: int
    name: str | None
    post: str | None
    """as written in the file; None where nothing is"""
    on: datetime.date | None
    stated: Stated


@dataclass(slots=True, kw_only=True)
class PeopleFile:
    """人员表: the people, and what was not read (没有读的)."""

    people: list[PersonRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[BadInput] = field(default_factory=list)
    """cells that cannot be used; a file with any is refused, by all of them at once"""


def read_people(
    name: str,
    raw: bytes,
    pack: RulePack,
    *,
    progress: Callable[[int], None] = lambda rows: None,
) -> PeopleFile:
    """Read a file called `name`; `progress` hears after each person how many were read."""
    read = PeopleFile()
    columns = people_columns(pack)
    facts = {fact.fact: fact for fact in pack.stated_facts}
    try:
        sheets = read_sheets(raw)
        for sheet in sheets:
            if sheet.rows:
                _read_sheet(read, sheet, columns, facts, progress)
        if read.faults:
            raise _all_of(read.faults)
        if not read.people:
            remedy = f"第一行写列标题，如：姓名、{_some(pack)}；--template 写出全部列标题"
            nobody = BadInput("没有一个人", remedy=remedy)
            raise text_called_workbook(name, sheets) or nobody
        read.notes += _unknown_posts(read.people, pack)
    except BadInput as fault:
        raise fault.within(file=name) from None
    return read


def _some(pack: RulePack) -> str:
    return "、".join(fact.name for fact in pack.stated_facts[:3])


def _read_sheet(
    read: PeopleFile,
    sheet: RawSheet,
    columns: Sequence[Column],
    facts: Mapping[str, Fact],
    progress: Callable[[int], None],
) -> None:
    header = find_header(sheet, columns)
    if header is None:
        first = _text(sheet.rows[0][1])
        read.notes.append(f"{place(sheet.name) or '文件'}没有认得的列标题，没有读：{first}")
        return
    read.notes += _unread(sheet, header, columns)
    for number, cells in sheet.rows:
        if number < header.row:
            read.notes.append(f"{place(sheet.name, number)}在列标题上面，没有读：{_text(cells)}")
        elif number > header.row and _text(cells):
            if _repeats(header, cells):
                read.notes.append(f"{place(sheet.name, number)}又是列标题，略过")
                continue
            try:
                refuse_another_shape(sheet, number, cells, header)
            except BadInput as fault:
                read.faults.append(fault)
                continue
            person, faults = _person(sheet, number, cells, header, facts)
            read.people.append(person)
            read.faults += faults
            if len(read.people) > MOST_ROWS:
                raise BadInput(f"一个文件最多 {MOST_ROWS} 人", remedy="分成几个文件")
            progress(len(read.people))


def _unread(sheet: RawSheet, header: Header, columns: Sequence[Column]) -> Iterator[str]:
    if sheet.hidden or sheet.hidden_rows:
        yield f"{place(sheet.name)}有隐藏的内容，也读了"
    found = header.columns.values()
    free = [each for column in columns if column.word not in found for each in column.headings]
    unread = [
        _or_meant(title, free)
        for at, title in header.titles.items()
        if at not in header.columns and plain_heading(title) not in UNCOUNTED
    ]
    if unread:
        yield f"{place(sheet.name, header.row)}：没有读的列：{'、'.join(unread)}"
    bare = {
        number
        for number, cells in sheet.rows
        if number > header.row
        for at, cell in enumerate(cells)
        if at not in header.titles and written(cell).strip()
    }
    if bare:
        yield f"{place(sheet.name, min(bare))}等 {len(bare)} 行，没有标题的列里有内容，没有读"


def _or_meant(title: str, free: Sequence[str]) -> str:
    """A heading that nobody knows, and the nearest one that no column has yet (想写的列标题)."""
    near = nearest(plain_heading(title), free, most=1)
    return f"{title}（是不是“{near[0]}”？）" if near else title


def _repeats(header: Header, cells: Sequence[Cell]) -> bool:
    """Whether the headings stand here again."""
    return all(
        at < len(cells) and written(cells[at]).strip() == title
        for at, title in header.titles.items()
    )


def _person(
    sheet: RawSheet,
    number: int,
    cells: Sequence[Cell],
    header: Header,
    facts: Mapping[str, Fact],
) -> tuple[PersonRow, list[BadInput]]:
    """Somebody as far as the cells can be used, and what is wrong with the others."""
    faults: list[BadInput] = []
    stated: dict[str, Value] = {}
    others: dict[str, str] = {}
    on: Value | None = None
    for at, word in header.columns.items():
        cell = cells[at] if at < len(cells) else None
        try:
            if word in ("name", "post"):
                others[word] = written(cell).strip()
            elif word == DAY.fact:
                on = read_fact_cell(DAY, cell)
            elif (value := read_fact_cell(facts[word], cell)) is not None:
                stated[word] = value
        except BadInput as fault:
            where = header.cell_place(sheet, number, at)
            faults.append(BadInput(fault.says, at=where, remedy=fault.remedy))
    person = PersonRow(
        sheet=sheet.name,
        row=number,
        name=others.get("name") or None,
        post=others.get("post") or None,
        on=on if isinstance(on, datetime.date) else None,
        stated=stated,
    )
    return person, faults


def _unknown_posts(people: Iterable[PersonRow], pack: RulePack) -> Iterator[str]:
    """Each post that the body does not have, once, with the first row that names it."""
    first: dict[str, PersonRow] = {}
    for person in people:
        if person.post:
            first.setdefault(person.post, person)
    for post, person in first.items():
        where = place(person.sheet, person.row)
        try:
            says = unknown_post(pack, post)
        except BadInput as fault:
            raise BadInput(fault.says, at=where, remedy=fault.remedy) from fault
        if says:
            yield f"{where}：{says}"


def _all_of(faults: Sequence[BadInput]) -> BadInput:
    """Every cell that cannot be used, at once (一次说完): the first of very many."""
    if len(faults) == 1:
        return faults[0]
    more = f"\n另有 {len(faults) - _MOST_TOLD} 处" if len(faults) > _MOST_TOLD else ""
    told = "\n".join(str(each) for each in faults[:_MOST_TOLD])
    return BadInput(f"有 {len(faults)} 处不能用：\n{told}{more}")


def _text(cells: Iterable[Cell]) -> str:
    return one_line(
        " ".join(text for cell in cells if (text := written(cell).strip())), LONGEST_SAID
    )
