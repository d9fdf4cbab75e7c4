"""A list of candidates without a woman (没有妇女候选人): by which article it should have one, and
whom to nominate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from huanjie.domain.listorder import COUNT_WORDS, received_basis
from huanjie.domain.nominee import NomineeState
from huanjie.domain.womancandidate import lacks_women, most_voted, refuses
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.backing import backing_of
from huanjie.office.candidacy.models import Nominee
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWoman:
    """候选人中没有妇女: what the law says to it, and how it is mended."""

    says: str
    remedy: str
    whom: str
    """who of the women that were nominated has the most votes; empty where the law does not ask"""
    citation: Citation
    refuses: bool
    """whether the list may not be published so; where a text says 适当 it is only told"""


def no_woman(election: Election, pack: RulePack, people: Sequence[Nominee]) -> NoWoman | None:
    """What the law says to those who stand; None where a woman does, or nobody does yet."""
    rule = pack.woman_candidate
    if rule is None or not people or not lacks_women(rule, (each.sex for each in people)):
        return None
    women = sum(each.sex == "f" for each in people)
    asked = f"至少应有 {rule.at_least} 人" if rule.at_least else "应当有适当的名额"
    return NoWoman(
        says=f"候选人中妇女 {women} 人，{asked}",
        remedy="以得票最多的妇女为候选人" if rule.most_votes else "提名妇女为候选人",
        whom=_whom(election) if rule.most_votes else "",
        citation=rule.citation,
        refuses=refuses(rule),
    )


def _whom(election: Election) -> str:
    """Whom the law puts on the list, of the women whose nominations were taken back because others
    had more votes; those who stepped back in writing, left a published list, were struck off the
    roll or are barred are not asked.
    """
    every = election.nominees.select_related("contest", "entry").order_by("pk")
    rows = list(every.annotate(left=Count("departures")))
    barred = {each.person for each in rows if each.state == NomineeState.BARRED}
    women = [
        each
        for each in rows
        if each.state == NomineeState.WITHDRAWN
        and each.sex == "f"
        and not each.declined_by
        and not each.left
        and not (each.entry and each.entry.struck_on)
        and each.person not in barred
    ]
    if not women:
        return "现在没有别的妇女被提名，先提名"
    posts = {each.contest_id for each in women}
    # As whoever fills a place comes: a pre-selection was held where anybody of the post has votes.
    basis = received_basis(backing_of(each) for each in rows if each.contest_id in posts)
    best = most_voted(women, votes=lambda each: backing_of(each).count(basis))
    if not best:
        return f"被提名过的妇女有{_named(women)}，没有登记得票"
    votes = backing_of(best[0]).count(basis)
    equal = "，票数相等" if len(best) > 1 else ""
    by = COUNT_WORDS[basis]
    return f"被提名过的妇女中{by}最多的是{_named(best)}（{votes}）{equal}，再提名为候选人"


def _named(rows: Sequence[Nominee]) -> str:
    return "、".join(f"{each.name}（{each.contest.name}）" for each in rows)
