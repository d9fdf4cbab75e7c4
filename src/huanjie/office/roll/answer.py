"""The decision on an objection as a letter (答复书): to be sealed and handed to whoever objected.
It names the reasons by law and article, and what the roll says since.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.objection import KIND_NAMES, Kind
from huanjie.domain.rollchange import KINDS, Effect
from huanjie.domain.rollchange import Kind as ChangeKind
from huanjie.law.citation import cited
from huanjie.law.condition import Condition
from huanjie.office.clock import CHINA
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.objection_list import Shown
from huanjie.paper.blocks import Block, Paragraph, Signature
from huanjie.paper.numerals import chinese_date
from huanjie.paper.poll_day import sealing
from huanjie.paper.word import Document

_TITLE: Final = "对名单异议的处理决定"
_DONE: Final = {
    Effect.ADDED: "已列入名单",
    Effect.STRUCK: "已移出名单",
    Effect.CORRECTED: "登记的内容已经更正",
}


def answer_docx(election: Election, row: Shown) -> bytes:
    """The letter as a .docx file, dated with the day of the decision; `row` is decided."""
    decided_on = row.objection.decided_on
    assert decided_on
    unit = election.unit.full_name
    seal = f"{sealing(unit, law_of(election).pack)}（盖章）"
    blocks = (
        *_letter(election, row),
        Signature(lines=(seal, chinese_date(decided_on))),
    )
    document = Document(
        title=(f"{unit}{election.body_name}选举", _TITLE), blocks=blocks, author=unit
    )
    made_at = datetime.datetime.combine(decided_on, datetime.time(12), tzinfo=CHINA)
    return document.as_bytes(made_at=made_at)


def _letter(election: Election, row: Shown) -> Iterator[Block]:
    each = row.objection
    kind = KIND_NAMES[Kind(each.kind)]
    yield Paragraph(says=f"编号：第 {each.number} 号", form="fact")
    if each.raised_by:
        yield Paragraph(says=f"{each.raised_by}：", form="address")
    published = election.roll_published_on
    day = f"{in_words(published)}公布的名单" if published else "公布的名单"
    yield Paragraph(
        says=f"你于{in_words(each.received_on)}对{day}提出异议，认为{row.about}{kind}。"
        f"经核实，决定如下："
    )
    yield Paragraph(says=f"异议{'成立' if row.is_upheld else '不成立'}。{_done(row)}")
    for reason in row.reasons:
        yield _reason(reason)
    if row.due:
        for citation in row.due.grounds:
            yield Paragraph(says=citation.says, aside=f"（{cited([citation])}）", form="small")


def _done(row: Shown) -> str:
    """What became of the roll."""
    change = getattr(row.objection, "change", None)
    if change is None:
        return "名单不变。"
    effect = KINDS[ChangeKind(change.kind)].effect
    name = change.entry.name
    return (
        f"{name}{_DONE[effect]}，登记参加选举的人数由 {change.was} 人变为 {change.registered} 人。"
    )


def _reason(reason: Condition) -> Paragraph:
    return Paragraph(
        says=f"涉及的登记条件：{reason.name}。{reason.citation.says}",
        aside=f"（{cited([reason.citation])}）",
    )
