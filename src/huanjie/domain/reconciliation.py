"""Reconciliation (核对选票): papers issued and collected, and what the boxes held.

More papers than there may be is no slip to be refused: the law answers it, and voids the election.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huanjie.domain.contest import Box
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, cited
from huanjie.law.pack import RulePack
from huanjie.law.rules import PAPERS, Step
from huanjie.law.rules import Papers as PapersName


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Whether the papers agree (选票数是否有效): if not, why, and what follows; boxes that are void
    by themselves.
    """

    valid: bool
    reason: str | None
    next: tuple[Step, ...]
    void_boxes: tuple[str, ...]
    collected: int
    """papers that count: those of void boxes are left out"""
    against: PapersName
    """what they were compared with (比较对象)"""
    limit: int
    """how many there may be of them at the most"""
    grounds: tuple[Citation, ...]


def reconcile(
    pack: RulePack, *, collected: int, known: Mapping[str, int | None], boxes: tuple[Box, ...] = ()
) -> Papers:
    """Compare the papers collected with what the pack names: papers issued, or people who voted.

    `known` holds `issued`, `voters` and `attended`, None where nobody counted them.
    """
    _check_boxes(boxes, collected)
    rule = pack.need(pack.ballot_total, "ballot-total")
    against = next((name for name in rule.at_most if known.get(name) is not None), None)
    if against is None:
        wanted = PAPERS[rule.at_most[0]]
        article = cited([rule.citation])
        raise BadInput(f"{article}把收回的选票与{wanted}比较", remedy=f"写明“{rule.at_most[0]}”")
    void, box_grounds = _void_boxes(pack, boxes)
    counted = collected - sum(box.collected for box in void)
    limit = known[against] or 0
    valid = counted <= limit
    reason = None if valid else f"收回选票 {counted} 张，多于{PAPERS[against]} {limit}"
    return Papers(
        valid=valid,
        reason=reason,
        next=() if valid else ("repeat-election",),
        void_boxes=tuple(box.id for box in void),
        collected=counted,
        against=against,
        limit=limit,
        grounds=(rule.citation, *box_grounds),
    )


def _void_boxes(
    pack: RulePack, boxes: tuple[Box, ...]
) -> tuple[tuple[Box, ...], tuple[Citation, ...]]:
    """Boxes that held more papers than people were listed for them (多于公布人数的流动票箱)."""
    if pack.box_total is None:
        return (), ()
    void = tuple(box for box in boxes if box.collected > box.listed)
    return void, (pack.box_total.citation,) if boxes else ()


def _check_boxes(boxes: tuple[Box, ...], collected: int) -> None:
    held = sum(box.collected for box in boxes)
    if boxes and held != collected:
        raise BadInput(
            f"各票箱合计 {held} 张，收回选票写的是 {collected} 张", at="/boxes", remedy="重新清点"
        )
