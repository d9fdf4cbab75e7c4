"""Calculators about the papers (选票): are there too many, is this one valid, who stands again."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.law.pack import RulePack
from huanjie.office.law.calculators.calculator import (
    Answered,
    Calculator,
    Fact,
    Said,
    Values,
    known,
)
from huanjie.office.law.calculators.votes import (
    people_with_votes,
    post_choices,
    step_lines,
    votes_facts,
    who_are_women,
    without_votes,
)

_ONE: Final = "甲"
"""the one paper that is asked about"""


def _ballot_total_asks(pack: RulePack) -> list[Fact]:
    return [
        Fact(key="voters", label=_("投票人数")),
        Fact(key="issued", label=_("发出选票几张")),
        Fact(key="collected", label=_("收回选票几张"), needed=True),
    ]


def _ballot_total_says(answered: Answered) -> Said:
    answer = answered.answer
    if answer["valid"]:
        return Said(tone="yes", sentence=_("有效：收回的选票没有多"))
    lines = (str(answer.get("reason", "")), *step_lines(answer["next"]))
    return Said(tone="no", sentence=_("无效：收回的选票多了"), lines=tuple(filter(None, lines)))


def _ballot_asks(pack: RulePack) -> list[Fact]:
    twice = Fact(key="same_person_twice", label=_("同一人填在两项职务里"), kind="yes-no")
    return [
        Fact(
            key="post", label=_("哪项职务"), kind="choice", choices=post_choices(pack), needed=True
        ),
        Fact(key="seats", label=_("应选几名"), needed=True, at_least=1),
        Fact(key="approve", label=_("这张选票赞成几人"), needed=True),
        Fact(key="oppose", label=_("反对几人")),
        Fact(key="write_in", label=_("另选几人")),
        *([twice] if pack.same_person_twice else []),
    ]


def _ballot_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    marks = known(values)
    post, seats = marks.pop("post"), marks.pop("seats")
    twice = {"same_person_twice": True} if marks.pop("same_person_twice", False) else {}
    return {"posts": {post: seats}, "ballots": {_ONE: {post: marks, **twice}}}


def _ballot_says(answered: Answered) -> Said:
    if _ONE in answered.answer["invalid"]:
        return Said(tone="no", sentence=_("这张选票无效"))
    if answered.answer.get("partly", {}).get(_ONE):
        return Said(tone="no", sentence=_("这张选票的这项职务无效，其他职务有效"))
    return Said(tone="yes", sentence=_("这张选票有效"))


def _runoff_candidates_asks(pack: RulePack) -> list[Fact]:
    return [
        Fact(key="vacancies", label=_("还缺几名"), needed=True, at_least=1),
        Fact(
            key="margin",
            label=_("候选人比空缺多几名"),
            hint=_("选举办法写明的才填；不填，按适用的规定。"),
        ),
        Fact(key="women_only", label=_("缺的是妇女名额"), kind="yes-no"),
        *votes_facts(),
        who_are_women(),
    ]


def _runoff_candidates_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    facts = without_votes(values)
    women = facts.pop("women", None)
    if not facts.get("women_only"):
        facts.pop("women_only", None)
    return facts | {"candidates": people_with_votes(values, women)}


def _runoff_candidates_says(answered: Answered) -> Said:
    who = answered.answer["candidates"]
    if not who:
        return Said(tone="unknown", sentence=_("没有可以列为候选人的人"))
    return Said(tone="figure", sentence=_("候选人：%(who)s") % {"who": _("、").join(who)})


BALLOT_TOTAL: Final = Calculator(
    question="ballot-total",
    title=gettext_noop("选票收多了怎么办"),
    lead=gettext_noop("收回的选票与投票人数、发出的选票比较。"),
    asks=_ballot_total_asks,
    says=_ballot_total_says,
    rule="ballot_total",
)
BALLOT: Final = Calculator(
    question="ballot",
    title=gettext_noop("这张选票有效吗"),
    lead=gettext_noop("选的人多了，或者同一人填了两次，选票还算不算。"),
    asks=_ballot_asks,
    wrap=_ballot_wrap,
    says=_ballot_says,
    rule="over_vote",
)
RUNOFF_CANDIDATES: Final = Calculator(
    question="runoff-candidates",
    title=gettext_noop("另行选举谁当候选人"),
    lead=gettext_noop(
        "名额没有选满：没有当选的人里，哪几个进入另行选举。候选人用甲、乙、丙代替，不写姓名。"
    ),
    asks=_runoff_candidates_asks,
    wrap=_runoff_candidates_wrap,
    says=_runoff_candidates_says,
    rule="runoff_candidates",
)
