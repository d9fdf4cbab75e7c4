"""Strictness (从严): a local plan or a unit's decision may ask more than the law, never less.

Where the law below is only a convention of ours, or holds nothing, the plan fills it in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn

from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import (
    AssemblyMakeup,
    ElectionCommittee,
    KinBar,
    Provision,
    Representatives,
    Size,
    WomanCandidate,
    Women,
)
from huanjie.law.citation import Citation
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.law.rules import Extension, Margin, Rule, Share, Shortfall, StillShort, TimedStep
from huanjie.law.vocabulary import GROUPS, held, is_cited, place_of, written_rules

Compared = Callable[[Any, Any], bool]
"""Whether the second rule asks for no less than the first."""

_CLOSED_GROUPS: Final = (
    "turnout",
    "nomination",
    "recall_signatures",
    "recall_turnout",
)
"""What the law lists is the whole list (法律列举的就是全部): a plan adds no word of its own."""

_FIXED: Final = ("recall_signatures", "recall_turnout", "recall_majority")
"""The voters' own rights (选民的权利): more is not stricter but less of a right."""

_OWN_FACTS: Final = {
    "birth_date": "出生日期",
    "polling_day": "选举日",
    "education": "学历",
    "certificates": "资格证书",
    "social_worker_certificate": "持有助理社会工作师以上证书",
    "months_experience": "从事街道、社区工作满几个月",
}
"""What a plan may ask besides the law's own facts (方案可以另问的事实): age, schooling and work.
Nothing else: no opinions, beliefs, petitions or relations.
"""

_VOTERS_LISTS: Final = ("registration", "registration_ground")
"""Who may vote is for the law alone (选举权由法律规定)."""


def refuse_laxer(base: RulePack, laid: RulePack, own: Mapping[str, Any]) -> None:
    """Refuse a plan's document where a rule of `laid` asks for less than the one of `base`."""
    _hold_seats(base, laid)
    for table, word, _rule in written_rules(own):
        before, after = held(base, table), held(laid, table)[word]
        if table in GROUPS:
            _hold_in_group(before, after, table, word)
        elif table == "fact":
            _hold_fact(before.get(word), after, place_of(table, word))
        elif is_cited(table):
            _hold_where_it_stands(before, after, table, word)


def _hold_seats(base: RulePack, laid: RulePack) -> None:
    """The seats that a unit decided make a body of a lawful size (职数合计在法定人数之内); a size
    that is only usual (一般) refuses none.
    """
    size = base.size
    if size is None or size.usual or base.seats == laid.seats:
        return
    seats = laid.body_size((post, each.seats) for post, each in laid.seats.items())
    if seats and not size.allows(seats):
        _refuse("seats", f"各项职务合计 {seats} 人，不在法律规定的人数之内", size.citation)


def _hold_in_group(siblings: Mapping[str, Rule], after: Rule, table: str, word: str) -> None:
    known, place = siblings.get(word), place_of(table, word)
    if known is None and table == "candidates":
        known = siblings.get("member")
    if known is None and siblings and table in _CLOSED_GROUPS:
        _refuse(place, "法律没有这一项", next(iter(siblings.values())).citation)
    _hold(known, after, table, place)


def _hold_where_it_stands(siblings: Mapping[str, Rule], after: Rule, table: str, word: str) -> None:
    """A rule that stands alone, or an item of a list."""
    known, place = siblings.get(word), place_of(table, word)
    if known is None and siblings and table in _VOTERS_LISTS:
        _refuse(place, "登记的条件由法律规定", next(iter(siblings.values())).citation)
    if known is None and table == "cancellation":
        raise BadInput(
            "取消候选人资格的情形由法律规定，方案不能另定", at=place, remedy="删去这一项"
        )
    if known is None and isinstance(after, Provision) and (after.step or after.change):
        raise BadInput(
            "会议的步骤、名册变动的依据由法律规定，方案不能另定", at=place, remedy="删去这一项"
        )
    if known is None and isinstance(after, Condition) and table == "eligibility":
        _hold_new_condition(after, tuple(siblings.values()), place)
    _hold(known, after, table, place)


def _hold_fact(before: Fact | None, after: Fact, place: str) -> None:
    """A plan asks nothing of a person that no law names, but age, schooling and work."""
    if before is not None and before != after:
        raise BadInput(f"事实“{after.fact}”与规则包里的不同", at=place, remedy="换一个代号")
    if before is None and _OWN_FACTS.get(after.fact) != after.name:
        known = "、".join(f"{fact}（{name}）" for fact, name in _OWN_FACTS.items())
        raise BadInput(
            f"方案不能另问“{after.name}”：只问法律写明的事实，和年龄、学历、证书、工作经历",
            at=place,
            remedy=f"删去这一项；可以另加的：{known}",
        )


def _hold_new_condition(after: Condition, siblings: tuple[Rule, ...], place: str) -> None:
    """A plan's own condition may ask for leave (放宽须批准); a bar stands in a law."""
    if after.effect == "barred":
        says, remedy = "不得作为候选人的情形由法律规定", "把 effect 写成 exemption-needed，或者删去"
        if siblings:
            _refuse(place, says, siblings[-1].citation, remedy)
        raise BadInput(says, at=place, remedy=remedy)


def _hold(before: Rule | None, after: Rule, table: str, place: str) -> None:
    """Refuse `after` where it asks for less than `before`."""
    if before is None or before.citation.rank == "convention" or _same(before, after):
        return
    compare = _COMPARED.get(type(before))
    if compare is None or table in _FIXED:
        _refuse(place, "这一条由法律规定，不能另作规定", before.citation)
    elif not compare(before, after):
        _refuse(place, "比法律宽", before.citation)


