"""BATCH and ANSWERS (比对文件、比对结果): what a department takes to its own computer, and all that
comes back: the lines that its list holds.

Their schemas: `huanjie schema match-batch`, `match-answers`.

BATCH    {"batch", "department", "conditions": [{"condition", "name", "law", "article"}],
          "lines": [{"line", "number"}]}, the number null where the election holds none
ANSWERS  {"batch", "department", "condition", "hits": [line]}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.reviewbars import Bar
from huanjie.door.cursor import Cursor
from huanjie.law.citation import article_named

MOST_LINES: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchBatch:
    """比对文件."""

    batch: str
    department: str
    conditions: Mapping[str, str]
    """what each is called, by its key"""
    numbers: Mapping[int, str]
    """identity numbers by line; empty where the election holds none"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchAnswers:
    """比对结果."""

    batch: str
    department: str
    condition: str
    hits: tuple[int, ...]


def batch_as_json(
    batch: str, department: str, bars: Iterable[Bar], numbers: Mapping[int, str]
) -> dict[str, Any]:
    """A BATCH as it is written."""
    return {
        "batch": batch,
        "department": department,
        "conditions": [
            {
                "condition": bar.condition,
                "name": bar.name,
                "law": bar.citation.law,
                "article": bar.citation.article,
            }
            for bar in bars
        ],
        "lines": [{"line": line, "number": number or None} for line, number in numbers.items()],
    }


def read_batch(cursor: Cursor) -> MatchBatch:
    """A BATCH; a line twice is refused."""
    cursor.only("batch", "department", "conditions", "lines")
    conditions = {}
    for each in cursor.get("conditions").items():
        each.only("condition", "name", "law", "article")
        keys = ("condition", "name", "law", "article")
        key, name, law, article = (each.get(key).text() for key in keys)
        conditions[key] = f"{name}（{article_named(law, article)}）"
    numbers: dict[int, str] = {}
    for each in cursor.get("lines").items():
        each.only("line", "number")
        line = each.get("line").whole(at_least=1, at_most=MOST_LINES)
        if line in numbers:
            each.refuse(f"第 {line} 人写了两次", "重新下载比对文件")
        number = each.find("number")
        numbers[line] = number.text() if number else ""
    return MatchBatch(
        batch=cursor.get("batch").text(),
        department=cursor.get("department").text(),
        conditions=conditions,
        numbers=numbers,
    )


def answers_as_json(answers: MatchAnswers) -> dict[str, Any]:
    """An ANSWERS file as it is written."""
    return {
        "batch": answers.batch,
        "department": answers.department,
        "condition": answers.condition,
        "hits": list(answers.hits),
    }


def read_answers(cursor: Cursor) -> MatchAnswers:
    """An ANSWERS file; nothing else may stand in it."""
    cursor.only("batch", "department", "condition", "hits")
    hits = [each.whole(at_least=1, at_most=MOST_LINES) for each in cursor.get("hits").items()]
    if len(set(hits)) < len(hits):
        cursor.get("hits").refuse("有的序号写了两次", "重新比对一次")
    return MatchAnswers(
        batch=cursor.get("batch").text(),
        department=cursor.get("department").text(),
        condition=cursor.get("condition").text(),
        hits=tuple(hits),
    )
