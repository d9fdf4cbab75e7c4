"""Calculators about votes (选票): how many candidates, papers against voters, votes that elect."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.door.fault import BadInput
from huanjie.law.amounts import grouped
from huanjie.law.pack import RulePack
from huanjie.law.rules import STEPS, Share, Step
from huanjie.office.law.calculators.calculator import (
    Answered,
    Calculator,
    Fact,
    Said,
    Values,
    known,
    verdict,
)
from huanjie.office.law.calculators.meeting import method_fact

IDS: Final = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛")
"""Nobody is named on these pages."""


def post_choices(pack: RulePack) -> list[tuple[str, str]]:
    """The body's posts, the members first: most seats are theirs."""
    return [(each.post, _(each.name)) for each in reversed(pack.posts)]


def step_lines(steps: Iterable[str]) -> list[str]:
    """What comes next, in words."""
    names = [_(STEPS[cast(Step, each)]) for each in steps]
    return [_("下一步：%(steps)s") % {"steps": _("、").join(names)}] if names else []


def _candidates_asks(pack: RulePack) -> list[Fact]:
    return [
        Fact(
            key="post", label=_("哪项职务"), kind="choice", choices=post_choices(pack), needed=True
        ),
        Fact(key="seats", label=_("应选几名"), needed=True, at_least=1),
        Fact(
            key="candidates",
            label=_("候选人几名"),
            hint=_("委员可以不填，只算至少几名；其他职务要填，看是否合法。"),
        ),
    ]


def _candidates_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    seats, candidates = values["seats"], values.get("candidates")
    if candidates is None and values["post"] == "member":
        return {"seats": seats}
    if candidates is None:
        raise BadInput("没有写候选人几名", at="/candidates", remedy="写上这项职务的候选人人数")
    return {"posts": {values["post"]: {"seats": seats, "candidates": candidates}}}


def _candidates_says(answered: Answered) -> Said:
    answer, values = answered.answer, answered.values
    if "minimum" in answer:
        least, most = answer["minimum"], answer.get("maximum")
        if most is None:
            return Said(tone="figure", sentence=_("至少 %(n)s 名候选人") % {"n": least})
        if most == least:
            return Said(tone="figure", sentence=_("正好 %(n)s 名候选人") % {"n": least})
        said = {"least": least, "most": most}
        return Said(tone="figure", sentence=_("%(least)s 至 %(most)s 名候选人") % said)
    lawful = values["post"] in answer["lawful"]
    words = (
        _("合法：应选 %(seats)s 名，候选人 %(n)s 名")
        if lawful
        else _("不合法：应选 %(seats)s 名，候选人 %(n)s 名")
    )
    said = {"seats": values["seats"], "n": values["candidates"]}
    return Said(tone=verdict(lawful), sentence=words % said)


def _numbers(pack: RulePack, *shares: Share | None) -> list[Fact]:
    """The numbers of people and papers that these rules of the pack are compared with."""
    labels = {
        "registered": _("登记参加选举几人"),
        "entitled": _("应到几人"),
        "attended": _("实到几人"),
        "voters": _("投票人数"),
        "issued": _("发出选票几张"),
        "collected": _("收回选票几张"),
    }
    named: set[str] = {share.of for share in shares if share} | {"collected"}
    if pack.quorum in shares and pack.quorum:
        named |= {"attended"}
    if pack.majority in shares and pack.ballot_total:
        named.add(pack.ballot_total.at_most[0])
    return [
        Fact(key=key, label=label, needed=True) for key, label in labels.items() if key in named
    ]


def votes_facts() -> list[Fact]:
    """A small number for each candidate; who has none is left empty."""
    return [
        Fact(key=f"votes_{n}", label=_("候选人%(who)s的票数") % {"who": who}, is_small=True)
        for n, who in enumerate(IDS)
    ]


def typed_votes(values: Values) -> dict[str, int]:
    """The votes that were typed, by who got them."""
    votes = {who: values.get(f"votes_{n}") for n, who in enumerate(IDS)}
    return {who: n for who, n in votes.items() if n is not None}


def people_with_votes(values: Values, women: str | None) -> list[dict[str, Any]]:
    """Each candidate with the votes that were typed, and the sex where anybody's was."""
    return [
        {"id": who, "votes": votes} | ({"sex": "f" if who in women else "m"} if women else {})
        for who, votes in typed_votes(values).items()
    ]


