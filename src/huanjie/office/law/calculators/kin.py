"""Calculators about kin (亲属): near relatives, and who leaves the election committee."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from huanjie.law.bodyrules import KIN_CLASSES
from huanjie.law.pack import RulePack
from huanjie.office.law.calculators.calculator import (
    Answered,
    Calculator,
    Fact,
    Said,
    Values,
    verdict,
)
from huanjie.office.law.calculators.votes import IDS

TERMS: Final = {
    "spouse": gettext_noop("配偶"),
    "father": gettext_noop("父亲"),
    "mother": gettext_noop("母亲"),
    "son": gettext_noop("儿子"),
    "daughter": gettext_noop("女儿"),
    "brother": gettext_noop("兄弟"),
    "sister": gettext_noop("姐妹"),
    "grandfather": gettext_noop("祖父（外祖父）"),
    "grandmother": gettext_noop("祖母（外祖母）"),
    "grandson": gettext_noop("孙子（外孙）"),
    "granddaughter": gettext_noop("孙女（外孙女）"),
    "fathers_brother": gettext_noop("伯父、叔父"),
    "mothers_sister": gettext_noop("姨母"),
    "nephew": gettext_noop("侄子、外甥"),
    "niece": gettext_noop("侄女、外甥女"),
    "cousin": gettext_noop("堂、表兄弟姐妹"),
    "father_in_law": gettext_noop("岳父、公公"),
    "mother_in_law": gettext_noop("岳母、婆婆"),
    "son_in_law": gettext_noop("女婿"),
    "daughter_in_law": gettext_noop("儿媳"),
    "sisters_husband": gettext_noop("姐夫、妹夫"),
    "brothers_wife": gettext_noop("嫂子、弟媳"),
    "spouses_brother": gettext_noop("配偶的兄弟"),
    "spouses_sister": gettext_noop("配偶的姐妹"),
    "wifes_sisters_husband": gettext_noop("连襟"),
    "husbands_brothers_wife": gettext_noop("妯娌"),
    "daughter_in_laws_father": gettext_noop("亲家公"),
}
"""Usual words for kin (亲属称谓), each with the word that the question takes."""

MEMBERS, RESERVE = 5, 2
"""how many people the small form of the election committee has"""


def _term_choices() -> list[tuple[str, str]]:
    return [(each, _(name)) for each, name in TERMS.items()]


def _kin_asks(pack: RulePack) -> list[Fact]:
    choices = _term_choices()
    return [
        Fact(key="relation", label=_("他（她）是我的"), kind="choice", choices=choices, needed=True)
    ]


def _kin_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    return {"relations": [values["relation"]]}


def _kin_says(answered: Answered) -> Said:
    term = answered.values["relation"]
    is_near = term in answered.answer["near_relatives"]
    found = str(answered.answer["class"][term])
    kind = _(KIN_CLASSES[found]) if found in KIN_CLASSES else _("不在亲属范围以内")
    sentence = _("是近亲属") if is_near else _("不是近亲属")
    return Said(
        tone=verdict(is_near), sentence=sentence, lines=(_("亲属类别：%(kind)s") % {"kind": kind},)
    )


def _people() -> list[str]:
    return list(IDS[: MEMBERS + RESERVE])


def _succession_asks(pack: RulePack) -> list[Fact]:
    people = [(who, who) for who in _people()]
    nobody = ("", _("没有"))
    return [
        Fact(
            key="nominated",
            label=_("谁被提名为候选人"),
            kind="choice",
            choices=[nobody, *people],
            in_chinese=True,
            hint=_("甲是主任，乙是副主任，丙、丁、戊是委员；己、庚依次候补。"),
        ),
        Fact(
            key="member",
            label=_("谁有亲属被提名"),
            kind="choice",
            choices=[nobody, *people],
            in_chinese=True,
        ),
        Fact(
            key="relation",
            label=_("被提名的是其"),
            kind="choice",
            choices=[nobody, *_term_choices()],
        ),
    ]


def _succession_wrap(values: Values, day: datetime.date) -> dict[str, Any]:
    people = _people()
    facts: dict[str, Any] = {
        "members": people[:MEMBERS],
        "chair": people[0],
        "vice_chair": people[1],
        "reserve": people[MEMBERS:],
        "nominated": [who] if (who := values.get("nominated")) else [],
    }
    member, relation = values.get("member"), values.get("relation")
    if member and relation:
        nominee = IDS[-1]
        facts["nominated"] = [*facts["nominated"], nominee]
        facts["kin"] = [{"member": member, "nominee": nominee, "relation": relation}]
    return facts


def _succession_says(answered: Answered) -> Said:
    answer = answered.answer
    leave, fill = answer["leave"], answer["fill"]
    lines = [_("选举委员会：%(who)s") % {"who": _("、").join(answer["committee"])}]
    if fill:
        lines.insert(0, _("递补：%(who)s") % {"who": _("、").join(fill)})
    if answer.get("presiding"):
        lines.append(_("主持：%(who)s") % {"who": answer["presiding"]})
    sentence = _("退出：%(who)s") % {"who": _("、").join(leave)} if leave else _("没有人要退出")
    return Said(tone="figure", sentence=sentence, lines=tuple(lines))


KIN: Final = Calculator(
    question="kin",
    title=gettext_noop("是不是近亲属"),
    lead=gettext_noop("按民法典和这个组织适用的规定里的亲属范围判断。"),
    asks=_kin_asks,
    wrap=_kin_wrap,
    says=_kin_says,
    rule="near_relatives",
)
SUCCESSION: Final = Calculator(
    question="succession",
    title=gettext_noop("选举委员会谁退谁补"),
    lead=gettext_noop("一个五人的选举委员会和两名候补，有人或者其亲属被提名以后怎么办。"),
    asks=_succession_asks,
    wrap=_succession_wrap,
    says=_succession_says,
    rule="succession",
)
