"""Hand-made valid documents (样本) of every shape, with every key that the shape knows."""

from __future__ import annotations

import copy
from typing import Any, Final

BOX: Final = {"id": "流动箱", "listed": 40, "collected": 38}

TURNOUT: Final = {
    "method": "voters",
    "registered": 900,
    "entitled": 900,
    "attended": 720,
    "voters": 705,
    "issued": 710,
    "collected": 700,
    "boxes": [{"id": "主会场", "listed": 860, "collected": 662}, BOX],
}

ELECTION: Final[dict[str, Any]] = {
    "pack": "villagers-committee@2026-01-01",
    "region": "sichuan",
    "unit": {"code": "510100000000", "name": "甲县乙镇丙村"},
    "polling_day": "2026-06-28",
    "turnout": TURNOUT,
    "single_ballot": True,
    "contests": [
        {
            "post": "chair",
            "seats": 1,
            "women_seat_met": False,
            "candidates": [
                {"id": "A", "name": "赵一", "sex": "m"},
                {"id": "B", "name": "钱二", "sex": "f"},
            ],
            "write_ins": 1,
        },
        {
            "post": "member",
            "seats": 2,
            "women_seat_met": False,
            "candidates": [
                {"id": "C", "name": "孙三", "sex": "m"},
                {"id": "D", "name": "李四", "sex": "f"},
                {"id": "E", "name": "周五", "sex": "f"},
            ],
            "write_ins": 2,
        },
    ],
    "near_relatives": [["A", "C"]],
    "ballot": {"style": "approve-oppose-abstain", "title": "丙村村民委员会选票"},
}

FACTS: Final[dict[str, Any]] = {
    **TURNOUT,
    "single_ballot": True,
    "near_relatives": [["A", "C"]],
    "contests": [
        {
            "post": "chair",
            "seats": 1,
            "valid": 690,
            "invalid": 10,
            "women_seat_met": False,
            "candidates": [
                {"id": "A", "votes": 400, "oppose": 200, "abstain": 90, "sex": "m"},
                {"id": "B", "votes": 250, "oppose": 300, "abstain": 140, "sex": "f"},
            ],
            "write_ins": [{"id": "陈九", "votes": 20, "sex": "m"}],
            "revote": {"collected": 650, "votes": {"A": 350, "B": 300}},
        },
        {
            "post": "member",
            "seats": 2,
            "valid": 680,
            "invalid": 20,
            "women_seat_met": False,
            "candidates": [
                {"id": "C", "votes": 500, "oppose": 100, "abstain": 80, "sex": "m"},
                {"id": "D", "votes": 400, "oppose": 200, "abstain": 80, "sex": "f"},
                {"id": "E", "votes": 300, "oppose": 300, "abstain": 80, "sex": "f"},
            ],
            "write_ins": [{"id": "褚十", "votes": 1, "sex": "f"}],
        },
    ],
}

RUNOFF_FACTS: Final[dict[str, Any]] = {
    "vacancies": 1,
    "collected": 630,
    "attended": 640,
    "votes": {"D": 210, "E": 205},
}

OFFICERS_FACTS: Final[dict[str, Any]] = {
    "committee": ["A", "B", "C"],
    "attended": 3,
    "votes": {"secretary": {"A": 3}, "deputy-secretary": {"B": 2}},
}

BATCHES: Final[list[dict[str, Any]]] = [
    {
        "batch": "主会场",
        "contests": {
            "chair": {"valid": 655, "invalid": 7, "votes": {"A": 390, "B": 235, "陈九": 20}},
            "member": {"valid": 650, "invalid": 12, "votes": {"C": 480, "D": 390, "E": 299}},
        },
    },
    {
        "batch": "流动箱",
        "contests": {
            "chair": {"valid": 35, "invalid": 3, "votes": {"A": 10, "B": 15}},
            "member": {"valid": 30, "invalid": 8, "votes": {"C": 20, "D": 10, "E": 1, "褚十": 1}},
        },
    },
]

