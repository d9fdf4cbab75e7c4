"""The case (卷宗的根据): the few values that every file of a dossier is recomputed from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from huanjie.domain.contest import Count
from huanjie.domain.election import Unit
from huanjie.domain.meetinglaw import law_of_meeting
from huanjie.domain.rounds import CountFile, Declared, declare_rounds
from huanjie.domain.schedule import Schedule, schedule
from huanjie.door.fault import BadInput
from huanjie.dossier.correction import Correction
from huanjie.law.calendar import Calendar
from huanjie.law.pack import RulePack
from huanjie.protect.signature import fingerprint
from huanjie.protect.verifierkey import VerifierKey


@dataclass(frozen=True, kw_only=True)
class Case:
    """Counts, law and calendar decide; key, correction and sealed hash are shown beside them."""

    count: CountFile
    pack: RulePack
    calendar: Calendar
    """the years that the schedule touches, and no other"""
    key: VerifierKey
    correction: Correction | None = None
    sealed_sha256: str | None = None
    """of sealed.zip, where there are cast vote records (封存的单票记录)"""

    @cached_property
    def declared(self) -> Declared:
        """Every round's answer under the enclosed law."""
        return declare_rounds(self.count, self.pack)

    @cached_property
    def schedule(self) -> Schedule:
        """The dated steps under the enclosed law."""
        return dated(self.count, self.pack, self.calendar)

    def with_sealed(self, sha256: str) -> Case:
        """The same case, now that its records are sealed."""
        return replace(self, sealed_sha256=sha256)

    @property
    def fingerprint(self) -> str:
        """What the posted notice prints."""
        return fingerprint(self.key.public_key)

    @property
    def origin(self) -> str:
        """The name of this election's log (日志名)."""
        election = self.count.election
        return f"{place_name(election.unit, self.pack.body)}/{election.polling_day}"


def place_name(unit: Unit, body: str) -> str:
    """What the logs of one body's elections in one place begin with."""
    return f"huanjie.local/{unit.code}/{body}"


def dated(count: CountFile, pack: RulePack, calendar: Calendar) -> Schedule:
    """The schedule of this election, as the meeting has it that elects."""
    methods = (each.facts.method for each in count.rounds if isinstance(each.facts, Count))
    own = law_of_meeting(pack, next(methods, pack.usual_method))
    return schedule(own, polling_day=count.election.polling_day, calendar=calendar)


def years_touched(count: CountFile, pack: RulePack, calendar: Calendar) -> Calendar:
    """The calendar of the years that the schedule touches: the least that gives the same dates."""
    whole = dated(count, pack, calendar)
    edges = {edge for step in whole.steps for edge in (step.window.earliest, step.window.latest)}
    years = {edge.year for edge in edges if edge} | {whole.polling_day.year}
    for wider in range(len(calendar.years) + 1):
        least = calendar.only(range(min(years) - wider, max(years) + wider + 1))
        if dated(count, pack, least) == whole:
            return least
    raise BadInput("日历的年份不全，日程算不出来")
