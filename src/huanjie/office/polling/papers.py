"""Papers out and in (发出和收回选票): how many, who came or voted, and corrections while they may
still be made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.domain.reconciliation import reconcile
from huanjie.door.fault import BadInput
from huanjie.exchange.schedule import in_words
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, Stale, command
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import (
    FIRST,
    asks_attended,
    asks_voters,
    current_round,
    entitled,
    first_paper,
    the_round,
)
from huanjie.office.polling.stored import TWO

MOST: Final = 10**6
"""Papers or people of one vote; no village has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken out of the boxes, and who voted or came (收回选票和人数)."""

    collected: int
    voters: int | None = None
    attended: int | None = None


@command(Action.ISSUE_PAPERS)
def issue_papers(
    *, acting_user: ActingUser, election: Election, number: int, issued: int, because: str = ""
) -> Done[int]:
    """Enter how many papers went out (发出选票); more, or a corrected number, while the poll is on.

    `because` says why a number that was entered before changes: `more` or `correction`.
    """
    after(Stage(election.stage), Action.ISSUE_PAPERS)
    round_ = _round_to_issue(election, number)
    before = round_.issued
    _check_day(election, round_)
    if not 1 <= issued <= MOST:
        raise BadInput("发出的选票至少是一张", at="issued", remedy="填写实际发出的张数")
    if before is None:
        round_.held_on = clock.today()
    else:
        _check_change(before, issued, because)
    round_.issued = issued
    round_.save()
    election.advance(Action.ISSUE_PAPERS)
    says = {"round": number, "issued": issued, "before": before, "because": because or None}
    return Done(answer=number, says=says)


def _round_to_issue(election: Election, number: int) -> Round:
    if current_round(election) is not None:
        return the_round(election, number)
    if number != 1:
        raise BadInput(f"还没有第 {number} 次投票", remedy="从“投票计票”重新打开这一页")
    return Round(
        election=election,
        region=election.region,
        number=1,
        kind=FIRST,
        paper=first_paper(election),
    )


def _check_day(election: Election, round_: Round) -> None:
    day = round_.held_on or election.polling_day
    if clock.today() < day:
        raise BadInput(f"投票日是{in_words(day)}，还没有到", remedy="到了那一天再登记发出的选票")


def _check_change(before: int, issued: int, because: str) -> None:
    if issued == before:
        raise BadInput(f"已经登记的就是 {before} 张", at="issued")
    if because not in ("more", "correction"):
        raise BadInput("要说明为什么改动", at="because", remedy="选“补发”或者“更正”")
    if because == "more" and issued < before:
        raise BadInput(
            f"补发以后的总数是 {issued}，比原来的 {before} 少",
            at="issued",
            remedy="填写发出的总数；原来登记错了的，选“更正”",
        )


@command(Action.COLLECT_PAPERS)
def collect_papers(
    *, acting_user: ActingUser, election: Election, number: int, taken: Taken, sheets_in: int = 0
) -> Done[int]:
    """Enter what came back (收回选票). A correction while the count runs takes out the sheets that
    are in, for they were held against the old number; `sheets_in` is how many the form showed.

    More papers than issued, or than people voted, is no slip to be refused: the law answers it.
    """
    after(Stage(election.stage), Action.COLLECT_PAPERS)
    round_ = the_round(election, number)
    sheets = round_.sheets.count()
    if sheets == TWO:
        raise BadInput("两份计票单都已经交了，收回的选票数不能再改", remedy="计票已经完成")
    if sheets != sheets_in:
        raise Stale("这一页打开以后，计票单的份数变了")
    check_taken(election, round_, taken)
    before = round_.collected
    round_.collected, round_.voters, round_.attended = taken.collected, taken.voters, taken.attended
    round_.save()
    round_.sheets.all().delete()
    election.advance(Action.COLLECT_PAPERS)
    says = {
        "round": number,
        "collected": taken.collected,
        "voters": taken.voters,
        "attended": taken.attended,
        "before": before,
        "sheets_removed": sheets,
    }
    return Done(answer=sheets, says=says)


def check_taken(election: Election, round_: Round, taken: Taken) -> None:
    """Refuse numbers of people that cannot be, and numbers that nobody asked for or left out."""
    pack = law_of(election).pack
    came, may_come = taken.attended, entitled(election, round_)
    if (came is not None) != asks_attended(pack):
        raise BadInput("实到人数要按这次会议填写", at="attended")
    if (taken.voters is not None) != asks_voters(election, pack):
        raise BadInput("投票人数要按这次投票填写", at="voters")
    if came is not None and may_come is not None and came > may_come:
        raise BadInput(
            f"实到 {came} 人，多于应到的 {may_come} 人", at="attended", remedy="核对人数"
        )
    registered = election.registered
    if taken.voters is not None and registered is not None and taken.voters > registered:
        says = f"投票 {taken.voters} 人，多于登记参加选举的 {registered} 人"
        raise BadInput(says, at="voters", remedy="核对投票人数")
    numbers = (taken.collected, taken.voters, came)
    if any(n is not None and not 0 <= n <= MOST for n in numbers):
        raise BadInput("人数和选票数是零或者更大的整数", at="collected")
    if round_.kind != "officers" and registered is not None and taken.collected > registered:
        _check_registered(pack, round_, taken, registered)


def _check_registered(pack: RulePack, round_: Round, taken: Taken, registered: int) -> None:
    """More papers than people on the roll, and yet no more than the law compares them with: one of
    the numbers is a slip, and nothing could be declared from it.
    """
    known = {"issued": round_.issued, "voters": taken.voters, "attended": taken.attended}
    if reconcile(pack, collected=taken.collected, known=known).valid:
        says = f"收回选票 {taken.collected} 张，多于登记的 {registered} 人"
        raise BadInput(says, at="collected", remedy="核对发出和收回的选票数")
