"""Deeds of the ballot stock (选票台账的办理): printed, returned, spoiled, destroyed; what was wrong
is taken back by a later line. Papers that go out are in `issuing.py`: the poll begins with them.
"""

from __future__ import annotations

import re
from typing import Any, Final

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.domain.stock import MISTAKES, REASONS, Kind, check_open
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import WHOLE, Said, Spot, find_entry, says_of, stock_now, write
from huanjie.office.polling.models import Round, StockEntry, Witnessing
from huanjie.office.polling.rounds import find_vote, number_now
from huanjie.office.units.permission import need

_CODE: Final = re.compile(r"[0-9A-Za-z-]{0,32}")
"""the code on a paper, whoever printed it; ours is one of these"""


@command(Action.KEEP_STOCK)
def record_printed(
    *,
    acting_user: ActingUser,
    election: Election,
    number: int,
    printed: int,
    batch: int | None = None,
    first_code: str = "",
) -> Done[int]:
    """Enter that papers were printed (印制选票); the answer is the line.

    Whatever makes the papers calls this, once for each batch that is really printed: what comes
    after the first is 补印. `first_code` is the code on the first paper, where papers carry codes.
    """
    spot = Spot(kind="batch", number=batch) if batch is not None else WHOLE
    said = printing(election, number, printed, spot, first_code=first_code)
    return entered(acting_user, election, number, said)


def printing(
    election: Election, number: int, printed: int, spot: Spot, *, first_code: str = ""
) -> Said:
    """The line of a print; whatever comes after the first is 补印."""
    return Said(
        what=Kind.PRINTED,
        papers=printed,
        reason="more" if stock_now(election, number).is_known else "planned",
        spot=spot,
        first_code=first_code,
    )


@command(Action.KEEP_STOCK)
def enter_stock(
    *, acting_user: ActingUser, election: Election, number: int, said: Said
) -> Done[int]:
    """Enter a line (登记一笔), of anything but papers going out; the answer is its number."""
    if said.what == Kind.ISSUED or said.takes_back is not None:
        raise BadInput("领出和更正另有登记的地方", at="what", remedy="从“选票台账”重新打开这一页")
    return entered(acting_user, election, number, said)


def entered(acting: ActingUser, election: Election, number: int, said: Said) -> Done[int]:
    """Enter a line within a deed of KEEP_STOCK; the answer is its number."""
    after(Stage(election.stage), Action.KEEP_STOCK)
    check_open(said.what, Stage(election.stage))
    if said.reason not in REASONS[said.what]:
        raise BadInput("要说明原因", at="reason", remedy="从所列的原因里选一项")
    if not _CODE.fullmatch(said.first_code):
        raise BadInput("起始编码是数字、字母和短横线", at="first_code", remedy="照选票上的编码写")
    round_ = round_now(election, number)
    (line,) = write(election, number, (said,), user=acting.user, begun=begun(round_))
    says = _line_says(number, line, said) | says_of(election, round_, number)
    return Done(answer=line, says=says)


@command(Action.KEEP_STOCK)
def take_back(
    *,
    acting_user: ActingUser,
    election: Election,
    number: int,
    line: int,
    because: str,
    right: int = 0,
) -> Done[int]:
    """Take a line back (更正一笔) by a new one, and enter the right number of papers in its place,
    where there is one; the answer is the line that takes it back.
    """
    after(Stage(election.stage), Action.KEEP_STOCK)
    round_ = round_now(election, number)
    wrong = live_entry(election, number, line)
    check_open(Kind(wrong.what), Stage(election.stage))
    if because not in MISTAKES:
        raise BadInput("要说明为什么更正", at="because", remedy="从所列的原因里选一项")
    if right == wrong.papers:
        raise BadInput(f"这一笔登记的就是 {right} 张", at="right", remedy="填写正确的张数")
    spot = Spot(kind=wrong.spot, number=wrong.spot_number)
    what = Kind(wrong.what)
    said = [Said(what=what, papers=wrong.papers, reason=because, spot=spot, takes_back=wrong)]
    if right:
        said.append(
            Said(
                what=what,
                papers=right,
                reason=wrong.reason,
                spot=spot,
                first_code=wrong.first_code,
            )
        )
    lines = write(election, number, said, user=acting_user.user, begun=begun(round_))
    says: dict[str, Any] = {
        "round": number,
        "line": lines[0],
        "taken_back": line,
        "what": wrong.what,
        "papers": wrong.papers,
        "because": because,
        "right": right or None,
    }
    return Done(answer=lines[0], says=says | says_of(election, round_, number))


@command(Action.WITNESS_DESTRUCTION)
def witness_destruction(
    *, acting_user: ActingUser, election: Election, number: int, line: int
) -> Done[int]:
    """Say that one watched papers being destroyed (确认销毁), as a scrutineer or an observer, and
    not as whoever entered it: from now on they are no longer in hand.
    """
    after(Stage(election.stage), Action.WITNESS_DESTRUCTION)
    round_ = round_now(election, number)
    entry = live_entry(election, number, line)
    if entry.what != Kind.DESTROYED:
        raise BadInput(f"第 {line} 笔不是销毁", remedy="从“选票台账”重新打开这一页")
    if entry.witnessed:
        raise BadInput(f"第 {line} 笔销毁已经确认过", remedy="不用再确认")
    if entry.by_id == acting_user.user.pk:
        raise BadInput("这一笔销毁是您登记的，不能由您确认", remedy="请另一名在场监督的人确认")
    role = need(acting_user.user, Action.WITNESS_DESTRUCTION, election)
    Witnessing.objects.create(
        entry=entry, region=election.region, who=acting_user.user, role=role, at=clock.now()
    )
    says = {"round": number, "line": line, "papers": entry.papers}
    return Done(answer=line, says=says | says_of(election, round_, number))


def round_now(election: Election, number: int) -> Round | None:
    """The vote that the ledger is open for; None before the first one began."""
    if number != number_now(election):
        raise BadInput(
            f"第 {number} 次投票不是现在进行的这一次", remedy="从“投票计票”重新打开这一页"
        )
    return find_vote(election, number)


def begun(round_: Round | None) -> Round | None:
    """The vote, once papers of it are out."""
    return round_ if round_ is not None and round_.issued is not None else None


def live_entry(election: Election, number: int, line: int) -> StockEntry:
    """A line that stands: it takes nothing back, and nothing took it back."""
    entry = find_entry(election, number, line)
    if entry is None:
        raise BadInput(f"没有第 {line} 笔", remedy="从“选票台账”重新打开这一页")
    if entry.takes_back_id is not None:
        raise BadInput(f"第 {line} 笔本身是更正", remedy="再登记错了的，重新登记一笔")
    if entry.taken_back:
        raise BadInput(f"第 {line} 笔已经更正过", remedy="看更正以后的那一笔")
    return entry


def _line_says(number: int, line: int, said: Said) -> dict[str, Any]:
    return {
        "round": number,
        "line": line,
        "what": str(said.what),
        "papers": said.papers,
        "reason": said.reason,
        "spot": said.spot.kind or None,
        "spot_number": said.spot.number or None,
        "first_code": said.first_code or None,
    }
