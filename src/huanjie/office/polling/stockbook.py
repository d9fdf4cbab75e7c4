"""The ledger as its page shows it (选票台账的页面): where the papers are, by batch and box, every
line with what corrects it, and whether the sums agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.permission import ROLE_NAMES, Role
from huanjie.domain.stock import (
    KIND_NAMES,
    SPOTS,
    Kind,
    Stock,
    reason_in_words,
    stock_of,
)
from huanjie.domain.stockfindings import SAYS, Level, StockFinding, disagreeing, findings
from huanjie.law.citation import Citation
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import entries_of, stock_now, sums_of
from huanjie.office.polling.models import Round, StockEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Papers in one place (一处选票): how many, and its share of all that were printed."""

    key: str
    name: str
    papers: int
    width: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotRow:
    """One batch or box (一个批次、票箱) with its sums."""

    name: str
    sums: Stock


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """One comparison in the language of the page (一项核对)."""

    level: Level
    says: str
    grounds: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the history (一笔)."""

    entry: StockEntry
    what: str
    spot: str
    reason: str
    back: bool
    """whether it takes another line back"""

    @property
    def stands(self) -> bool:
        """Whether it counts, and may be taken back."""
        return not self.entry.as_line.taken_back

    @property
    def says_more(self) -> bool:
        """Whether there is more to say of it: a correction, or a destruction (情况)."""
        return not self.stands or self.entry.what == Kind.DESTROYED

    @property
    def witness_role(self) -> str:
        """As whom somebody watched."""
        watched = self.entry.witnessed
        return _(ROLE_NAMES[Role(watched.role)]) if watched else ""

    @property
    def waits(self) -> bool:
        """Whether it is a destruction that nobody has said yet that they watched."""
        line = self.entry.as_line
        return line.kind == Kind.DESTROYED and not line.taken_back and not line.witnessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """台账: everything that its page shows."""

    stock: Stock
    piles: tuple[Pile, ...]
    spots: tuple[SpotRow, ...]
    findings: tuple[ShownFinding, ...]
    rows: tuple[Row, ...]

    @property
    def waiting(self) -> tuple[Row, ...]:
        """The destructions that wait for whoever watched."""
        return tuple(row for row in self.rows if row.waits)


def book_of(election: Election, number: int, round_: Round | None) -> Book:
    """A vote's ledger, in the language of the page."""
    entries = entries_of(election, number)
    stock = sums_of(entries)
    collected = round_.collected if round_ else None
    return Book(
        stock=stock,
        piles=tuple(_piles(stock, collected)),
        spots=tuple(_spots(entries)),
        findings=shown(stock_findings(election, stock, collected)),
        rows=tuple(row_of(entry) for entry in entries),
    )


def stock_findings(
    election: Election, stock: Stock, collected: int | None
) -> tuple[StockFinding, ...]:
    """What a vote's stock says under the election's own law."""
    return findings(stock, collected=collected, destroy=law_of(election).pack.unissued_destroyed)


def stock_wrong(
    election: Election, round_: Round, collected: int | None = None
) -> tuple[ShownFinding, ...]:
    """What of a vote's stock does not agree, as the vote's other pages show it; `collected` where a
    number is looked at before it is entered. More papers in than out they tell in their own words.
    """
    stock = stock_now(election, round_.number)
    found = stock_findings(election, stock, round_.collected if collected is None else collected)
    return shown(tuple(each for each in disagreeing(found) if each.key != "too-many"))


def shown(found: tuple[StockFinding, ...]) -> tuple[ShownFinding, ...]:
    """The same in the language of the page."""
    return tuple(
        ShownFinding(level=each.level, says=_(SAYS[each.key]) % each.numbers, grounds=each.grounds)
        for each in found
    )


def row_of(entry: StockEntry) -> Row:
    """One line in words."""
    return Row(
        entry=entry,
        what=_(KIND_NAMES[Kind(entry.what)]),
        spot=spot_name(entry.spot, entry.spot_number) if entry.spot else "",
        reason=_(reason_in_words(Kind(entry.what), entry.reason)),
        back=entry.takes_back_id is not None,
    )


def spot_name(spot: str, number: int) -> str:
    """A batch or a box in the language of the page."""
    words = _(SPOTS[spot])
    return words % number if "%d" in words else words


def _piles(stock: Stock, collected: int | None) -> Iterator[Pile]:
    """Where the papers are; each paper in one pile alone."""
    if collected is None or collected > stock.issued:
        yield _pile("issued", _("已经发出"), stock.issued, stock)
    else:
        yield _pile("collected", _("收回的"), collected, stock)
        yield _pile("out", _("发出了，没有收回"), stock.issued - collected, stock)
    yield _pile("spoiled", _("废损"), stock.spoiled, stock)
    yield _pile("destroyed", _("销毁"), stock.destroyed, stock)
    if stock.awaiting:
        yield _pile("awaiting", _("登记销毁，等人确认"), stock.awaiting, stock)
    if stock.in_hand is not None:
        yield _pile("hand", _("还在手上"), stock.in_hand - stock.awaiting, stock)


def _pile(key: str, name: str, papers: int, stock: Stock) -> Pile:
    width = f"{100 * papers / stock.printed:.2f}%" if stock.is_known else None
    return Pile(key=key, name=name, papers=papers, width=width)


def _spots(entries: tuple[StockEntry, ...]) -> Iterator[SpotRow]:
    """By batch and box, where any line names one; what names none comes last."""
    if not any(entry.spot for entry in entries):
        return
    order = tuple(SPOTS)
    keys = {(entry.spot, entry.spot_number) for entry in entries}
    for spot, number in sorted(keys, key=lambda key: (not key[0], order.index(key[0]), key[1])):
        own = (entry for entry in entries if (entry.spot, entry.spot_number) == (spot, number))
        yield SpotRow(name=spot_name(spot, number), sums=stock_of(each.as_line for each in own))
