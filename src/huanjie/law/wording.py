"""The figure of a rule in words (规定的数字): 过半数, “选举日”的 20 日以前, 3 至 7 人; empty where
it has none. Paper, command line and site all say it from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from fractions import Fraction
from typing import Any, Final

from huanjie.law import bodyrules as body
from huanjie.law import rules
from huanjie.law.condition import EFFECTS, EXEMPTERS, UNSAID, Condition
from huanjie.law.pack import RulePack
from huanjie.law.periodwords import measured
from huanjie.law.phrase import ALSO, AND, OR, Part, listed, say
from huanjie.law.sharewords import people, whole_share
from huanjie.law.shelf import body_name


def figure_of(rule: rules.Rule, pack: RulePack) -> Part:
    """The figure of a rule of this pack; a condition's is its own name."""
    for kind in type(rule).__mro__:
        if kind in _WITH_PACK:
            return _WITH_PACK[kind](rule, pack)
        if kind in _ALONE:
            return _ALONE[kind](rule)
    return _own_words(rule)


def remark_on(rule: object, pack: RulePack) -> Part:
    """What else a reader should know: of a condition whom it is asked of, and what follows where it
    is not met or not stated.
    """
    if not isinstance(rule, Condition):
        return ""
    said: list[Part] = [UNSAID[rule.unsaid]]
    if rule.effect != "barred":
        said.append(say("不符合的，%(effect)s", effect=EFFECTS[rule.effect]))
    if rule.exempted_by:
        said.append(say("由%(organ)s决定", organ=EXEMPTERS[rule.exempted_by]))
    if rule.posts:
        posts = listed((pack.post_name(each) for each in rule.posts), AND)
        said.append(say("只对：%(posts)s", posts=posts))
    return listed(said, ALSO)


def _own_words(rule: rules.Rule) -> Part:
    """A kind of rule that has no sentence here yet shows its own words and numbers."""
    own = {each.name: getattr(rule, each.name) for each in fields(rule) if each.name != "citation"}
    return ", ".join(f"{key} = {value}" for key, value in own.items() if value is not None)


# Bodies and people


def _size(rule: body.Size) -> Part:
    said = people(rule.at_least, rule.at_most, odd=rule.odd)
    return say("一般 %(people)s", people=said) if rule.usual else said


def _seats(rule: body.Seats, pack: RulePack) -> Part:
    said = [people(rule.seats, rule.seats)]
    if rule.part_time:
        said.append(say("另有兼职 %(n)s 人", n=rule.part_time))
    if rule.judged_as:
        said.append(say("比照%(post)s审查和回避", post=pack.post_name(rule.judged_as)))
    return listed(said, ALSO)


def _committee(rule: body.ElectionCommittee) -> Part:
    said = [_size(rule)]
    if rule.women:
        said.append(say("妇女至少 %(n)s 人", n=rule.women))
    if rule.near_relatives_barred:
        said.append(say("近亲属回避"))
    return listed(said, ALSO)


def _representatives(rule: body.Representatives) -> Part:
    said = say(
        "每 %(least)s 至 %(most)s 户推选一人",
        least=rule.households_at_least,
        most=rule.households_at_most,
    )
    if rule.at_least is None:
        return said
    return listed((said, say("总数至少 %(n)s 人", n=rule.at_least)), ALSO)


def _assembly_makeup(rule: body.AssemblyMakeup) -> Part:
    said: list[Part] = []
    if rule.representatives:
        said.append(say("代表占%(fraction)s以上", fraction=rule.representatives))
    if rule.women:
        said.append(say("妇女代表占%(fraction)s以上", fraction=rule.women))
    if rule.some_women:
        said.append(say("有适当数量的妇女代表"))
    return listed(said, ALSO)


def _woman_candidate(rule: body.WomanCandidate) -> Part:
    if rule.at_least is None:
        said = say("妇女有适当的名额")
    else:
        said = say("妇女至少 %(n)s 人", n=rule.at_least)
    if not rule.most_votes:
        return said
    return listed((said, say("没有的，以得票最多的妇女为候选人")), ALSO)


def _appeal(rule: body.Appeal) -> Part:
    return say(
        "自公布之日起 %(days)s 日内提出；收到之日起 %(answer)s 日内由%(who)s答复",
        days=rule.days,
        answer=rule.answer_days,
        who=rule.answered_by,
    )


def _margin(rule: rules.Margin) -> Part:
    least, most = rule.at_least, rule.at_most
    if isinstance(least, Fraction):
        return say("至少多应选名额的%(fraction)s", fraction=least)
    if least == most:
        return say("正好多 %(n)s 名", n=least) if least else say("等额")
    if most is None:
        return say("至少多 %(n)s 名", n=least)
    return say("多 %(least)s 至 %(most)s 名", least=least, most=most)


# What a rule says in few words


def _shortfall(rule: rules.Shortfall) -> Part:
    return listed((whole_share(rule), rules.STEPS[rule.step]), ALSO)


def _still_short(rule: rules.StillShort) -> Part:
    said = [say("已选出 %(n)s 人以上的，其余可以空缺", n=rule.elected_at_least)]
    if rule.with_chair:
        said.append(say("主任须已选出"))
    if rule.if_agreed:
        said.append(say("须经%(meeting)s同意", meeting=rule.if_agreed))
    if rule.before_runoff:
        said.append(say("第一次投票以后就可以不另行选举"))
    return listed(said, ALSO)


