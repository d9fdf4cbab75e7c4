"""Reads a rule pack (规则包的读取) from the resolved document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huanjie.door.cursor import Cursor
from huanjie.law.citation import DECIDERS
from huanjie.law.pack import RulePack
from huanjie.law.vocabulary import read_rules, stated_facts


def read_pack(document: Mapping[str, Any]) -> RulePack:
    """Read a resolved document; a fault names the place by its JSON pointer."""
    cursor = Cursor(document)
    region, local = cursor.find("region"), cursor.find("local")
    return RulePack(
        id=cursor.get("id").text(),
        body=cursor.get("body").text(),
        name=cursor.get("name").text(),
        effective_from=cursor.get("effective_from").date(),
        region=region.text() if region else None,
        local=tuple(item.get("name").text() for item in (local.items() if local else ())),
        decided_by=cursor.get("decided_by").one_of(*DECIDERS),  # type: ignore[arg-type]
        document=document,
        **read_rules(cursor, facts=stated_facts(cursor)),
    )
