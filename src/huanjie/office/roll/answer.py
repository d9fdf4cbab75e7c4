"""The decision on an objection as a letter (答复书): to be sealed and handed to whoever objected.
It names the reasons by law and article, and what the roll says since.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.objection import KIND_NAMES, Kind
from huanjie.domain.rollappeal import ROLL_APPEAL_STATES, RollAppealState, roll_appeal_due
from huanjie.domain.rollchange import KINDS, Effect
from huanjie.domain.rollchange import Kind as ChangeKind
from huanjie.law.citation import cited
from huanjie.law.condition import Condition
from huanjie.office.clock import CHINA
from huanjie.office.planning.laws import counted_as, law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.appeals import RollAppeal
from huanjie.office.roll.models import RollChange
from huanjie.office.roll.objection_list import ShownObjection
from huanjie.paper.blocks import Block, Paragraph, Signature
from huanjie.paper.numerals import chinese_date
from huanjie.paper.poll_day import sealing
from huanjie.paper.word import Document

_TITLE: Final = "对名单异议的处理决定"
_APPEAL_TITLE: Final = "对异议处理决定申诉的答复"
_DONE: Final = {
    Effect.ADDED: "已列入名单",
    Effect.STRUCK: "已移出名单",
    Effect.CORRECTED: "登记的内容已经更正",
}


def answer_docx(election: Election, row: ShownObjection) -> bytes:
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


def appeal_answer_docx(election: Election, row: ShownObjection, appeal: RollAppeal) -> bytes:
    """The decision above as a letter to whoever appealed (申诉答复书), with a copy that tells the
    committee; `appeal` is decided.
    """
    each, unit = row.objection, election.unit.full_name
    decided_on = each.appeal_decided_on
    assert decided_on
    assert each.appealed_on
    name = ROLL_APPEAL_STATES[RollAppealState(each.appeal_state)]
    blocks: list[Block] = [Paragraph(says=f"编号：第 {each.number} 号异议", form="fact")]
    if each.appealed_by:
        blocks.append(Paragraph(says=f"{each.appealed_by}：", form="address"))
    rule = appeal.rule.citation
    blocks += [
        Paragraph(
            says=f"你不服对第 {each.number} 号异议的处理决定，"
            f"于{in_words(each.appealed_on)}提出申诉。经审查，{name}。{_done_by(appeal.change)}"
        ),
        Paragraph(says=f"决定书：{each.appeal_decision}"),
        Paragraph(says=rule.says, aside=f"（{cited([rule])}）", form="small"),
        Paragraph(says=f"抄送：{sealing(unit, law_of(election).pack)}", form="small"),
        Signature(lines=(f"{appeal.rule.answered_by}（盖章）", chinese_date(decided_on))),
    ]
    document = Document(
        title=(f"{unit}{election.body_name}选举", _APPEAL_TITLE), blocks=tuple(blocks), author=unit
    )
    made_at = datetime.datetime.combine(decided_on, datetime.time(12), tzinfo=CHINA)
    return document.as_bytes(made_at=made_at)


def _may_appeal(election: Election, row: ShownObjection) -> Iterator[Block]:
    """How to appeal against the decision, where the pack has such a step (怎样申诉)."""
    decided_on = row.objection.decided_on
    due = roll_appeal_due(law_of(election), decided_on) if decided_on else None
    rule = law_of(election).pack.objection_appeal
    if due and rule:
        yield Paragraph(
            says=f"不服的，可以在{in_words(due.last_day)}以前（含当日）向{rule.answered_by}申诉。",
            aside=f"（{cited([rule.citation])}）",
        )


def _letter(election: Election, row: ShownObjection) -> Iterator[Block]:
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
        yield _reason(reason, is_unsaid=reason.key in row.unsaid)
    yield from _may_appeal(election, row)
    if row.due:
        for citation in row.due.grounds:
            yield Paragraph(says=citation.says, aside=f"（{cited([citation])}）", form="small")


def _done(row: ShownObjection) -> str:
    """What became of the roll."""
    return _done_by(getattr(row.objection, "change", None))


def _done_by(change: RollChange | None) -> str:
    if change is None:
        return "名单不变。"
    effect = KINDS[ChangeKind(change.kind)].effect
    name = change.entry.name
    return (
        f"{name}{_DONE[effect]}，{counted_as(change.election)}由 {change.was} 人"
        f"变为 {change.registered} 人。"
    )


def _reason(reason: Condition, *, is_unsaid: bool) -> Paragraph:
    silent = "（未写明，视为符合）" if is_unsaid else ""
    return Paragraph(
        says=f"理由（涉及的登记条件）：{reason.name}{silent}。{reason.citation.says}",
        aside=f"（{cited([reason.citation])}）",
    )