def _same(before: Rule, after: Rule) -> bool:
    """Whether two rules say the same, whoever is cited."""
    figures = [
        {name: getattr(rule, name) for name in _fields(rule) if name not in ("citation", "name")}
        for rule in (before, after)
    ]
    return figures[0] == figures[1] and _fields(before) != ("citation",)


def _fields(rule: Rule) -> tuple[str, ...]:
    return tuple(type(rule).__dataclass_fields__)


def _refuse(place: str, says: str, law: Citation, remedy: str = "") -> NoReturn:
    raise BadInput(
        f"{says}：{law.named}，{law.says.rstrip('。')}",
        at=place,
        remedy=remedy or "删去这一条，或者改成不低于法律的要求",
    )


def _share(before: Share, after: Share) -> bool:
    return before.of == after.of and _edge(after) >= _edge(before)


def _edge(share: Share) -> tuple[Any, bool]:
    return share.fraction, share.bound == "more_than"


def _shortfall(before: Shortfall, after: Shortfall) -> bool:
    return before.step == after.step and _share(before, after)


def _within(before: int | None, after: int | None) -> bool:
    """Whether an upper bound is as low (上限不放宽)."""
    return before is None or (after is not None and after <= before)


def _margin(before: Margin, after: Margin) -> bool:
    both = (before.at_least, after.at_least)
    alike = len({isinstance(bound, int) for bound in both}) == 1
    fits = before.at_most is None or (
        isinstance(after.at_least, int) and after.at_least <= before.at_most
    )
    return (
        alike
        and after.at_least >= before.at_least
        and fits
        and _within(before.at_most, after.at_most)
    )


def _size(before: Size, after: Size) -> bool:
    """A usual size (一般) may be fixed by a plan; a fixed one stays fixed."""
    odd = after.odd or not before.odd or after.at_least == after.at_most
    fixed = before.usual or not after.usual
    within = after.at_least >= before.at_least and _within(before.at_most, after.at_most)
    return within and odd and fixed


def _committee(before: ElectionCommittee, after: ElectionCommittee) -> bool:
    relatives = after.near_relatives_barred or not before.near_relatives_barred
    return _size(before, after) and after.women >= before.women and relatives


def _women(before: Women, after: Women) -> bool:
    return after.at_least >= before.at_least


_WIDER: Final = {"near-relative": {"spouse", "lineal", "collateral"}}
"""Classes that together hold every near relative of the Civil Code (近亲属都在其中)."""


_CLOSEST: Final = {
    "near-relative": {"spouse", "parent", "child", "sibling"},
    "spouse": {"spouse"},
    "lineal": {"parent", "child"},
    "collateral": {"sibling"},
}
"""Which of the closest kin a class holds."""


def _kin(before: KinBar, after: KinBar) -> bool:
    barred = set(after.classes)
    closest = set(after.kin).union(*(_CLOSEST.get(each, set()) for each in barred))
    classes = all(each in barred or _WIDER.get(each, {each}) <= barred for each in before.classes)
    return classes and set(before.kin) <= closest and set(after.not_among) <= set(before.not_among)


def _representatives(before: Representatives, after: Representatives) -> bool:
    return (
        after.households_at_least >= before.households_at_least
        and after.households_at_most <= before.households_at_most
        and (after.at_least or 0) >= (before.at_least or 0)
    )


def _assembly_makeup(before: AssemblyMakeup, after: AssemblyMakeup) -> bool:
    if before.committee != after.committee:
        return False
    shares = (before.representatives, after.representatives), (before.women, after.women)
    kept = all(law is None or (own is not None and own >= law) for law, own in shares)
    return kept and (after.some_women or after.women is not None or not before.some_women)


def _woman_candidate(before: WomanCandidate, after: WomanCandidate) -> bool:
    """More women; who stands where none came out is as the law says."""
    number = before.at_least is None or (after.at_least or 0) >= before.at_least
    return number and after.most_votes == before.most_votes


def _still_short(before: StillShort, after: StillShort) -> bool:
    return (
        after.elected_at_least >= before.elected_at_least
        and after.with_chair >= before.with_chair
        and before.if_agreed in (None, after.if_agreed)
        and after.before_runoff <= before.before_runoff
    )


def _extension(before: Extension, after: Extension) -> bool:
    return after.months <= before.months


def _step(before: TimedStep, after: TimedStep) -> bool:
    """Earlier before a day, sooner within a period; a period that is a right is no shorter."""
    if (before.anchor, before.direction) != (after.anchor, after.direction):
        return False
    if after.from_formation and not before.from_formation:
        return False
    if before.unit != after.unit and after.unit != "working-day":
        return False
    if before.direction == "within":
        sooner = after.days <= before.days and before.unit == after.unit
        return sooner and (before.rolls is not False or after.rolls is False)
    ends_early = before.direction == "after" and after.rolls is False and before.rolls is not False
    return after.days >= before.days and not ends_early


_COMPARED: Final[dict[type[Rule], Compared]] = {
    Share: _share,
    Shortfall: _shortfall,
    Margin: _margin,
    Size: _size,
    ElectionCommittee: _committee,
    Women: _women,
    KinBar: _kin,
    Representatives: _representatives,
    AssemblyMakeup: _assembly_makeup,
    WomanCandidate: _woman_candidate,
    StillShort: _still_short,
    Extension: _extension,
    TimedStep: _step,
}
"""Kinds of rule that one may be stricter in; of all others a plan may only say the same."""