def without_votes(values: Values) -> dict[str, Any]:
    """What else was typed."""
    return {key: each for key, each in known(values).items() if not key.startswith("votes_")}


def _declare_asks(pack: RulePack) -> list[Fact]:
    shares: Sequence[Share | None] = (pack.quorum, pack.majority, *pack.turnout.values())
    posts = list(reversed(post_choices(pack)))
    return [
        *([method_fact(pack)] if pack.turnout else []),
        *_numbers(pack, *shares),
        Fact(key="post", label=_("哪项职务"), kind="choice", choices=posts, needed=True),
        Fact(key="seats", label=_("应选几名"), needed=True, at_least=1),
        *votes_facts(),
        *(_about_women() if pack.women_seat else []),
    ]


def _about_women() -> list[Fact]:
    return [
        Fact(key="women_seat_met", label=_("更高的职务已有妇女当选"), kind="yes-no"),
        who_are_women(),
    ]


def who_are_women() -> Fact:
    """Which of the candidates are women, by their signs."""
    label, hint = _("候选人中谁是妇女"), _("写代号，比如：甲、丙。")
    return Fact(key="women", label=label, kind="text", hint=hint)


def _declare_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    facts = without_votes(values)
    women = facts.pop("women", None)
    contest: dict[str, Any] = {"post": facts.pop("post"), "seats": facts.pop("seats")}
    if facts.pop("women_seat_met", False):
        contest["women_seat_met"] = True
    contest["candidates"] = people_with_votes(values, women)
    return facts | {"contests": [contest]}


def _declare_says(answered: Answered) -> Said:
    answer = answered.answer
    if not answer["valid"]:
        return Said(tone="no", sentence=_("选举无效"), lines=(str(answer["reason"]),))
    contest = answer["contests"][0]
    lines = [*_outcome_lines(contest), *step_lines(contest["next"]), *contest["conditions"]]
    return Said(tone="figure", sentence=_least_votes(contest), lines=tuple(lines))


def _least_votes(answer: Any) -> str:
    return _("至少 %(n)s 票当选") % {"n": grouped(answer["minimum_votes"])}


def _outcome_lines(answer: Any) -> list[str]:
    """Who is elected, who is tied, and what is left."""
    lines = []
    if answer["elected"]:
        lines.append(_("当选：%(who)s") % {"who": _("、").join(answer["elected"])})
    if answer["tied"]:
        lines.append(_("票数相等：%(who)s") % {"who": _("、").join(answer["tied"])})
    if answer["vacancies"]:
        lines.append(_("还缺 %(n)s 名") % {"n": answer["vacancies"]})
    return lines


def _runoff_asks(pack: RulePack) -> list[Fact]:
    base = [
        each for each in _numbers(pack, pack.runoff) if pack.runoff and each.key == pack.runoff.of
    ]
    seats = Fact(key="vacancies", label=_("还缺几名"), needed=True, at_least=1)
    return [seats, *base, *votes_facts()]


def _runoff_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    return without_votes(values) | {"votes": typed_votes(values)}


def _runoff_says(answered: Answered) -> Said:
    answer = answered.answer
    return Said(tone="figure", sentence=_least_votes(answer), lines=tuple(_outcome_lines(answer)))


CANDIDATES: Final = Calculator(
    question="candidates",
    title=gettext_noop("几名候选人才合法"),
    lead=gettext_noop("候选人要比应选名额多几名。"),
    asks=_candidates_asks,
    wrap=_candidates_wrap,
    says=_candidates_says,
    rule="candidates",
)
DECLARE: Final = Calculator(
    question="declare",
    title=gettext_noop("得多少票当选"),
    lead=gettext_noop(
        "一项职务：选举是否有效，至少多少票当选，谁当选。候选人用甲、乙、丙代替，不写姓名；没有得票的不填。"
    ),
    asks=_declare_asks,
    wrap=_declare_wrap,
    says=_declare_says,
    rule="majority",
)
RUNOFF: Final = Calculator(
    question="runoff",
    title=gettext_noop("另行选举得多少票当选"),
    lead=gettext_noop("名额没有选满，再选一次：至少多少票当选，谁当选。"),
    asks=_runoff_asks,
    wrap=_runoff_wrap,
    says=_runoff_says,
    rule="runoff",
)
