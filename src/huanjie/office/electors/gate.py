"""What forbids publishing a roll (关口): where one of each household votes, the roll is of those,
and every base rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.choosing import households_twice, without_household
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

HOUSEHOLDS: Final = "households"
_SHOWN: Final = 5
"""households named in a refusal"""


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Why the roll of an election by households is not published yet (户代表名册)."""
    if deed != Action.PUBLISH_ROLL or election.method != HOUSEHOLDS:
        return
    households = list(election.roll.values_list("household", flat=True))
    citation = law_of(election).pack.turnout_for(HOUSEHOLDS).citation
    rests_on = f"《{citation.law}》{citation.article}"
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
