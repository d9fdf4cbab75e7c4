"""People and posts (姓名和职务) as the page and the notice print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from huanjie.domain.contest import Declaration, PersonId, Post
from huanjie.domain.rounds import RunoffFacts
from huanjie.dossier.case import Case


class People:
    """Names by id: a candidate's from the paper; who was written in is called as he was written."""

    def __init__(self, case: Case) -> None:
        self._pack = case.pack
        contests = case.count.election.contests
        self._names = {c.id: c.name for contest in contests for c in contest.candidates}
        self._women = {c.id for contest in contests for c in contest.candidates if c.sex == "f"}
        self._twice = {name for name, n in Counter(self._names.values()).items() if n > 1}

    def name(self, person: PersonId) -> str:
        """The name; where two candidates share one, the id with it."""
        name = self._names.get(person)
        if name is None:
            return person
        return f"{name}（{person}）" if name in self._twice else name

    def names(self, people: Iterable[PersonId]) -> str:
        """Several names in a row."""
        return "、".join(self.name(person) for person in people)

    def is_woman(self, person: PersonId) -> bool:
        """Whether the paper says so."""
        return person in self._women

    def post(self, post: Post) -> str:
        """The post's Chinese name."""
        return self._pack.post_name(post)


def post_of_round(case: Case, index: int) -> Post | None:
    """The post that a runoff was about, as its batches name it, or the one whose people stood."""
    round_ = case.count.rounds[index]
    if round_.post or not isinstance(round_.facts, RunoffFacts):
        return round_.post
    standing = set(round_.facts.votes)
    for answer in case.declared.answers:
        if isinstance(answer, Declaration):
            own = [r for r in answer.contests if r.vacancies and standing & set(r.not_elected)]
            return own[0].post if len(own) == 1 else None
    return None
