"""How long a notice hangs (公示期), in which notices objections are taken, and by when each must be
answered.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from huanjie.domain import publicnotice
from huanjie.domain.calendar import working_days
from huanjie.domain.due import Due
from huanjie.domain.nominee import STANDING
from huanjie.law.citation import Citation
from huanjie.office.candidacy.models import Nominee
from huanjie.office.notices.models import Line, Notice
from huanjie.office.planning.events import NOTICE_END
from huanjie.office.planning.laws import law_of, period_end, schedule_of
from huanjie.office.planning.models import Election


def until(notice: Notice) -> Due:
    """The last day of a notice, as it was posted, and of objections to whom it names; with its
    ground, and whether the holidays of that year are still to be published.
    """
    if notice.days is None:
        step = schedule_of(notice.election).step(NOTICE_END)
        grounds, provisional = (step.grounds, step.provisional) if step else ((), False)
        return Due(last_day=notice.last_day, grounds=grounds, provisional=provisional)
    counted = publicnotice.until(
        law_of(notice.election),
        posted_on=notice.posted_on,
        days=notice.days,
        document=notice.decision,
    )
    return replace(counted, last_day=notice.last_day)


def answer_due(notice: Notice, received_on: datetime.date) -> Due:
    """By when an objection is answered (答复期限): as many working days after its receipt as the
    body decided, for no law says how many.
    """
    counted = working_days(received_on, notice.answer_days, law_of(notice.election).calendar)
    ground = Citation(
        law=notice.decision.strip("《》"),
        article="",
        says=f"规定没有写几天答复，本单位决定收到异议以后 {notice.answer_days} 个工作日内答复。",
        rank="unit-decision",
        confidence="C",
    )
    return Due(last_day=counted.last_day, grounds=(ground,), provisional=counted.provisional)


def end_by_law(election: Election) -> datetime.date | None:
    """The last day of the law's own notice (法定公示的最后一天), which hangs from the publication
    of the candidates up to the poll; None before they are published, and where the pack says for
    how many working days instead.
    """
    published = election.candidates_published_on
    if published is None or publicnotice.shortest(law_of(election).pack):
        return None
    return period_end(election, NOTICE_END, begun=published)


def last_notice(election: Election) -> Notice | None:
    """The notice that was posted last (最近一次公示); None where none was."""
    return Notice.objects.filter(election=election).order_by("-number").first()


def is_running(notice: Notice, today: datetime.date) -> bool:
    """Whether it still hangs (公示中): one that was replaced need not."""
    return publicnotice.is_running(notice.last_day, today=today) and not is_replaced(notice)


def is_replaced(notice: Notice) -> bool:
    """Whether a notice is of an earlier list (名单重新确定).

    One of published candidates is once the list is filled up, or somebody stands on it whom the
    notice does not name. One of so many days is once somebody fills a place who was in no notice at
    all; the others were posted long enough.
    """
    election = notice.election
    if notice.days is not None:
        return election.departures.exists() and bool(in_no_notice(election))
    return election.candidates_published_on is None or bool(in_no_notice(election, notice))


def in_no_notice(election: Election, *only: Notice) -> tuple[Nominee, ...]:
    """Whoever stands and was in no public notice (没有公示过的人), or not in these."""
    lines = Line.objects.filter(notice__election=election)
    if only:
        lines = lines.filter(notice__in=only)
    rows = election.nominees.filter(state__in=STANDING).exclude(pk__in=lines.values("nominee"))
    return tuple(rows.order_by("pk"))
