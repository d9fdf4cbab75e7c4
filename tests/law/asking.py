"""Asking a pack (提问) as the command line and the site do: facts in, answer and articles out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huanjie.exchange.questions import ask
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack

NO_RULE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer, the articles that decided it, and how the command ends."""

    answer: Any
    articles: list[str]
    status: int
    decided_by: str | None


def asked(pack: RulePack, question: str, **facts: Any) -> Asked:
    """Ask one question of one pack."""
    law = Law(pack=pack, calendar=load_calendar())
    reply, status = ask(question, law, facts)
    return Asked(
        answer=reply["answer"],
        articles=[ground["article"] for ground in reply["grounds"]],
        status=status,
        decided_by=reply.get("decided_by"),
    )


def accepted(pack: RulePack, question: str, case: dict[str, Any], **facts: Any) -> bool:
    """Whether one case of a proxy or a nomination is accepted."""
    answer = asked(pack, question, cases={"case": case}, **facts).answer
    assert sorted([*answer["accepted"], *answer["refused"]]) == ["case"]
    assert ("case" in answer["reasons"]) is ("case" in answer["refused"])
    return list(answer["accepted"]) == ["case"]


def registered(pack: RulePack, polling_day: str, **person: Any) -> bool:
    """Whether one person is put on the roll."""
    answer = asked(pack, "registration", persons={"赵": person}, polling_day=polling_day).answer
    assert ("赵" in answer["reasons"]) is ("赵" in answer["not_registered"])
    return list(answer["registered"]) == ["赵"]
