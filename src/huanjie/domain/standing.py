"""How an election stands after its rounds (选举进展): who sits, who may stand, what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from huanjie.domain.contest import (
    ContestCount,
    ContestResult,
    Count,
    Declaration,
    Person,
    PersonId,
    Post,
    Sex,
)
from huanjie.domain.election import Candidate, Contest
from huanjie.domain.quorum import under_meeting
from huanjie.domain.reconciliation import reconcile
from huanjie.domain.rounds import CountFile, Declared, RunoffFacts, post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.domain.seated import Seated
from huanjie.domain.seating import seat
from huanjie.domain.womans_seat import keep_womans_seat
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An election whose first vote was valid, with its rounds and what was declared of them."""

    count: CountFile
    declared: Declared
    pack: RulePack
    facts: Count
    first: Declaration

    def counted(self, post: Post) -> ContestCount:
        """A contest's first count."""
        return next(contest for contest in self.facts.contests if contest.post == post)

    def vacant(self, post: Post) -> int:
        """Seats less those who hold them now (空缺名额)."""
        return self.counted(post).seats - len(self.declared.final.get(post, ()))

    def committee(self) -> tuple[PersonId, ...]:
        """Everybody whom the members' or the voters' votes seated (委员会成员)."""
        posts = [contest.post for contest in self.count.election.contests]
        return tuple(
            dict.fromkeys(id_ for post in posts for id_ in self.declared.final.get(post, ()))
        )

    def seated(self) -> Mapping[Post, Seated]:
        """The seats as the first vote left them."""
        known, boxes = self.facts.compared_with(), self.facts.boxes
        papers = reconcile(self.pack, collected=self.facts.collected, known=known, boxes=boxes)
        pack = under_meeting(self.pack, self.facts.method)
        seating = seat(self.facts, pack, collected=papers.collected)
        keep_womans_seat(self.facts, self.pack, seating, [])
        return seating.contests

    def sexes(self) -> dict[PersonId, Sex]:
        """Every sex that is stated anywhere."""
        people: list[Person | Candidate] = [p for c in self.facts.contests for p in c.people]
        people += [c for contest in self.count.election.contests for c in contest.candidates]
        return {person.id: person.sex for person in people if person.sex}

    def runoffs(self, post: Post) -> tuple[tuple[RunoffFacts, Runoff], ...]:
        """The runoffs of a post, with what was declared of each."""
        answers = self.declared.answers
        return tuple(
            (round_.facts, answer)
            for index, (round_, answer) in enumerate(zip(self.count.rounds, answers, strict=True))
            if isinstance(round_.facts, RunoffFacts)
            and isinstance(answer, Runoff)
            and post_of_round(round_, answers, index) == post
        )

    def may_stand(self, result: ContestResult) -> tuple[Person, ...]:
        """Who lost the first vote for a post and may stand for it again, sexes filled in.

        Nobody who sits in it, stepped back from it, or holds a post of the same rank or a higher
        one that nobody may hold besides.
        """
        post, place = result.post, self.pack.place_of(result.post)
        held = self.declared.held
        out = set(self.declared.final.get(post, ()))
        out |= {withdrawal.id for own, withdrawal in held.withdrawn if own == post}
        if self.pack.two_posts:
            held_above = (h for h in held.stay if self.pack.place_of(h.post) <= place)
            out |= {holder.person.id for holder in held_above}
        lost, sexes = {*result.not_elected, *result.tied} - out, self.sexes()
        return tuple(
            replace(person, sex=sexes.get(person.id))
            for person in result.counted(self.counted(post).people)
            if person.id in lost
        )

    def paper(self, post: Post, people: tuple[PersonId, ...], seats: int) -> Contest:
        """The contest as it stands on a later paper; who was written in stands under his name."""
        contests = self.count.election.contests
        printed = {c.id: c for contest in contests for c in contest.candidates}
        sexes = self.sexes()
        candidates = (
            replace(printed.get(id_) or Candidate(id=id_, name=id_), sex=sexes.get(id_))
            for id_ in people
        )
        own = next(contest for contest in contests if contest.post == post)
        return replace(own, seats=seats, candidates=tuple(candidates))