def _electorate(rule: rules.Electorate, pack: RulePack) -> Part:
    return listed((pack.choice_name("standing", each) for each in rule.standings), AND)


def _ballot_total(rule: rules.BallotTotal) -> Part:
    papers = listed((rules.PAPERS[each] for each in rule.at_most), OR)
    return say("收回的选票不多于%(papers)s", papers=papers)


def _over_vote(rule: rules.OverVote) -> Part:
    return say("整张选票无效") if rule.judged == "whole" else say("只是那项职务无效")


_ORDERED_BY: Final[dict[str, Part]] = {
    "nominations": say("按提名的人数从多到少"),
    "votes": say("按预选得票从多到少；没有预选的，按提名的人数从多到少"),
    "preselection": say("经过预选的按预选得票从多到少，没有预选的按姓氏笔画"),
}
"""By which numbers candidates are listed."""


def _list_order(rule: rules.ListOrder) -> Part:
    said = _ORDERED_BY[rule.by]
    return listed((said, say("自我推荐的按姓氏笔画")), ALSO) if rule.self_by_strokes else said


def _fill_up(rule: body.FillUp) -> Part:
    return say("自愿放弃的缺额") if rule.after == "own-wish" else say("不论什么原因的缺额")


def _women_seat(rule: rules.WomenSeat) -> Part:
    if rule.method == "separate-line":
        return say("选票上单列一项妇女职位")
    return say("得票最多的妇女先当选")


def _relative_stays(rule: rules.RelativeStays) -> Part:
    fills = rule.next_over_the_line_fills
    said = say("空出的名额由其余过半数的人递补") if fills else say("空出的名额不递补")
    if rule.equal_decided_by is None:
        return said
    meeting = rule.equal_decided_by
    decides = say("职务和得票都相同的，由%(meeting)s决定谁留任", meeting=meeting)
    return listed((said, decides), ALSO)


def _roll(rule: rules.Roll) -> Part:
    return say("顺延到下一个工作日") if rule.rolls else say("不顺延")


def _kin_bar(rule: body.KinBar) -> Part:
    kin = listed((*(body.KIN_CLASSES[each] for each in rule.classes), *kin_words(rule)), AND)
    return say("不得同时任职：%(kin)s", kin=kin)


def kin_words(rule: body.KinBar | body.Succession) -> tuple[str, ...]:
    """The closest kin that a rule lists (列明的亲属)."""
    return tuple(body.KIN_STEPS[each] for each in rule.kin)


def _succession(rule: body.Succession) -> Part:
    if rule.kin:
        return say("本人被提名，或者%(kin)s被提名的，退出", kin=listed(kin_words(rule), AND))
    if rule.for_relatives:
        return say("本人或者近亲属被提名的，退出")
    return say("本人被提名的，退出")


def _carry_down(rule: body.CarryDown) -> Part:
    return say("一律计入") if rule.mandatory else say("选举办法写明的才计入")


def _method(rule: body.Method, pack: RulePack) -> Part:
    return pack.method_name(rule.chosen)


def _order(rule: body.BodyOrder) -> Part:
    bodies = listed(map(body_name, rule.after), AND)
    if rule.within_days is None:
        return say("在%(bodies)s之后", bodies=bodies)
    return say("在%(bodies)s之后 %(n)s 日以内", bodies=bodies, n=rule.within_days)


_ALONE: Final[dict[type, Callable[[Any], Part]]] = {
    rules.Shortfall: _shortfall,
    rules.Share: whole_share,
    rules.StillShort: _still_short,
    rules.BallotTotal: _ballot_total,
    rules.OverVote: _over_vote,
    rules.ListOrder: _list_order,
    rules.Margin: _margin,
    rules.WomenSeat: _women_seat,
    rules.RelativeStays: _relative_stays,
    rules.Term: lambda rule: say("%(n)s 年", n=rule.years),
    rules.Extension: lambda rule: say("最多 %(n)s 个月", n=rule.months),
    rules.Roll: _roll,
    body.ElectionCommittee: _committee,
    body.Size: _size,
    body.Women: lambda rule: people(rule.at_least, None),
    body.KinBar: _kin_bar,
    body.Succession: _succession,
    body.Nomination: lambda rule: people(rule.at_least, None),
    body.Representatives: _representatives,
    body.AssemblyMakeup: _assembly_makeup,
    body.WomanCandidate: _woman_candidate,
    body.Cancellation: lambda rule: listed(rule.acts, AND),
    body.FillUp: _fill_up,
    body.Appeal: _appeal,
    body.AssemblyDefault: lambda rule: body.ASSEMBLIES[rule.kind],
    body.CarryDown: _carry_down,
    body.BodyOrder: _order,
    body.Provision: lambda _rule: "",
    Condition: lambda _rule: "",
}
"""Kinds of rules, each with its words; a kind of its own before the kind that it is made from."""

_WITH_PACK: Final[dict[type, Callable[[Any, RulePack], Part]]] = {
    rules.TimedStep: measured,
    rules.Electorate: _electorate,
    body.Method: _method,
    body.Seats: _seats,
}
"""Kinds whose words need other rules of their pack."""
