"""Counting by hand (手工计票), slowly: papers into a sheet, and sheets with a slip on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Contest, Election
from huanjie.domain.sheets import Place, Sheet, SheetContest
from huanjie.domain.tally import CastVoteRecord, Mark, Paper


def counted_by_hand(
    election: Election, records: Iterable[CastVoteRecord], void: Iterable[tuple[str, Post]]
) -> Sheet:
    """One pile of papers a post, one person after another; `void` names the invalid parts."""
    papers = [(each.id, dict(each.contests)) for each in records]
    bad = set(void)
    contests = {}
    for contest in election.contests:
        own = [
            (id_, shown.get(contest.post, Paper(marks={})))
            for id_, shown in papers
            if election.single_ballot or not shown or contest.post in shown
        ]
        good = [paper for id_, paper in own if (id_, contest.post) not in bad]
        contests[contest.post] = _pile(election, contest, good, len(own) - len(good))
    return Sheet(contests=contests)


def _pile(election: Election, contest: Contest, good: list[Paper], invalid: int) -> SheetContest:
    people = [candidate.id for candidate in contest.candidates]

    def marked(person: PersonId, mark: Mark) -> int:
        return sum(paper.marks.get(person) == mark for paper in good)

    votes = {person: marked(person, "approve") for person in people}
    oppose = {person: marked(person, "oppose") for person in people}
    abstain = {person: len(good) - votes[person] - oppose[person] for person in people}
    plain = election.style == "choice"
    return SheetContest(
        valid=len(good),
        invalid=invalid,
        votes=votes,
        oppose=None if plain else oppose,
        abstain=None if plain else abstain,
        write_ins=Counter(name for paper in good for name in set(paper.write_ins)),
    )


def with_number(sheet: Sheet, place: Place, number: int) -> Sheet:
    """The same sheet with one number changed."""
    part = sheet.contests[place.post]
    key = "write_ins" if place.what == "write-in" else place.what
    stated = getattr(part, key)
    changes: dict[str, Any] = {key: {**stated, place.whom: number} if place.whom else number}
    return Sheet(contests={**sheet.contests, place.post: replace(part, **changes)})
