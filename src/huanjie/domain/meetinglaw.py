"""The law of the meeting that elects (推选的会议适用的规定): where one of several may elect a body,
steps, papers and proxies are the one's and not the other's.

A provision of the pack says how: its `name` is what the `step` is called where that `meeting`
elects, and its article what it rests on; `is_held` is false where the meeting has no such step.
"""

from __future__ import annotations

from dataclasses import replace

from huanjie.domain.proxy import barred_for_all
from huanjie.domain.quorum import is_by_meeting, under_meeting
from huanjie.law.bodyrules import Provision
from huanjie.law.pack import RulePack
from huanjie.law.rules import TimedStep


def law_of_meeting(pack: RulePack, method: str) -> RulePack:
    """The pack as the meeting of this method has it: its own quorum and line, its own steps, and of
    the papers those whose steps there are; where it has no proxies, the rule that says so alone.

    The document stays: it is the same edition, read for one of its meetings.
    """
    if not is_by_meeting(pack, method):
        return pack
    own = {each.step: each for each in pack.provisions if each.meeting == method}
    gone = {event for event, each in own.items() if not each.is_held}
    barred = barred_for_all(pack, method=method)
    return replace(
        under_meeting(pack, method),
        steps=tuple(
            _called(each, own.get(each.event)) for each in pack.steps if each.event not in gone
        ),
        forms=tuple(each for each in pack.forms if each.event not in gone),
        proxy=(barred.condition,) if barred else pack.proxy,
    )


def _called(step: TimedStep, own: Provision | None) -> TimedStep:
    return replace(step, name=own.name, citation=own.citation) if own else step
