"""The numbers of a handbook (手册里的数字): thresholds, votes that elect, proxies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from huanjie.domain.composition import wrong_size
from huanjie.domain.thresholds import (
    Threshold,
    UnitNumbers,
    attendance,
    thresholds,
    votes_needed,
)
from huanjie.law import sharewords
from huanjie.law.citation import DECIDERS, Citation
from huanjie.law.pack import RulePack
from huanjie.law.phrase import in_chinese
from huanjie.law.rules import BASES, OF_ALL
from huanjie.paper.blocks import Block, Heading, Paragraph, Table

_SAMPLES: Final = 6
"""rows of the table of votes"""
_OF_NUMBERS: Final = (0.28, 0.22, 0.18, 0.32)
"""each column's share of the line"""


def number_blocks(pack: RulePack, numbers: UnitNumbers) -> Iterator[Block]:
    """The chapter of numbers."""
    found = thresholds(pack, numbers)
    yield Heading(says="人数和名额", level=2)
    if found:
        rows = tuple(
            (each.name, each.base, _number(each), each.citation.in_short) for each in found
        )
        yield Table(
            head=("项目", "基数", "数字", "依据"), rows=rows, shares=_OF_NUMBERS, dense=True
        )
    if wrong := wrong_size(pack, numbers.seats):
        yield Paragraph(says=f"注意：{wrong.says}。", aside=f"（{wrong.citation.in_short}）")
    for each in dict.fromkeys(each.citation for each in found if not _number_known(each)):
        yield Paragraph(says=f"数字没有填，按这一条计算：{each.says}", aside=f"（{each.in_short}）")
    yield from _votes(pack, numbers)
    yield from _proxies(pack)
    yield from _undecided(pack, numbers)


def number_grounds(pack: RulePack, numbers: UnitNumbers) -> tuple[Citation, ...]:
    """The articles that these numbers rest on."""
    rules = (pack.majority, pack.runoff, pack.tie, *pack.proxy)
    return (
        *(each.citation for each in thresholds(pack, numbers)),
        *(rule.citation for rule in rules if rule),
    )


def _number_known(each: Threshold) -> bool:
    return each.minimum is not None


def _number(each: Threshold) -> str:
    """A threshold in words: 501；3—7；1."""
    if each.minimum is None:
        return "—"
    return in_chinese(sharewords.number(each.minimum, each.maximum, odd=each.is_odd))


def _votes(pack: RulePack, numbers: UnitNumbers) -> Iterator[Block]:
    """How many votes elect, at a few numbers of papers between the fewest and the most."""
    if pack.majority is None:
        return
    yield Heading(says="当选所需票数", level=2)
    for rule in filter(None, (pack.majority, pack.runoff, pack.tie)):
        yield Paragraph(says=rule.citation.says, aside=f"（{rule.citation.in_short}）")
    bases = _samples(pack, numbers)
    if not bases:
        return
    needed = votes_needed(pack, bases)
    has_runoff = any(each.runoff is not None for each in needed)
    heads = (BASES[pack.majority.of], "当选至少", *(("另行选举至少",) if has_runoff else ()))
    rows = tuple(
        (
            str(each.base),
            str(each.majority),
            *((str(each.runoff),) if has_runoff else ()),
        )
        for each in needed
    )
    yield Table(head=heads, rows=rows, right=frozenset(heads), whole=True)


def _samples(pack: RulePack, numbers: UnitNumbers) -> Sequence[int]:
    """From the fewest with whom the vote is valid to everybody, evenly; everybody alone where the
    votes are counted from all of them, whoever came.
    """
    first = attendance(pack, numbers)
    most = numbers.registered if pack.turnout else numbers.entitled
    if first is None or first.minimum is None or most is None:
        return ()
    if pack.majority and pack.majority.of in OF_ALL:
        return (most,)
    steps = _SAMPLES - 1
    spread = most - first.minimum
    return sorted({first.minimum + spread * n // steps for n in range(_SAMPLES)})


def _proxies(pack: RulePack) -> Iterator[Block]:
    if not pack.proxy:
        return
    yield Heading(says="委托投票", level=2)
    yield Paragraph(says="下列各项都符合，才接受委托：")
    for number, each in enumerate(pack.proxy, 1):
        says = f"{number}. {each.name}。{each.citation.says}"
        yield Paragraph(says=says, aside=f"（{each.citation.in_short}）")


def _undecided(pack: RulePack, numbers: UnitNumbers) -> Iterator[Block]:
    """What the pack has no rule for, and whose decision it is."""
    open_ = {
        "参加投票或者到会的人数": attendance(pack, numbers) is None,
        "当选所需票数": pack.majority is None,
        "候选人的差额": not pack.candidates,
        "职数": pack.size is None,
    }
    names = [name for name, is_open in open_.items() if is_open]
    if names:
        yield Heading(says="没有规定的", level=2)
        decider = DECIDERS[pack.decided_by]
        yield Paragraph(says=f"{'、'.join(names)}：适用的规定没有写，由{decider}决定。")
