"""The schedule as a Word file (日程表): a table to be posted, then what each article says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.schedule import ScheduledStep
from huanjie.domain.unitschedule import UnitSchedule
from huanjie.law.citation import CONFIDENCE, Citation, distinct
from huanjie.paper.blocks import Block, Heading, Paragraph, Table
from huanjie.paper.schedule_words import title_of
from huanjie.paper.word import Document

_OF_STEPS: Final = (0.36, 0.46, 0.18)
_OF_BODIES: Final = (0.36, 0.22, 0.28, 0.14)
"""each column's share of the line"""


def schedule_docx(unit: UnitSchedule, *, made_at: datetime.datetime, place: str = "") -> bytes:
    """The .docx file; `made_at` (with its time zone) dates it inside."""
    document = Document(title=(title_of(unit, place),), blocks=tuple(schedule_blocks(unit)))
    return document.as_bytes(made_at=made_at)


def schedule_blocks(unit: UnitSchedule) -> Iterator[Block]:
    """The days of the polls, the table of steps, what to know, and the notes to the table."""
    for body in unit.bodies:
        says = f"{body.name}：选举日 {in_words(body.polling_day)}，适用的规定 {body.pack}"
        yield Paragraph(says=says, form="fact")
    grounds = distinct(ground for each in unit.steps for ground in each.step.grounds)
    yield _table(unit, grounds)
    for each in unit.steps:
        if each.step.conflict:
            yield Paragraph(says=f"排不下：{each.name}{each.step.name}，{each.step.conflict}。")
    for warning in unit.warnings:
        yield Paragraph(says=f"注意：{warning}")
    yield Heading(says="注：依据的条文")
    for number, ground in enumerate(grounds, 1):
        yield Paragraph(says=f"〔{number}〕{note(ground)}", form="fact")


def note(ground: Citation) -> str:
    """An article, what it says, and how sure we are where it was not read in full."""
    sure = "" if ground.confidence == "V" else f"（{CONFIDENCE[ground.confidence]}）"
    return f"{ground.quoted}{sure}"


def _table(unit: UnitSchedule, grounds: Sequence[Citation]) -> Table:
    several, with_year = len(unit.bodies) > 1, not in_one_year(unit)
    rows = [
        (
            days(each.step, with_year=with_year),
            *((each.name,) if several else ()),
            each.step.name,
            "".join(f"〔{grounds.index(ground) + 1}〕" for ground in each.step.grounds),
        )
        for each in unit.steps
    ]
    head = ("日期", *(("组织",) if several else ()), "步骤", "注")
    return Table(head=head, rows=tuple(rows), shares=_OF_BODIES if several else _OF_STEPS)


def days(step: ScheduledStep, *, with_year: bool = True) -> str:
    """The days of a step, from and until on a line each."""

    def said(day: datetime.date) -> str:
        return in_words(day) if with_year else in_words(day).partition("年")[2]

    first, last = step.window.earliest, step.window.latest
    mark = "（暂定）" if step.provisional else ""
    if step.conflict:
        mark += "（排不下）"
    if last is None or first == last:
        day = last or first
        return f"{said(day) if day else '不限'}{mark}"
    if first is None or last < first:
        return f"最迟{said(last)}{mark}"
    return f"{said(first)}起\n{said(last)}止{mark}"


def in_one_year(unit: UnitSchedule) -> bool:
    """Whether every day lies in one year, which then need not stand in every row."""
    windows = [each.step.window for each in unit.steps]
    edges = [day for window in windows for day in (window.earliest, window.latest) if day]
    return len({day.year for day in edges}) == 1
