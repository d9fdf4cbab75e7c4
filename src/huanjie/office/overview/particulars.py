"""The particulars of a deed in words (内容): numbers, days and reasons, as its entry holds them.

Nothing is said of a sheet: before both are in nobody sees a number of one, and afterwards the
result says them all. A particular that has no words here is not shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from huanjie.domain import filing
from huanjie.domain.departure import REASON_NAMES as DEPARTURES
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.objection import KIND_NAMES as OBJECTION_NAMES
from huanjie.domain.organisation import CHANGE_NAMES
from huanjie.domain.permission import ROLE_NAMES
from huanjie.domain.rollchange import KINDS as ROLL_CHANGES
from huanjie.domain.rollchange import Kind, kind_name
from huanjie.domain.stock import KIND_NAMES as STOCK_NAMES
from huanjie.law.retention import load_retention
from huanjie.office.overview.electionwords import OF_ELECTIONS
from huanjie.office.overview.placewords import OF_PLACES
from huanjie.office.polling.cards import PAPER as VOTER_CARDS
from huanjie.office.polling.models import KIND_NAMES
from huanjie.office.tags import day

_TOLD: Final = {**OF_ELECTIONS, **OF_PLACES}
_DAYS: Final = frozenset({"polling_day", "was", "day", "on", "to", "appeal_until", "filed_on"})
_SHORT: Final = 16
"""signs of a hash: enough to compare"""


def in_words(deed: str, says: Mapping[str, Any], members: MemberRoll | None = None) -> str:
    """The particulars of one deed in a phrase, in the words of the election's roll of members where
    it has one; empty where there is nothing to tell.
    """
    return _("，").join(_phrases(deed, says, members))


def _phrases(deed: str, says: Mapping[str, Any], members: MemberRoll | None) -> Iterator[str]:
    for key, words in _TOLD.get(deed, ()):
        value = says.get(key)
        if value is None or value is False:
            continue
        sentence = _(words)
        yield sentence % _said(key, value, members) if "%s" in sentence else sentence


def _said(key: str, value: Any, members: MemberRoll | None) -> object:
    """A value as a sentence holds it: a day in words, of a list how many, of a hash its start."""
    if key in _DAYS:
        return day(datetime.date.fromisoformat(value))
    if key in _WORDS and isinstance(value, str):
        return _(_named(key, value, members))
    if key in ("deleted", "deleted_again"):
        return _("、").join(f"{_(_KIND_WORDS.get(k, k))} {n}" for k, n in value.items())
    if key == "changed":
        return _("、").join(_(_FIELDS[each]) for each in value if each in _FIELDS)
    if key == "seats":
        return sum(value.values())
    if key == "candidates":
        return sum(len(people) for people in value.values())
    if key == "sha256":
        return value[:_SHORT]
    return len(value) if isinstance(value, list) else value


def _named(key: str, value: str, members: MemberRoll | None) -> str:
    """What a value of ours is called; the value itself where we have no such."""
    if key == "change_kind" and value in ROLL_CHANGES:
        return kind_name(Kind(value), members)
    return _WORDS[key].get(value, value)


_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "change": {change.value: name for change, name in CHANGE_NAMES.items()},
    "about": {each.value: name for each, name in filing.CONTENT_NAMES.items()},
    "turned": {each.value: name for each, name in filing.DEED_NAMES.items()},
    "objection_kind": {kind.value: name for kind, name in OBJECTION_NAMES.items()},
    "left_because": {each.value: name for each, name in DEPARTURES.items()},
    "change_kind": {kind.value: row.name for kind, row in ROLL_CHANGES.items()},
    "kind": KIND_NAMES,
    "list": {
        "objections": noop("异议"),
        "changes": noop("名册变动"),
        "proxies": noop("委托投票"),
        "chosen": noop("小组组长和代表"),
    },
    "paper": {VOTER_CARDS: noop("选民证、参选证")},
    "what": {kind.value: name for kind, name in STOCK_NAMES.items()},
    "role": {role.value: name for role, name in ROLE_NAMES.items()},
}
"""The keys whose value is one of ours, with what each is called."""
_FIELDS: Final[Mapping[str, str]] = {
    "kind": noop("组织种类"),
    "name": noop("名称"),
    "within": noop("上级组织"),
    "seats": noop("职数"),
    "elected_on": noop("本届当选日期"),
    "ends_stated": noop("另定的届满日期"),
    "place": noop("次序"),
    "is_pilot": noop("是试点"),
    "first_day": noop("最早选举日"),
    "last_day": noop("最晚选举日"),
    "post": noop("职务"),
    "sex": noop("性别"),
    "from_on": noop("任职日期"),
    "how": noop("产生方式"),
}
"""The facts that a deed may say were changed, as their forms call them."""
_KIND_WORDS: Final = {each.kind: each.name for each in load_retention()}
