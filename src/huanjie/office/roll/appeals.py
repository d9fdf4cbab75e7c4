"""Appeals above against decisions on objections to the roll (不服异议处理决定的申诉): entered by
whoever holds the election or by the town, decided by the town. What the town decides otherwise
changes the roll in the same deed.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.due import Due
from huanjie.domain.objection import Kind, State
from huanjie.domain.permission import Action
from huanjie.domain.rollappeal import (
    RollAppealDeed,
    RollAppealState,
    check_filed,
    roll_answer_due,
    roll_appeal_after,
    roll_appeal_due,
)
from huanjie.domain.rollchange import KINDS, LONGEST_DOCUMENT, Effect
from huanjie.domain.rollchange import Kind as ChangeKind
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import Appeal
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll import changing
from huanjie.office.roll.models import Objection, RollChange, RollEntry
from huanjie.office.roll.objections import Remedy, carried_out, checked_name, find_objection

_KIND_OF: Final[Mapping[Effect, ChangeKind]] = {
    Effect.ADDED: ChangeKind.APPEAL_ADDED,
    Effect.STRUCK: ChangeKind.APPEAL_STRUCK,
    Effect.CORRECTED: ChangeKind.APPEAL_CORRECTED,
}
_BACK: Final[Mapping[Effect, Effect]] = {
    Effect.ADDED: Effect.STRUCK,
    Effect.STRUCK: Effect.ADDED,
    Effect.CORRECTED: Effect.CORRECTED,
}
"""what undoes what an objection did"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollAppeal:
    """The second step of one objection, as a page shows it (向上申诉)."""

    state: str
    rule: Appeal
    until: Due | None
    """until when the decision may be appealed against; None: there is none yet"""
    answer: Due | None
    """by when those above decide; None: nothing is filed"""
    is_late: bool
    change: RollChange | None

    @property
    def is_filed(self) -> bool:
        """Whether it waits for those above."""
        return self.state == RollAppealState.FILED

    @property
    def was_decided(self) -> bool:
        """Whether those above have decided."""
        return self.state in (RollAppealState.KEPT, RollAppealState.CHANGED)


def appeal_of(election: Election, row: Objection) -> RollAppeal | None:
    """The second step of an objection; None where the pack has none."""
    law = law_of(election)
    if law.pack.objection_appeal is None:
        return None
    answer = roll_answer_due(law, row.appealed_on) if row.appealed_on else None
    closed = row.appeal_decided_on or clock.today()
    return RollAppeal(
        state=row.appeal_state,
        rule=law.pack.objection_appeal,
        until=roll_appeal_due(law, row.decided_on) if row.decided_on else None,
        answer=answer,
        is_late=answer is not None and closed > answer.last_day,
        change=getattr(row, "appeal_change", None),
    )


def open_roll_appeals(elections: Collection[str]) -> Mapping[str, list[datetime.date]]:
    """On which days the appeals came that those above have not decided yet, by the election's id,
    for whoever lists what is to be done.
    """
    rows = Objection.objects.filter(election__in=elections, appeal_state=RollAppealState.FILED)
    found: defaultdict[str, list[datetime.date]] = defaultdict(list)
    for election, appealed_on in rows.values_list("election", "appealed_on"):
        if appealed_on:
            found[election].append(appealed_on)
    return found


@command(Action.FILE_ROLL_APPEAL)
def file_roll_appeal(
    *,
    acting_user: ActingUser,
    election: Election,
    objection: int,
    appealed_by: str,
    filed_on: datetime.date,
) -> Done[int]:
    """Enter that somebody is not satisfied with a decision (登记申诉); the answer is the number of
    the objection. BadInput where the pack has no such step, where nothing was decided or somebody
    appealed already, and at `filed_on` after the last day, with its article.
    """
    found = _open(election, Action.FILE_ROLL_APPEAL, objection)
    state = _after(found, RollAppealDeed.FILE)
    decided_on = found.decided_on
    assert decided_on
    until = roll_appeal_due(law_of(election), decided_on)
    assert until
    check_filed(filed_on, decided_on=decided_on, today=clock.today(), until=until)
    found.appealed_by = checked_name(appealed_by, "appealed_by")
    found.appeal_state, found.appealed_on = state, filed_on
    found.save(update_fields=("appeal_state", "appealed_by", "appealed_on"))
    return Done(answer=objection, says={"objection": objection, "filed_on": filed_on.isoformat()})


