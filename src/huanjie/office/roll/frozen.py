"""Whether the roll is frozen (名册冻结): its objections' last day is over, and none is open.
Nothing is stored: it follows from the days and from what is still to be decided.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from huanjie.domain import objection as law_of_objections
from huanjie.domain.daywords import in_words
from huanjie.domain.objection import State
from huanjie.domain.rollappeal import RollAppealState, roll_appeal_due
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, cited
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.publication import objections


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """Why a roll is not frozen (还没有冻结的原因), what to do about it, and by which articles."""

    says: str
    remedy: str
    grounds: tuple[Citation, ...]


def why_not_frozen(election: Election, *, today: datetime.date) -> tuple[Unsettled, ...]:
    """Everything that may still change the published roll; nothing where it is frozen."""
    return tuple(_reasons(election, today))


def _reasons(election: Election, today: datetime.date) -> Iterator[Unsettled]:
    if election.roll_published_on is None:
        yield Unsettled(says="名单还没有公布", remedy="先公布名单", grounds=())
        return
    until = objections(election)
    if until and today <= until.last_day:
        yield Unsettled(
            says=f"异议期到{in_words(until.last_day)} 24 时为止，还没有满",
            remedy="期满以后名册才冻结",
            grounds=until.grounds,
        )
    if waiting := undecided(election):
        yield waiting
    if still_open := _still_open(election, today):
        yield still_open


def is_frozen(election: Election, *, today: datetime.date) -> bool:
    """Whether the roll is frozen on a day (已经冻结)."""
    return not why_not_frozen(election, today=today)


def undecided(election: Election) -> Unsettled | None:
    """The objections that nobody has decided yet, and the appeals above (未决的异议和申诉): while
    there is one, neither are candidates published nor ballots issued.
    """
    left = election.objections.filter(state=State.RAISED).count()
    if not left:
        return _appealed(election)
    step = law_of_objections.step_of(law_of(election), law_of_objections.DECIDED)
    return Unsettled(
        says=f"对名单的异议还有 {left} 件没有决定",
        remedy="先在名册的“异议”页作出决定，或者由提出的人撤回",
        grounds=(step.citation,) if step else (),
    )


def _appealed(election: Election) -> Unsettled | None:
    """The appeals against decisions that those above have not decided yet (未决的申诉)."""
    left = election.objections.filter(appeal_state=RollAppealState.FILED).count()
    if not left:
        return None
    rule = law_of(election).pack.objection_appeal
    return Unsettled(
        says=f"对异议处理决定的申诉还有 {left} 件没有决定",
        remedy=f"由{rule.answered_by}作出决定" if rule else "由受理申诉的机构作出决定",
        grounds=(rule.citation,) if rule else (),
    )


def _still_open(election: Election, today: datetime.date) -> Unsettled | None:
    """The last day on which a decision may still be appealed against (还可以申诉)."""
    law = law_of(election)
    if law.pack.objection_appeal is None:
        return None
    decided = election.objections.filter(
        state__in=(State.UPHELD, State.DISMISSED), appeal_state=RollAppealState.NONE
    )
    days = decided.exclude(decided_on=None).values_list("decided_on", flat=True)
    dues = [due for day in set(days) if day and (due := roll_appeal_due(law, day))]
    last = max(dues, key=lambda due: due.last_day, default=None)
    if last is None or today > last.last_day:
        return None
    return Unsettled(
        says=f"对异议的处理决定可以申诉到{in_words(last.last_day)}",
        remedy="期满以后名册才冻结",
        grounds=last.grounds,
    )


def check_decided(election: Election) -> None:
    """Refuse what must wait until every objection is decided."""
    if left := undecided(election):
        articles = f"（{cited(left.grounds)}）" if left.grounds else ""
        raise BadInput(f"{left.says}{articles}", remedy=left.remedy)
