"""Registering somebody after the roll was published (补登): by the conditions of the pack, from
facts that are stated then and not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.evaluation import Stated, fallen_short
from huanjie.domain.judgement import judge
from huanjie.domain.registration import Registration, register, rule_of_one_place
from huanjie.domain.rollchange import conditions_of
from huanjie.domain.rollrow import RollPerson
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.law.expression import Fact, Value, facts_of
from huanjie.law.pack import RulePack
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.elsewhere import Elsewhere, elsewhere
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.people import check_not_on_roll
from huanjie.office.roll.sealedthere import is_written

_LEAVE_THERE_FIRST: Final = "先请那里把这个人移出名册，再在这里登记"
_WAIT: Final = "那里已经发出选票，名册不再变动；那里的选举封存以后再登记，写明理由"
MOST_MONTHS: Final = 1200
"""that a stated fact may last: a hundred years; a longer number is a slip of the keyboard"""
KNOWN: Final = frozenset({"birth_date", "polling_day"})
"""what the number and the plan say already"""


def asked_facts(pack: RulePack) -> tuple[Fact, ...]:
    """What has to be stated about somebody who is to be registered (登记的事实), each once."""
    every = (fact for each in conditions_of(pack) for fact in facts_of(each.expression))
    return tuple(dict.fromkeys(fact for fact in every if fact.fact not in KNOWN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What a registration rests on (登记的依据): conditions that are met, by the pack's keys."""

    reasons: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    """those of them that are taken as met because nothing was said (未写明，视为符合)"""


def check_registered(election: Election, person: RollPerson, stated: Stated) -> Rests:
    """The conditions that register somebody; BadInput, with reasons and articles, where they do
    not. A pack without conditions registers nobody here, and asks nothing.
    """
    pack = law_of(election).pack
    check_stated(asked_facts(pack), stated)
    if not conditions_of(pack):
        return Rests()
    facts = with_known(election, person, stated)
    judged = register(pack, facts)
    if not judged.registered:
        reasons = "；".join(dict.fromkeys(_why_not(judged)))
        raise BadInput(
            f"按所写的事实不能登记：{reasons}（{cited(judged.grounds)}）",
            remedy="核对所写的事实；不符合登记条件的，不列入名单",
        )
    met = [each for each in (judge(one, facts) for one in conditions_of(pack)) if each.met]
    return Rests(
        reasons=tuple(each.condition.key for each in met),
        unsaid=tuple(each.condition.key for each in met if each.taken),
    )


def _why_not(judged: Registration) -> Iterator[str]:
    """Why somebody is not registered, with what comes nearest first: what was stated and falls
    short, before what was not stated.
    """
    near = [(fallen_short(each.condition.expression, each.stated), each) for each in judged.decided]
    for short, each in sorted(near, key=lambda one: not one[0]):
        yield from short
        yield each.reason


def check_stated(asked: Iterable[Fact], stated: Stated) -> None:
    """Refuse a fact that no condition asks, and one that is not of its kind."""
    known = {fact.fact: fact for fact in asked}
    for word, value in stated.items():
        fact = known.get(word)
        if fact is None:
            raise BadInput(f"规定的条件不问“{word}”", at=f"stated/{word}", remedy="去掉这一项")
        if isinstance(value, bool) != (fact.kind == "yes-no"):
            remedy = "写是或者否" if fact.kind == "yes-no" else "写一个数"
            raise BadInput(f"“{fact.name}”写得不对", at=f"stated/{word}", remedy=remedy)


def with_known(
    election: Election, person: RollPerson, stated: Mapping[str, Value]
) -> dict[str, Value]:
    """What was stated of somebody, and what the number and the plan say already."""
    facts = {**stated, "polling_day": election.polling_day}
    return facts | ({"birth_date": person.birth_date} if person.birth_date else {})


def check_new(election: Election, person: RollPerson, *, because: str = "") -> None:
    """Nobody is on a roll twice, and nobody on two rolls; BadInput at `id_number` or `because`."""
    check_not_on_roll(election, person.id_number)
    if others := check_nowhere_else(election, person.id_number):
        _check_word(election, others, because)
    elif because:
        raise BadInput(
            "这个证件号码不在别处的名册上", at="because", remedy="不用写为什么在这里投票"
        )


def check_nowhere_else(election: Election, id_number: str | None) -> tuple[Elsewhere, ...]:
    """Nobody is registered in two places: what the other roll says, no form says otherwise.
    BadInput at `id_number`, with the article, where the pack has the rule. The answer: on which
    rolls of sealed elections the person is, beside which it has to be written why they vote here.
    """
    rule = rule_of_one_place(law_of(election).pack)
    if rule is None or not id_number:
        return ()
    others = elsewhere(election, [index_of(id_number)])
    for other in others:
        if not other.is_sealed:
            raise BadInput(
                f"这个证件号码在{other.unit_name}的名册上（{cited([rule])}）",
                at="id_number",
                remedy=_WAIT if other.is_frozen else _LEAVE_THERE_FIRST,
            )
    return others


def _check_word(election: Election, others: tuple[Elsewhere, ...], because: str) -> None:
    """Refuse whoever is added to a posted list without the reason; a roll in making is not posted
    before it is written.
    """
    if election.roll_published_on and not because.strip():
        told = "、".join(each.told for each in others)
        raise BadInput(
            f"这个证件号码在{told}",
            at="because",
            remedy="那次选举以后到这里来、在这里投票的，写明理由；不在这里投票的，不增加",
        )


def check_same_number(election: Election, id_number: str | None) -> None:
    """Whoever is put back on a posted list, or whose number is put right: on a roll of a sealed
    election only where it is written already why they vote here. BadInput at `id_number`.
    """
    others = check_nowhere_else(election, id_number)
    if others and not is_written(election, others[0].index):
        told = "、".join(each.told for each in others)
        raise BadInput(
            f"这个证件号码在{told}",
            at="id_number",
            remedy="核对号码；那次选举以后到这里来的，从“名册变动”增加，写明理由",
        )
