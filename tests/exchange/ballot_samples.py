"""Hand-made valid documents (样本) of ballots and what is read of them, with every key."""

from __future__ import annotations

from typing import Any, Final

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
