"""A notice of invented people on a published roll."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.office.candidacy.conftest import publish_roll, put_up_enough, village_election
from tests.office.conftest import Cast, act, on

from huanjie.office.notices.objecting import Said, raise_nominee_objection
from huanjie.office.notices.posting import Posting, post_notice
from huanjie.office.planning.models import Election

POSTED = datetime.date(2026, 6, 1)
"""a Monday"""
LAST = datetime.date(2026, 6, 8)
"""the fifth working day after it"""
AFTER = LAST + datetime.timedelta(days=1)
DECIDED = datetime.date(2026, 6, 5)

__all__ = ["publish_roll", "village_election"]


def post(cast: Cast, election: Election, **more: Any) -> int:
    """The chair enters that the notice was posted today."""
    told: dict[str, Any] = {
        "posted_on": POSTED,
        "days": 5,
        "answer_days": 3,
        "decision": "选举办法",
    }
    with on(more.pop("today", POSTED)):
        return post_notice(
            acting_user=act(cast.chair), election=election, posting=Posting(**(told | more))
        )


def object_to(cast: Cast, election: Election, **more: Any) -> int:
    """The clerk enters an objection to 钟一鸣 (p1)."""
    told: dict[str, Any] = {
        "person": "p1",
        "ground": "punished",
        "received_on": DECIDED,
        "raised_by": "蓝小田",
        "phone": "13800001234",
        "note": "2024年被判处刑罚",
    }
    with on(more.pop("today", DECIDED)):
        return raise_nominee_objection(
            acting_user=act(cast.clerk), election=election, said=Said(**(told | more))
        )


@pytest.fixture
def slate(cast: Cast, village_election: Election) -> Election:
    """Exactly as many provisional nominees as the law asks for."""
    put_up_enough(cast, village_election)
    return village_election


@pytest.fixture
def posted(cast: Cast, slate: Election) -> Election:
    """Their notice, posted on a Monday for five working days."""
    post(cast, slate)
    return slate
