"""Calculators about time (期间): the last day, working days, the end of a term."""

from __future__ import annotations

import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.law.pack import RulePack
from huanjie.office.law.calculators.calculator import (
    Answered,
    Calculator,
    Fact,
    Said,
    Values,
    verdict,
)
from huanjie.office.tags import day


def _in_words(text: str) -> str:
    return day(datetime.date.fromisoformat(text))


def _provisional(answered: Answered) -> tuple[str, ...]:
    if not answered.answer["provisional"]:
        return ()
    return (_("有的年份放假通知还没有公布，日期是暂定的。"),)


def _deadline_asks(pack: RulePack) -> list[Fact]:
    ways = [("before", _("在这一天以前")), ("after", _("从这一天以后"))]
    return [
        Fact(
            key="anchor",
            label=_("从哪一天算"),
            kind="day",
            needed=True,
            hint=_("比如选举日，或者公布的那天。"),
        ),
        Fact(key="direction", label=_("往前还是往后"), kind="choice", choices=ways, needed=True),
        Fact(key="days", label=_("几日"), needed=True),
        Fact(key="given", label=_("实际在哪一天办"), kind="day", hint=_("填了就看是不是按时。")),
    ]


def _counted(values: Values) -> str:
    """How the days were counted."""
    words = (
        _("从 %(day)s 往前数 %(n)s 日")
        if values["direction"] == "before"
        else _("从 %(day)s 往后数 %(n)s 日")
    )
    return words % {"day": day(values["anchor"]), "n": values["days"]}


def _deadline_says(answered: Answered) -> Said:
    last = _in_words(answered.answer["last_day"])
    lines = (_counted(answered.values), *_provisional(answered))
    in_time = answered.answer.get("in_time")
    if in_time is None:
        return Said(tone="figure", sentence=_("最后一天是 %(day)s") % {"day": last}, lines=lines)
    words = _("按时：最后一天是 %(day)s") if in_time else _("逾期：最后一天是 %(day)s")
    return Said(tone=verdict(in_time), sentence=words % {"day": last}, lines=lines)


def _working_days_asks(pack: RulePack) -> list[Fact]:
    return [
        Fact(
            key="from", label=_("从哪一天起"), kind="day", needed=True, hint=_("这一天不算在内。")
        ),
        Fact(key="days", label=_("几个工作日"), needed=True),
    ]


def _working_days_says(answered: Answered) -> Said:
    answer = answered.answer
    sentence = _("到 %(day)s") % {"day": _in_words(answer["last_day"])}
    counted = [_in_words(each) for each in answer["counted"]]
    lines = [_("算在内的：%(days)s") % {"days": _("、").join(counted)}] if counted else []
    return Said(tone="figure", sentence=sentence, lines=(*lines, *_provisional(answered)))


def _term_asks(pack: RulePack) -> list[Fact]:
    return [Fact(key="elected_on", label=_("哪一天选出"), kind="day", needed=True)]


def _term_says(answered: Answered) -> Said:
    sentence = _("任期到 %(day)s") % {"day": _in_words(answered.answer["ends_on"])}
    latest = answered.answer.get("latest_with_approval")
    lines = (_("经批准延期，最晚到 %(day)s") % {"day": _in_words(latest)},) if latest else ()
    return Said(tone="figure", sentence=sentence, lines=lines)


DEADLINE: Final = Calculator(
    question="deadline",
    title=gettext_noop("最后一天是哪天"),
    lead=gettext_noop("往前或者往后数几日，最后一天是哪一天。"),
    asks=_deadline_asks,
    says=_deadline_says,
    rule="period",
)
WORKING_DAYS: Final = Calculator(
    question="working-days",
    title=gettext_noop("几个工作日到哪天"),
    lead=gettext_noop("节假日和调休按国务院办公厅的放假通知。"),
    asks=_working_days_asks,
    says=_working_days_says,
    rule="working_days",
)
TERM: Final = Calculator(
    question="term",
    title=gettext_noop("任期到哪天"),
    lead=gettext_noop("从选出的那天起，这一届到哪一天届满。"),
    asks=_term_asks,
    says=_term_says,
    rule="term",
)
