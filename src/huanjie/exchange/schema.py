"""The JSON Schemas (文件格式) of our files, for other programs to check by.

The readers do not use them: a test holds each reader and its schema equal.
"""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from huanjie.door.fault import BadInput

_NAMES: Final = (
    "election",
    "cvr",
    "layout",
    "doubtful",
    "rulings",
    "truth",
    "codes",
    "second-language",
    "count",
    "schedule",
    "unit-schedule",
    "moved",
    "roll-check",
    "statistics",
    "ladder",
    "match-batch",
    "match-answers",
    "pack",
)
_ENCLOSED: Final = {"count": ("election",), "unit-schedule": ("schedule",)}
"""Schemas that another one refers to travel inside it, so that each prints as one document."""


def names() -> tuple[str, ...]:
    """The files that have a schema, by the words of `huanjie schema NAME`."""
    return _NAMES


def schema(name: str) -> dict[str, Any]:
    """One schema (JSON Schema 2020-12), complete in itself."""
    if name not in _NAMES:
        raise BadInput(f"没有“{name}”这种文件格式", remedy=f"可用的名称：{'、'.join(_NAMES)}")
    document: dict[str, Any] = json.loads(_file(name).read_text("utf-8"))
    for enclosed in _ENCLOSED.get(name, ()):
        document["$defs"][enclosed] = schema(enclosed)
    return document


def _file(name: str) -> Traversable:
    if name == "pack":
        return files("huanjie.law") / "schema.json"
    return files("huanjie.exchange") / "schemas" / f"{name}.schema.json"
