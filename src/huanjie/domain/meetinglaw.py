"""The law of the meeting that elects (推选的会议适用的规定): where one of several may elect a body,
steps, papers and proxies are the one's and not the other's.

A provision of the pack says how: `step-by-representatives-polling-day` is what that step is called
and rests on where representatives elect, `no-step-by-representatives-proxies-end` that it is none
of theirs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from huanjie.domain.proxy import barred_for_all
from huanjie.domain.quorum import is_by_meeting, under_meeting
from huanjie.law.bodyrules import Provision
from huanjie.law.pack import RulePack
from huanjie.law.rules import TimedStep

OWN_STEP: Final = "step-by-"
"""what the key of a provision begins with that a meeting's step is called by (会议自己的步骤)"""
NO_STEP: Final = "no-step-by-"
"""and of one that says that a meeting has no such step"""


def law_of_meeting(pack: RulePack, method: str) -> RulePack:
    """The pack as the meeting of this method has it: its own quorum and line, its own steps, and of
    the papers those whose steps there are; where it has no proxies, the rule that says so alone.

    The document stays: it is the same edition, read for one of its meetings.
    """
    if not is_by_meeting(pack, method):
        return pack
    own = {each.key: each for each in pack.provisions}
    gone = {each.event for each in pack.steps if f"{NO_STEP}{method}-{each.event}" in own}
    barred = barred_for_all(pack, method=method)
    return replace(
        under_meeting(pack, method),
        steps=tuple(
            _called(each, own.get(f"{OWN_STEP}{method}-{each.event}"))
            for each in pack.steps
            if each.event not in gone
        ),
        forms=tuple(each for each in pack.forms if each.event not in gone),
        proxy=(barred.condition,) if barred else pack.proxy,
    )


def _called(step: TimedStep, own: Provision | None) -> TimedStep:
    return replace(step, name=own.name, citation=own.citation) if own else step
