"""Whose turn it is to fill a place (递补的次序): whoever had received most votes comes first
(Hebei 19, Tianjin 19(4), Zhejiang 19, Hainan 23, Sichuan 25: 按得票多少的顺序递补).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huanjie.domain.departure import Reason, fills
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, cited
from huanjie.office.candidacy.departing import lacks_woman
from huanjie.office.candidacy.filling import Filler, in_line
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.slate import left_since_published
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Contest, Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Who is in line for one post (递补的次序) before anybody comes."""

    post: str
    line: tuple[Filler, ...]
    """those first who had received most votes, without a number last"""
    lacks_woman: bool
    """whether the law wants a woman on the list and there is none"""
    ground: Citation

    def check(self, coming: Iterable[Nominee]) -> None:
        """Refuse, at `people`, whoever comes before those whose turn it is. Of equals any may
        come, and where nobody is in line, or nobody's votes are entered, anybody; where the list
        lacks a woman, the first of the women in line may come before the men.
        """
        line, waiting, for_woman = list(self.line), list(coming), self.lacks_woman
        while waiting:
            first = _first(line)
            women = _first([each for each in line if each.nominee.sex == "f"])
            next_one = next((each for each in waiting if _may_come(each, first)), None)
            if next_one is None and for_woman:
                asked = (each for each in waiting if each.sex == "f")
                next_one = next((each for each in asked if _may_come(each, women)), None)
            if next_one is None:
                raise self._passed(first)
            for_woman = for_woman and next_one.sex != "f"
            waiting.remove(next_one)
            line = [each for each in line if each.nominee.pk != next_one.pk]

    def _passed(self, first: Sequence[Filler]) -> BadInput:
        """What is said to whoever would come before them (越过得票多的人)."""
        names = "、".join(each.nominee.name for each in first)
        votes = f"{first[0].votes_name} {first[0].votes}"
        whose = f"{names}（{votes}{'，相等' if len(first) > 1 else ''}）"
        return BadInput(
            f"{self.post}的缺额按得票多少的顺序递补，现在轮到{whose}，不能越过"
            f"（{cited((self.ground,))}）",
            at="people",
            remedy=f"提名{names}；本人不接受的，提名以后登记本人书面退出，再提名后面的人",
        )


def turns_of(election: Election, contest: Contest) -> Turns | None:
    """The turns of one post on a list that is filled up; None where no law fills a place."""
    rule = law_of(election).pack.fill_up
    if rule is None:
        return None
    left = left_since_published(election, contest)
    line = in_line(election).next
    return Turns(
        post=contest.name,
        line=tuple(each for each in line if each.nominee.contest_id == contest.pk),
        lacks_woman=lacks_woman(election) is not None,
        ground=fills(rule, by_wish=not left.exclude(reason=Reason.OWN_WISH).exists()),
    )


def _first(line: Sequence[Filler]) -> tuple[Filler, ...]:
    """Whose turn it is (轮到谁): whoever has most votes, with those who have as many."""
    if not line or line[0].votes is None:
        return ()
    return tuple(each for each in line if each.votes == line[0].votes)


def _may_come(row: Nominee, first: Sequence[Filler]) -> bool:
    return not first or row.pk in {each.nominee.pk for each in first}