@command(Action.DECIDE_ROLL_APPEAL)
def keep_decision(
    *, acting_user: ActingUser, election: Election, objection: int, document: str
) -> Done[int]:
    """Decide above that the decision stands (维持); the answer is the objection's number."""
    found = _open(election, Action.DECIDE_ROLL_APPEAL, objection)
    _decide(found, _after(found, RollAppealDeed.KEEP), document)
    says = {"objection": objection, "kept": True, "decision": found.appeal_decision}
    return Done(answer=objection, says=says)


@command(Action.DECIDE_ROLL_APPEAL)
def change_decision(
    *,
    acting_user: ActingUser,
    election: Election,
    objection: int,
    document: str,
    remedy: Remedy | None = None,
) -> Done[int]:
    """Decide above that the decision does not stand (改变), and change the roll by it: what was
    refused is done by the remedy, as the committee would have; what was done is undone, and takes
    no remedy. The answer is the objection's number.
    """
    found = _open(election, Action.DECIDE_ROLL_APPEAL, objection)
    state = _after(found, RollAppealDeed.CHANGE)
    if found.state == State.UPHELD:
        effect, changed = _undone(election, found, remedy)
    else:
        effect = KINDS[ChangeKind(found.kind)].effect
        changed = carried_out(election, found, remedy or Remedy(), by=acting_user.user)
    _decide(found, state, document)
    change = changing.note_change(election, _KIND_OF[effect], changed, appeal=found)
    says = {"objection": objection, "decision": found.appeal_decision, **changing.says_of(change)}
    return Done(answer=objection, says=says)


def _undone(
    election: Election, found: Objection, remedy: Remedy | None
) -> tuple[Effect, changing.Changed]:
    """What the committee's decision did to the roll, taken back (改回)."""
    if remedy not in (None, Remedy()):
        raise BadInput("改回原来的登记，不用另填", at="reasons", remedy="去掉填写的内容")
    done = found.change
    effect = _BACK[KINDS[ChangeKind(found.kind)].effect]
    if found.kind == Kind.OMITTED:
        return effect, changing.strike(election, done.entry.number)
    if found.kind == Kind.WRONGLY_LISTED:
        entry = RollEntry.ever.get(pk=done.entry_id)
        return effect, changing.restore(election, entry)
    cells = json.loads(done.before or "{}")
    return effect, changing.correct(election, done.entry.number, cells)


def _open(election: Election, deed: Action, objection: int) -> Objection:
    changing.check_open(election, deed)
    if law_of(election).pack.objection_appeal is None:
        raise BadInput(
            "这次选举适用的规定没有对异议处理决定的申诉这一步",
            remedy="名册有错的，由主持选举的机构在“名册变动”更正",
        )
    return find_objection(election, objection)


def _after(found: Objection, deed: RollAppealDeed) -> RollAppealState:
    return roll_appeal_after(
        RollAppealState(found.appeal_state), deed, objection=State(found.state)
    )


def _decide(found: Objection, state: RollAppealState, document: str) -> None:
    name = " ".join(document.split())
    if not name or len(name) > LONGEST_DOCUMENT or not name.isprintable():
        raise BadInput(
            f"写上决定书的名称和文号，最多 {LONGEST_DOCUMENT} 个字",
            at="document",
            remedy="例如“申诉决定书1号”",
        )
    found.appeal_state, found.appeal_decided_on = state, clock.today()
    found.appeal_decision = name
    found.save(update_fields=("appeal_state", "appeal_decided_on", "appeal_decision"))
