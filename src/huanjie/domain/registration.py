"""Registration of voters (选民登记): who is put on the roll, and what keeps the others off it.

All conditions of the pack must hold (`[[registration]]`), and one of its grounds
(`[[registration_ground]]`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from huanjie.domain.evaluation import Stated
from huanjie.domain.judgement import Judgement, grounds_of, judge, reasons_of, strongest, weakest
from huanjie.law.citation import Citation, cited
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact, facts_of
from huanjie.law.pack import RulePack

_ELSEWHERE: Final = "registered_elsewhere"
_BIRTH, _POLL = "birth_date", "polling_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """登记: whether somebody is registered; else what is not met, or what is missing."""

    registered: bool
    reasons: tuple[str, ...]
    grounds: tuple[Citation, ...]
    decided: tuple[Judgement, ...]
    """the conditions that decided: the unmet, else those not to be told, else all"""


def register(pack: RulePack, stated: Stated) -> Registration:
    """Judge one person; whoever cannot be judged is not registered (until the rest is stated). Of
    somebody whose birth is not stated, what is asked of age is taken as met, whatever else it asks.
    """
    check_has_registration(pack)
    required = weakest(judge(each, stated) for each in _of_whom_is_known(pack, stated))
    grounds = strongest(judge(condition, stated) for condition in pack.registration_grounds)
    decided = _decided(required, grounds)
    registered = all(each.met for each in decided)
    return Registration(
        registered=registered,
        reasons=() if registered else reasons_of(decided),
        grounds=grounds_of(decided),
        decided=decided,
    )


def _of_whom_is_known(pack: RulePack, stated: Stated) -> Iterator[Condition]:
    """The conditions as they are asked of somebody. One that lifts its age by a fact (以自己的劳动
    收入为主要生活来源) waits for that fact once a minor's birth is stated, and not before.
    """
    for each in pack.registration:
        is_silent = each.asks(_BIRTH) and _BIRTH not in stated
        yield replace(each, unsaid="met") if is_silent else each


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeLimit:
    """Who is just registered by age alone (最晚的出生日期): whoever was born later is on no roll,
    or only where a fact is stated that stands in for the age (以自己的劳动收入为主要生活来源).
    """

    born_on: datetime.date
    condition: Condition
    unless: tuple[Fact, ...] = ()
    """what registers somebody younger all the same, once it is stated; none: nothing does"""

    @property
    def kind(self) -> Literal["too-young", "must-state"]:
        """Whether somebody younger is on no roll, or on it where a fact is stated (不到年龄)."""
        return "must-state" if self.unless else "too-young"

    @property
    def says(self) -> str:
        """What the law asks of everybody, with its article, and what has to be stated."""
        article = cited((self.condition.citation,))
        if not self.unless:
            return f"不符合“{self.condition.name}”（{article}）"
        facts = "、".join(f"“{each.name}”" for each in self.unless)
        return f"只凭出生日期还不符合“{self.condition.name}”（{article}），要写明{facts}"


def age_limits(pack: RulePack, *, polling_day: datetime.date) -> tuple[AgeLimit, ...]:
    """The last days on which somebody may be born who is registered for this poll by age alone
    (选举日年满十八周岁), those that nothing lifts first; none where no condition asks the birth.
    """
    found = (
        AgeLimit(born_on=day, condition=each, unless=_besides_age(each))
        for each in pack.registration
        if each.asks(_BIRTH) and (day := _last_birth(each, polling_day)) < polling_day
    )
    return tuple(sorted(found, key=lambda each: (len(each.unless), each.born_on)))


def too_young(limits: Iterable[AgeLimit], born_on: datetime.date) -> AgeLimit | None:
    """The limit that somebody born on a day does not reach (不到年龄): that which nothing lifts, if
    it is one of several; None where they reach all.
    """
    return next((each for each in limits if born_on > each.born_on), None)


def last_of_age(limits: Iterable[AgeLimit]) -> datetime.date | None:
    """The last day of birth that reaches every limit (都到年龄); None where there is no limit."""
    return min((each.born_on for each in limits), default=None)


def _besides_age(condition: Condition) -> tuple[Fact, ...]:
    return tuple(
        fact for fact in facts_of(condition.expression) if fact.fact not in (_BIRTH, _POLL)
    )


def _last_birth(condition: Condition, polling_day: datetime.date) -> datetime.date:
    """Whoever is older meets such a condition if somebody younger does: the day is found by
    halving.
    """
    old, young = datetime.date.min, polling_day
    while old < young:
        middle = young - (young - old) // 2
        if judge(condition, {_BIRTH: middle, _POLL: polling_day}).met:
            old = middle
        else:
            young = middle - datetime.timedelta(days=1)
    return old


def rule_of_one_place(pack: RulePack) -> Citation | None:
    """The article by which nobody registers in two places (一人只在一处登记); None where the pack
    has none.
    """
    asking = (each.citation for each in pack.registration if each.asks(_ELSEWHERE))
    return next(asking, None)


def nowhere_else(pack: RulePack, stated: Stated) -> Stated:
    """What was stated of somebody, with this: that they register for this election nowhere else
    (没有在别处登记参加这次选举). Nothing is added where the pack does not ask it.
    """
    return {**stated, _ELSEWHERE: False} if rule_of_one_place(pack) else stated


def check_has_registration(pack: RulePack) -> None:
    """Raise NoSuchRule where the pack does not say who is registered."""
    conditions = (*pack.registration, *pack.registration_grounds)
    pack.need(next(iter(conditions), None), "registration")


def _decided(
    required: tuple[Judgement, ...], grounds: tuple[Judgement, ...]
) -> tuple[Judgement, ...]:
    """What is false decides; else what is unknown; else everything that holds."""
    for truth in (False, None):
        decided = tuple(each for each in (*required, *grounds) if each.met is truth)
        if decided:
            return decided
    return (*required, *grounds)
