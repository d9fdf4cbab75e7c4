"""A rule's figure in words (规定的数字): 过半数, 二十日前, 三至七人; empty where it has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from huanjie.law import bodyrules as body
from huanjie.law import rules
from huanjie.law.condition import EFFECTS, UNSAID, Condition
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.law.shelves import body_name
from huanjie.office.law.words import STANDING_NAMES, fraction_words, whole_share_words


def figure_of(rule: rules.Rule, pack: RulePack) -> str:
    """The figure of a rule of this pack; a condition's is its own name."""
    for kind in type(rule).__mro__:
        if kind in _WITH_PACK:
            return _WITH_PACK[kind](rule, pack)
        if kind in _ALONE:
            return _ALONE[kind](rule)
    return _own_words(rule)


def remark_on(rule: object, pack: RulePack) -> str:
    """What else a reader of a condition should know: whom it is asked of, and what follows where it
    is not met or not stated.
    """
    if not isinstance(rule, Condition):
        return ""
    said = [_(UNSAID[rule.unsaid])]
    if rule.effect != "barred":
        said.append(_("不具备的，%(effect)s") % {"effect": _(EFFECTS[rule.effect])})
    if rule.posts:
        posts = _and(_(pack.post_name(each)) for each in rule.posts)
        said.append(_("只对：%(posts)s") % {"posts": posts})
    return _("；").join(said)


def _own_words(rule: rules.Rule) -> str:
    """A kind of rule that has no sentence here yet shows its own words and numbers."""
    own = {each.name: getattr(rule, each.name) for each in fields(rule) if each.name != "citation"}
    return ", ".join(f"{key} = {value}" for key, value in own.items() if value is not None)


def _and(words: Iterable[str]) -> str:
    return _("、").join(words)


def _shortfall(rule: rules.Shortfall) -> str:
    return f"{whole_share_words(rule)}{_('；')}{_(rules.STEPS[rule.step])}"


def _still_short(rule: rules.StillShort) -> str:
    said = _("已选出 %(n)s 人以上的，其余可以空缺") % {"n": rule.elected_at_least}
    return f"{said}{_('；')}{_('主任须已选出')}" if rule.with_chair else said


def _electorate(rule: rules.Electorate) -> str:
    return _and(_(STANDING_NAMES[each]) for each in rule.standings)


def _ballot_total(rule: rules.BallotTotal) -> str:
    papers = _(" 或者 ").join(_(rules.PAPERS[each]) for each in rule.at_most)
    return _("收回的选票不多于%(papers)s") % {"papers": papers}


def _over_vote(rule: rules.OverVote) -> str:
    return _("整张选票无效") if rule.judged == "whole" else _("只是那项职务无效")


def _margin(rule: rules.Margin) -> str:
    if isinstance(rule.at_least, Fraction):
        return _("至少多应选名额的%(fraction)s") % {"fraction": fraction_words(rule.at_least)}
    if rule.at_least == rule.at_most:
        return _("正好多 %(n)s 名") % {"n": rule.at_least} if rule.at_least else _("等额")
    if rule.at_most is None:
        return _("至少多 %(n)s 名") % {"n": rule.at_least}
    return _("多 %(least)s 至 %(most)s 名") % {"least": rule.at_least, "most": rule.at_most}


def _women_seat(rule: rules.WomenSeat) -> str:
    if rule.method == "separate-line":
        return _("选票上单列一项妇女职位")
    return _("得票最多的妇女先当选")


def _relative_stays(rule: rules.RelativeStays) -> str:
    if rule.next_over_the_line_fills:
        return _("空出的名额由其余过半数的人递补")
    return _("空出的名额不递补")


def _term(rule: rules.Term) -> str:
    return _("%(n)s 年") % {"n": rule.years}


def _extension(rule: rules.Extension) -> str:
    return _("最多 %(n)s 个月") % {"n": rule.months}


def _roll(rule: rules.Roll) -> str:
    return _("顺延到下一个工作日") if rule.rolls else _("不顺延")


def _people(rule: body.Size) -> str:
    if rule.at_most is None:
        said = _("至少 %(n)s 人") % {"n": rule.at_least}
    elif rule.at_most == rule.at_least:
        said = _("%(n)s 人") % {"n": rule.at_least}
    else:
        said = _("%(least)s 至 %(most)s 人") % {"least": rule.at_least, "most": rule.at_most}
    return f"{said}{_('，')}{_('单数')}" if rule.odd else said


