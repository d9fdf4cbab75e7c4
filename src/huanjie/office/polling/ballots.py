"""Ballots of a vote (印选票): batches with codes of their own, and the file to print.

A batch is entered in the ledger as it is made. Its file may be taken again, for a printer that
failed; whoever does says why, for two sheets with one code are both doubtful at the count.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Final

from huanjie.domain.ballotform import PaperSize
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import Spot
from huanjie.office.polling.models import BallotPrint
from huanjie.office.polling.printcodes import codes_of
from huanjie.office.polling.printed import vote_of
from huanjie.office.polling.rounds import election_file
from huanjie.office.polling.stock import entered, printing
from huanjie.office.reading import reason_of
from huanjie.paper.ballot_code import CODE_BYTES, code_from
from huanjie.paper.ballot_drawing import Wording
from huanjie.paper.ballot_print import Press, print_ballots, print_sample

MOST: Final = 5_000
"""Sheets of one batch: a file that any printer takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be printed (印制的要求)."""

    papers: int
    size: PaperSize
    symbols: bool


@command(Action.KEEP_STOCK)
def order_ballots(
    *, acting_user: ActingUser, election: Election, number: int, order: Order
) -> Done[int]:
    """Make a batch of ballots with new codes, and enter it in the ledger; the answer is its number.

    A name that cannot be printed refuses the batch before anything is entered (BadInput).
    """
    if not 1 <= order.papers <= MOST:
        raise BadInput(f"一批是 1 到 {MOST} 张", at="papers", remedy="更多的分几批印")
    wording = wording_of(election, number)
    print_sample(wording, paper=order.size, press=Press(), symbols=order.symbols)
    batch = BallotPrint.objects.filter(election=election, number=number).count() + 1
    spot = Spot(kind="batch", number=batch)
    done = entered(acting_user, election, number, printing(election, number, order.papers, spot))
    codes = [code_from(secrets.token_bytes(CODE_BYTES)) for _ in range(order.papers)]
    BallotPrint.objects.create(
        election=election,
        region=election.region,
        number=number,
        batch=batch,
        size=order.size,
        symbols=order.symbols,
        papers=order.papers,
        codes=json.dumps(sorted(codes)),
        made_at=clock.now(),
    )
    says = {"batch": batch, "size": order.size, "symbols": order.symbols}
    return Done(answer=batch, says={**done.says, **says})


@command(Action.KEEP_STOCK)
def take_ballots(
    *, acting_user: ActingUser, election: Election, number: int, batch: int, because: str = ""
) -> Done[int]:
    """Hand out a batch's file (下载选票); again only with a reason. The answer is how often."""
    made = the_batch(election, number, batch)
    codes_of(made)
    again = made.taken > 0
    reason = reason_of(because) if again else ""
    made.taken += 1
    made.save()
    says = {"round": number, "batch": batch, "papers": made.papers, "times": made.taken}
    return Done(answer=made.taken, says=says | ({"because": reason} if again else {}))


def the_batch(election: Election, number: int, batch: int) -> BallotPrint:
    """A batch of a vote."""
    made = BallotPrint.objects.filter(election=election, number=number, batch=batch).first()
    if made is None:
        raise BadInput(f"没有第 {batch} 批", remedy="从“印选票”重新打开这一页")
    return made


def batches_of(election: Election, number: int) -> tuple[BallotPrint, ...]:
    """The batches of a vote, the first one first; their codes are not read."""
    return tuple(BallotPrint.objects.filter(election=election, number=number).defer("codes"))


def pdf_of(made: BallotPrint) -> bytes:
    """A batch's file."""
    wording = wording_of(made.election, made.number)
    size: PaperSize = "A5" if made.size == "A5" else "A4"
    codes = codes_of(made)
    return print_ballots(wording, [codes], paper=size, press=Press(), symbols=made.symbols).pdf


def sample_of(election: Election, number: int, order: Order) -> bytes:
    """A sheet to be shown round (样票), which no reader takes for a ballot."""
    wording = wording_of(election, number)
    return print_sample(wording, paper=order.size, press=Press(), symbols=order.symbols)


def wording_of(election: Election, number: int) -> Wording:
    """What stands on the papers of a vote; refused before its candidates are published."""
    file = election_file(election, vote_of(election, number))
    return Wording(election=file, pack=law_of(election).pack)
