"""Notices that hang for fewer working days than our convention asks for (公示不满约定的天数): where
the timetable cannot hold them. It is said with its reason and not refused, for no law says how
long.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from huanjie.domain import publicnotice
from huanjie.law.citation import cited
from huanjie.office.candidacy.listday import list_or_poll
from huanjie.office.gates import Reminder
from huanjie.office.notices.models import Notice
from huanjie.office.notices.period import end_by_law, in_no_notice
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.tags import day

_DAY: Final = datetime.timedelta(1)
_WHATS: Final = (noop("公布候选人的最后一天"), noop("选举日"))
"""What a notice must be over before, as `list_or_poll` calls it."""


def too_short(election: Election, posted_on: datetime.date) -> Reminder | None:
    """What is to be said of a notice that is posted on a day and cannot hang as long as agreed;
    None where it can, where the law itself says how long, and where all the published candidates
    were posted long enough before.
    """
    law = law_of(election)
    agreed = publicnotice.by_convention(law.pack)
    if agreed is None:
        return None
    own = end_by_law(election)
    if own and _all_were_posted(election, agreed.days):
        return None
    before, what = (own + _DAY, "") if own else list_or_poll(election)
    fits = publicnotice.room(posted_on, before=before, calendar=law.calendar)
    if fits >= agreed.days:
        return None
    told = {
        "from": day(posted_on),
        "fits": fits,
        "least": agreed.days,
        "ground": cited((agreed.citation,)),
    }
    if own:
        return _of_published(told | {"until": day(own)})
    return _of_nominees(told | {"what": _(what), "before": day(before)})


def _of_published(told: Mapping[str, Any]) -> Reminder:
    """候选人公布以后张贴的: it ends by the pack, whenever it was posted."""
    says = _(
        "候选人已经公布，从 %(from)s 张贴，公示到 %(until)s 为止，只有 %(fits)d 个工作日，"
        "不满 %(least)d 个（%(ground)s）"
    )
    remedy = _("还来得及的，推迟选举日；下一次换届在公布候选人以前公示")
    return Reminder(says=says % told, remedy=remedy)


def _of_nominees(told: Mapping[str, Any]) -> Reminder:
    """公布候选人以前张贴的: it must be over before the list."""
    says = _(
        "从 %(from)s 张贴，%(what)s是 %(before)s，那天以前只放得下 %(fits)d 个工作日，"
        "不满 %(least)d 个（%(ground)s）"
    )
    remedy = _("放得下几个工作日就公示几个；要满 %(least)d 个，推迟选举日")
    return Reminder(says=says % told, remedy=remedy % told)


def _all_were_posted(election: Election, least: int) -> bool:
    """Whether everybody who stands was in a notice of so many working days (都公示满了)."""
    long_enough = Notice.objects.filter(election=election, days__gte=least)
    return long_enough.exists() and not in_no_notice(election, *long_enough)
