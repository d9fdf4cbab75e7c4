"""What waits for a decision (待决定的异议和申诉): while one does, neither are candidates published
nor ballots issued. By the first of the last days that the law gives.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.permission import Action
from huanjie.law.citation import Citation
from huanjie.office.overview.dated import Dated
from huanjie.office.overview.task import Facts, Need, State, Task
from huanjie.office.planning.events import OBJECTION_DECIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """One kind of what waits."""

    dues: tuple[datetime.date, ...]
    key: str
    deed: Action
    says: str
    late: str
    page: str
    left: int | None = None
    """how many wait, where not each of them has a last day"""
    grounds: tuple[Citation, ...] = ()

    def tasks(self) -> Iterator[Task]:
        """What is to be done now, where any waits."""
        left = len(self.dues) if self.left is None else self.left
        if left:
            yield Task(
                key=self.key,
                deed=self.deed,
                name=_(DEED_NAMES[self.deed]),
                state=State.NOW,
                by=next(iter(self.dues), None),
                says=_("还有 %(left)d 件没有决定") % {"left": left},
                late=self.late,
                remedy=_("尽快作出决定，逾期会标明。"),
                moves_the_poll=False,
                missing=(Need(says=self.says, met=False),),
                page=self.page,
                grounds=self.grounds,
            )


def about_the_roll(facts: Facts, dated: Dated) -> Iterator[Task]:
    """Objections to the roll (决定异议), and appeals above against decisions on them (向上申诉)."""
    yield from _Waiting(
        dues=facts.decisions_due,
        key=OBJECTION_DECIDED,
        deed=Action.DECIDE_OBJECTION,
        says=_("对名单的异议还没有决定"),
        late=_("异议没有决定，候选人不能公布，选票不能发出。"),
        page="roll-objections",
        grounds=dated.grounds(OBJECTION_DECIDED),
    ).tasks()
    yield from _Waiting(
        dues=facts.roll_appeals_due,
        key="roll-appeals",
        deed=Action.DECIDE_ROLL_APPEAL,
        says=_("对异议处理决定的申诉还没有决定"),
        late=_("申诉没有决定，候选人不能公布，选票不能发出。"),
        page="roll-objections",
        grounds=facts.roll_appeals_grounds,
    ).tasks()


def about_nominees(facts: Facts) -> Iterator[Task]:
    """Objections to nominees (决定对人选的异议), and appeals of those who were barred
    (决定资格申诉).
    """
    yield from _Waiting(
        dues=facts.answers_due,
        key="nominee-objections",
        deed=Action.DECIDE_NOMINEE_OBJECTION,
        says=_("对人选的异议还没有决定"),
        late=_("异议没有决定，候选人不能公布，选票不能发出。"),
        page="public-notice",
    ).tasks()
    yield from _Waiting(
        dues=facts.appeals_due,
        key="appeals",
        deed=Action.DECIDE_APPEAL,
        left=facts.appeals,
        says=_("资格申诉还没有决定，由认定人以外的人决定"),
        late=_("申诉没有决定，候选人不能公布，选票不能发出。"),
        page="findings",
        grounds=facts.appeals_grounds,
    ).tasks()
