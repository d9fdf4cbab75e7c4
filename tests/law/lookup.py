"""What a pack holds (规则包的内容), looked up the way the tests ask: a provision, a condition and
whether it holds of a person, a dated step, what an overlay replaces.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from huanjie.domain.contest import Count, PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election, Unit
from huanjie.domain.evaluation import truth_of
from huanjie.domain.nextvotes import next_votes
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    Round,
    RunoffFacts,
    declare_rounds,
)
from huanjie.domain.schedule import ScheduledStep, schedule
from huanjie.law.bodyrules import Provision
from huanjie.law.calendar import load_calendar
from huanjie.law.condition import Condition
from huanjie.law.expression import Value
from huanjie.law.pack import RulePack
from huanjie.law.shelf import PACKS, load
from huanjie.law.standing import standing
from huanjie.law.vocabulary import place_of, written_rules

DAY = date(2026, 12, 20)
"""The polling day of these tests: a Sunday (选举日)."""

NATIONAL_DAY = date(2026, 1, 1)
"""The day from which the national law of that day is in force (国家法律的施行日期)."""


def law_of(region: str | None, body: str = "villagers-committee") -> RulePack:
    """The law of a region on the polling day; without a region the national one."""
    return load(body, on=DAY, today=DAY, region=region)


NATIONAL = law_of(None)
"""The villagers' committee of the nation."""


def days_before(days: int) -> date:
    """So many days before the polling day."""
    return DAY - timedelta(days=days)


def dated(law: RulePack, event: str, start: date | None = None) -> ScheduledStep:
    """One step of the schedule of the polling day (一个步骤)."""
    step = schedule(law, polling_day=DAY, calendar=load_calendar(), start=start).step(event)
    assert step is not None, event
    return step


def provision(law: RulePack, key: str) -> Provision:
    """The one provision of that key (其他规定)."""
    (found,) = (each for each in law.provisions if each.key == key)
    return found


def condition(conditions: Iterable[Condition], key: str) -> Condition:
    """The one condition of that key (条件)."""
    (found,) = (each for each in conditions if each.key == key)
    return found


def holds(asked: Condition, **facts: Value) -> bool:
    """Whether a condition holds on the polling day, where every fact that it names is stated."""
    truth = truth_of(asked.expression, {"polling_day": DAY, **facts})
    assert truth is not None, "a fact is not stated"
    return truth


def unmet(conditions: Iterable[Condition], **facts: Value) -> list[str]:
    """The keys of the conditions that do not hold; every fact that they name must be stated."""
    return [each.key for each in conditions if not holds(each, **facts)]


def met(conditions: Iterable[Condition], **facts: Value) -> list[str]:
    """The keys of the conditions that hold."""
    return [each.key for each in conditions if holds(each, **facts)]


def votes_left(law: RulePack, first: Count, runoff: dict[PersonId, int]) -> list[str]:
    """The votes that are open after a first vote and a runoff of 600 ballots for a member."""
    count = first_and_runoff(law, first, Post("member"), runoff)
    return [vote.kind for vote in next_votes(count, declare_rounds(count, law), law)]


def first_and_runoff(
    law: RulePack, first: Count, post: Post, votes: dict[PersonId, int]
) -> CountFile:
    """A first vote, and a runoff for one seat of one post on 600 ballots (另行选举)."""
    printed = (
        Contest(
            post=each.post,
            seats=each.seats,
            candidates=tuple(Candidate(id=p.id, name=p.id, sex=p.sex) for p in each.people),
        )
        for each in first.contests
    )
    election = Election(
        pack=law.body,
        region=law.region,
        unit=Unit(code="510100000000", name="甲村"),
        polling_day=DAY,
        contests=tuple(printed),
        near_relatives=first.near_relatives,
    )
    papers = {post: BatchCount(valid=600, invalid=0, votes=votes)}
    again = Round(
        kind="runoff",
        facts=RunoffFacts(vacancies=1, collected=600, votes=votes),
        batches=(Batch(name="1", contests=papers),),
    )
    return CountFile(election=election, rounds=(Round(kind="first", facts=first), again))


def own_file(body: str, region: str) -> dict[str, Any]:
    """The overlay's own file, the latest one: what of it stands beside the law of the day."""
    *_, path = sorted((PACKS / body / region).glob("*.toml"))
    return standing(tomllib.loads(path.read_text("utf-8")), NATIONAL_DAY)


def replaced(law: RulePack) -> set[str]:
    """The national rules in whose place the overlay puts its own: `tie`, `step runoff-end`."""
    return _decides(_own(law)) & _decides(_beneath(law))


def added(law: RulePack) -> set[str]:
    """The rules of the overlay that the nation does not have."""
    return _decides(_own(law)) - _decides(_beneath(law))


def not_touched(law: RulePack) -> set[str]:
    """The national rules that the overlay leaves as they are."""
    return _decides(_beneath(law)) - _decides(_own(law))


def _own(law: RulePack) -> dict[str, Any]:
    assert law.region
    return own_file(law.body, law.region)


def _beneath(law: RulePack) -> dict[str, Any]:
    return dict(law_of(None, law.body).document)


def _decides(document: dict[str, Any]) -> set[str]:
    """The names of the rules that decide something: all but provisions, facts and papers."""
    shown = ("provision ", "fact ", "form ")
    names = {place_of(table, word) for table, word, _rule in written_rules(document)}
    return {name for name in names if not name.startswith(shown)}
