"""Papers of the public notice (公示的文书): the notice itself, and the answer to an objection."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.law.citation import Citation, cited
from huanjie.paper.blocks import Block, Heading, Paragraph, Picture, Signature, Table
from huanjie.paper.nominee_papers import Occasion
from huanjie.paper.numerals import chinese_date
from huanjie.paper.poll_day import objections_taken
from huanjie.paper.word import Document

PHOTO_WIDTH: Final = 35.0
"""of every photograph, in millimetres"""
_IS_DRAFT: Final = (
    "拟稿：供核对用，还没有登记，不张贴、不盖章。登记以前人选变动的，以登记时的为准。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """What a notice says besides whom it names (公示的时间和依据)."""

    posted_on: datetime.date
    last_day: datetime.date
    days: int | None
    """None: up to the poll"""
    grounds: tuple[Citation, ...]
    ordered_by: str
    """what it says of the order of its names"""
    answer_days: int
    posts: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    """of each post its name, and of each person name, sex, and year and month of birth"""
    is_objectable: bool = True
    """whether its last day is not over yet, when it is printed (again)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was decided on an objection (对异议的决定)."""

    number: int
    to: str
    """who raised it; empty where they gave no name"""
    received_on: datetime.date
    about: str
    condition: str
    citation: Citation
    is_upheld: bool
    evidence: str
    decided_on: datetime.date


def notice_paper(occasion: Occasion, hung: Hung, *, is_draft: bool = False) -> Document:
    """公示: names, sex, year and month of birth, post; how long, and how to object. A draft (拟稿)
    is the same paper, and says of itself that it is not to be posted.
    """
    length = f"共 {hung.days} 个工作日，张贴当日不计入" if hung.days else "到选举日的前一日"
    blocks: list[Block] = [
        *([Paragraph(says=_IS_DRAFT, form="fact")] if is_draft else []),
        Paragraph(
            says=f"现将{occasion.name}的下列人选公示，{hung.ordered_by}。公示从"
            f"{in_words(hung.posted_on)}起，到{in_words(hung.last_day)} 24 时止（{length}）。",
            aside=f"（{cited(hung.grounds)}）" if hung.grounds else "",
        ),
    ]
    for post, people in hung.posts:
        blocks += [
            Heading(says=post, level=2),
            Table(head=("姓名", "性别", "出生年月"), rows=people, shares=(0.4, 0.25, 0.35)),
        ]
    blocks += [
        Paragraph(
            says=f"对人选是否符合规定的任职条件有异议的，可以在公示期内向{occasion.sealed_by}提出，"
            f"写明涉及的条件和事实；署名的，收到以后 {hung.answer_days} 个工作日内书面答复。"
            "提出人的姓名和电话保密。"
        ),
        *(objections_taken() if hung.is_objectable else ()),
        Signature(lines=(f"{occasion.sealed_by}（盖章）", chinese_date(hung.posted_on))),
    ]
    return _paper(occasion, "人选公示（拟稿）" if is_draft else "人选公示", blocks)


def answer_paper(occasion: Occasion, said: Answered) -> Document:
    """答复书: which condition was checked, what was found, and its article. Where nobody signed it
    is posted, and says nothing of the documents: those are for whoever objected.
    """
    fits = "不符合" if said.is_upheld else "没有查明不符合"
    found = f"根据{said.evidence}，" if said.evidence and said.to else ""
    day, whether = in_words(said.received_on), f"{said.about}是否符合“{said.condition}”"
    raised = f"您于{day}对{whether}提出异议" if said.to else f"{day}收到没有署名的异议，问{whether}"
    blocks: list[Block] = [
        Paragraph(says=f"编号：第 {said.number} 号", form="fact"),
        *([Paragraph(says=f"{said.to}：", form="address")] if said.to else []),
        Paragraph(
            says=f"{raised}。经核实，{found}{said.about}{fits}这一条件，异议"
            f"{'成立' if said.is_upheld else '不成立'}。{'' if said.to else '现予公布。'}"
        ),
        Paragraph(says=said.citation.says, aside=f"（{cited((said.citation,))}）"),
        Signature(lines=(f"{occasion.sealed_by}（盖章）", chinese_date(said.decided_on))),
    ]
    return _paper(occasion, "对人选异议的处理决定", blocks)


def _paper(occasion: Occasion, name: str, blocks: Iterable[Block]) -> Document:
    return Document(title=(occasion.name, name), blocks=tuple(blocks), author=occasion.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Somebody with what they gave to be posted (一人的陈述和照片)."""

    name: str
    posts: str
    text: str
    photo: bytes


def statements_paper(occasion: Occasion, people: Iterable[Stated]) -> Document:
    """竞职陈述: whoever gave one, in stroke order, every picture of one size."""
    blocks: list[Block] = [
        Paragraph(says="下列内容由本人提供，按姓氏笔画为序；没有提供的不列。", form="small")
    ]
    for each in people:
        blocks.append(Heading(says=f"{each.name}（{each.posts}）", level=2))
        if each.photo:
            blocks.append(Picture(raw=each.photo, width=PHOTO_WIDTH))
        blocks += [Paragraph(says=line) for line in each.text.splitlines() if line]
    return _paper(occasion, "竞职陈述", blocks)


def pledge_paper(occasion: Occasion, signer: str, promises: Iterable[str]) -> Document:
    """承诺书: what somebody of one kind promises, with a line to sign on."""
    blocks: list[Block] = [
        Paragraph(says=f"我是{occasion.name}的{signer}，郑重承诺："),
        *(Paragraph(says=f"{number}．{says}") for number, says in enumerate(promises, 1)),
        Paragraph(says="违反承诺的，依法依纪接受处理。本承诺书张贴公布。"),
        Signature(signers=("承诺人（签字）",), lines=("　　年　　月　　日",)),
    ]
    return _paper(occasion, f"{signer}承诺书", blocks)


def pledges_paper(
    occasion: Occasion,
    lists: Iterable[tuple[str, tuple[tuple[str, datetime.date | None], ...]]],
    *,
    today: datetime.date,
) -> Document:
    """承诺书签署情况: of each kind its people, and on which day each signed."""
    blocks: list[Block] = []
    for kind, people in lists:
        rows = tuple((name, in_words(day) if day else "还没有签") for name, day in people)
        blocks += [
            Heading(says=kind, level=2),
            Table(head=("姓名", "签署的日期"), rows=rows, shares=(0.5, 0.5)),
        ]
    if not blocks:
        blocks.append(Paragraph(says="还没有应签的人。"))
    blocks.append(Signature(lines=(f"{occasion.sealed_by}（盖章）", chinese_date(today))))
    return _paper(occasion, "承诺书签署情况", blocks)
