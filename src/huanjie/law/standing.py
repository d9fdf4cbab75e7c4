"""What of a region's text stands beside which national law (与国家法律并存的规定).

A region's text is older than the national law that later changes under it. A rule of an overlay
says `until` where a later national law takes its place (被国家法律取代), and `since` where a later
national law is what made it needed; both name the day from which that national version is in
force. A rule that says neither stands beside every version.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.law.vocabulary import GROUPS, LISTS, SINGLE

DAYS: Final = ("until", "since")
"""The keys of a rule that say beside which national law it stands."""


def standing(overlay: Mapping[str, Any], national: datetime.date) -> dict[str, Any]:
    """An overlay's document with the rules alone that stand beside the national version in force
    from that day.
    """
    day = national.isoformat()
    return _each_rule(overlay, lambda rule: _stands(rule, day))


def whole(overlay: Cursor) -> Cursor:
    """An overlay's document with every rule, its days checked and left out."""
    for rule in _rules(overlay):
        until, since = (rule.find(key) for key in DAYS)
        if until and since and until.date() <= since.date():
            until.refuse("until 不在 since 以后", "检查两个日期")
        for day in (until, since):
            if day:
                day.date()
    return Cursor(_each_rule(overlay.value, lambda _rule: True), overlay.pointer)


def _stands(rule: Mapping[str, Any], day: str) -> bool:
    until, since = (rule.get(key) for key in DAYS)
    return (until is None or day < str(until)) and (since is None or day >= str(since))


def _rules(document: Cursor) -> Iterator[Cursor]:
    for name in (*SINGLE, *GROUPS, *LISTS):
        table = document.find(name)
        if table is None:
            continue
        if name in GROUPS:
            yield from (rule for _word, rule in table.entries())
        elif name in LISTS:
            yield from table.items()
        else:
            yield table


def _each_rule(document: Mapping[str, Any], keep: Any) -> dict[str, Any]:
    """The document with the rules to keep, without their days."""
    kept: dict[str, Any] = {}
    for name, value in document.items():
        if name in SINGLE:
            if keep(value):
                kept[name] = _bare(value)
        elif name in GROUPS:
            kept[name] = {word: _bare(rule) for word, rule in value.items() if keep(rule)}
        elif name in LISTS:
            kept[name] = [_bare(rule) for rule in value if keep(rule)]
        else:
            kept[name] = value
    return kept


def _bare(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in rule.items() if key not in DAYS}
