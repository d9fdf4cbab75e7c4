"""Hand-made valid documents (样本) of every shape, with every key that the shape knows."""

from __future__ import annotations

import copy
from typing import Any, Final

from tests.exchange.ballot_samples import (
    CODES,
    DOUBTFUL,
    LAYOUT,
    RECORD,
    RULING,
    SECOND_LANGUAGE,
    TRUTH,
)
from tests.exchange.count_samples import COUNT, ELECTION

SCHEDULE: Final[dict[str, Any]] = {
    "pack": "villagers-committee@2026-01-01+sichuan@2026-01-01",
    "polling_day": "2026-06-28",
    "steps": [
        {
            "event": "roll-published",
            "name": "公布参加选举的村民名单",
            "window": ["2026-06-01", "2026-06-08"],
            "grounds": [
                {
                    "law": "中华人民共和国村民委员会组织法",
                    "article": "第十七条第一款",
                    "says": "名单应当在选举日的二十日前公布。",
                    "rank": "statute",
                    "confidence": "V",
                }
            ],
            "provisional": False,
            "conflict": "最迟六月八日公布，而最早六月九日才能办。",
        }
    ],
    "warnings": ["二〇二七年的放假安排还没有公布。"],
}

UNIT_SCHEDULE: Final[dict[str, Any]] = {
    "bodies": [SCHEDULE],
    "steps": [{"body": "villagers-committee", **SCHEDULE["steps"][0]}],
    "warnings": ["村民委员会和党支部都在这一天选举。"],
}

MOVED: Final[dict[str, Any]] = {
    "moved": [
        {
            "body": "villagers-committee",
            "event": "roll-published",
            "name": "公布参加选举的村民名单",
            "from": [None, "2026-06-08"],
            "to": ["2026-06-01", "2026-06-15"],
            "because": ["polling-day"],
        }
    ]
}

FINDING: Final = {
    "sheet": "名册",
    "row": 12,
    "column": "身份证号",
    "kind": "id-checksum",
    "says": "校验码不对",
}

ROLL_CHECK: Final[dict[str, Any]] = {
    "files": [
        {
            "file": "名册.xlsx",
            "rows": 2,
            "good": 1,
            "bad": [FINDING],
            "notes": [{**FINDING, "kind": "id-old", "says": "十五位的旧号码"}],
            "skipped": [{"sheet": "名册", "row": 1, "kind": "title", "says": "丙村选民名册"}],
        }
    ],
    "duplicates": [
        {
            "kind": "same-number",
            "places": [
                {"file": "名册.xlsx", "sheet": "名册", "row": 12},
                {"file": "名册.xlsx", "sheet": "名册", "row": 40},
            ],
        }
    ],
}

STATISTICS: Final[dict[str, Any]] = {
    "on": "2026-06-28",
    "groups": [
        {
            "where": {"post": "书记"},
            "persons": 12,
            "mean_age": "44.5",
            "measures": [
                {
                    "heading": "sex",
                    "test": "is",
                    "value": "女",
                    "count": 3,
                    "of": 12,
                    "percent": "25.0",
                },
                {
                    "heading": "age",
                    "test": "at-most",
                    "value": 35,
                    "count": 2,
                    "of": 12,
                    "percent": "16.7",
                },
            ],
        }
    ],
    "left_out": [{"row": 7, "heading": "学历", "reason": "不认识的学历“博士后”"}],
}

LADDER: Final[dict[str, Any]] = {
    "name": "县级联审",
    "level": [
        {
            "key": "county",
            "name": "县直部门",
            "half_days": 5,
            "signatures": 3,
            "department": [
                {
                    "key": "court",
                    "name": "人民法院",
                    "facts": ["criminal_punishment"],
                    "columns": ["name", "sex"],
                }
            ],
        }
    ],
}

MATCH_BATCH: Final[dict[str, Any]] = {
    "batch": "b1",
    "department": "court",
    "conditions": [
        {
            "condition": "no-sentence",
            "name": "没有被判处刑罚",
            "law": "中华人民共和国村民委员会组织法",
            "article": "第十五条第二款",
        }
    ],
    "lines": [{"line": 1, "number": "330329196003018815"}, {"line": 2, "number": None}],
}
MATCH_ANSWERS: Final[dict[str, Any]] = {
    "batch": "b1",
    "department": "court",
    "condition": "no-sentence",
    "hits": [1],
}

SAMPLES: Final[dict[str, Any]] = {
    "election": ELECTION,
    "cvr": RECORD,
    "layout": LAYOUT,
    "doubtful": DOUBTFUL,
    "rulings": RULING,
    "truth": TRUTH,
    "codes": CODES,
    "second-language": SECOND_LANGUAGE,
    "count": COUNT,
    "schedule": SCHEDULE,
    "unit-schedule": UNIT_SCHEDULE,
    "moved": MOVED,
    "roll-check": ROLL_CHECK,
    "statistics": STATISTICS,
    "ladder": LADDER,
    "match-batch": MATCH_BATCH,
    "match-answers": MATCH_ANSWERS,
}
"""By the name of the schema."""


def changed(document: Any, path: str, value: Any) -> Any:
    """A copy with one value changed or added, by its JSON pointer."""
    copied = copy.deepcopy(document)
    *steps, last = path.strip("/").split("/")
    inside = copied
    for step in steps:
        inside = inside[int(step)] if isinstance(inside, list) else inside[step]
    inside[int(last) if isinstance(inside, list) else last] = value
    return copied


def without(document: Any, path: str) -> Any:
    """A copy without one key or item, by its JSON pointer."""
    copied = copy.deepcopy(document)
    *steps, last = path.strip("/").split("/")
    inside = copied
    for step in steps:
        inside = inside[int(step)] if isinstance(inside, list) else inside[step]
    del inside[int(last) if isinstance(inside, list) else last]
    return copied
