"""Candidacy's gate (提名的关口): whoever stands is neither struck off the roll nor called otherwise
there while the nomination holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.nominee import STANDING
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election


def issues_before_change(election: Election, number: int) -> Iterator[BadInput]:
    """The nominations that rest on this number of the roll."""
    standing = election.nominees.filter(entry__number=number, state__in=STANDING)
    for each in standing.select_related("contest")[:1]:
        yield BadInput(
            f"{each.name}是{each.contest.name}的人选，名册上的登记不能先改",
            remedy="先在候选人页取消提名，再变动名册；还符合条件的，改好以后再提名",
        )
