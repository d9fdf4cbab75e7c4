"""Ballot stock (选票管理): where every printed paper is, handed out, given back, spoiled, destroyed
or still in hand (还在手上).

    printed = issued + spoiled + destroyed + in hand        印制 = 发出 + 废损 + 销毁 + 还在手上
    issued  = handed out - returned                          发出 = 领出 - 交回
    issued  = collected + not returned                       发出 = 收回 + 没有收回

Lines are only ever added: one that was wrong is taken back by a later one, and both stay in sight.
What was destroyed counts once somebody who watched has said so; until then it is still in hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.statetable import not_open
from huanjie.door.fault import BadInput


class Kind(StrEnum):
    """What happened to papers (事项)."""

    PRINTED = "printed"
    ISSUED = "issued"
    RETURNED = "returned"
    SPOILED = "spoiled"
    DESTROYED = "destroyed"


KIND_NAMES: Final[Mapping[Kind, str]] = {
    Kind.PRINTED: "印制",
    Kind.ISSUED: "领出",
    Kind.RETURNED: "交回",
    Kind.SPOILED: "废损",
    Kind.DESTROYED: "销毁",
}
"""Each as a page and a paper call it."""

CARRIED: Final = "carried"
"""entered before there was a ledger"""
BY_TOTAL: Final = "total"
"""entered as one total for the whole vote"""

REASONS: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.PRINTED: {"planned": "按计划印制", "more": "补印"},
    Kind.ISSUED: {"voters": "发给投票人", "box": "交给票箱工作人员", "more": "补发"},
    Kind.RETURNED: {"voter": "投票人交回，没有填写", "box": "票箱工作人员交回，没有发出"},
    Kind.SPOILED: {
        "misprint": "印坏",
        "damaged": "破损、污损",
        "stamp": "漏盖或者盖错印章",
        "exchanged": "发票时换下",
    },
    Kind.DESTROYED: {"unissued": "投票截止，没有发出"},
}
"""Why, from a fixed list (原因): no line holds a note."""

OLD_REASONS: Final[Mapping[str, str]] = {CARRIED: "启用台账以前登记", BY_TOTAL: "按总数登记"}
"""What a line may say besides, which nobody chooses on a form."""

MISTAKES: Final[Mapping[str, str]] = {
    "count": "张数登记错了",
    "place": "票箱或者批次登记错了",
    "kind": "事项登记错了",
    "twice": "重复登记",
}
"""Why a line is taken back (更正的原因)."""

SPOTS: Final[Mapping[str, str]] = {
    "": "不分批次和票箱",
    "batch": "第 %d 批",
    "box": "%d 号票箱",
    "mobile": "%d 号流动票箱",
}
"""Which batch or box a line is about (批次、票箱), as a page calls it."""

OPEN_IN: Final[Mapping[Kind, tuple[Stage, ...]]] = {
    Kind.PRINTED: (Stage.READY, Stage.POLLING, Stage.COUNTING),
    Kind.ISSUED: (Stage.READY, Stage.POLLING),
    Kind.RETURNED: (Stage.POLLING,),
    Kind.SPOILED: (Stage.READY, Stage.POLLING, Stage.COUNTING),
    Kind.DESTROYED: (Stage.POLLING, Stage.COUNTING),
}
"""When each may be entered: the number that the law compares with rests once papers are
collected.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the ledger (一笔), as the sums read it."""

    kind: Kind
    papers: int
    taken_back: bool = False
    """a later line took it back (已更正)"""
    witnessed: bool = False
    """of papers destroyed: whether somebody who watched has said so"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The sums of a ledger (合计)."""

    printed: int = 0
    handed_out: int = 0
    returned: int = 0
    spoiled: int = 0
    destroyed: int = 0
    awaiting: int = 0
    """destroyed, and nobody has said yet that they watched (等待确认的销毁)"""

    @property
    def issued(self) -> int:
        """发出的选票: the number that the law compares the papers collected with."""
        return self.handed_out - self.returned

    @property
    def is_known(self) -> bool:
        """Whether it was entered how many were printed; nothing else says what is in hand."""
        return self.printed > 0

    @property
    def in_hand(self) -> int | None:
        """还在手上: printed, and neither out, spoiled nor destroyed; None where nobody knows."""
        return self.printed - self.issued - self.spoiled - self.destroyed if self.is_known else None


def stock_of(lines: Iterable[Line]) -> Stock:
    """Add up what stands: lines that were taken back count for nothing.

    >>> stock_of([Line(kind=Kind.PRINTED, papers=9), Line(kind=Kind.ISSUED, papers=7)]).in_hand
    2
    """
    sums = dict.fromkeys(Kind, 0)
    awaiting = 0
    for line in lines:
        if line.taken_back:
            continue
        if line.kind == Kind.DESTROYED and not line.witnessed:
            awaiting += line.papers
        else:
            sums[line.kind] += line.papers
    return Stock(
        printed=sums[Kind.PRINTED],
        handed_out=sums[Kind.ISSUED],
        returned=sums[Kind.RETURNED],
        spoiled=sums[Kind.SPOILED],
        destroyed=sums[Kind.DESTROYED],
        awaiting=awaiting,
    )


def check_open(kind: Kind, stage: Stage) -> None:
    """Refuse a line that cannot be entered, nor taken back, in this stage."""
    if stage not in OPEN_IN[kind]:
        deed = f"登记或者更正{KIND_NAMES[kind]}的选票"
        open_in = (STAGE_NAMES[each] for each in OPEN_IN[kind])
        raise not_open("这次选举", STAGE_NAMES[stage], deed, open_in)


def faults_of(stock: Stock) -> Iterator[BadInput]:
    """Everything that no stock can be (不可能的数): more given back than out, more gone than there
    was.
    """
    gone = stock.spoiled + stock.destroyed + stock.awaiting
    if stock.returned > stock.handed_out:
        yield BadInput(
            f"交回一共 {stock.returned} 张，多于领出的 {stock.handed_out} 张",
            at="papers",
            remedy="核对领出和交回的张数",
        )
    elif not stock.is_known and gone:
        yield BadInput("还没有登记印了多少张选票", at="papers", remedy="先登记印制的张数")
    elif stock.is_known and stock.issued + gone > stock.printed:
        all_gone = stock.issued + gone
        yield BadInput(
            f"印制 {stock.printed} 张，发出、废损和销毁一共 {all_gone} 张，"
            f"多出 {all_gone - stock.printed} 张",
            at="papers",
            remedy="核对张数；补印了的，先登记补印",
        )


def reason_in_words(kind: Kind, reason: str) -> str:
    """Why, as a page calls it (原因).

    >>> reason_in_words(Kind.ISSUED, "box"), reason_in_words(Kind.ISSUED, "count")
    ('交给票箱工作人员', '张数登记错了')
    """
    return {**OLD_REASONS, **MISTAKES, **REASONS[kind]}[reason]
