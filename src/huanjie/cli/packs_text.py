"""A resolved pack as people read it (规则包的文字形式): each figure, then its article and how sure
we are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from huanjie.law.citation import CITATION_KEYS, CONFIDENCE, RANKS
from huanjie.law.pack import RulePack
from huanjie.law.vocabulary import GROUPS, LISTS, SINGLE


def pack_as_text(pack: RulePack) -> str:
    """Every rule of the pack, one paragraph each."""
    lines = [f"{pack.name}  {pack.id}", ""]
    for name, rule in _rules(pack.document):
        lines += _paragraph(name, rule)
    return "\n".join(lines) + "\n"


def _rules(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, value in document.items():
        if key in LISTS:
            listed = LISTS[key]
            yield from ((f"{key} {item[listed.key]}", item) for item in value if listed.cited)
        elif key in GROUPS:
            yield from ((f"{key}.{word}", rule) for word, rule in value.items())
        elif key in SINGLE:
            yield key, value


def _paragraph(name: str, rule: Mapping[str, Any]) -> list[str]:
    figures = {key: value for key, value in rule.items() if key not in CITATION_KEYS}
    shown = "  ".join(f"{key} = {value}" for key, value in figures.items())
    rank, sure = RANKS[rule["rank"]], CONFIDENCE[rule["confidence"]]
    return [
        f"{name}  {shown}".rstrip(),
        f"    《{rule['law']}》{rule['article']}：{rule['says']}",
        f"    {rank}，{sure}（{rule['confidence']}）",
    ]
