"""Citation (依据): the article that decided a date, a finding or a result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from huanjie.door.cursor import Cursor

Rank = Literal[
    "statute",
    "local-statute",
    "party-rule",
    "guidance",
    "local-plan",
    "unit-decision",
    "convention",
]
RANKS: Final[dict[str, str]] = {
    "statute": "法律",
    "local-statute": "地方性法规",
    "party-rule": "党内法规",
    "guidance": "部门规程",
    "local-plan": "地方方案",
    "unit-decision": "本单位决定",
    "convention": "换届约定",
}
"""Each rank of a rule (效力位阶) with its Chinese name, the strongest first."""

Confidence = Literal["V", "S", "M", "X", "C", "D"]
CONFIDENCE: Final[dict[str, str]] = {
    "V": "已核对全文",
    "S": "仅见于二手材料",
    "M": "凭记忆，待核",
    "X": "来源不一，待核",
    "C": "法律未规定计算方法，按约定",
    "D": "出自二〇二一年的地方方案",
}
"""How sure the pack is of a figure (可信程度)."""
UNSURE: Final[dict[str, str]] = {"S": "待核", "M": "待核", "X": "待核", "C": "约定", "D": "旧方案"}
"""The same in a word, to stand beside an article; what was read in the text itself has none."""

DecidedBy = Literal["province", "charter", "unit", "local-plan"]
DECIDERS: Final[dict[str, str]] = {
    "province": "省、自治区、直辖市的规定",
    "charter": "章程",
    "unit": "本单位",
    "local-plan": "当地的方案",
}
"""Whose decision it is where a pack holds no rule (由谁决定)."""


_STATE: Final = "中华人民共和国"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """依据: law, article as printed, one sentence of ours, rank and confidence."""

    law: str
    article: str
    says: str
    rank: Rank
    confidence: Confidence

    @property
    def named(self) -> str:
        """The article as a sentence names it: 《…》第…条."""
        return article_named(self.law, self.article)

    @property
    def in_short(self) -> str:
        """The same, the state's name left out: 《村民委员会组织法》第十七条第一款."""
        return article_named(self.law.removeprefix(_STATE), self.article)

    @property
    def quoted(self) -> str:
        """The article and our sentence: 《…》第…条：…."""
        return f"{self.named}：{self.says}"

    @property
    def graded(self) -> tuple[str, str]:
        """Rank and confidence in words (效力位阶、可信程度)."""
        return RANKS[self.rank], CONFIDENCE[self.confidence]

    @property
    def unsure(self) -> str:
        """What keeps it from being the text itself (待核、约定), in a word; empty where nothing
        does, and where the unit decided so itself, which is no convention of ours.
        """
        return "" if self.rank == "unit-decision" else UNSURE.get(self.confidence, "")

    def as_json(self) -> dict[str, str]:
        """The citation as every answer prints it."""
        return {
            "law": self.law,
            "article": self.article,
            "says": self.says,
            "rank": self.rank,
            "confidence": self.confidence,
        }


def by_convention(citation: Citation) -> Citation:
    """The same article for what it does not say itself and we agreed on (按约定, confidence C)."""
    return replace(citation, confidence="C")


CITATION_KEYS: Final = ("law", "article", "says", "rank", "confidence")


def read_citation(table: Cursor) -> Citation:
    """The citation of one rule; a figure without its article and sentence is refused."""
    return Citation(
        law=table.get("law").text(),
        article=table.get("article").text(),
        says=table.get("says").text(),
        rank=table.get("rank").one_of(*RANKS),  # type: ignore[arg-type]
        confidence=table.get("confidence").one_of(*CONFIDENCE),  # type: ignore[arg-type]
    )


def article_named(law: str, article: str) -> str:
    """An article of a law as a sentence names it.

    >>> article_named("村民委员会组织法", "第十八条第二款")
    '《村民委员会组织法》第十八条第二款'
    """
    return f"《{law}》{article}"


def cited(citations: Iterable[Citation]) -> str:
    """The articles as a sentence names them (《…》第…条), each once."""
    return "、".join(dict.fromkeys(each.named for each in citations))


def on_paper(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations that a paper may name where it is posted or sent (对外引用的依据): not another
    place's plan of an earlier year, and no convention of this program.
    """
    return tuple(
        each for each in distinct(citations) if each.confidence != "D" and each.rank != "convention"
    )


def distinct(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each citation once, in the order in which it decided."""
    return tuple(dict.fromkeys(citations))


def by_article(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """One citation for each article (同一条的合在一起), with everything that is said of it."""
    found: dict[tuple[str, str], Citation] = {}
    for each in distinct(citations):
        key = each.law, each.article
        earlier = found.get(key)
        found[key] = replace(each, says=f"{earlier.says}{each.says}") if earlier else each
    return tuple(found.values())
