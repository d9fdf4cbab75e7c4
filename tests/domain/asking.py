"""Asking a pack in one line: the answer, the exit status and the articles of the grounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
CALENDAR = load_calendar()


@dataclass(frozen=True)
class Asked:
    """What came back."""

    answer: Any
    status: int
    articles: list[str]
    decided_by: str | None


def asked(
    question: str,
    facts: dict[str, Any],
    *,
    pack: str = "villagers-committee",
    region: str | None = None,
    on: date = DAY,
) -> Asked:
    """Ask one question of the pack in force on a day."""
    law = Law(pack=load(pack, on=on, today=on, region=region), calendar=CALENDAR)
    reply, status = ask(question, law, facts)
    return Asked(
        answer=reply["answer"],
        status=status,
        articles=[ground["article"] for ground in reply["grounds"]],
        decided_by=reply.get("decided_by"),
    )
