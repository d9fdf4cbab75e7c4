"""Candidacy's gates (提名的关口): whoever stands is neither struck off the roll nor called
otherwise there while the nomination holds; and no ballots go out for a list that is too short.
"""

from __future__ import annotations

from collections.abc import Iterator

from huanjie.domain.cycle import DEED_NAMES, Stage
from huanjie.domain.nominee import STANDING
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office import clock
from huanjie.office.candidacy.departed import departures_of
from huanjie.office.candidacy.departing import (
    fill_rule,
    is_short,
    lacks_woman,
    too_late,
)
from huanjie.office.candidacy.findings import find_all, rows_of
from huanjie.office.candidacy.listday import is_filled_up
from huanjie.office.candidacy.obstacles import waiting_appeals
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import margins
from huanjie.office.candidacy.standing import is_published
from huanjie.office.planning.models import Election


def issues_before_change(election: Election, number: int) -> Iterator[BadInput]:
    """The nominations that rest on this number of the roll, or of whoever is noted beside it."""
    standing = election.nominees.filter(entry__number=number, state__in=STANDING)
    for each in standing.select_related("contest", "entry")[:1]:
        where, then = (
            ("名册以外的", "更正登记") if each.entry.off_roll else ("名册上的", "变动名册")
        )
        yield BadInput(
            f"{each.name}是{each.contest.name}的人选，{where}登记不能先改",
            remedy=f"先由选举主持人在候选人页登记候选人退出，再{then}"
            if is_published(each)
            else f"先在候选人页取消提名，再{then}；还符合条件的，改好以后再提名",
        )


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Nobody leaves a list before it is published; where somebody left it, nobody's appeal waits,
    and the rest must be enough, before ballots go out.
    """
    if deed == Action.LEAVE_LIST and _is_unpublished(election):
        yield BadInput(
            f"候选人名单还没有公布，不能{DEED_NAMES[deed]}",
            remedy="在候选人页取消提名，或者登记本人书面退出",
        )
    if deed != Action.ISSUE_PAPERS or election.stage != Stage.READY:
        return
    yield from _appeals(election)
    yield from shortages(election)


def _is_unpublished(election: Election) -> bool:
    """Whether the list was never published: one that is filled up was."""
    return election.stage == Stage.ROLL_PUBLISHED and not is_filled_up(election)


def shortages(election: Election) -> Iterator[BadInput]:
    """Every post of which too few are left, since somebody left the published list (候选人不够),
    and the woman who is missing from it where one can still come (没有妇女候选人).
    """
    if is_short(election):
        remedy = remedy_of(election)
        for each in margins(slate_of(election)):
            yield BadInput(each.with_articles, remedy=remedy)
    if found := lacks_woman(election):
        deed = DEED_NAMES[Action.FILL_UP]
        yield BadInput(
            f"{found.says}（{cited((found.citation,))}）",
            remedy=f"由选举主持人在候选人页办“{deed}”，{found.remedy}",
        )


def _appeals(election: Election) -> Iterator[BadInput]:
    left = [each.nominee.person for each in departures_of(election)]
    found = find_all(election, rows_of(election, *left)) if left else ()
    if waiting := list(waiting_appeals(election, found, clock.today())):
        yield BadInput(
            f"有 {len(waiting)} 名取消资格的候选人还可以申诉，或者申诉还没有决定",
            remedy="等申诉的期限过去，由认定人以外的人决定申诉，再发选票",
        )


def remedy_of(election: Election) -> str:
    """What to do about a list that is too short: as the law says, else to begin anew."""
    rule = fill_rule(election)
    if rule is None:
        return "候选人名单已经公布，不能再提名：由选举主持人撤销这次选举，重新提名、公布候选人"
    for each in too_late(election):
        return f"{each.with_articles}：{each.remedy}"
    return (
        f"由选举主持人在候选人页办“{DEED_NAMES[Action.FILL_UP]}”：{rule.says}（{cited((rule,))}）"
    )
