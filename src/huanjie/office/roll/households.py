"""One of each household (户代表选举): where households elect, the roll holds one of each, and every
base rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.choosing import households_twice, without_household
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

HOUSEHOLDS: Final = "households"
_SHOWN: Final = 5
"""households named in a refusal"""


def refusals_of_households(election: Election) -> Iterator[BadInput]:
    """Why the roll of an election by households is not published yet (户代表名册)."""
    if election.method != HOUSEHOLDS:
        return
    households = list(election.roll.values_list("household", flat=True))
    rests_on = _articles(election)
    if missing := without_household(households):
        yield BadInput(
            f"每户派代表选举，名册上有 {missing} 人没有写户号（{rests_on}）",
            remedy="补上户号，再公布",
        )
    if twice := households_twice(households):
        named = "、".join(twice[:_SHOWN])
        more = f"等 {len(twice)} 户" if len(twice) > _SHOWN else ""
        yield BadInput(
            f"每户只有一名代表投票，户号 {named}{more}在名册上不止一人（{rests_on}）",
            remedy="每户只留推选出的一人",
        )


def check_household(election: Election, household: str, *, besides: int = 0) -> None:
    """Refuse, at `household`, whom a published roll by households does not say the household of, or
    whose household votes by another already; `besides` is the key of the entry that is rewritten.
    """
    if election.method != HOUSEHOLDS:
        return
    if not household:
        raise BadInput(
            f"每户派代表选举，没有写户号（{_articles(election)}）",
            at="household",
            remedy="补上户号",
        )
    there = election.roll.filter(household=household).exclude(pk=besides).first()
    if there:
        raise BadInput(
            f"每户只有一名代表投票，户号 {household} 在名册上已有编号 {there.number}"
            f"（{_articles(election)}）",
            at="household",
            remedy="换代表的，先把原来的代表移出名册",
        )


def _articles(election: Election) -> str:
    pack = law_of(election).pack
    share = pack.turnout.get(HOUSEHOLDS) or pack.assembly_quorum[HOUSEHOLDS]
    return cited((share.citation,))
