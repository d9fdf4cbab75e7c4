"""Findings that bar, and appeals against them (认定不符合条件和申诉). Whoever is barred is told by
which articles and until when to appeal; somebody else than whoever found decides on the appeal.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huanjie.domain.appeal import (
    AppealDeed,
    AppealState,
    appeal_after,
    check_in_time,
)
from huanjie.domain.cycle import Stage
from huanjie.domain.departure import STRUCK, Reason
from huanjie.domain.nominee import NomineeDeed, NomineeState
from huanjie.domain.permission import Action
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.bars import Found, grounds_of, keep_barring
from huanjie.office.candidacy.declaring import moved_since, states_of
from huanjie.office.candidacy.facts import checked_day, checked_document, entry_of, put_facts
from huanjie.office.candidacy.findings import (
    NomineeFinding,
    find_all,
    is_standing,
    move,
    rows_of,
    settle,
)
from huanjie.office.candidacy.listday import is_filled_up
from huanjie.office.candidacy.models import Barring, Nominee, Source, ToldBy
from huanjie.office.candidacy.standing import check_unpublished
from huanjie.office.candidacy.terms import term_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_gates
from huanjie.office.planning.models import Election

_STRUCK = (*STRUCK, Reason.OBJECTION)
"""by which somebody is struck off a published list, and may come back by an appeal"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided on an appeal (对申诉的决定)."""

    is_upheld: bool
    document: str
    """the decision's own name and number (决定书)"""
    facts: Mapping[str, Any]
    """the new facts that an upheld appeal rests on"""
    evidence: str
    """the document that shows them (证明新事实的材料)"""


@command(Action.BAR_NOMINEE)
def bar_nominee(
    *,
    acting_user: ActingUser,
    election: Election,
    person: str,
    appeal_until: datetime.date | None = None,
) -> Done[str]:
    """Find that a nominee does not meet the conditions (认定不符合条件), and until when the person
    may appeal; the finding is posted on the same day, and the answer is the id.

    The last day is computed where the pack says how many days there are (Hainan art. 21), and set
    by whoever holds the election where no law does. Refused where the pack's conditions do not bar
    the person, or where the person was published, who leaves the list instead; at `appeal_until` as
    `keep_barring`.
    """
    election.advance(Action.BAR_NOMINEE)
    entry_of(election, person)
    found = [f for f in find_all(election, rows_of(election, person)) if is_standing(f.nominee)]
    barred = [each for each in found if each.finding == "barred"]
    if not barred:
        raise _not_barred(found)
    for each in barred:
        check_unpublished(each.nominee, NomineeDeed.BAR)
    kept = keep_barring(
        election,
        person,
        grounds=grounds_of(barred),
        found=Found(by=acting_user.user, appeal_until=appeal_until),
    )
    for each in barred:
        move(each.nominee, NomineeDeed.BAR)
    posts = [each.nominee.contest.post for each in barred]
    says = {"barred": [person], "posts": posts, "appeal_until": kept.appeal_until.isoformat()}
    return Done(answer=person, says=says)


def _not_barred(found: list[NomineeFinding]) -> BadInput:
    if not found:
        return BadInput("这个人现在不在人选名单上", at="person", remedy="看资格审查页现在的名单")
    name, words = found[0].nominee.name, found[0].words
    return BadInput(
        f"按现有的事实，{name}的审查结论是“{words}”，不能认定不符合条件",
        at="person",
        remedy="有新的事实，先连同材料登记",
    )


@command(Action.FILE_APPEAL)
def file_appeal(
    *, acting_user: ActingUser, election: Election, person: str, filed_on: datetime.date
) -> Done[str]:
    """Enter that the person appealed against the finding (登记申诉); the answer is the id. Refused
    where there is no finding to appeal against, where somebody appealed already, or at `filed_on`
    where the appeal came before the finding or after the last day.
    """
    election.advance(Action.FILE_APPEAL)
    pass_gates(Action.FILE_APPEAL, election)
    barring = open_barring(election, person)
    following = appeal_after(AppealState(barring.appeal_state), AppealDeed.FILE)
    day = checked_day(filed_on, at="filed_on")
    due = term_of(election, barring).appeal
    check_in_time(
        day,
        found_on=barring.found_on,
        until=barring.appeal_until,
        grounds=due.grounds if due else (),
    )
    barring.appeal_state, barring.filed_on = following, day
    barring.save(update_fields=("appeal_state", "filed_on"))
    return Done(answer=person, says={"appealed": [person], "filed_on": day.isoformat()})


