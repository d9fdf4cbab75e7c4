"""Exemptions (放宽条件的批准): where the pack lets a condition be relaxed, an organ above approves,
and the office of that level enters its approval with the document and the day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.permission import Action
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office.candidacy.declaring import moved_since, states_of
from huanjie.office.candidacy.exempters import may_exempt, who_exempts
from huanjie.office.candidacy.facts import checked_day, checked_document, entry_of
from huanjie.office.candidacy.findings import RuleLine, find_all, rows_of, settle
from huanjie.office.candidacy.models import Exemption
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import NAME_LENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The approval of an organ above (批准): from whom, by which document, on which day."""

    approved_by: str
    document: str
    approved_on: datetime.date


@command(Action.GRANT_EXEMPTION)
def grant_exemption(
    *,
    acting_user: ActingUser,
    election: Election,
    person: str,
    condition: str,
    approval: Approval,
) -> Done[str]:
    """Enter that the competent organ approved an exemption (登记批准); the answer is the id.

    BadInput, at `condition`, where the pack does not let it be relaxed, where another level decides
    by it, where the person meets it, or where the approval was entered before; at `approved_by`,
    `document` or `approved_on` else.
    """
    election.advance(Action.GRANT_EXEMPTION)
    entry_of(election, person)
    _check_level(acting_user, election, _check_needed(election, person, condition))
    organ = approval.approved_by.strip()
    if not organ or len(organ) > NAME_LENGTH or not organ.isprintable():
        raise BadInput(
            "没有写批准的机构", at="approved_by", remedy=f"写机构的全名，最多 {NAME_LENGTH} 个字"
        )
    before = states_of(election)
    Exemption.objects.create(
        election=election,
        region=election.region,
        person=person,
        condition=condition,
        approved_by=organ,
        document=checked_document(approval.document, at="document"),
        approved_on=checked_day(approval.approved_on, at="approved_on"),
    )
    settle(election, person)
    says = {"exempted": [person], "condition": condition, **moved_since(before, election)}
    return Done(answer=person, says=says)


def _check_level(acting_user: ActingUser, election: Election, line: RuleLine) -> None:
    """Refuse an approval that another level decides on, with who does and by which article."""
    condition = line.rule.condition
    if not may_exempt(acting_user.user, election, condition):
        organ = who_exempts(condition)
        raise BadInput(
            f"“{condition.name}”的放宽由{organ}决定（{cited((line.citation,))}）",
            at="condition",
            remedy=f"报{organ}批准，由那一级的换届工作办公室登记",
        )


def _check_needed(election: Election, person: str, condition: str) -> RuleLine:
    lines = [
        line
        for found in find_all(election, rows_of(election, person))
        for line in found.lines
        if line.rule.condition.key == condition
    ]
    found = next((x for x in lines if x.rule.condition.effect == "exemption-needed"), None)
    if found is None:
        raise BadInput(
            f"规定没有说“{_name_of(lines, condition)}”可以放宽",
            at="condition",
            remedy="只有规定写明须经批准的条件可以放宽",
        )
    if any(line.exemption for line in lines):
        raise BadInput("这一条已经登记过批准", at="condition", remedy="不用再登记")
    if all(line.rule.judgement.met is not False for line in lines):
        raise BadInput(
            f"没有认定不符合“{_name_of(lines, condition)}”，不需要放宽",
            at="condition",
            remedy="先登记事实",
        )
    return found


def _name_of(lines: list[RuleLine], condition: str) -> str:
    return lines[0].rule.condition.name if lines else shown(condition)
