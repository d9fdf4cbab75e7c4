"""A rule as people read it (规则的读法): its title, its figure, its article and sentence, and how
sure we are; and what tells two editions of one rule apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from huanjie.law.citation import CITATION_KEYS, CONFIDENCE, RANKS, Citation
from huanjie.law.pack import RulePack
from huanjie.law.phrase import Part, in_chinese
from huanjie.law.titles import own_name, rules_of, title_of
from huanjie.law.uncited import uncited_words
from huanjie.law.wording import figure_of, remark_on


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """一条规则的读法."""

    kind: str
    """what people call its table: 参加投票的人数"""
    name: str
    """what tells it from the others of its table; empty where it stands alone"""
    figure: Part
    remark: Part
    """of a condition, whom it is asked of and what follows"""
    citation: Citation | None
    """None of what a pack says without an article"""

    @property
    def title(self) -> str:
        """Both together: 参加投票的人数：每户派代表."""
        return "：".join(filter(None, (self.kind, self.name)))

    @property
    def head(self) -> str:
        """Its figure and remark in Chinese, on one line."""
        return "；".join(filter(None, map(in_chinese, (self.figure, self.remark))))

    @property
    def source(self) -> str:
        """Its article and our sentence."""
        if self.citation is None:
            return ""
        return self.citation.quoted

    @property
    def standing(self) -> str:
        """Its rank and how sure we are."""
        cited = self.citation
        if cited is None:
            return ""
        return f"{RANKS[cited.rank]}，{CONFIDENCE[cited.confidence]}（{cited.confidence}）"


def rule_texts(pack: RulePack) -> dict[str, RuleText]:
    """Every rule of a pack by its place (`vocabulary.rule_tables`), and what it says without an
    article (`uncited.uncited_tables`).
    """
    uncited = {
        place: RuleText(kind=kind, name="", figure=says, remark="", citation=None)
        for place, kind, says in uncited_words(pack)
    }
    return uncited | {
        each.place: RuleText(
            kind=title_of(each.table),
            name=own_name(each.table, each.word, each.rule, (pack,)),
            figure=figure_of(each.rule, pack),
            remark=remark_on(each.rule, pack),
            citation=each.citation,
        )
        for each in rules_of(pack)
    }


def other_words(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Iterator[tuple[str, str, str]]:
    """The keys of a rule's table that read otherwise, beside its citation: what no sentence says,
    as the pack writes it.
    """
    if before is None or after is None:
        return
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        if key not in CITATION_KEYS and was != now:
            yield key, _plain(was), _plain(now)


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(map(_plain, value))
    if isinstance(value, Mapping):
        return "，".join(f"{key}={_plain(each)}" for key, each in value.items())
    return "—" if value is None else str(value)
