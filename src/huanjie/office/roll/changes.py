"""Changing a published roll (变动名册): one deed a person, for a reason of the closed list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huanjie.domain.evaluation import Stated
from huanjie.domain.permission import Action
from huanjie.domain.rollchange import (
    Effect,
    Kind,
    Offered,
    Paper,
    check_paper,
    kind_name,
    offered,
)
from huanjie.domain.rollcolumns import Column
from huanjie.domain.standingchange import admitted_cells
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.manydone import each_done
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll import changing
from huanjie.office.roll.models import RollChange
from huanjie.office.roll.sealedthere import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Somebody to be added to a roll (增加的一人), and what it rests on."""

    kind: str
    cells: Mapping[Column, str]
    stated: Stated = field(default_factory=dict)
    paper: Paper | None = None
    because: str = ""
    """why whoever is on a roll of a sealed election votes here"""


@command(Action.CHANGE_ROLL)
def add_to_roll(*, acting_user: ActingUser, election: Election, who: Addition) -> Done[int]:
    """Put somebody on the published roll (增加); the answer is the change's number. A transfer
    rests on its letter (介绍信), an admission on what approved it; it says the standing by itself.

    BadInput at a cell's column where the row is wrong, at `document` where the paper is missing,
    and with the articles where the stated facts register nobody.
    """
    changing.check_open(election, Action.CHANGE_ROLL)
    why = _kind(election, who.kind, Effect.ADDED)
    check_paper(why, who.paper, today=clock.today())
    said = admitted_cells(why, who.cells, election.member_roll)
    word = Word(by=acting_user.user, because=who.because)
    changed = changing.add(election, said, who.stated, word)
    return _done(election, why, changed, who.paper, because=who.because)


@command(Action.CHANGE_ROLL)
def strike_off(
    *,
    acting_user: ActingUser,
    election: Election,
    kind: str,
    number: int,
    paper: Paper | None = None,
) -> Done[int]:
    """Strike somebody off the published roll (移出); the answer is the change's number. A transfer
    rests on its letter (介绍信): BadInput at `document` where it is missing.
    """
    changing.check_open(election, Action.CHANGE_ROLL)
    why = _kind(election, kind, Effect.STRUCK)
    check_paper(why, paper, today=clock.today())
    return _done(election, why, changing.strike(election, number), paper)


@command(Action.CHANGE_ROLL)
def change_standing(
    *,
    acting_user: ActingUser,
    election: Election,
    kind: str,
    number: int,
    standing: str = "",
    paper: Paper | None = None,
) -> Done[int]:
    """Give a member of the confirmed roll another standing (变更类别): 转正, a sanction that stops
    the right to vote, its end. The answer is the change's number. The `standing` is said where the
    kind leads into several.

    BadInput at `document` without the decision that it rests on, at `standing` and at `number` as
    `standing_after` refuses it.
    """
    changing.check_open(election, Action.CHANGE_ROLL)
    why = _kind(election, kind, Effect.RESTATED)
    check_paper(why, paper, today=clock.today())
    return _done(election, why, changing.restate(election, why, number, standing), paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Somebody whose membership moves elsewhere (转出的一人), by which letter."""

    number: int
    """on the roll (编号)"""
    paper: Paper | None


@command(Action.CHANGE_ROLL)
def transfer_many(
    *, acting_user: ActingUser, election: Election, going: Sequence[Going]
) -> Done[int]:
    """Strike off everybody of a list whose membership moves elsewhere (成批转出), each by their
    letter, or nobody; the answer is how many. RowsRefused with every one that may not be.
    """
    changing.check_open(election, Action.CHANGE_ROLL)
    why = _kind(election, Kind.TRANSFERRED_OUT, Effect.STRUCK)

    def go(each: Going) -> RollChange:
        check_paper(why, each.paper, today=clock.today())
        changed = changing.strike(election, each.number)
        return changing.note_change(election, why, changed, paper=each.paper)

    made = each_done(going, go)
    return Done(answer=len(made), says={"changes": [changing.says_of(each) for each in made]})


@command(Action.CHANGE_ROLL)
def correct_on_roll(
    *, acting_user: ActingUser, election: Election, number: int, cells: Mapping[Column, str]
) -> Done[int]:
    """Correct what the published roll says of somebody (更正登记错误); the answer is the change's
    number.
    """
    changing.check_open(election, Action.CHANGE_ROLL)
    why = _kind(election, Kind.MISTAKE, Effect.CORRECTED)
    return _done(election, why, changing.correct(election, number, cells))


def kinds_now(election: Election) -> tuple[Offered, ...]:
    """The kinds that may be chosen now (现在可以办理的变动)."""
    return offered(law_of(election).pack, in_making=changing.is_in_making(election))


def _kind(election: Election, word: str, effect: Effect) -> Kind:
    """A kind that the pack has, with this effect; BadInput at `kind` for any other."""
    known = {each.kind: each for each in kinds_now(election) if each.row.effect == effect}
    if word not in known and changing.is_in_making(election):
        by_letter = "，只有凭组织关系介绍信的转入、转出登记为变动" if kinds_now(election) else ""
        says = f"名单还没有公布，不能变动名册{by_letter}"
        raise BadInput(says, at="kind", remedy="别的直接在名册页添加或者移出")
    if word not in known:
        names = "、".join(kind_name(each, election.member_roll) for each in known)
        raise BadInput("没有这种变动", at="kind", remedy=f"选一项：{names}")
    return Kind(word)


def _done(
    election: Election,
    kind: Kind,
    changed: changing.Changed,
    paper: Paper | None = None,
    *,
    because: str = "",
) -> Done[int]:
    change = changing.note_change(election, kind, changed, paper=paper)
    said = {"because": because} if because else {}
    return Done(answer=change.number, says={**changing.says_of(change), **said})