def _committee(rule: body.ElectionCommittee) -> str:
    said = [_people(rule)]
    if rule.women:
        said.append(_("妇女至少 %(n)s 人") % {"n": rule.women})
    if rule.near_relatives_barred:
        said.append(_("近亲属回避"))
    return _("；").join(said)


def _women(rule: body.Women) -> str:
    return _("至少 %(n)s 人") % {"n": rule.at_least}


def _kin_bar(rule: body.KinBar) -> str:
    return _("不得同时任职：%(kin)s") % {
        "kin": _and(_(body.KIN_CLASSES[each]) for each in rule.classes)
    }


def _succession(rule: body.Succession) -> str:
    if rule.for_relatives:
        return _("本人或者近亲属被提名的，退出")
    return _("本人被提名的，退出")


def _nomination(rule: body.Nomination) -> str:
    return _("%(n)s 人以上") % {"n": rule.at_least}


def _representatives(rule: body.Representatives) -> str:
    said = _("每 %(least)s 至 %(most)s 户推选一人") % {
        "least": rule.households_at_least,
        "most": rule.households_at_most,
    }
    if rule.at_least is None:
        return said
    return f"{said}{_('；')}{_('总数至少 %(n)s 人') % {'n': rule.at_least}}"


def _assembly(rule: body.AssemblyDefault) -> str:
    return _(body.ASSEMBLIES[rule.kind])


def _carry_down(rule: body.CarryDown) -> str:
    return _("一律计入") if rule.mandatory else _("选举办法写明的才计入")


def _nothing(rule: rules.Rule) -> str:
    return ""


def _order(rule: body.BodyOrder, pack: RulePack) -> str:
    names = _and(_(body_name(each, clock.today())) for each in rule.after)
    return _("在%(bodies)s之后") % {"bodies": names}


def _step(rule: rules.TimedStep, pack: RulePack) -> str:
    """A step's time: 选举日的 20 日前, 公布名单后 5 日期满."""
    names = {step.event: step.name for step in pack.steps}
    said = {"anchor": _(names.get(rule.anchor, rule.anchor)), "n": rule.days}
    if rule.direction == "on" or not rule.days:
        return _("“%(anchor)s”当日") % said
    working = rule.unit == "working-day"
    match rule.direction:
        case "before":
            words = (
                _("“%(anchor)s”的 %(n)s 个工作日以前")
                if working
                else _("“%(anchor)s”的 %(n)s 日以前")
            )
        case "after":
            words = (
                _("“%(anchor)s”后满 %(n)s 个工作日") if working else _("“%(anchor)s”后满 %(n)s 日")
            )
        case _:
            words = (
                _("“%(anchor)s”起 %(n)s 个工作日以内")
                if working
                else _("“%(anchor)s”起 %(n)s 日以内")
            )
    return words % said


_ALONE: Final[dict[type, Callable[[Any], str]]] = {
    rules.Shortfall: _shortfall,
    rules.Share: whole_share_words,
    rules.StillShort: _still_short,
    rules.Electorate: _electorate,
    rules.BallotTotal: _ballot_total,
    rules.OverVote: _over_vote,
    rules.Margin: _margin,
    rules.WomenSeat: _women_seat,
    rules.RelativeStays: _relative_stays,
    rules.Term: _term,
    rules.Extension: _extension,
    rules.Roll: _roll,
    body.ElectionCommittee: _committee,
    body.Size: _people,
    body.Women: _women,
    body.KinBar: _kin_bar,
    body.Succession: _succession,
    body.Nomination: _nomination,
    body.Representatives: _representatives,
    body.AssemblyDefault: _assembly,
    body.CarryDown: _carry_down,
    body.Provision: _nothing,
    Condition: _nothing,
}
"""Kinds of rules, each with its words; a kind of its own before the kind that it is made from."""

_WITH_PACK: Final[dict[type, Callable[[Any, RulePack], str]]] = {
    rules.TimedStep: _step,
    body.BodyOrder: _order,
}
"""Kinds whose words need other rules of their pack."""
