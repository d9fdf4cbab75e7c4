"""Calculators about meetings (会议): who must come, how many must agree, how many recall."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.law.amounts import grouped
from huanjie.law.bodyrules import ASSEMBLIES
from huanjie.law.pack import RulePack
from huanjie.law.rules import METHODS
from huanjie.office.law.calculators.calculator import (
    Answered,
    Calculator,
    Fact,
    Said,
    Values,
    known,
    verdict,
)


def method_fact(pack: RulePack, *, key: str = "method", label: str = "") -> Fact:
    """Which of the ways to elect (选举方式), as the pack calls them."""
    choices = [(each, _(pack.method_name(each))) for each in METHODS]
    said = label or _("选举方式")
    return Fact(key=key, label=said, kind="choice", choices=choices, needed=True)


def _or_nobody(values: Values, came: str) -> dict[str, Any]:
    """The facts where nobody was said to have come: only the lowest number is asked."""
    facts = known(values)
    facts.setdefault(came, 0)
    return facts


def enough(answered: Answered, *, came: str, met: str) -> tuple[str, int | None, bool]:
    """The lowest number in words, the number that was typed, and whether it is enough."""
    least = grouped(answered.answer["minimum"])
    return least, answered.values.get(came), bool(answered.answer[met])


def _quorum_asks(pack: RulePack) -> list[Fact]:
    return [
        Fact(key="entitled", label=_("应到几人"), needed=True, at_least=1),
        Fact(key="attended", label=_("实到几人"), hint=_("不填，只算至少要来几人。")),
    ]


def _quorum_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    return _or_nobody(values, "attended")


def _quorum_says(answered: Answered) -> Said:
    least, came, met = enough(answered, came="attended", met="met")
    if came is None:
        return Said(tone="figure", sentence=_("至少要来 %(n)s 人") % {"n": least})
    said = {"came": grouped(came), "n": least}
    words = (
        _("可以开会：来了 %(came)s 人，至少 %(n)s 人")
        if met
        else _("不能开会：来了 %(came)s 人，至少要 %(n)s 人")
    )
    return Said(tone=verdict(met), sentence=words % said)


def _turnout_asks(pack: RulePack) -> list[Fact]:
    return [
        method_fact(pack),
        Fact(key="registered", label=_("登记参加选举几人"), needed=True),
        Fact(key="voted", label=_("参加投票几人"), hint=_("不填，只算至少要几人投票。")),
    ]


def _turnout_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    return _or_nobody(values, "voted")


def _turnout_says(answered: Answered) -> Said:
    least, came, met = enough(answered, came="voted", met="valid")
    if came is None:
        return Said(tone="figure", sentence=_("至少要 %(n)s 人投票") % {"n": least})
    said = {"came": grouped(came), "n": least}
    words = (
        _("有效：%(came)s 人投票，至少 %(n)s 人")
        if met
        else _("无效：%(came)s 人投票，至少要 %(n)s 人")
    )
    return Said(tone=verdict(met), sentence=words % said)


def _assembly_asks(pack: RulePack) -> list[Fact]:
    kinds = [(each, _(name)) for each, name in ASSEMBLIES.items()]
    return [
        Fact(
            key="kind",
            label=_("哪种会议"),
            kind="choice",
            choices=[("", _("按这里的约定")), *kinds],
        ),
        Fact(key="entitled", label=_("应到几人"), needed=True, at_least=1),
        Fact(key="attended", label=_("实到几人"), needed=True),
        Fact(key="in_favour", label=_("同意几人"), needed=True),
    ]


def _assembly_says(answered: Answered) -> Said:
    answer = answered.answer
    least = _("到会至少 %(n)s 人") % {"n": grouped(answer["quorum_minimum"])}
    if answer["passed"]:
        return Said(tone="yes", sentence=_("通过了"), lines=(least,))
    if not answer["quorum_met"]:
        return Said(tone="no", sentence=_("没有通过：到会的人数不够"), lines=(least,))
    return Said(tone="no", sentence=_("没有通过：同意的人数不够"), lines=(least,))


def _representatives_asks(pack: RulePack) -> list[Fact]:
    return [Fact(key="households", label=_("全村（社区）几户"), needed=True, at_least=1)]


def _representatives_says(answered: Answered) -> Said:
    least, most = answered.answer["minimum"], answered.answer["maximum"]
    said = {"least": grouped(least), "most": grouped(most)}
    return Said(tone="figure", sentence=_("推选 %(least)s 至 %(most)s 名代表") % said)


def _recall_asks(pack: RulePack) -> list[Fact]:
    groups = {"voters": _("有选举权的几人"), "representatives": _("代表几人")}
    may_ask = (group for group in groups if group in pack.recall_signatures)
    return [
        method_fact(pack, key="elected_by", label=_("当初由谁选出")),
        *(Fact(key=group, label=groups[group], needed=True) for group in may_ask),
        Fact(key="registered", label=_("登记参加投票几人"), needed=True),
        Fact(key="voted", label=_("参加投票几人"), needed=True),
        Fact(key="in_favour", label=_("同意罢免几票"), needed=True),
    ]


def _recall_says(answered: Answered) -> Said:
    answer = answered.answer
    who = {"voters": _("有选举权的人 %(n)s 人"), "representatives": _("代表 %(n)s 人")}
    asked = answer.get("minimum_signatures") or {}
    needs = [who[each] % {"n": grouped(n)} for each, n in asked.items() if each in who]
    lines = (_("提出罢免至少要：%(who)s") % {"who": _(" 或者 ").join(needs)},) if needs else ()
    if answer["passed"]:
        return Said(tone="yes", sentence=_("罢免通过"), lines=lines)
    if not answer["valid"]:
        return Said(tone="no", sentence=_("罢免没有通过：投票的人数不够"), lines=lines)
    return Said(tone="no", sentence=_("罢免没有通过：同意的票数不够"), lines=lines)


QUORUM: Final = Calculator(
    question="quorum",
    title=gettext_noop("要来多少人才能开会"),
    lead=gettext_noop("按应到人数算出至少要到会几人。"),
    asks=_quorum_asks,
    wrap=_quorum_wrap,
    says=_quorum_says,
    rule="quorum",
)
TURNOUT: Final = Calculator(
    question="turnout",
    title=gettext_noop("多少人投票才有效"),
    lead=gettext_noop("按登记参加选举的人数算出至少要几人投票。"),
    asks=_turnout_asks,
    wrap=_turnout_wrap,
    says=_turnout_says,
    rule="turnout",
)
ASSEMBLY: Final = Calculator(
    question="assembly",
    title=gettext_noop("会议的决定通过了吗"),
    lead=gettext_noop("到会的人够不够，同意的人够不够。"),
    asks=_assembly_asks,
    says=_assembly_says,
    rule="assembly_quorum",
)
REPRESENTATIVES: Final = Calculator(
    question="representatives",
    title=gettext_noop("推选几名代表"),
    lead=gettext_noop("按户数算出代表最少几名、最多几名。"),
    asks=_representatives_asks,
    says=_representatives_says,
    rule="representatives",
)
RECALL: Final = Calculator(
    question="recall",
    title=gettext_noop("罢免够不够"),
    lead=gettext_noop("多少人联名才能提出罢免，投票以后是否通过。"),
    asks=_recall_asks,
    says=_recall_says,
    rule="recall_majority",
)
