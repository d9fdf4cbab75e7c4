"""A resolved pack as people read it (规则包的文字形式): each figure in words, then its article and
how sure we are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from huanjie.domain.lawchange import RuleChange
from huanjie.law.citation import article_named
from huanjie.law.pack import RulePack
from huanjie.law.ruletext import RuleText, other_words, rule_texts
from huanjie.law.shelf import Version
from huanjie.law.vocabulary import rule_tables

_SHOWN: Final = 16
"""signs of a hash that tell two texts apart"""


def of_file(version: Version) -> str:
    """The hash of one file's own text (文件的散列), as `packs list` has it."""
    return f"文件 {version.sha256()[:_SHOWN]}"


def edition(pack: RulePack) -> str:
    """A resolved pack: its name, its revision, and the hash of the whole (合并后的散列)."""
    return f"{pack.id}  第{pack.document['revision']}版  合并后 {pack.sha256[:_SHOWN]}"


def pack_as_text(pack: RulePack) -> str:
    """Every rule of the pack, one paragraph each."""
    lines = [f"{pack.name}  {edition(pack)}", ""]
    texts = rule_texts(pack)
    for place, _rule in rule_tables(pack.document):
        lines += _paragraph(texts[place])
    return "\n".join(lines) + "\n"


def _paragraph(text: RuleText) -> list[str]:
    return [
        f"{text.title}  {text.head}".rstrip(),
        f"    {text.source}",
        f"    {text.standing}",
    ]


def changes_as_text(
    changes: tuple[RuleChange, ...], before: RulePack, after: RulePack
) -> Iterator[str]:
    """Each rule that reads otherwise: how it reads in either pack; where both read alike, the
    words of the file that differ. Last, on a line each, those of which the law only counts the
    articles anew.
    """
    was, now = rule_texts(before), rule_texts(after)
    renumbered = tuple(change for change in changes if change.is_renumbered)
    others = tuple(change for change in changes if not change.is_renumbered)
    yield f"变动的规定：{len(others)} 处"
    yield from _rewritten(others, was, now)
    if renumbered:
        yield f"\n条文序号变动：{len(renumbered)} 处，内容没有变"
        yield from (_renumbered(each, now[each.place].title) for each in renumbered)


def _renumbered(change: RuleChange, title: str) -> str:
    was, now = change.before or {}, change.after or {}
    return f"  {title}  {article_named(now['law'], was['article'])} → {now['article']}"


def _rewritten(
    changes: tuple[RuleChange, ...], was: Mapping[str, RuleText], now: Mapping[str, RuleText]
) -> Iterator[str]:
    for change in changes:
        sides = (("-", was.get(change.place)), ("+", now.get(change.place)))
        lines = [(sign, f"{text.head}  {text.source}".strip()) for sign, text in sides if text]
        text = now.get(change.place) or was[change.place]
        yield f"  {text.title}"
        yield from (f"    {sign} {line}" for sign, line in lines)
        if len({line for _sign, line in lines}) < len(lines):
            yield from _what_differs(change, sides)


def _what_differs(
    change: RuleChange, sides: tuple[tuple[str, RuleText | None], ...]
) -> Iterator[str]:
    """How sure we are, and the words of the file, where the sentences are the same."""
    standings = [(sign, text.standing) for sign, text in sides if text]
    if len({standing for _sign, standing in standings}) > 1:
        yield from (f"    {sign} {standing}" for sign, standing in standings)
    for key, before, after in other_words(change.before, change.after):
        yield f"      {key}：{before} → {after}"
