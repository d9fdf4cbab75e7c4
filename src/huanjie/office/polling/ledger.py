"""The ledger of a vote's papers (选票台账): what it holds, and the one place that writes it.

`Round.issued`, which the law reads, is what the ledger adds up to, and is written with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.stock import (
    SPOTS,
    Kind,
    Line,
    Stock,
    faults_of,
    stock_of,
)
from huanjie.domain.stockfindings import disagreeing, findings
from huanjie.door.fault import BadInput, refuse
from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round, StockEntry
from huanjie.office.prepared import Prepared

MOST: Final = 10**6
"""Papers or people of one vote; no village has more."""
LAST_SPOT: Final = 999
"""batches or boxes of one vote; no village has more"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A batch or a box (批次、票箱); nothing stated: the whole vote."""

    kind: str = ""
    """one of `SPOTS`"""
    number: int = 0
    """from 1; 0 beside no kind"""


WHOLE = Spot()
"""不分批次和票箱"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a new line says (新的一笔)."""

    what: Kind
    papers: int
    reason: str
    spot: Spot = WHOLE
    first_code: str = ""
    takes_back: StockEntry | None = None


_LINES: Final = Prepared(
    StockEntry._meta.get_field("election"),
    ask=lambda election: (
        StockEntry.objects.filter(election=election)
        .select_related("by", "takes_back", "taken_back_by", "witnessing__who")
        .order_by("line")
    ),
)
"""every line of every vote of an election: a number that somebody typed is looked for here"""


def entries_of(election: Election, number: int) -> tuple[StockEntry, ...]:
    """Every line of a vote's ledger, the first one first, with who entered and who watched."""
    return tuple(each for each in _LINES.all(election.pk) if each.number == number)


def find_entry(election: Election, number: int, line: int) -> StockEntry | None:
    """A line of a vote's ledger by its number; None where there is none."""
    return next((each for each in entries_of(election, number) if each.line == line), None)


def sums_of(entries: Iterable[StockEntry]) -> Stock:
    """What the lines add up to."""
    return stock_of(entry.as_line for entry in entries)


def stock_now(election: Election, number: int) -> Stock:
    """What a vote's ledger adds up to."""
    return sums_of(entries_of(election, number))


def write(
    election: Election, number: int, said: Sequence[Said], *, user: User, begun: Round | None
) -> list[int]:
    """Add these lines, and keep `Round.issued` equal to what the ledger adds up to; the answer is
    their numbers. `begun` is the vote, once papers of it are out. The caller holds the lock.
    """
    last = StockEntry.objects.filter(election=election, number=number).order_by("-line").first()
    at, first = clock.now(), last.line + 1 if last else 1
    for line, each in enumerate(said, start=first):
        check_papers(each.papers)
        check_spot(each.spot)
        StockEntry.objects.create(
            election=election,
            region=election.region,
            number=number,
            line=line,
            what=each.what,
            papers=each.papers,
            spot=each.spot.kind,
            spot_number=each.spot.number,
            reason=each.reason,
            first_code=each.first_code,
            by=user,
            at=at,
            takes_back=each.takes_back,
        )
    stock = stock_now(election, number)
    refuse(faults_of(stock))
    _keep_issued(begun, stock)
    return list(range(first, first + len(said)))


def preview(
    election: Election, number: int, said: Sequence[Line], *, without: int | None = None
) -> Stock:
    """What the ledger would add up to with these lines, and without the one of that number;
    refused as writing them would be.
    """
    kept = [entry.as_line for entry in entries_of(election, number) if entry.line != without]
    stock = stock_of((*kept, *said))
    refuse(faults_of(stock))
    return stock


def _keep_issued(begun: Round | None, stock: Stock) -> None:
    if begun is None:
        return
    if stock.issued < 1:
        raise BadInput("发出的选票至少是一张", at="issued", remedy="填写实际发出的张数")
    begun.issued = stock.issued
    begun.save()


def check_papers(papers: int) -> None:
    """Refuse a line of no papers, or of more than there can be."""
    if not 1 <= papers <= MOST:
        raise BadInput(f"一笔是 1 张到 {MOST} 张", at="papers", remedy="填写实际的张数")


def check_spot(spot: Spot) -> None:
    """Refuse a batch or a box that has no number, or a number of nothing."""
    if spot.kind not in SPOTS:
        raise BadInput("没有这种批次或者票箱", at="spot", remedy="选批次、票箱或者流动票箱")
    if bool(spot.kind) != (1 <= spot.number <= LAST_SPOT):
        raise BadInput(
            "批次和票箱要写号码，从 1 起", at="spot_number", remedy="不分批次和票箱的，不写号码"
        )


def says_of(election: Election, round_: Round | None, number: int) -> dict[str, Any]:
    """The sums for the log (写进日志的合计): what is out and in hand, and the sentence of each sum
    that disagrees.
    """
    stock = stock_now(election, number)
    collected = round_.collected if round_ else None
    found = findings(stock, collected=collected, destroy=law_of(election).pack.unissued_destroyed)
    return {
        "stock_issued": stock.issued,
        "in_hand": stock.in_hand,
        "disagrees": "；".join(each.says for each in disagreeing(found)) or None,
    }
