"""A resolved pack as people read it (规则包的文字形式): each figure, then its article and how sure
we are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huanjie.law.citation import CITATION_KEYS, CONFIDENCE, RANKS
from huanjie.law.pack import RulePack
from huanjie.law.vocabulary import rule_tables


def pack_as_text(pack: RulePack) -> str:
    """Every rule of the pack, one paragraph each."""
    lines = [f"{pack.name}  {pack.id}", ""]
    for name, rule in rule_tables(pack.document):
        lines += _paragraph(name, rule)
    return "\n".join(lines) + "\n"


def _paragraph(name: str, rule: Mapping[str, Any]) -> list[str]:
    figures = {key: value for key, value in rule.items() if key not in CITATION_KEYS}
    shown = "  ".join(f"{key} = {value}" for key, value in figures.items())
    rank, sure = RANKS[rule["rank"]], CONFIDENCE[rule["confidence"]]
    return [
        f"{name}  {shown}".rstrip(),
        f"    《{rule['law']}》{rule['article']}：{rule['says']}",
        f"    {rank}，{sure}（{rule['confidence']}）",
    ]
