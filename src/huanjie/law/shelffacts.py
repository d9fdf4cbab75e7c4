"""The facts that the packs on the shelf ask for (各规则包所问的事实), question by question.

Whoever asks several bodies about one person states everything once: a fact that another pack asks
for is no mistake, and this pack leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.law.conditionreader import read_fact
from huanjie.law.expression import Fact
from huanjie.law.shelf import versions

CONDITIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "registration": ("registration", "registration_ground"),
    "proxy": ("proxy",),
    "eligibility": ("eligibility",),
}
"""The conditions that each question puts together, by their tables in a pack."""

_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@cache
def facts_asked(question: str) -> Mapping[str, Fact]:
    """The facts that a condition of this question names in any version or overlay, by word."""
    documents = [version.document() for version in versions()]
    declared = [item for document in documents for item in document.get("fact", ())]
    named = {word for document in documents for word in _named(document, question)}
    facts = (read_fact(Cursor(item)) for item in declared if item["fact"] in named)
    return MappingProxyType({fact.fact: fact for fact in facts})


def _named(document: Mapping[str, Any], question: str) -> set[str]:
    """The words of its conditions; those that are no facts do no harm."""
    conditions = [item for table in CONDITIONS[question] for item in document.get(table, ())]
    return {word for each in conditions for word in _WORD.findall(each["when"])}
