"""An appeal above on its way (向上申诉): a village of Hainan, and each deed by whoever does it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import RESIDENT, newcomer, posted_roll, raise_one, under

from huanjie.domain.objection import Kind
from huanjie.office.planning.models import Election
from huanjie.office.roll.appeals import (
    change_decision,
    file_roll_appeal,
    keep_decision,
)
from huanjie.office.roll.objections import Remedy, dismiss_objection, uphold_objection

DAY = datetime.timedelta(days=1)
DECIDED = datetime.date(2026, 6, 4)
LAST = datetime.date(2026, 6, 8)
"""three days after that Thursday is a Sunday: the period runs on to Monday"""
ANSWER = LAST + 3 * DAY
LETTER = "申诉决定书1号"


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    """A village of Hainan with five people on its roll."""
    return under(posted_roll(cast, election), "hainan")


def dismissed(cast: Cast, election: Election, **changes: Any) -> int:
    number = raise_one(cast, election, **changes)
    reasons = () if changes.get("kind") == Kind.WRONG_ENTRY else ("once",)
    with on(DECIDED):
        return dismiss_objection(
            acting_user=act(cast.chair), election=election, objection=number, reasons=reasons
        )


def upheld(cast: Cast, election: Election, remedy: Remedy, **changes: Any) -> int:
    number = raise_one(cast, election, **changes)
    with on(DECIDED):
        return uphold_objection(
            acting_user=act(cast.chair), election=election, objection=number, remedy=remedy
        )


def file(cast: Cast, election: Election, number: int = 1, filed_on: datetime.date = LAST) -> int:
    with on(filed_on):
        return file_roll_appeal(
            acting_user=act(cast.clerk),
            election=election,
            objection=number,
            appealed_by="蓝小田",
            filed_on=filed_on,
        )


def keep(cast: Cast, election: Election, day: datetime.date = ANSWER) -> int:
    with on(day):
        return keep_decision(
            acting_user=act(cast.town), election=election, objection=1, document=LETTER
        )


def change(
    cast: Cast, election: Election, remedy: Remedy | None = None, day: datetime.date = ANSWER
) -> int:
    with on(day):
        return change_decision(
            acting_user=act(cast.town),
            election=election,
            objection=1,
            document=LETTER,
            remedy=remedy,
        )


def put_on() -> Remedy:
    """Somebody is put on the roll."""
    parts: dict[str, Any] = {"cells": newcomer(), "stated": RESIDENT}
    return Remedy(**parts)
