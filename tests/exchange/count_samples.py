"""Hand-made valid documents (样本) of an election and its count, with every key of their shapes."""

from __future__ import annotations

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
