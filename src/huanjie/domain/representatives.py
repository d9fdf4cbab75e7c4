"""Representatives (代表名额): how few and how many so many households may choose."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeNumber:
    """代表名额: the fewest and the most."""

    minimum: int
    maximum: int
    grounds: tuple[Citation, ...]


def representative_number(pack: RulePack, *, households: int) -> RepresentativeNumber:
    """How many representatives so many households choose, one for a number of households
    (每几户推选一人); never fewer than the law asks for in all.
    """
    rule = pack.need(pack.representatives, "representatives")
    fewest = max(-(-households // rule.households_at_most), rule.at_least or 1)
    most = households // rule.households_at_least
    return RepresentativeNumber(minimum=fewest, maximum=max(fewest, most), grounds=(rule.citation,))