REVOTES: Final[list[dict[str, Any]]] = [
    {
        "batches": [
            {
                "batch": "主会场",
                "contests": {"chair": {"valid": 610, "invalid": 3, "votes": {"A": 330, "B": 280}}},
            },
            {
                "batch": "流动箱",
                "contests": {"chair": {"valid": 37, "invalid": 0, "votes": {"A": 20, "B": 20}}},
            },
        ],
        "cvr_sha256": "0b" * 32,
    }
]

COUNT: Final[dict[str, Any]] = {
    "election": ELECTION,
    "rounds": [
        {
            "kind": "first",
            "facts": FACTS,
            "batches": BATCHES,
            "cvr_sha256": "0a" * 32,
            "revotes": REVOTES,
        },
        {
            "kind": "runoff",
            "facts": RUNOFF_FACTS,
            "batches": [
                {
                    "batch": "主会场",
                    "contests": {
                        "member": {"valid": 620, "invalid": 10, "votes": {"D": 210, "E": 205}}
                    },
                }
            ],
            "cvr_sha256": None,
        },
        {"kind": "officers", "facts": OFFICERS_FACTS, "batches": [], "cvr_sha256": None},
    ],
}

RECORD: Final[dict[str, Any]] = {
    "id": "7f3a9c",
    "batch": "主会场",
    "source": [{"file": "扫描一.pdf", "page": 3}],
    "contests": {
        "chair": {"marks": {"A": "approve", "B": "oppose"}, "write_ins": []},
        "member": {"marks": {"C": "abstain"}, "write_ins": ["陈九"]},
    },
}

AREA: Final = {"x": 150.5, "y": 60.25, "w": 5.5, "h": 5.5}

LAYOUT: Final[dict[str, Any]] = {
    "paper": "A4",
    "unit": "mm",
    "pages": [
        {
            "sheet": 1,
            "code": "K7M2PX",
            "boxes": [
                {"contest": "chair", "candidate": "A", "mark": "approve", **AREA},
                {"contest": "chair", "candidate": "A", "mark": "oppose", **AREA},
            ],
            "write_in": [{"contest": "chair", **AREA}],
        }
    ],
}

DOUBTFUL: Final[dict[str, Any]] = {
    "file": "扫描一.pdf",
    "page": 4,
    "reason": "同一候选人有两个标记",
    "boxes": [
        {"contest": "chair", "candidate": "A", "mark": "approve", "fill": 0.61},
        {"contest": "chair", "candidate": "A", "mark": "oppose", "fill": 0.58},
    ],
    "sure": {
        "chair": {"marks": {"B": "none"}},
        "member": {"marks": {"C": "approve", "D": "oppose", "E": "none"}, "write_ins": []},
    },
}

RULING: Final[dict[str, Any]] = {
    "pictures": [{"file": "扫描一.pdf", "page": 4}],
    "by": "甲",
    "ruling": {
        "kind": "marked",
        "contests": {"chair": {"marks": {"A": "none", "B": "approve"}, "write_ins": ["陈九"]}},
    },
}

TRUTH: Final[dict[str, Any]] = {
    "file": "drill/pages/00003.jpg",
    "page": 1,
    "paper": 3,
    "kind": "hard",
    "spoil": "write-in",
    "contests": {"member": {"marks": {"C": "approve", "D": "oppose"}, "write_ins": ["陈九"]}},
}

CODES: Final[dict[str, Any]] = {"codes": ["0123456789ABCDEF", "K7M2PX4C9QW3D8FA"]}

SECOND_LANGUAGE: Final[dict[str, Any]] = {
    "title": "འོས་ཤོག",
    "words": {
        "序号": "ཨང་།",
        "姓名": "མིང་།",
        "赞成": "མོས་མཐུན།",
        "反对": "ངོ་རྒོལ།",
        "弃权": "བློས་གཏོང་།",
        "选": "འདེམས།",
        "符号": "རྟགས།",
        "另选他人": "གཞན་འདེམས།",
    },
    "instructions": ["མི་རེར་རྟགས་གཅིག་རྒྱག", "མིང་རྟགས་མ་འགོད"],
    "posts": {"chair": "གཙོ་འཛིན།"},
    "names": {"A": "བསོད་ནམས།"},
}

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
