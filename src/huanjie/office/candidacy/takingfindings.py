"""Findings taken away as a file (资格审查汇总表): a reading, entered in the log with its purpose.
It says what the page of the findings says: of a condition its name and article, and no evidence.
"""

from __future__ import annotations

from typing import Final

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office.candidacy.barring import barrings_of, is_barred
from huanjie.office.candidacy.findings import NomineeFinding, RuleLine, find_all, rows_of
from huanjie.office.candidacy.models import Barring
from huanjie.office.command import ActingUser
from huanjie.office.planning.models import Election
from huanjie.office.planning.tablefile import Rows
from huanjie.office.reading import Seen, read
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.xlsx import Cell

HEADS: Final = ("姓名", "性别", "职务", "状态", "结论", "理由", "批准放宽", "申诉")
"""The columns of the file (表头)."""
_CANCELLED: Final = "取消候选人资格"


@read(Action.EXPORT_FINDINGS)
def take_findings(*, acting_user: ActingUser, election: Election, because: str) -> Seen[Rows]:
    """Every nominee of every post as a row (导出资格审查); BadInput where nobody is nominated."""
    found, barrings = find_all(election, rows_of(election)), barrings_of(election)
    rows = tuple(_row(each, barrings.get(each.nominee.person)) for each in found)
    if not rows:
        raise BadInput("还没有人选，没有可以导出的", remedy="先提名")
    return Seen(answer=rows, people=len(rows))


def _row(found: NomineeFinding, barring: Barring | None) -> tuple[Cell, ...]:
    row = found.nominee
    cancelled = barring is not None and barring.is_cancellation
    return (
        row.name,
        SEX_WORDS.get(row.sex, ""),
        row.contest.name,
        _CANCELLED if cancelled else row.get_state_display(),
        found.words,
        _reasons(found),
        "；".join(_named(line) for line in found.lines if line.rule.is_exempted),
        barring.get_appeal_state_display() if barring and is_barred(row) else "",
    )


def _reasons(found: NomineeFinding) -> str:
    """Which conditions made the finding; none where all are met. A condition is named by what it
    asks for, so that the cell says itself that it is not met, or not known to be.
    """
    if found.finding == "eligible":
        return ""
    how = "还不能判断" if found.finding == "unknown" else "不符合"
    return "；".join(f"{how}{_named(each)}" for each in found.deciding)


def _named(line: RuleLine) -> str:
    """A condition by its name, with its article."""
    return f"“{line.rule.condition.name}”（{cited([line.citation])}）"
