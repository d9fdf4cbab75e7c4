"""What the ballot stock says (选票台账的核对): each sum with its numbers, and what the law wants
done with papers that nobody was given.

What disagrees is no slip to be refused: people look for the paper. What cannot be is refused in
`stock.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from huanjie.domain.stock import Stock
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, cited
from huanjie.law.rules import Rule

Level = Literal["ok", "warn", "bad"]
SAYS: Final[Mapping[str, str]] = {
    "balance": "印制 %(printed)d ＝ 发出 %(issued)d ＋ 废损 %(spoiled)d ＋ 销毁 %(destroyed)d"
    " ＋ 还在手上 %(in_hand)d",
    "balance-waiting": "印制 %(printed)d ＝ 发出 %(issued)d ＋ 废损 %(spoiled)d"
    " ＋ 销毁 %(destroyed)d ＋ 还在手上 %(in_hand)d（其中 %(awaiting)d 登记了销毁，等人确认）",
    "unknown": "没有登记印了多少张选票，说不清还有多少没有发出",
    "collected": "发出 %(issued)d ＝ 收回 %(collected)d ＋ 没有收回 %(out)d",
    "too-many": "收回 %(collected)d 张，比发出的 %(issued)d 张多 %(over)d 张，要查明原因",
    "awaiting": "销毁 %(awaiting)d 张，还没有在场监督的人确认",
    "not-destroyed": "开箱计票以前，还有 %(left)d 张没有发出的选票没有销毁",
    "left": "还有 %(left)d 张没有发出的选票没有销毁，请清点以后封存或者当众销毁",
}
"""What each comparison says (核对的话), with its numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockFinding:
    """One comparison (一项核对): what it says, how it ended, and by which articles."""

    key: str
    level: Level
    numbers: Mapping[str, int]
    grounds: tuple[Citation, ...] = ()

    @property
    def says(self) -> str:
        """In words, as the log keeps it."""
        return SAYS[self.key] % self.numbers


def findings(
    stock: Stock, *, collected: int | None, destroy: Rule | None
) -> tuple[StockFinding, ...]:
    """Each sum, and whether it agrees; `destroy` is the rule that asks for what was not issued to
    be destroyed before the count, where the law has one.
    """
    grounds = (destroy.citation,) if destroy else ()
    return (
        *_of_printed(stock, collected, grounds),
        *_of_collected(stock, collected),
        *_of_unissued(stock, collected, grounds),
    )


def disagreeing(found: Iterable[StockFinding]) -> tuple[StockFinding, ...]:
    """Those that do not agree (不符的核对). That nobody entered the printing is one where the law
    rests on it; else it is for whoever keeps the ledger to see.
    """
    wrong = (each for each in found if each.level != "ok")
    return tuple(each for each in wrong if each.key != "unknown" or each.grounds)


def _of_printed(
    stock: Stock, collected: int | None, grounds: tuple[Citation, ...]
) -> Iterator[StockFinding]:
    if stock.in_hand is not None:
        numbers = {
            "printed": stock.printed,
            "issued": stock.issued,
            "spoiled": stock.spoiled,
            "destroyed": stock.destroyed,
            "in_hand": stock.in_hand,
            "awaiting": stock.awaiting,
        }
        key = "balance-waiting" if stock.awaiting else "balance"
        level: Level = "ok" if stock.in_hand >= 0 else "bad"
        yield StockFinding(key=key, level=level, numbers=numbers)
    elif stock.handed_out or collected is not None:
        yield StockFinding(key="unknown", level="warn", numbers={}, grounds=grounds)


def _of_collected(stock: Stock, collected: int | None) -> Iterator[StockFinding]:
    if collected is None:
        return
    out = stock.issued - collected
    numbers = {"issued": stock.issued, "collected": collected, "out": out, "over": -out}
    if out < 0:
        yield StockFinding(key="too-many", level="bad", numbers=numbers)
    else:
        yield StockFinding(key="collected", level="ok", numbers=numbers)


def _of_unissued(
    stock: Stock, collected: int | None, grounds: tuple[Citation, ...]
) -> Iterator[StockFinding]:
    if stock.awaiting:
        yield StockFinding(key="awaiting", level="warn", numbers={"awaiting": stock.awaiting})
    left = (stock.in_hand or 0) - stock.awaiting
    if collected is None or left <= 0:
        return
    numbers = {"left": left}
    if grounds:
        yield StockFinding(key="not-destroyed", level="bad", numbers=numbers, grounds=grounds)
    else:
        yield StockFinding(key="left", level="warn", numbers=numbers)


def faults_before_count(stock: Stock, destroy: Rule | None) -> Iterator[BadInput]:
    """Why the boxes may not be opened yet (开箱以前): the law wants what was not issued destroyed,
    and it is known that some is left.
    """
    if destroy is None or not stock.in_hand:
        return
    wait = "，已经登记的销毁等在场监督的人确认" if stock.awaiting else ""
    yield BadInput(
        f"还有 {stock.in_hand} 张没有发出的选票没有销毁{wait}（{cited([destroy.citation])}）",
        remedy="在“选票台账”登记销毁，由监票人或者监督人员确认，再登记收回的选票",
    )
