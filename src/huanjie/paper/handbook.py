"""The handbook of one election (指导手册): flow chart, schedule, papers, thresholds worked out for
the unit, the other rules, and how sure each source is; one Word file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.edges import POLLING_DAY
from huanjie.domain.schedule import Schedule, ScheduledStep
from huanjie.domain.thresholds import UnitNumbers
from huanjie.domain.unitschedule import joined
from huanjie.law.citation import CONFIDENCE, RANKS, Citation, distinct
from huanjie.law.pack import RulePack
from huanjie.law.topics import in_order
from huanjie.paper.blocks import (
    Block,
    Contents,
    Flow,
    FlowBox,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from huanjie.paper.handbook_numbers import number_blocks, number_grounds
from huanjie.paper.numerals import chinese_date
from huanjie.paper.schedule_word import days, in_one_year
from huanjie.paper.schedule_words import forms_of, measured
from huanjie.paper.word import Document

_CHAPTERS: Final = (
    "一、流程图",
    "二、日程和依据",
    "三、需要的文书",
    "四、本单位的各项数字",
    "五、其他规定",
    "六、依据和可信程度",
)


_ON_A_NEW_PAGE: Final = frozenset(_CHAPTERS[place] for place in (0, 1, 3))
_OF_STEPS, _OF_FORMS = (0.32, 0.22, 0.46), (0.09, 0.31, 0.3, 0.3)
_OF_SOURCES: Final = (0.34, 0.14, 0.34, 0.18)
"""each column's share of the line"""

When = Callable[[ScheduledStep], str]
"""Says the days of a step (日期), with their year where they do not all lie in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """What a handbook is made from (手册的内容)."""

    pack: RulePack
    schedule: Schedule
    numbers: UnitNumbers
    unit: str = ""
    """the place's name, where one is given"""

    def as_docx(self, *, made_at: datetime.datetime, day: datetime.date) -> bytes:
        """The .docx file, dated on its cover with `day`."""
        return Document(
            title=(f"{self.unit}{self.pack.name}", "换届选举指导手册"),
            blocks=tuple(_blocks(self)),
            author=self.unit,
            cover=(
                f"选举日　{in_words(self.schedule.polling_day)}",
                f"适用的规定　{self.schedule.pack}",
                f"编印　{chinese_date(day)}",
            ),
        ).as_bytes(made_at=made_at)


def _blocks(book: Handbook) -> Iterator[Block]:
    yield Contents(chapters=_CHAPTERS)
    one_year = in_one_year(joined((book.schedule,), ()))
    when = partial(days, with_year=not one_year)
    parts = (
        _flow(book, when),
        _schedule(book, when),
        _forms(book, when),
        number_blocks(book.pack, book.numbers),
        _provisions(book.pack),
        _sources(book),
    )
    for chapter, blocks in zip(_CHAPTERS, parts, strict=True):
        if chapter in _ON_A_NEW_PAGE:
            yield PageBreak()
        yield Heading(says=chapter)
        yield from blocks


def _flow(book: Handbook, when: When) -> Iterator[Block]:
    timed = {step.event: step for step in book.pack.steps}
    boxes = []
    for step in book.schedule.steps:
        papers = forms_of(book.schedule, step.event)
        notes = (
            measured(timed[step.event], book.pack),
            f"文书：{'、'.join(papers)}" if papers else "",
            f"排不下：{step.conflict}" if step.conflict else "",
        )
        boxes.append(
            FlowBox(
                when=when(step),
                says=step.name,
                notes=tuple(filter(None, notes)),
                heavy=step.event == POLLING_DAY,
            )
        )
    yield Flow(boxes=tuple(boxes))


def _schedule(book: Handbook, when: When) -> Iterator[Block]:
    """Every step with its days, what its article says, and the article."""
    rows = tuple(
        (
            when(step),
            step.name,
            "\n".join(f"{ground.in_short}：{ground.says}" for ground in step.grounds),
        )
        for step in book.schedule.steps
    )
    yield Table(head=("日期", "步骤", "依据"), rows=rows, shares=_OF_STEPS, dense=True)
    for step in book.schedule.steps:
        if step.conflict:
            yield Paragraph(says=f"排不下：{step.name}，{step.conflict}。")
    for warning in book.schedule.warnings:
        yield Paragraph(says=f"注意：{warning}")


def _forms(book: Handbook, when: When) -> Iterator[Block]:
    """The papers in the order of their steps; those of steps that are not dated come last."""
    dated = {step.event: step for step in book.schedule.steps}
    order = list(dated)
    forms = sorted(
        book.pack.forms,
        key=lambda form: order.index(form.event) if form.event in dated else len(order),
    )
    if not forms:
        yield Paragraph(says="适用的规定没有列出文书。")
        return
    rows = []
    for number, form in enumerate(forms, 1):
        step = dated.get(form.event)
        last = when(step).split("\n")[-1] if step else ""
        rows.append((str(number), form.name, step.name if step else form.event, last))
    yield Table(
        head=("序号", "文书", "用在哪一步", "日期"),
        rows=tuple(rows),
        shares=_OF_FORMS,
        dense=True,
    )


def _provisions(pack: RulePack) -> Iterator[Block]:
    """The rules that no number needs, by topic."""
    if not pack.provisions:
        yield Paragraph(says="适用的规定没有列出其他的内容。")
    for topic in in_order({each.topic for each in pack.provisions}):
        yield Heading(says=topic, level=2)
        for each in pack.provisions:
            if each.topic == topic:
                says = f"{each.name}：{each.citation.says}"
                yield Paragraph(says=says, aside=f"（{each.citation.in_short}）")


def _sources(book: Handbook) -> Iterator[Block]:
    """Each law once, its rank, and the articles by how sure we are of them."""
    yield Paragraph(says="每一项日期和数字都来自下列条文。没有核对过全文的，使用以前应当对照原文。")
    every = list(_citations(book))
    rows = []
    for law in dict.fromkeys(each.law for each in every):
        own = [each for each in every if each.law == law]
        for sure in dict.fromkeys(each.confidence for each in own):
            articles = dict.fromkeys(each.article for each in own if each.confidence == sure)
            ranks = dict.fromkeys(RANKS[each.rank] for each in own)
            rows.append((f"《{law}》", "、".join(ranks), "、".join(articles), CONFIDENCE[sure]))
    yield Table(
        head=("名称", "位阶", "条文", "可信程度"),
        rows=tuple(rows),
        shares=_OF_SOURCES,
        dense=True,
    )


def _citations(book: Handbook) -> tuple[Citation, ...]:
    """Every article that the handbook names, in the order in which it does."""
    from_numbers = number_grounds(book.pack, book.numbers)
    from_steps = (ground for step in book.schedule.steps for ground in step.grounds)
    return distinct((*from_steps, *from_numbers, *(each.citation for each in book.pack.provisions)))
