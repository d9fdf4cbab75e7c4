"""Calculators of Party and League (党团组织): who may vote, and the committee's own vote."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.law.amounts import grouped
from huanjie.law.pack import RulePack
from huanjie.law.reader import STANDINGS
from huanjie.office.law.calculators.calculator import Answered, Calculator, Fact, Said, Values
from huanjie.office.law.calculators.votes import IDS, post_choices, typed_votes, votes_facts

MOST_MEMBERS: Final = 200
"""of one standing: a larger branch is divided"""


def _electorate_asks(pack: RulePack) -> list[Fact]:
    if pack.electorate is None:
        return []
    words = {word: _(pack.choice_name("standing", word)) for word in STANDINGS}
    return [
        Fact(key=key, label=_("%(standing)s几人") % {"standing": said}, at_most=MOST_MEMBERS)
        for key, said in ((key_of(word), said) for word, said in words.items())
    ]


def key_of(standing: str) -> str:
    """The field of a standing."""
    return standing.replace("-", "_")


def _electorate_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    """As many members of each standing as were typed, by number: nobody is named."""
    members: list[dict[str, str]] = []
    for standing in STANDINGS:
        for _number in range(values.get(key_of(standing)) or 0):
            members.append({"id": str(len(members) + 1), "standing": standing})
    return {"members": members}


def _electorate_says(answered: Answered) -> Said:
    entitled, members = answered.answer["entitled"], len(answered.facts["members"])
    said = {"n": grouped(entitled), "all": grouped(members)}
    return Said(tone="figure", sentence=_("%(all)s 人中，有选举权的 %(n)s 人") % said)


def _officers_asks(pack: RulePack) -> list[Fact]:
    if pack.officers_quorum is None:
        return []
    posts = [(post, name) for post, name in reversed(post_choices(pack)) if post != "member"]
    return [
        Fact(
            key="committee",
            label=_("委员会几人"),
            needed=True,
            at_least=1,
            at_most=len(IDS),
            hint=_("委员依次称为甲、乙、丙，不写姓名。"),
        ),
        Fact(key="attended", label=_("到会委员几人"), needed=True),
        Fact(key="post", label=_("哪项职务"), kind="choice", choices=posts, needed=True),
        *votes_facts(),
    ]


def _officers_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    return {
        "committee": list(IDS[: values["committee"]]),
        "attended": values["attended"],
        "votes": {values["post"]: typed_votes(values)},
    }


def _officers_says(answered: Answered) -> Said:
    answer = answered.answer
    if not answer["quorum_met"]:
        return Said(tone="no", sentence=_("不能选举：到会的委员不够"))
    lines = (_("至少 %(n)s 票当选") % {"n": grouped(answer["minimum_votes"])},)
    (who,) = answer["elected"].values()
    if who is None:
        return Said(tone="unknown", sentence=_("没有人当选"), lines=lines)
    return Said(tone="figure", sentence=_("当选：%(who)s") % {"who": who}, lines=lines)


ELECTORATE: Final = Calculator(
    question="electorate",
    title=gettext_noop("党员、团员中谁有选举权"),
    lead=gettext_noop("填各类成员的人数，算出有选举权的几人，也就是应到几人。"),
    asks=_electorate_asks,
    wrap=_electorate_wrap,
    says=_electorate_says,
    rule="electorate",
)
OFFICERS: Final = Calculator(
    question="officers",
    title=gettext_noop("书记、副书记选出来了吗"),
    lead=gettext_noop("新选出的委员会开全体会议：到会的够不够，至少多少票当选，谁当选。"),
    asks=_officers_asks,
    wrap=_officers_wrap,
    says=_officers_says,
    rule="officers_quorum",
)
