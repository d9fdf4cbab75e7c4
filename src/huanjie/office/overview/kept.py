"""What other rooms keep of one election (别处登记的情况), asked of their tables: days alone, and
nobody's name.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from django.db.models import Max

from huanjie.domain.choosing import Kind
from huanjie.domain.filing import matters_in
from huanjie.office.electors.models import Chosen, Proxy, Told
from huanjie.office.filings.models import Turn
from huanjie.office.filings.sendings import sending_of
from huanjie.office.notices.period import is_replaced, last_notice
from huanjie.office.overview.task import Kept, OffSiteDay
from huanjie.office.planning.events import GROUP_HEADS_CHOSEN, REPRESENTATIVES_CHOSEN
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.offsite import steps_off_site

_STEPS: Final = {
    Kind.REPRESENTATIVE: REPRESENTATIVES_CHOSEN,
    Kind.HEAD: GROUP_HEADS_CHOSEN,
}
"""On which step of a schedule somebody is chosen."""


def kept_of(election: Election) -> Kept:
    """Everything of one election, one query for each table."""
    return Kept(
        chosen_on=_chosen(election),
        told_on=Told.objects.filter(election=election).aggregate(on=Max("told_on"))["on"],
        proxies_posted_on=Proxy.objects.filter(election=election).aggregate(on=Max("posted_on"))[
            "on"
        ],
        notice=_notice(election),
        sent_on=_sent(election),
        off_site=_off_site(election),
    )


def _notice(election: Election) -> tuple[datetime.date, datetime.date] | None:
    """When the last notice was posted, and its last day; of an earlier list, none any more."""
    notice = last_notice(election)
    if notice is None or is_replaced(notice):
        return None
    return notice.posted_on, notice.last_day


def _chosen(election: Election) -> Mapping[str, datetime.date]:
    rows = Chosen.objects.filter(election=election).order_by().values("kind")
    days = rows.annotate(on=Max("chosen_on")).values_list("kind", "on")
    return {_STEPS[Kind(kind)]: on for kind, on in days if kind in _STEPS}


def _sent(election: Election) -> Mapping[str, datetime.date]:
    """When each document was sent last, and answered last, by the steps of the schedule."""
    turns = Turn.objects.filter(filing__election=election).select_related("filing").order_by("pk")
    by_event: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in turns:
        by_event[turn.filing.event].append(turn)
    found: dict[str, datetime.date] = {}
    for matter in matters_in(law_of(election).pack):
        sending = sending_of(by_event[matter.event])
        if sending:
            found[matter.event] = sending.sent.on
        if sending and sending.answer and matter.answered_by:
            found[matter.answered_by] = sending.answer.on
    return found


def _off_site(election: Election) -> Mapping[str, OffSiteDay]:
    """The steps that were done off the site; nothing is dated anew where none was entered."""
    if not election.steps_done.exists():
        return {}
    return {
        each.step.event: OffSiteDay(on=each.done_on, out_of_time=each.out_of_time)
        for each in steps_off_site(election)
        if each.done_on
    }
