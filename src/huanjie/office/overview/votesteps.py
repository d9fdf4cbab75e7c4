"""The steps of the votes (投票的各步): papers out and in; sheets and their settlement, or papers
scanned and adjudicated; the result, and the votes that are left.

How many sheets are in is all that is said of them before both are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.cycle import DEED_NAMES, Stage
from huanjie.domain.edges import POLLING_DAY
from huanjie.domain.permission import Action
from huanjie.law.citation import Citation
from huanjie.office.overview.dated import Dated
from huanjie.office.overview.task import DoneBy, Facts, Left, Need, State, Task, VoteFacts
from huanjie.office.planning.events import RESULT_PUBLISHED, RUNOFF_END
from huanjie.office.polling.models import KIND_NAMES

FIRST: Final = "first"
_TWO: Final = 2
"""sheets of every vote (计票单一式两份)"""


def vote_tasks(facts: Facts, dated: Dated, today: datetime.date) -> Iterator[Task]:
    """Earlier votes in one line each, the last one step by step, then the votes that are left."""
    *earlier, last = facts.votes or (_first_to_come(),)
    for vote in earlier:
        yield _over(vote)
    yield from _Vote(vote=last, facts=facts, dated=dated, today=today).tasks()
    if facts.stage is Stage.DECLARED:
        for left in facts.left:
            yield _left(left, dated)


def _first_to_come() -> VoteFacts:
    return VoteFacts(number=1, kind=FIRST, name=_(KIND_NAMES[FIRST]))


def _over(vote: VoteFacts) -> Task:
    return Task(
        key=f"vote-{vote.number}",
        deed=Action.DECLARE,
        name=vote.name,
        state=State.DONE,
        page="round",
        number=vote.number,
        done_on=vote.declared_on,
    )


def _left(left: Left, dated: Dated) -> Task:
    optional = _("也可以由本单位决定减少名额，不再投票。") if left.optional else ""
    return Task(
        key=f"left-{left.kind}",
        deed=Action.OPEN_ROUND,
        name=_(left.name),
        state=State.NOW,
        by=dated.last_day(RUNOFF_END) if left.kind == "runoff" else None,
        says=optional,
        missing=(Need(says=_("这一轮投票还没有安排"), met=False),),
        page="rounds",
        optional=left.optional,
        grounds=dated.grounds(RUNOFF_END) if left.kind == "runoff" else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vote:
    """The vote that is on, or the last one (当前的一轮)."""

    vote: VoteFacts
    facts: Facts
    dated: Dated
    today: datetime.date

    def tasks(self) -> Iterator[Task]:
        """From the papers to the result."""
        yield from map(self._named, (self._issue(), self._collect()))
        by_scan = self._scan, self._adjudicate
        by_hand = self._sheets, self._settle
        yield from (self._named(step()) for step in (by_scan if self.vote.scanned else by_hand))
        yield self._named(self._declare())

    @property
    def _is_first(self) -> bool:
        return self.vote.kind == FIRST

    def _named(self, task: Task) -> Task:
        """A later vote says in every step which one it is."""
        if self._is_first:
            return task
        return replace(
            task, name=_("%(vote)s：%(step)s") % {"vote": self.vote.name, "step": task.name}
        )

    def _edge(self, event: str) -> tuple[datetime.date | None, tuple[Citation, ...]]:
        """The first vote has the edges of the schedule; of the later ones, a runoff alone."""
        if not self._is_first:
            event = RUNOFF_END if self.vote.kind == "runoff" else ""
        return self.dated.last_day(event), self.dated.grounds(event)

    def _step(self, deed: Action, state: State, says: str, *needs: Need) -> Task:
        event = (
            POLLING_DAY
            if deed in (Action.ISSUE_PAPERS, Action.COLLECT_PAPERS)
            else RESULT_PUBLISHED
        )
        by, grounds = self._edge(event)
        is_poll = event == POLLING_DAY and self._is_first
        has_page = any(vote.number == self.vote.number for vote in self.facts.votes)
        return Task(
            key=deed.value,
            deed=deed,
            name=_(DEED_NAMES[deed]),
            state=state,
            by=by,
            says=says,
            late=_late_poll() if is_poll else _late_result(),
            remedy=_late_poll() if is_poll else _late_result(),
            missing=needs,
            page="round" if has_page else "rounds",
            number=self.vote.number if has_page else None,
            done=self._done(deed) if state is State.DONE else None,
            grounds=grounds,
        )

    def _done(self, deed: Action) -> DoneBy | None:
        """The last deed of a kind belongs to the last vote that it was done for."""
        return self.facts.done.get(deed)

    def _issue(self) -> Task:
        deed, stage = Action.ISSUE_PAPERS, self.facts.stage
        if stage in (Stage.OPENED, Stage.ROLL_PUBLISHED):
            return self._step(deed, State.LATER, _("公布候选人以后才能投票。"))
        if stage is not Stage.READY:
            return self._step(deed, State.DONE, _papers_out(self.vote))
        if any(each.is_below for each in self.facts.contests):
            return self._step(deed, State.LATER, _("候选人不够，不能发出选票。"))
        day = self.facts.polling_day if self._is_first else self.vote.day
        if day and self.today < day:
            return self._step(deed, State.CLOCK, _("候选人已经公布，等投票的那一天。"))
        return self._step(deed, State.NOW, "", Need(says=_("发出的选票数还没有登记"), met=False))

    def _collect(self) -> Task:
        deed, stage = Action.COLLECT_PAPERS, self.facts.stage
        if stage is Stage.POLLING:
            out = Need(says=_papers_out(self.vote), met=True)
            says = Need(says=_("收回的选票数还没有登记"), met=False)
            return self._step(deed, State.NOW, "", out, says)
        if stage in (Stage.COUNTING, Stage.DECLARED, Stage.SEALED):
            says_in = _("收回 %(papers)d 张") % {"papers": self.vote.collected or 0}
            return self._step(deed, State.DONE, says_in)
        return self._step(deed, State.LATER, _("发出选票以后才能收回。"))

    def _sheets(self) -> Task:
        deed, stage = Action.ENTER_SHEET, self.facts.stage
        if self._is_declared or self.vote.sheets >= _TWO:
            return self._step(deed, State.DONE, _("两份都已交齐。"))
        handed_in = _("已交 %(sheets)d 份，共须 2 份") % {"sheets": self.vote.sheets}
        if stage is Stage.COUNTING:
            blind = Need(says=_("两名计票人各交一份，交齐以前互相看不到"), met=False)
            return self._step(deed, State.NOW, "", Need(says=handed_in, met=False), blind)
        return self._step(deed, State.LATER, _("收回选票以后才能计票。"))

    def _settle(self) -> Task:
        deed = Action.SETTLE_SHEETS
        if self.vote.settled:
            return self._step(deed, State.DONE, _("监票人已经认定。"))
        if self._is_declared or (self.vote.sheets >= _TWO and self.vote.differ is False):
            same = self._step(deed, State.DONE, _("两份一致，不需要认定。"))
            return replace(same, done=None)
        if self.vote.sheets >= _TWO:
            return self._step(
                deed, State.NOW, "", Need(says=_("两份计票单有不同，要由监票人认定"), met=False)
            )
        return self._step(deed, State.LATER, _("两份都交齐以后才比对。"))

    def _scan(self) -> Task:
        """Until as many papers are read as were collected, whether they are sure or not."""
        deed, certain = Action.SCAN_BALLOTS, self.vote.certain
        if self._is_declared:
            return self._step(deed, State.DONE, _("选票都扫描了。"))
        if certain is None:
            return self._step(deed, State.NOW, "", Need(says=_("正在扫描计票"), met=False))
        read = certain + (self.vote.doubtful or 0)
        told = {"papers": read, "collected": self.vote.collected or 0}
        says = _("读到 %(papers)d 张，收回 %(collected)d 张") % told
        if read == self.vote.collected:
            return self._step(deed, State.DONE, says)
        return self._step(deed, State.NOW, "", Need(says=says, met=False))

    def _adjudicate(self) -> Task:
        deed, left = Action.ADJUDICATE, self.vote.doubtful
        if self._is_declared or left == 0:
            return self._step(deed, State.DONE, _("没有等认定的疑票。"))
        if left is None:
            return self._step(deed, State.LATER, _("扫描以后，有疑票才要认定。"))
        says = _("还有 %(n)d 张疑票，由两个人各自认定") % {"n": left}
        return self._step(deed, State.NOW, "", Need(says=says, met=False))

    @property
    def _is_certain(self) -> bool:
        """Whether every scanned paper is certain, and as many as were collected."""
        return self.vote.doubtful == 0 and self.vote.certain == self.vote.collected

    def _declare_scanned(self) -> Task:
        if self._is_certain:
            all_ = Need(says=_("选票张数相符，疑票都认定了"), met=True)
            open_ = Need(says=_("结果还没有宣布"), met=False)
            return self._step(Action.DECLARE, State.NOW, "", all_, open_)
        return self._step(Action.DECLARE, State.LATER, _("选票张数相符、疑票都认定以后才能宣布。"))

    def _declare(self) -> Task:
        deed = Action.DECLARE
        if self._is_declared:
            return replace(self._step(deed, State.DONE, ""), done_on=self.vote.declared_on)
        if self.vote.scanned:
            return self._declare_scanned()
        agreed = self.vote.settled or self.vote.differ is False
        if self.facts.stage is Stage.COUNTING and self.vote.sheets >= _TWO and agreed:
            both = Need(says=_("两份计票单一致，或者已经认定"), met=True)
            open_ = Need(says=_("结果还没有宣布"), met=False)
            return self._step(deed, State.NOW, "", both, open_)
        return self._step(deed, State.LATER, _("计票单一致以后才能宣布。"))

    @property
    def _is_declared(self) -> bool:
        return self.facts.stage in (Stage.DECLARED, Stage.SEALED)


def _papers_out(vote: VoteFacts) -> str:
    return _("发出 %(papers)d 张") % {"papers": vote.issued or 0}


def _late_poll() -> str:
    return _("错过这一天，须另定选举日并重新公布。")


def _late_result() -> str:
    return _("逾期的，请立即办理，并在公告上写明原因。")
