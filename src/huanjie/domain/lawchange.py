"""A corrected pack (规则包的修订): what it says otherwise, and every result that it would move.

The dates that move are `schedule`'s question; a running election takes a corrected pack only by a
deed that has shown all three.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.contest import ContestResult, Declaration, PersonId, Post
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import Answer, CountFile, Declared, declare_rounds, post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.door.fault import BadInput, Fault
from huanjie.law.pack import RulePack
from huanjie.law.uncited import uncited_tables
from huanjie.law.vocabulary import rule_tables

RESULT_FIELDS: Final[dict[str, str]] = {
    "valid": "选举是否有效",
    "quorum_met": "到会人数是否足够",
    "minimum_votes": "当选所需票数",
    "elected": "当选",
    "tied": "票数相等",
    "withdrawn": "不留任",
    "vacancies": "空缺",
    "next": "后续步骤",
    "holds": "任职的人",
}
"""What of a result may move (结果中可能变动的项目)."""

Told = bool | int | tuple[str, ...]
"""A value of a result: yes or no, a number, or names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule that reads otherwise (变动的规定); None where one of the two packs lacks it."""

    place: str
    """like `majority`, `turnout.voters` or `step roll-published`; `post` or `fact age` where it
    carries no article
    """
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def is_renumbered(self) -> bool:
        """Whether the article's number is all that differs (只是条文序号变动)."""
        if self.before is None or self.after is None:
            return False
        was, now = ({**each, "article": ""} for each in (self.before, self.after))
        return was == now


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChange:
    """A result that would be another (变动的结果)."""

    round: int | None
    """the round from 1, None of who holds the posts in the end"""
    post: Post | None
    field: str
    """a key of RESULT_FIELDS"""
    before: Told | None
    after: Told | None


def rules_changed(before: RulePack, after: RulePack) -> tuple[RuleChange, ...]:
    """Whatever the two packs say differently: what carries no article, then every rule in the order
    of the newer one.
    """
    was, now = _said(before), _said(after)
    return tuple(
        RuleChange(place=place, before=was.get(place), after=now.get(place))
        for place in dict.fromkeys((*now, *was))
        if was.get(place) != now.get(place)
    )


def _said(pack: RulePack) -> dict[str, Mapping[str, Any]]:
    return dict((*uncited_tables(pack.document), *rule_tables(pack.document)))


def results_changed(
    count: CountFile, before: RulePack, after: RulePack
) -> tuple[ResultChange, ...]:
    """Every result of a count that the second pack declares otherwise; refused where a round that
    was held cannot be under it.
    """
    was, now = _told(count, before), _told(count, after)
    return tuple(
        ResultChange(round=number, post=post, field=field, before=was.get(key), after=now.get(key))
        for key in dict.fromkeys((*now, *was))
        if was.get(key) != now.get(key)
        for number, post, field in (key,)
    )


Key = tuple[int | None, Post | None, str]


def _told(count: CountFile, pack: RulePack) -> dict[Key, Told]:
    try:
        declared = declare_rounds(count, pack)
    except Fault as fault:
        says = fault.says if isinstance(fault, BadInput) else str(fault)
        raise BadInput(
            f"按 {pack.id}（修订 {pack.document['revision']}）不能宣布已经办的投票：{says}",
            remedy="先由选举委员会处理，再改用修订后的规则",
        ) from None
    return dict(_everything(count, declared))


def _everything(count: CountFile, declared: Declared) -> Iterator[tuple[Key, Told]]:
    for index, answer in enumerate(declared.answers):
        about = None
        if isinstance(answer, Runoff):
            about = post_of_round(count.rounds[index], declared.answers, index)
        for post, field, value in _of_answer(answer):
            yield (index + 1, post or about, field), value
    for post, people in declared.final.items():
        yield (None, post, "holds"), tuple(people)


def _of_answer(answer: Answer) -> Iterator[tuple[Post | None, str, Told]]:
    match answer:
        case Declaration():
            yield None, "valid", answer.valid
            for result in answer.contests:
                yield from ((result.post, field, value) for field, value in _of_contest(result))
        case Runoff():
            for field in ("minimum_votes", "elected", "tied", "vacancies"):
                yield None, field, getattr(answer, field)
        case Officers():
            yield None, "quorum_met", answer.quorum_met
            yield None, "minimum_votes", answer.minimum_votes
            for post, person in answer.elected.items():
                yield post, "elected", _one(person)


def _of_contest(result: ContestResult) -> Iterator[tuple[str, Told]]:
    for field in ("minimum_votes", "elected", "tied", "vacancies", "next"):
        yield field, getattr(result, field)
    yield "withdrawn", tuple(each.id for each in result.withdrawn)


def _one(person: PersonId | None) -> tuple[str, ...]:
    return () if person is None else (person,)
