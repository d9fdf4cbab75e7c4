"""The events of a schedule (日程的步骤) that the site asks for, as the packs name them."""

from __future__ import annotations

from typing import Final

from huanjie.domain import objection, publicnotice
from huanjie.domain.edges import POLLING_DAY

ROLL_PUBLISHED: Final = "roll-published"
OBJECTIONS_END: Final = objection.ENDS
OBJECTION_DECIDED: Final = objection.DECIDED
PROXIES_END: Final = "proxies-end"
CANDIDATES_PUBLISHED: Final = publicnotice.PUBLISHED
NOTICE_START: Final = publicnotice.STARTS
NOTICE_END: Final = publicnotice.ENDS
POLL_ANNOUNCED: Final = "poll-announced"
RESULT_PUBLISHED: Final = "result-published"
RUNOFF_END: Final = "runoff-end"
REGISTRATION_END: Final = "registration-end"
REPRESENTATIVES_CHOSEN: Final = "representatives-chosen"
GROUP_HEADS_CHOSEN: Final = "group-heads-chosen"
MEETING_NOTIFIED: Final = "meeting-notified"
PROXIES_PUBLISHED: Final = "proxies-published"
NOMINATION_END: Final = "nomination-end"
CANDIDATES_REVIEWED: Final = "candidates-reviewed"
WITHDRAWALS_END: Final = "withdrawals-end"

OF_DEEDS: Final = frozenset(
    {
        ROLL_PUBLISHED,
        CANDIDATES_PUBLISHED,
        NOTICE_START,
        POLLING_DAY,
        RESULT_PUBLISHED,
        RUNOFF_END,
    }
)
"""Steps that a deed on the site does; the notice begins when the candidates are published."""

BY_ROOMS: Final = frozenset(
    {
        OBJECTIONS_END,
        OBJECTION_DECIDED,
        PROXIES_END,
        NOTICE_END,
        REGISTRATION_END,
        REPRESENTATIVES_CHOSEN,
        GROUP_HEADS_CHOSEN,
        MEETING_NOTIFIED,
        PROXIES_PUBLISHED,
        NOMINATION_END,
        CANDIDATES_REVIEWED,
        WITHDRAWALS_END,
    }
)
"""Steps that a room of the site keeps, or its clock (别处登记、自动计时的步骤)."""
