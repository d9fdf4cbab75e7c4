"""What stands in the way of publishing the slate (不能公布的原因): each with its articles, and with
what to do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.listorder import COUNT_WORDS, Basis
from huanjie.domain.nomination import CONFIRM_ONE, twice_says
from huanjie.domain.permission import Action
from huanjie.domain.schedule import ScheduledStep
from huanjie.office.candidacy.obstacles import Obstacle, unsettled_findings
from huanjie.office.candidacy.slate import Line, Slate
from huanjie.office.gates import FindingFault, issues_before
from huanjie.office.planning.models import Election

_COUNT_REMEDIES: Final[dict[Basis, str]] = {
    "nominations": "取消这个人的提名，再按提名表重新登记，写明有多少人提名",
    "preselection": "在候选人页登记这项职务的预选得票，每个人都写",
}
"""How a number that was left out is entered."""


def obstacles(slate: Slate, *, today: datetime.date, named: bool) -> tuple[Obstacle, ...]:
    """Everything that forbids publishing today: too late, a roll that may still change, too few or
    too many, somebody whose eligibility is not settled, and what later apps know. Only whoever may
    see the findings is told of whom (`named`).
    """
    unsettled = unsettled_findings(slate.election, today=today, named=named)
    return (
        *late(slate.step, today),
        *_undecided(slate),
        *margins(slate),
        *_no_woman(slate, named=named),
        *_twice(slate),
        *_uncounted(slate),
        *unsettled,
        *_of_gates(slate.election, named=named),
    )


def margins(slate: Slate) -> tuple[Obstacle, ...]:
    """Every post with too few or too many people (差额不合规定), with the article."""
    return tuple(_unlawful(line) for line in slate.lines if not line.is_lawful)


def _no_woman(slate: Slate, *, named: bool) -> Iterator[Obstacle]:
    """A list without the women that a text counts (妇女候选人); of a fitting number (适当) the page
    tells, and nothing is refused.
    """
    found = slate.no_woman
    if found and found.refuses:
        remedy = "；".join(filter(None, (found.remedy, found.whom if named else "")))
        yield Obstacle(says=found.says, remedy=remedy, grounds=(found.citation,))


def _twice(slate: Slate) -> Iterator[Obstacle]:
    """Whoever stands for two posts where the law lets nobody (一人只做一项职务的候选人)."""
    if slate.pack.one_post_a_candidate is None:
        return
    for twice in slate.twice:
        own = [
            line.contest.name
            for line in slate.lines
            if any(each.person == twice.person for each in line.people)
        ]
        yield Obstacle(
            says=twice_says(twice.name, own),
            remedy=CONFIRM_ONE,
            grounds=(slate.pack.one_post_a_candidate.citation,),
        )


def _uncounted(slate: Slate) -> Iterator[Obstacle]:
    """Every post whose list cannot be put in order, for a number was not entered."""
    for line in slate.lines:
        if line.order and line.uncounted:
            names, what = "、".join(each.name for each in line.uncounted), COUNT_WORDS[line.basis]
            yield Obstacle(
                says=f"{line.contest.name}的名单按{what}排列，{names}没有登记{what}",
                remedy=_COUNT_REMEDIES[line.basis],
                grounds=(line.order.citation,),
            )


_UNNAMED: Final = Obstacle(
    says="有人选的联审还没有办完",
    remedy="由主持选举的机构和换届工作办公室办理",
    grounds=(),
)
"""What is said of the joint review without a name and without its conclusion."""


def _of_gates(election: Election, *, named: bool) -> tuple[Obstacle, ...]:
    """What the later apps say, which name their articles themselves; without `named` one sentence
    for all that tells of somebody's review.
    """
    found = (
        _UNNAMED
        if isinstance(fault, FindingFault) and not named
        else Obstacle(says=fault.says, remedy=fault.remedy, grounds=())
        for fault in issues_before(Action.PUBLISH_CANDIDATES, election)
    )
    return tuple(dict.fromkeys(found))


def late(step: ScheduledStep | None, today: datetime.date) -> Iterator[Obstacle]:
    """That the last day to publish the list is over (已过期限), with its articles."""
    if step and step.window.latest and today > step.window.latest:
        yield Obstacle(
            says=f"{step.name}最迟在{in_words(step.window.latest)}，今天是{in_words(today)}，已经晚了",
            remedy="选举日要推迟：由主持选举的机构决定新的选举日，报上级换届工作机构以后重新排日程",
            grounds=step.grounds,
        )


def _undecided(slate: Slate) -> Iterator[Obstacle]:
    if left := slate.undecided:
        yield Obstacle(says=left.says, remedy=left.remedy, grounds=left.grounds)


def _unlawful(line: Line) -> Obstacle:
    contest, needed = line.contest, line.needed
    if line.decided_by:
        return Obstacle(
            says=(
                f"{contest.name}选 {contest.seats} 人，现在没有人选；候选人应有几人，法律没有规定，"
                f"少于 {contest.seats} 人的，选举以后缺额"
            ),
            remedy=f"至少提名一人；应有几人由{line.decided_by}决定",
            grounds=(),
        )
    if line.missing:
        remedy = f"再提名 {line.missing} 人"
    else:
        remedy = f"按本单位的提名办法减去 {line.surplus} 人"
    return Obstacle(
        says=(
            f"{contest.name}选 {contest.seats} 人，候选人应有 {needed}，现有 {len(line.people)} 人"
        ),
        remedy=remedy,
        grounds=needed.grounds,
    )
