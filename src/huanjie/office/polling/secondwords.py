"""The second language of a vote's ballots (第二种文字): as the unit translated it, kept with the
batch that was printed with it.
"""

from __future__ import annotations

from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode, loads
from huanjie.exchange.secondlanguage import read_second
from huanjie.law.pack import RulePack
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import BallotPrint
from huanjie.paper.ballot_second import check_second

SECOND = "second"
"""the field of a form that a refusal belongs to"""


def second_in(raw: bytes) -> SecondLanguage:
    """A file that somebody sent; BadInput says what is wrong with it, and where."""
    try:
        return read_second(Cursor(loads(decode(raw))))
    except BadInput as fault:
        raise _of_the_field(fault) from None


def check_fits(second: SecondLanguage, file: ElectionFile, pack: RulePack) -> None:
    """Refuse what is no translation of these papers."""
    try:
        check_second(second, file, pack)
    except BadInput as fault:
        raise _of_the_field(fault) from None


def printed_with(made: BallotPrint) -> SecondLanguage | None:
    """The second language of a batch."""
    return read_second(Cursor(made.second)) if made.second else None


def second_of(election: Election, number: int) -> SecondLanguage | None:
    """The second language of a vote: that of its latest batch in two languages. Its papers are read
    by it.
    """
    return _latest(election, number=number)


def earlier_second(election: Election) -> SecondLanguage | None:
    """The latest translation of any vote of the election: most of it serves the next one too."""
    return _latest(election)


def _latest(election: Election, **which: int) -> SecondLanguage | None:
    prints = BallotPrint.objects.filter(election=election, second__isnull=False, **which)
    made = prints.order_by("number", "batch").defer("codes").last()
    return printed_with(made) if made else None


def _of_the_field(fault: BadInput) -> BadInput:
    place = f"第 {fault.line} 行：" if fault.line is not None else ""
    place += f"{fault.at}：" if fault.at else ""
    return BadInput(f"{place}{fault.says}", at=SECOND, remedy=fault.remedy)
