"""From what a step is measured, in words (起算的说法): “选举日”的 20 日以前."""

from __future__ import annotations

from typing import Final

from huanjie.law.pack import RulePack
from huanjie.law.phrase import ALSO, Part, listed, say
from huanjie.law.rules import TimedStep

_PERIODS: Final = {
    "before": (
        say("“%(anchor)s”的 %(n)s 日以前"),
        say("“%(anchor)s”的 %(n)s 个工作日以前"),
    ),
    "after": (
        say("“%(anchor)s”后满 %(n)s 日"),
        say("“%(anchor)s”后满 %(n)s 个工作日"),
    ),
    "within": (
        say("“%(anchor)s”起 %(n)s 日以内"),
        say("“%(anchor)s”起 %(n)s 个工作日以内"),
    ),
}
"""How a step's days are counted from its anchor, in days and in working days."""


def measured(step: TimedStep, pack: RulePack) -> Part:
    """What a step is measured from (起算): “选举日”的 20 日以前."""
    names = {each.event: each.name for each in pack.steps}
    anchor = names.get(step.anchor, step.anchor)
    if step.direction == "on" or not step.days:
        same_day = say("“%(anchor)s”当日", anchor=anchor)
        if not step.from_formation:
            return same_day
        return listed((same_day, say("经另行选举的，为最后一轮投票当日")), ALSO)
    by_day, by_working_day = _PERIODS[step.direction]
    said = by_working_day if step.unit == "working-day" else by_day
    period = say(said.text, anchor=anchor, n=step.days)
    if not step.from_formation:
        return period
    return listed((period, say("经另行选举的，自最后一轮投票之日起")), ALSO)
