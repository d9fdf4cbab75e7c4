"""Changing places (变更单位): renamed, moved, merged, split up, coded or abolished, each by an
approval. The tree holds what is now; what was stays as turns, and the old codes stay in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from huanjie.domain.organisation import (
    Change,
    Spot,
    issues_before_abolition,
    issues_before_merge,
    issues_before_split,
)
from huanjie.domain.permission import Action
from huanjie.domain.unitcode import is_national
from huanjie.door.fault import BadInput, refuse
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_unit_gates
from huanjie.office.units.changing import (
    Approval,
    Changing,
    NewUnit,
    held,
    names_beside,
    put_below,
    spot_of,
)
from huanjie.office.units.incoming import Changed
from huanjie.office.units.models import Unit


@command(Action.CHANGE_UNITS)
def rename(
    *, acting_user: ActingUser, unit: Unit, code: str, name: str, approval: Approval
) -> Done[str]:
    """Give a place another name (改名); the answer is its code."""
    change = Changing(Change.RENAMED, unit, approval)
    change.rename(change.pick(code), name)
    return change.done(code)


@command(Action.CHANGE_UNITS)
def move(
    *, acting_user: ActingUser, unit: Unit, code: str, to: str, approval: Approval
) -> Done[str]:
    """Put a place, with all below it, under another parent (改隶); the answer is its code."""
    change = Changing(Change.MOVED, unit, approval)
    change.move(change.pick(code), change.pick(to))
    return change.done(code)


@command(Action.CHANGE_UNITS)
def merge(
    *,
    acting_user: ActingUser,
    unit: Unit,
    codes: Sequence[str],
    into: NewUnit,
    approval: Approval,
) -> Done[str]:
    """Make one place of several (合并): one of them under its old code, or a new one. What lay
    below them lies below it. The answer is its code.
    """
    change = Changing(Change.MERGED, unit, approval)
    sources = [change.pick(code) for code in codes]
    spots = [spot_of(each) for each in sources]
    siblings = names_beside(sources[0].parent_id if sources else None, codes)
    refuse(issues_before_merge(spots, name=into.name, siblings=siblings, on=approval.on))
    pass_unit_gates(sources)
    stays = next((each for each in sources if each.pk == into.code), None)
    target = stays or change.plant(into, sources[0])
    ended = [each for each in sources if each is not stays]
    for source in ended:
        change.end(source, [target])
    if stays:
        change.turn(stays, before=held(stays), name=into.name, others=ended)
        change.call(stays, into.name)
    else:
        change.turn(target, before=None, name=into.name, others=ended)
    _carry_below(ended, target)
    return change.done(target.pk)


@command(Action.CHANGE_UNITS)
def split(
    *,
    acting_user: ActingUser,
    unit: Unit,
    code: str,
    parts: Sequence[NewUnit],
    stays: bool,
    approval: Approval,
) -> Done[list[str]]:
    """Divide a place (拆分); where it `stays`, it goes on beside the new ones under its own code.
    The answer is the codes of the new ones.
    """
    change = Changing(Change.SPLIT, unit, approval)
    source = change.pick(code)
    names = [part.name for part in parts]
    siblings = names_beside(source.parent_id, [code])
    spot = spot_of(source)
    refuse(issues_before_split(spot, names, stays=stays, siblings=siblings, on=approval.on))
    pass_unit_gates([source])
    new = [change.plant(part, source) for part in parts]
    if stays:
        change.turn(source, before=held(source), name=source.name, others=new)
    else:
        change.end(source, new)
    for each in new:
        change.turn(each, before=None, name=each.name, others=[source])
    return change.done([each.pk for each in new])


@command(Action.CHANGE_UNITS)
def give_code(
    *, acting_user: ActingUser, unit: Unit, code: str, national: str, approval: Approval
) -> Done[str]:
    """Give a place with a local code its code of the register (换代码): it goes on under the new
    one, with all below it, and the old one leads there. The answer is the new code.
    """
    change = Changing(Change.CODED, unit, approval)
    source = change.pick(code)
    if not source.is_local or not is_national(national):
        raise BadInput("只有本地编码换成十二位的统计用区划代码", at="code", remedy="核对两个代码")
    refuse(issues_before_abolition(_without_children(spot_of(source)), on=approval.on))
    pass_unit_gates([source])
    target = change.plant(NewUnit(name=source.name, code=national), source)
    change.end(source, [target])
    change.turn(target, before=None, name=target.name, others=[source])
    _carry_below([source], target)
    return change.done(target.pk)


@command(Action.CHANGE_UNITS)
def abolish(*, acting_user: ActingUser, unit: Unit, code: str, approval: Approval) -> Done[str]:
    """End a place that goes into no other (撤销); the answer is its code."""
    change = Changing(Change.ABOLISHED, unit, approval)
    source = change.pick(code)
    refuse(issues_before_abolition(spot_of(source), on=approval.on))
    pass_unit_gates([source])
    change.end(source, [])
    return change.done(code)


def adopt(changed: Iterable[Changed], *, unit: Unit, approval: Approval) -> int:
    """Rename and move places as a file has them, within the caller's own deed; how many changes."""
    done = 0
    for each in changed:
        if each.is_moved:
            if each.to is None:  # planted a moment ago, by the same file
                each.unit.refresh_from_db()
            to = each.to or Unit.objects.get(pk=each.row.parent)
            Changing(Change.MOVED, unit, approval).move(each.unit, to)
        if each.is_renamed:
            Changing(Change.RENAMED, unit, approval).rename(each.unit, each.row.name)
        done += each.is_moved + each.is_renamed
    return done


def _without_children(spot: Spot) -> Spot:
    return replace(spot, children=False)


def _carry_below(ended: Iterable[Unit], target: Unit) -> None:
    """What lay below places that ended lies below what they went into."""
    for source in ended:
        for child in source.children.all():
            put_below(child, target)