@command(Action.DECIDE_APPEAL)
def decide_appeal(
    *, acting_user: ActingUser, election: Election, person: str, decision: Decision
) -> Done[str]:
    """Decide on an appeal (决定申诉), by somebody else than whoever found; the answer is the id.

    An upheld one rests on new facts with their document, under which no condition bars the person
    any more; a dismissed one on the articles that still do. Refused otherwise.
    """
    election.advance(Action.DECIDE_APPEAL)
    pass_gates(Action.DECIDE_APPEAL, election)
    barring = open_barring(election, person)
    deed = AppealDeed.UPHOLD if decision.is_upheld else AppealDeed.DISMISS
    following = appeal_after(AppealState(barring.appeal_state), deed)
    if barring.found_by_id == acting_user.user.pk:
        raise BadInput(
            "不符合条件是您认定的，申诉要由别人决定",
            remedy="请选举主持人或者乡镇、县换届工作办公室的人来办",
        )
    before = states_of(election)
    document = checked_document(decision.document, at="document")
    if decision.is_upheld:
        _uphold(election, barring, decision)
    barring.appeal_state, barring.decision = following, document
    barring.decided_by, barring.decided_on = acting_user.user, clock.today()
    barring.save(update_fields=("appeal_state", "decision", "decided_by", "decided_on"))
    says = {"decided": [person], "upheld": decision.is_upheld, **moved_since(before, election)}
    return Done(answer=person, says=says)


def _uphold(election: Election, barring: Barring, decision: Decision) -> None:
    """Bring the person back, where no condition bars them by the new facts. Against a cancellation
    (取消候选人资格) the evidence alone is new: it shows that the person did not do it.
    """
    person = barring.person
    if not decision.facts and not barring.is_cancellation:
        raise BadInput("申诉成立要有新的事实", at="facts", remedy="填写查明的事实和证明它的材料")
    evidence = checked_document(decision.evidence, at="evidence")
    if decision.facts:
        put_facts(election, person, decision.facts, source=Source.DOCUMENT, reference=evidence)
    rows = [f for f in find_all(election, rows_of(election, person)) if is_barred(f.nominee)]
    for each in rows:
        if each.finding == "barred":
            reasons = "；".join(line.rule.judgement.reason for line in each.deciding)
            raise BadInput(
                f"按填写的事实，{each.nominee.name}仍然不符合条件：{reasons}",
                at=next(iter(decision.facts), "upheld"),
                remedy="核对查明的事实；确实不符合的，认定申诉不成立",
            )
        _bring_back(election, each.nominee)
    settle(election, person)


def _bring_back(election: Election, row: Nominee) -> None:
    """Onto the published list again, where the person was struck off it; else among the slate.
    While the list is filled up (正在递补) the departure stays on record: by it the list is one.
    """
    if is_filled_up(election) and row.departures.filter(reason__in=_STRUCK).exists():
        move(row, NomineeDeed.REINSTATE)
        return
    struck = row.departures.filter(told_by=ToldBy.SAME)
    if election.stage == Stage.READY and struck.exists():
        move(row, NomineeDeed.REINSTATE)
        struck.delete()
    else:
        move(row, NomineeDeed.UPHOLD)


def is_barred(row: Nominee) -> bool:
    """Whether a nomination was found not to meet the conditions (已认定不符合条件)."""
    return row.state == NomineeState.BARRED


def open_barring(election: Election, person: str) -> Barring:
    """The finding that a person is barred by now; BadInput where there is none."""
    barring = barrings_of(election).get(person)
    if barring is None:
        raise BadInput(
            f"没有对“{shown(person)}”作出不符合条件的认定", at="person", remedy="看资格审查页"
        )
    return barring


def barrings_of(election: Election) -> dict[str, Barring]:
    """The finding that bars each person now, by the id: of whoever is barred still."""
    barred = {row.person for row in rows_of(election) if is_barred(row)}
    rows = Barring.objects.filter(election=election, person__in=barred).order_by("pk")
    return {row.person: row for row in rows}
