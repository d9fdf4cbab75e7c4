"""Ballots of a vote (印选票): batches with codes of their own, and the file to print.

A batch is entered in the ledger as it is made. Its file may be taken again, for a printer that
failed; whoever does says why, for two sheets with one code are both doubtful at the count.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Final

from huanjie.domain.ballotform import PaperSize, paper_size
from huanjie.domain.permission import Action
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.door.fault import BadInput, refuse
from huanjie.exchange.secondlanguage import second_as_json
from huanjie.office import clock
from huanjie.office.candidacy.gate import shortages
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import Spot
from huanjie.office.polling.models import BallotPrint
from huanjie.office.polling.printcodes import codes_of, is_void, printed_from
from huanjie.office.polling.printed import vote_of
from huanjie.office.polling.rounds import election_file
from huanjie.office.polling.secondwords import (
    SECOND,
    check_fits,
    earlier_second,
    printed_with,
    second_of,
)
from huanjie.office.polling.stock import entered, printing
from huanjie.office.reading import reason_of
from huanjie.paper.ballot_code import CODE_BYTES, code_from
from huanjie.paper.ballot_drawing import Wording
from huanjie.paper.ballot_print import Press, print_ballots, print_sample
from huanjie.paper.ballot_second import template_of

MOST: Final = 5_000
"""Sheets of one batch: a file that any printer takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be printed (印制的要求)."""

    papers: int
    size: PaperSize
    symbols: bool
    bilingual: bool = False
    second: SecondLanguage | None = None
    """None in a bilingual order: that of the vote's earlier batch"""


@command(Action.KEEP_STOCK)
def order_ballots(
    *, acting_user: ActingUser, election: Election, number: int, order: Order
) -> Done[int]:
    """Make a batch of ballots with new codes, and enter it in the ledger; the answer is its number.

    A name that cannot be printed refuses the batch before anything is entered (BadInput), and so
    does a list that somebody left and that is too short now.
    """
    if not 1 <= order.papers <= MOST:
        raise BadInput(f"一批是 1 到 {MOST} 张", at="papers", remedy="更多的分几批印")
    if number == 1:
        refuse(shortages(election))
    second = second_for(order, election, number)
    wording = wording_of(election, number, second)
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
        second=second_as_json(second) if second else None,
        papers=order.papers,
        codes=json.dumps(sorted(codes)),
        printed_from=printed_from(election, number),
        made_at=clock.now(),
    )
    says = {
        "batch": batch,
        "size": order.size,
        "symbols": order.symbols,
        "bilingual": order.bilingual,
    }
    return Done(answer=batch, says={**done.says, **says})


@command(Action.KEEP_STOCK)
def take_ballots(
    *, acting_user: ActingUser, election: Election, number: int, batch: int, because: str = ""
) -> Done[int]:
    """Hand out a batch's file (下载选票); again only with a reason, and not once the list has
    changed: the same codes would stand on other papers. The answer is how often.
    """
    made = the_batch(election, number, batch)
    codes_of(made)
    if is_void(made):
        raise BadInput(
            f"第 {batch} 批是名单变动以前做的，已经作废",
            remedy="另做一批；已经印出来的，在选票台账登记销毁",
        )
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
    wording = wording_of(made.election, made.number, printed_with(made))
    size, codes = paper_size(made.size), codes_of(made)
    return print_ballots(wording, [codes], paper=size, press=Press(), symbols=made.symbols).pdf


def sample_of(election: Election, number: int, order: Order) -> bytes:
    """A sheet to be shown round (样票), which no reader takes for a ballot."""
    wording = wording_of(election, number, second_for(order, election, number))
    return print_sample(wording, paper=order.size, press=Press(), symbols=order.symbols)


def second_for(order: Order, election: Election, number: int) -> SecondLanguage | None:
    """The second language that an order asks for; BadInput where there is none yet."""
    if not order.bilingual:
        return None
    second = order.second or second_of(election, number)
    if second is None:
        raise BadInput(
            "没有选第二种文字的文件", at=SECOND, remedy="下载模板，写上译文，再选这个文件"
        )
    return second


def template_for(election: Election, number: int) -> SecondLanguage:
    """What a translator fills in for a vote (第二种文字的模板)."""
    wording = wording_of(election, number)
    return template_of(wording.election, wording.pack, earlier_second(election))


def wording_of(election: Election, number: int, second: SecondLanguage | None = None) -> Wording:
    """What stands on the papers of a vote; refused before its candidates are published, and with a
    second language of other papers.
    """
    file, pack = election_file(election, vote_of(election, number)), law_of(election).pack
    if second:
        check_fits(second, file, pack)
    return Wording(election=file, pack=pack, second=second)
