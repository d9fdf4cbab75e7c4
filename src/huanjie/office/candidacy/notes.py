"""Reminders for machines (接口的提醒): what a page says before a deed that it does not forbid."""

from __future__ import annotations

from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.endpoint import Out
from huanjie.office.gates import reminders_before
from huanjie.office.planning.models import Election


class NoteOut(Out):
    """What speaks against a deed and does not forbid it (提醒)."""

    says: str = Field(title="情况", examples=["李小梅没有公示过"])
    remedy: str = Field(title="怎样办")


def notes_before(deed: Action, election: Election, *, may_see: bool) -> list[NoteOut]:
    """What is to be known before a deed; who was reviewed, only where one may see the findings."""
    found = (x for x in reminders_before(deed, election) if may_see or not x.of_findings)
    return [NoteOut(says=x.says, remedy=x.remedy) for x in found]
