"""Calculators about people (人): who may register, hold a proxy, stand, and serve together.

Nobody is named: the cases are called 甲 and 乙.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.law.bodyrules import NOMINATION_ROUTES
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact as Stated
from huanjie.law.expression import facts_of
from huanjie.law.kinship import who_is_barred
from huanjie.law.pack import RulePack
from huanjie.office.law.calculators.calculator import (
    Answered,
    Calculator,
    Fact,
    Kind,
    Said,
    Values,
    known,
    verdict,
)
from huanjie.office.law.calculators.meeting import method_fact
from huanjie.office.law.calculators.votes import post_choices

ONE: Final = "甲"
_DAY: Final = "polling_day"
_METHOD: Final = "method"
_GIVEN: Final = frozenset({_DAY, _METHOD})
"""what a question states once for everybody: no fact about a person"""
_BODY, _COMMITTEE = "bodies", "election_committees"
"""whose make-up is asked about, as the question calls them"""
_KINDS: Final[dict[str, Kind]] = {
    "yes-no": "yes-no",
    "whole": "whole",
    "date": "day",
    "grade": "choice",
    "choice": "choice",
}


def condition_facts(pack: RulePack, conditions: Iterable[Condition]) -> list[Fact]:
    """The facts that these conditions name, in the order of the pack; none must be stated."""
    named = facts_named(conditions) - _GIVEN
    return [_asked(fact) for fact in pack.stated_facts if fact.fact in named]


def facts_named(conditions: Iterable[Condition]) -> set[str]:
    """The words of the facts that these conditions name."""
    return {fact.fact for each in conditions for fact in facts_of(each.expression)}


def _asked(fact: Stated) -> Fact:
    choices = [("", _("没有说明")), *((word, _(fact.name_of(word))) for word in fact.choices)]
    return Fact(
        key=fact.fact,
        label=_(fact.name),
        kind=_KINDS[fact.kind],
        choices=choices if fact.choices else (),
        in_chinese=not fact.names,
    )


def _judged(answered: Answered, *, yes: str, no: str, accepted: str) -> Said:
    """The answer about the one case that was asked about."""
    is_yes = ONE in answered.answer[accepted]
    reasons = answered.answer.get("reasons", {}).get(ONE, [])
    return Said(tone=verdict(is_yes), sentence=yes if is_yes else no, lines=tuple(reasons))


def _registration_asks(pack: RulePack) -> list[Fact]:
    return condition_facts(pack, (*pack.registration, *pack.registration_grounds))


def _registration_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    return {"persons": {ONE: known(values)}, _DAY: day.isoformat()}


def _registration_says(answered: Answered) -> Said:
    return _judged(answered, yes=_("可以登记"), no=_("不能登记"), accepted="registered")


def _proxy_asks(pack: RulePack) -> list[Fact]:
    method = [method_fact(pack)] if _METHOD in facts_named(pack.proxy) else []
    return [*method, *condition_facts(pack, pack.proxy)]


def _proxy_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    case = known(values)
    method = {_METHOD: case.pop(_METHOD)} if _METHOD in case else {}
    return {**method, "cases": {ONE: case}}


def _proxy_says(answered: Answered) -> Said:
    return _judged(
        answered, yes=_("可以接受这次委托"), no=_("不可以接受这次委托"), accepted="accepted"
    )


def _eligibility_asks(pack: RulePack) -> list[Fact]:
    post = Fact(
        key="post", label=_("哪项职务"), kind="choice", choices=post_choices(pack), needed=True
    )
    return [post, *condition_facts(pack, pack.eligibility)]


def _eligibility_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    person = known(values)
    return {"post": person.pop("post"), "on": day.isoformat(), "person": person}


def _eligibility_says(answered: Answered) -> Said:
    sentences = {
        "eligible": ("yes", _("可以当候选人")),
        "barred": ("no", _("不可以当候选人")),
        "exemption-needed": ("unknown", _("须经批准放宽才可以")),
        "unknown": ("unknown", _("说明的情况还不够，不能判断")),
    }
    tone, sentence = sentences[answered.answer["finding"]]
    reasons = tuple(answered.answer.get("reasons", ()))
    return Said(tone=tone, sentence=sentence, lines=reasons)  # type: ignore[arg-type]


def _nomination_asks(pack: RulePack) -> list[Fact]:
    ways = [(each, _(name)) for each, name in NOMINATION_ROUTES.items()]
    return [
        Fact(key="by", label=_("由谁提名"), kind="choice", choices=ways, needed=True),
        Fact(key="count", label=_("几人联名"), needed=True, at_least=1, hint=_("不是联名的填 1。")),
    ]


def _nomination_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    return {"cases": {ONE: known(values)}}


def _nomination_says(answered: Answered) -> Said:
    return _judged(answered, yes=_("提名有效"), no=_("提名无效"), accepted="accepted")


def _composition_asks(pack: RulePack) -> list[Fact]:
    which = [(_BODY, pack.name), (_COMMITTEE, "选举委员会")]
    of = Fact(
        key="of", label=_("哪个组织"), kind="choice", choices=which, needed=True, in_chinese=True
    )
    return [
        *([of] if pack.election_committee else []),
        Fact(key="size", label=_("一共几人"), needed=True, at_least=1),
        Fact(key="women", label=_("其中妇女几人"), needed=True),
        Fact(
            key="near_relative_pairs",
            label=_("依法须回避的亲属有几对"),
            needed=True,
            hint=_who_is_barred(pack),
        ),
    ]


def _who_is_barred(pack: RulePack) -> str:
    """Which relatives count; an election committee has its own rule."""
    body, own = _(who_is_barred(pack.near_relatives).says), pack.election_committee
    if own is None or not own.near_relatives_barred:
        return body
    told = {"body": body, "says": own.citation.says}
    return _("%(body)s选举委员会按它自己的规定：%(says)s") % told


def _composition_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    of = values.get("of") or _BODY
    return {of: {ONE: known({key: each for key, each in values.items() if key != "of"})}}


def _composition_says(answered: Answered) -> Said:
    if _COMMITTEE in answered.facts:
        yes, no = _("这个选举委员会的组成合法"), _("这个选举委员会的组成不合法")
    else:
        yes, no = _("这个班子合法"), _("这个班子不合法")
    return _judged(answered, yes=yes, no=no, accepted="lawful")


REGISTRATION: Final = Calculator(
    question="registration",
    title=gettext_noop("能不能登记"),
    lead=gettext_noop("这个人能不能登记参加选举。不用写姓名；年龄按上面那一天算。"),
    asks=_registration_asks,
    wrap=_registration_wrap,
    says=_registration_says,
    is_personal=True,
    rule="registration_grounds",
)
PROXY: Final = Calculator(
    question="proxy",
    title=gettext_noop("能不能再接受一个委托"),
    lead=gettext_noop("这次委托投票可不可以。"),
    asks=_proxy_asks,
    wrap=_proxy_wrap,
    says=_proxy_says,
    rule="proxy",
)
ELIGIBILITY: Final = Calculator(
    question="eligibility",
    title=gettext_noop("能不能当候选人"),
    lead=gettext_noop("按公布的法律条件判断。不用写姓名；年龄按上面那一天算。"),
    asks=_eligibility_asks,
    wrap=_eligibility_wrap,
    says=_eligibility_says,
    is_personal=True,
    rule="eligibility",
)
NOMINATION: Final = Calculator(
    question="nomination",
    title=gettext_noop("提名够不够"),
    lead=gettext_noop("由谁提名，几人联名才有效。"),
    asks=_nomination_asks,
    wrap=_nomination_wrap,
    says=_nomination_says,
    rule="nomination",
)
COMPOSITION: Final = Calculator(
    question="composition",
    title=gettext_noop("这个班子合法吗"),
    lead=gettext_noop("班子或者选举委员会的人数、妇女、近亲属是否符合规定。"),
    asks=_composition_asks,
    wrap=_composition_wrap,
    says=_composition_says,
    rule="size",
)
