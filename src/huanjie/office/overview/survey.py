"""A survey of many places (逐个单位的情况): the bodies of each, how ready they are and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from huanjie.domain.cycle import Stage
from huanjie.office import clock
from huanjie.office.overview.facts import facts_of_all
from huanjie.office.overview.nextstep import tasks
from huanjie.office.overview.readiness import Readiness, Verdict, judge, worst
from huanjie.office.overview.task import Facts, Task
from huanjie.office.planning.laws import EXPECTED, bodies_of, body_name, schedule_of
from huanjie.office.planning.models import PARTY_BRANCH, Election
from huanjie.office.units.models import Level, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyState:
    """One body of one place (一个组织的情况), by its newest election; a cancelled one is none."""

    unit: Unit
    body: str
    name: str
    election: Election | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState:
    """One village or community (一个单位的情况)."""

    unit: Unit
    town: Unit
    """the place right above it"""
    bodies: tuple[BodyState, ...]

    @property
    def readiness(self) -> Readiness:
        """The worst of its bodies."""
        return worst(body.verdict.readiness for body in self.bodies)

    @property
    def committee(self) -> BodyState | None:
        """The committee that voters elect (村民委员会、居民委员会)."""
        return next((body for body in self.bodies if body.body != PARTY_BRANCH), None)

    @property
    def party(self) -> BodyState | None:
        """The committee that members of the Party elect (党组织)."""
        return next((body for body in self.bodies if body.body == PARTY_BRANCH), None)


def survey(places: Iterable[Unit]) -> tuple[UnitState, ...]:
    """Every place among these that elects, with its bodies, in the order of the tree: those that
    every place elects, and the others where there is an election of theirs.
    """
    known = {place.pk: place for place in places}
    units = [place for place in known.values() if place.level == Level.UNIT]
    above = {unit.parent_id for unit in units} - set(known)
    known |= {place.pk: place for place in Unit.objects.filter(pk__in=above)} if above else {}
    newest = _newest(units)
    verdicts = _verdicts(list(newest.values()))
    return tuple(
        UnitState(
            unit=unit,
            town=known[unit.parent_id or unit.pk],
            bodies=tuple(
                _body(unit, body, newest, verdicts)
                for body in bodies_of(unit)
                if body in EXPECTED or (unit.pk, body) in newest
            ),
        )
        for unit in units
        if unit.holds_elections
    )


def steps_of(election: Election, facts: Facts) -> tuple[Task, ...]:
    """The steps of an election; none where its law is not what it was."""
    if facts.blocked:
        return ()
    later = [vote.day for vote in facts.votes if vote.number > 1 and vote.day]
    dated = schedule_of(election, formed_on=later[-1] if later else None)
    return tasks(facts, dated, clock.today())


def _newest(units: Collection[Unit]) -> Mapping[tuple[str, str], Election]:
    newest: dict[tuple[str, str], Election] = {}
    rows = Election.objects.filter(unit__in=[unit.pk for unit in units])
    rows = rows.exclude(stage=Stage.CANCELLED)
    for election in rows.order_by("-polling_day", "-pk"):
        newest.setdefault((election.unit_id, election.body), election)
    return newest


def _verdicts(elections: Collection[Election]) -> Mapping[str, Verdict]:
    facts, today = facts_of_all(elections), clock.today()
    return {
        each.pk: judge(facts[each.pk], steps_of(each, facts[each.pk]), today) for each in elections
    }


def _body(
    unit: Unit,
    body: str,
    newest: Mapping[tuple[str, str], Election],
    verdicts: Mapping[str, Verdict],
) -> BodyState:
    election = newest.get((unit.pk, body))
    verdict = verdicts[election.pk] if election else Verdict(readiness=Readiness.WAIT)
    return BodyState(
        unit=unit,
        body=body,
        name=election.body_name if election else body_name(body),
        election=election,
        verdict=verdict,
    )
