"""Papers in (收回选票): how many, who came or voted, and corrections while they may still be made.
What went out is in `issuing.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.domain.reconciliation import reconcile
from huanjie.domain.stockfindings import faults_before_count
from huanjie.door.fault import BadInput, refuse
from huanjie.office.command import ActingUser, Done, Stale, command
from huanjie.office.planning.laws import counted_as, law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import MOST, says_of, stock_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import asks_attended, asks_voters, entitled, the_round
from huanjie.office.polling.stored import TWO


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken out of the boxes, and who voted or came (收回选票和人数)."""

    collected: int
    voters: int | None = None
    attended: int | None = None

    def put_into(self, round_: Round) -> None:
        """State these numbers of a vote; it is stored by whoever wants that."""
        round_.collected, round_.voters = self.collected, self.voters
        round_.attended = self.attended


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
    refuse(faults_before_opening(election, round_))
    before = round_.collected
    taken.put_into(round_)
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
    return Done(answer=sheets, says=says | says_of(election, round_, number))


def faults_before_opening(election: Election, round_: Round) -> list[BadInput]:
    """Why the boxes stay shut (还不能开箱): the law wants what was not issued destroyed before.
    Once they were opened nothing is mended by refusing.
    """
    if round_.collected is not None:
        return []
    rule = law_of(election).pack.unissued_destroyed
    return list(faults_before_count(stock_now(election, round_.number), rule))


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
        says = f"投票 {taken.voters} 人，多于{counted_as(election)} {registered} 人"
        raise BadInput(says, at="voters", remedy="核对投票人数")
    numbers = (taken.collected, taken.voters, came)
    if any(n is not None and not 0 <= n <= MOST for n in numbers):
        raise BadInput("人数和选票数是零或者更大的整数", at="collected")
    if round_.kind != "officers" and registered is not None and taken.collected > registered:
        _check_registered(election, round_, taken, registered)


def _check_registered(election: Election, round_: Round, taken: Taken, registered: int) -> None:
    """More papers than people on the roll, and yet no more than the law compares them with: one of
    the numbers is a slip, and nothing could be declared from it.
    """
    known = {"issued": round_.issued, "voters": taken.voters, "attended": taken.attended}
    if reconcile(law_of(election).pack, collected=taken.collected, known=known).valid:
        says = f"收回选票 {taken.collected} 张，多于{counted_as(election)} {registered} 人"
        raise BadInput(says, at="collected", remedy="核对发出和收回的选票数")
