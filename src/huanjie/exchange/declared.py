"""DECLARATION (宣布结果的文件形式): every round's answer with its grounds, and who holds each post
at the end.
"""

from __future__ import annotations

from typing import Any

from huanjie.domain.rounds import CountFile, Declared
from huanjie.exchange.answers import answer_as_json, grounds_as_json


def declared_as_json(count: CountFile, declared: Declared) -> dict[str, Any]:
    """What `huanjie declare --json` prints and a dossier encloses."""
    document: dict[str, Any] = {
        "rounds": [
            {
                "kind": round_.kind,
                "answer": answer_as_json(answer),
                "grounds": grounds_as_json(answer.grounds),
            }
            for round_, answer in zip(count.rounds, declared.answers, strict=True)
        ],
        "final": {post: list(ids) for post, ids in declared.final.items()},
    }
    if declared.held.withdrawn:
        document["withdrawn"] = [
            {"post": post, "id": each.id, "because": each.because}
            for post, each in declared.held.withdrawn
        ]
        document["grounds"] = grounds_as_json(declared.held.grounds)
    return document
