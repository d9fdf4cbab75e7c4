"""Runoff (另行选举): who stands again for the missing seats, and who of them is elected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huanjie.domain.contest import Person, PersonId
from huanjie.domain.seats import by_votes, fill
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Runoff:
    """另行选举的结果: who is elected, who is equal across the last seat, and the seats still
    open.
    """

    minimum_votes: int
    elected: tuple[PersonId, ...]
    tied: tuple[PersonId, ...]
    vacancies: int
    grounds: tuple[Citation, ...]


def runoff(
    pack: RulePack,
    *,
    vacancies: int,
    collected: int | None,
    attended: int | None,
    votes: Mapping[PersonId, int],
) -> Runoff:
    """Seat those with most votes who reach the runoff's own line
    (得票多的当选，但不得少于规定比例).
    """
    rule = pack.need(pack.runoff, "runoff")
    base = {"collected": collected, "attended": attended}.get(rule.of)
    if base is None:
        raise BadInput(f"缺少“{rule.of}”，另行选举的票数要用它计算", remedy=f"补上“{rule.of}”")
    minimum = rule.minimum(base)
    people = tuple(Person(id=id_, votes=n) for id_, n in votes.items() if n >= minimum)
    result = fill(by_votes(people), vacancies)
    tied = tuple(person.id for person in result.tied)
    ties = [pack.need(pack.tie, "tie").citation] if tied else []
    return Runoff(
        minimum_votes=minimum,
        elected=tuple(person.id for person in result.elected),
        tied=tied,
        vacancies=vacancies - len(result.elected),
        grounds=distinct([rule.citation, *ties]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunoffCandidates:
    """另行选举的候选人, the most votes first."""

    candidates: tuple[PersonId, ...]
    grounds: tuple[Citation, ...]


def runoff_candidates(
    pack: RulePack,
    *,
    vacancies: int,
    people: tuple[Person, ...],
    margin: int | None = None,
    women_only: bool = False,
) -> RunoffCandidates:
    """The not elected with most votes, as many as the seats and the margin; equal at the edge, all
    of them stand.
    """
    rule = pack.need(pack.runoff_candidates, "runoff-candidates")
    if women_only:
        people = tuple(person for person in people if _is_woman(person))
    size = vacancies + (_own_margin(pack, vacancies) if margin is None else margin)
    ordered = by_votes(people)
    edge = ordered[size - 1].votes if 0 < size <= len(ordered) else 0
    chosen = ordered if size >= len(ordered) else tuple(p for p in ordered if p.votes >= edge)
    return RunoffCandidates(
        candidates=tuple(person.id for person in chosen), grounds=(rule.citation,)
    )


def _own_margin(pack: RulePack, vacancies: int) -> int:
    """The pack's own margin (差额); where it holds none, one more than the seats."""
    if "member" not in pack.candidates:
        return 1
    return pack.margin_for("member").minimum(vacancies) - vacancies


def _is_woman(person: Person) -> bool:
    if person.sex is None:
        raise BadInput(f"“{person.id}”的性别没有写明，妇女名额的候选人要用它", remedy="补上 sex")
    return person.sex == "f"
