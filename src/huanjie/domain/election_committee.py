"""Succession in the election committee (选举委员会成员的退出和递补).

A member who is nominated leaves, and so does one whose near relative is nominated where the law
says so; those who were chosen next take their places in order, but nobody who would have to leave
at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from huanjie.domain.contest import PersonId
from huanjie.domain.kinship import KinVerdict, Relation, judge, walk_of
from huanjie.law.citation import Citation, distinct
from huanjie.law.kinship import KinLaw
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedKin:
    """A relation that was stated (亲属关系): what the nominee is to the member or reserve."""

    member: PersonId
    nominee: PersonId
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """选举委员会 as it was chosen, and who has been nominated since."""

    members: tuple[PersonId, ...]
    chair: PersonId | None
    vice_chair: PersonId | None
    reserve: tuple[PersonId, ...]
    """those chosen next, in the order of the original vote (原推选结果)"""
    nominated: frozenset[PersonId]
    kin: tuple[StatedKin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SucceededCommittee:
    """退出和递补的结果."""

    leave: tuple[PersonId, ...]
    fill: tuple[PersonId, ...]
    committee: tuple[PersonId, ...]
    """those who stay, then those who came, each in their order"""
    presiding: PersonId | None
    """chair, else vice-chair; None where both left or there were none (另行推选)"""
    grounds: tuple[Citation, ...]


def succession(pack: RulePack, committee: Committee, law: KinLaw) -> SucceededCommittee:
    """Who leaves, who comes, and who presides."""
    leaving = _Leaving(pack=pack, committee=committee, law=law)
    grounds = [pack.need(pack.succession, "succession").citation]
    leave = tuple(each for each in committee.members if leaving.must(each))
    grounds += leaving.grounds(leave)
    fill: tuple[PersonId, ...] = ()
    if leave:
        grounds.append(pack.need(pack.succession_order, "succession_order").citation)
        free = [each for each in committee.reserve if not leaving.must(each)]
        fill = tuple(free[: len(leave)])
        grounds += leaving.grounds(_passed_over(committee.reserve, fill, enough=len(leave)))
    stay = tuple(each for each in committee.members if each not in leave)
    if committee.chair not in stay:
        grounds.append(pack.need(pack.presiding, "presiding").citation)
    officers = (committee.chair, committee.vice_chair)
    return SucceededCommittee(
        leave=leave,
        fill=fill,
        committee=stay + fill,
        presiding=next((each for each in officers if each in stay), None),
        grounds=distinct(grounds),
    )


def _passed_over(
    reserve: tuple[PersonId, ...], fill: tuple[PersonId, ...], *, enough: int
) -> tuple[PersonId, ...]:
    """Those of the reserve whose turn came, and who were left out."""
    looked_at = reserve[: reserve.index(fill[-1])] if fill and len(fill) == enough else reserve
    return tuple(each for each in looked_at if each not in fill)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaving:
    """Who has to leave, and by what."""

    pack: RulePack
    committee: Committee
    law: KinLaw

    def must(self, person: PersonId) -> bool:
        """Whether a person cannot be in the committee."""
        return person in self.committee.nominated or any(self._related(person))

    def grounds(self, people: Iterable[PersonId]) -> list[Citation]:
        """What made relatives of those who leave because of a relative."""
        return [
            citation
            for person in people
            if person not in self.committee.nominated
            for verdict in self._related(person)
            for citation in self._of(verdict)
        ]

    def _related(self, person: PersonId) -> Iterator[KinVerdict]:
        rule = self.pack.need(self.pack.succession, "succession")
        closest = [(step,) for step in rule.kin]
        for each in self.committee.kin if rule.for_relatives else ():
            if each.member == person and each.nominee in self.committee.nominated:
                verdict = judge(each.relation, self.law)
                if verdict.near and (not rule.kin or walk_of(each.relation) in closest):
                    yield verdict

    def _of(self, verdict: KinVerdict) -> list[Citation]:
        """The four classes decide nothing here."""
        classes = {each.citation for each in self.law.classes}
        return [each for each in verdict.grounds if each not in classes]
