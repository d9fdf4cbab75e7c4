"""The days of an appeal (申诉的期限): until when it may be filed, and by when it is to be answered,
where the pack says so; else the day that whoever holds the election set, and no day to answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.appeal import (
    LEFT_BY_CONVENTION,
    AppealState,
    answer_due,
    appeal_due,
    days_left,
    offered_last_day,
    struck_due,
)
from huanjie.domain.due import Due
from huanjie.law.bodyrules import Appeal
from huanjie.office import clock
from huanjie.office.candidacy.listday import list_or_poll
from huanjie.office.candidacy.models import Barring
from huanjie.office.confirming import CheckLine
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.tags import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days of one appeal (一件申诉的期限)."""

    appeal: Due | None
    """by which articles the last day to appeal is what it is; None: whoever holds the election set
    it
    """
    answer: Due | None
    """by when the appeal that was filed is to be answered; None: none is filed, or no law says"""
    rule: Appeal | None
    """who answers, and how, where the pack says so"""
    is_late: bool
    """whether the last day to answer is over, or was when it was answered (逾期)"""


def due_today(election: Election) -> Due | None:
    """Until when a finding of today may be appealed against; None where no law says."""
    return appeal_due(law_of(election), clock.today())


def due_if_struck(election: Election) -> Due | None:
    """Until when somebody may appeal who is struck off the published list today; None where no law
    says.
    """
    before, _what = list_or_poll(election)
    return struck_due(law_of(election), clock.today(), before=before)


def offered_today(election: Election) -> datetime.date:
    """The last day to appeal against a finding of today that a form begins with, where no law says
    (约定的最后一天).
    """
    before, _what = list_or_poll(election)
    return offered_last_day(law_of(election), clock.today(), before=before)


def too_soon(election: Election, until: datetime.date | None, due: Due | None) -> tuple[str, ...]:
    """What is said of a last day that leaves fewer working days to appeal than agreed (申诉的期限
    太短); nothing where the law gives the day (`due`), and where none was set.
    """
    if due or until is None:
        return ()
    days = days_left(law_of(election), clock.today(), until)
    if days >= LEFT_BY_CONVENTION:
        return ()
    says = _(
        "申诉到 %(day)s 为止，本人从明天起只有 %(days)d 个工作日，不满 %(least)d 个（换届约定）。"
        "放得下的，把最后一天定晚一些。"
    )
    return (says % {"day": day(until), "days": days, "least": LEFT_BY_CONVENTION},)


def told_of(due: Due | None) -> tuple[CheckLine, ...]:
    """The day that the law gives, as a line to be checked before a finding is made; nothing where
    the day is filled in by hand, and stands among what was filled in.
    """
    if due is None:
        return ()
    return (CheckLine(label=_("申诉的最后一天"), text=day(due.last_day), grounds=due.grounds),)


def term_of(election: Election, barring: Barring) -> Term:
    """The days of the appeal against one finding."""
    law = law_of(election)
    due = _due_of(election, barring)
    # What was found under a law that sets no day keeps the day that was set by hand.
    is_computed = due is not None and due.last_day == barring.appeal_until
    answer = answer_due(law, barring.filed_on) if barring.filed_on else None
    closed = barring.decided_on or clock.today()
    return Term(
        appeal=due if is_computed else None,
        answer=answer,
        rule=law.pack.finding_appeal if is_computed else None,
        is_late=answer is not None and closed > answer.last_day,
    )


def _due_of(election: Election, barring: Barring) -> Due | None:
    """Until when one finding could be appealed against by the law as it is known now. What cut the
    days of whoever was struck is not asked again: a list begins and ends to be filled up, and the
    poll moves, while the day that the person was told stays.
    """
    law = law_of(election)
    if not barring.struck_because:
        return appeal_due(law, barring.found_on)
    return struck_due(law, barring.found_on, before=barring.appeal_until + datetime.timedelta(1))


def terms_of(election: Election, barrings: Mapping[str, Barring]) -> dict[str, Term]:
    """The days of each person's appeal, by the id on the paper."""
    return {person: term_of(election, each) for person, each in barrings.items()}


def waits_for_answer(barring: Barring) -> bool:
    """Whether an appeal is filed and nobody has answered it (申诉待决定)."""
    return barring.appeal_state == AppealState.FILED
