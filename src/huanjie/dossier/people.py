"""People and posts (姓名和职务) as the page and the notice print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.rounds import post_of_round
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

    def runoff_post(self, case: Case, index: int) -> str:
        """What a runoff was about, in brackets; nothing after any other round."""
        round_ = case.count.rounds[index]
        if round_.kind != "runoff":
            return ""
        return f"（{self.post(post_of_round(round_, case.declared.answers, index))}）"
