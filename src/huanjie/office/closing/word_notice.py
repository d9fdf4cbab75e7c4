"""The notice as a paper (选举结果公告): to be printed, signed, sealed and posted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from huanjie.dossier.case import Case
from huanjie.dossier.notice_content import notice_of
from huanjie.dossier.notice_parts import (
    Elected,
    Fact,
    Fingerprint,
    Ground,
    Line,
    Section,
    Votes,
)
from huanjie.law.amounts import grouped
from huanjie.office.clock import CHINA
from huanjie.paper.blocks import Block, Heading, Paragraph, Signature, Table
from huanjie.paper.numerals import chinese_date
from huanjie.paper.poll_day import held_by
from huanjie.paper.word import Document

_SIGNERS: Final = ("主任（签字）", "监票人（签字）", "计票人（签字）")
_SIGNERS_OF_A_MEETING: Final = ("主持人（签字）", "监票人（签字）", "计票人（签字）")
_KIND: Final = "选举结果公告"
"""Where a title that is too long for one line is broken."""


def result_paper(case: Case, *, made_at: datetime.datetime) -> Document:
    """The whole notice, dated with the day of `made_at` (with its time zone) in Beijing."""
    notice = notice_of(case)
    blocks = (
        *map(_fact, (*notice.facts, *notice.correction)),
        *(block for section in notice.sections for block in _section(section)),
        _signature(case, made_at),
    )
    unit = case.count.election.unit.name
    title = (notice.title.removesuffix(_KIND), _KIND)
    return Document(title=title, blocks=blocks, author=unit)


def _fact(fact: Fact) -> Paragraph:
    return Paragraph(says=f"{fact.label}：{fact.value}", form="fact")


def _section(section: Section) -> Iterator[Block]:
    yield Heading(says=section.heading, level=2 if section.is_round else 1)
    elected = [block for block in section.blocks if isinstance(block, Elected)]
    if elected:
        yield _elected(elected)
    for block in section.blocks:
        if not isinstance(block, Elected):
            yield _in_word(block)


def _elected(posts: list[Elected]) -> Table:
    """One row for each person, so that no name is broken; one more for seats still open."""
    return Table(
        head=("职务", "姓名", "得票"),
        rows=tuple(row for post in posts for row in _rows(post)),
        right=frozenset({"得票"}),
    )


def _rows(elected: Elected) -> Iterator[tuple[str, ...]]:
    for name, votes in elected.people:
        yield elected.post, name, "" if votes is None else grouped(votes)
    if elected.vacancies or not elected.people:
        vacant = f"（尚缺 {elected.vacancies} 名）" if elected.people else "（空缺）"
        yield elected.post, vacant, ""


def _in_word(block: Line | Votes | Ground | Fingerprint) -> Block:
    match block:
        case Line(says=says, citation=citation):
            return Paragraph(says=says, aside=f"（{citation.named}）" if citation else "")
        case Votes():
            return _votes(block)
        case Ground(citation=citation):
            return Paragraph(says=citation.quoted)
        case Fingerprint(says=says):
            return Paragraph(says=says, form="code")


def _votes(votes: Votes) -> Table:
    """The most votes first, as they are read out."""
    rows = sorted(votes.rows, key=lambda row: -row.votes)
    return Table(
        head=("姓名", "得票", "结果"),
        rows=tuple((row.name, grouped(row.votes), row.result) for row in rows),
        right=frozenset({"得票"}),
        caption=votes.caption,
    )


def _signature(case: Case, made_at: datetime.datetime) -> Signature:
    """A Party branch has no election committee: who presides over the meeting signs."""
    own = held_by(case.pack)
    seals = f"{case.count.election.unit.name}{own}" if own else "主持选举的机构"
    return Signature(
        signers=_SIGNERS if own else _SIGNERS_OF_A_MEETING,
        lines=(f"{seals}（盖章）", chinese_date(made_at.astimezone(CHINA).date())),
    )
