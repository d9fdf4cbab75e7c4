"""Posting a notice (张贴公示): whom it names is frozen, its last day counted by the calendar."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from huanjie.domain import publicnotice
from huanjie.domain.cycle import Stage
from huanjie.domain.daywords import in_words
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.facts import checked_document
from huanjie.office.candidacy.findings import settle
from huanjie.office.candidacy.listday import list_or_poll
from huanjie.office.candidacy.slate import Slate, slate_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_gates
from huanjie.office.notices.models import Line, Notice
from huanjie.office.notices.period import end_by_law, is_running, last_notice
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

LONGEST: Final = 60
"""Working days; a longer one is a slip of the keyboard, and no cycle has room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """How a notice is posted (公示的办法): on which day, for how many working days, how soon an
    objection is answered, and by which document that was decided.
    """

    posted_on: datetime.date
    answer_days: int
    decision: str
    days: int | None = None
    """None only where published candidates hang up to the poll by the law"""


@command(Action.POST_NOTICE)
def post_notice(*, acting_user: ActingUser, election: Election, posting: Posting) -> Done[int]:
    """Enter that a notice was posted (张贴公示); the answer is its number. It names everybody on
    the slate, in the slate's own order, as they stand now.

    BadInput where nobody stands, while an earlier one hangs; at `posted_on` on a day that has not
    come, or too late for what follows; at `days` where the pack, or our convention, asks for more.
    """
    election.advance(Action.POST_NOTICE)
    pass_gates(Action.POST_NOTICE, election)
    if election.stage == Stage.ROLL_PUBLISHED:
        settle(election)
    slate = slate_of(election)
    _check_has_come(posting.posted_on)
    notice = planned(election, posting, slate)
    notice.save(force_insert=True)
    lines = Line.objects.bulk_create(lines_of(notice, slate))
    says = {
        "notice": notice.number,
        "on": posting.posted_on.isoformat(),
        "until": notice.last_day.isoformat(),
        "posted": list(dict.fromkeys(each.person for each in lines)),
    }
    return Done(answer=notice.number, says=says)


def planned(election: Election, posting: Posting, slate: Slate) -> Notice:
    """The notice that is to be posted, not kept yet; refused where it cannot hang like that."""
    _check_free(election, slate, posting.posted_on)
    decision = checked_document(posting.decision, at="decision")
    _check_number("answer_days", posting.answer_days)
    _check_after_what_it_follows(election, posting.posted_on)
    days, last_day = _length(election, posting)
    return Notice(
        election=election,
        region=election.region,
        number=_next_number(election),
        posted_on=posting.posted_on,
        days=days,
        last_day=last_day,
        decision=decision,
        answer_days=posting.answer_days,
        ordered_by=slate.ordered_by,
    )


def lines_of(notice: Notice, slate: Slate) -> list[Line]:
    """Whom a notice names, post by post, as the slate stands now; not kept yet."""
    standing = [(line.contest.name, each) for line in slate.lines for each in line.people]
    return [
        Line(
            notice=notice,
            region=notice.region,
            place=place,
            nominee=each,
            person=each.person,
            name=each.name,
            sex=each.sex,
            born=each.entry.birth_date.strftime("%Y-%m") if each.entry.birth_date else "",
            post=post,
        )
        for place, (post, each) in enumerate(standing, 1)
    ]


def _check_free(election: Election, slate: Slate, posted_on: datetime.date) -> None:
    earlier = last_notice(election)
    if earlier and is_running(earlier, max(posted_on, clock.today())):
        raise BadInput(
            f"第 {earlier.number} 次公示到{in_words(earlier.last_day)} 24 时才满",
            remedy="期满以后再张贴新的公示",
        )
    if not slate.people:
        raise BadInput("还没有人选，没有人可以公示", remedy="先登记提名")


def _length(election: Election, posting: Posting) -> tuple[int | None, datetime.date]:
    """For how many working days the notice hangs, and its last day."""
    if own := end_by_law(election):
        if posting.posted_on > own:
            raise BadInput(
                f"候选人按法律公示到{in_words(own)}", at="posted_on", remedy="核对张贴的日期"
            )
        if posting.days is not None:
            raise BadInput(
                f"候选人按法律公示到{in_words(own)}，不另定天数", at="days", remedy="去掉这一项"
            )
        return None, own
    law = law_of(election)
    days = _check_number("days", posting.days)
    before, what = list_or_poll(election)
    fits = publicnotice.room(posting.posted_on, before=before, calendar=law.calendar)
    publicnotice.check_days(law.pack, days, fits=fits)
    counted = publicnotice.hangs_until(posting.posted_on, days, law.calendar)
    publicnotice.check_ends_in_time(counted.last_day, before=before, what=what)
    return days, counted.last_day


def _check_number(field: str, number: int | None) -> int:
    if number is None or not 1 <= number <= LONGEST:
        raise BadInput(f"工作日数在 1 至 {LONGEST} 之间", at=field, remedy="写本单位决定的工作日数")
    return number


def _check_has_come(posted_on: datetime.date) -> None:
    if posted_on > clock.today():
        raise BadInput(
            "张贴的日期还没有到", at="posted_on", remedy="贴出以后再登记，写实际张贴的那一天"
        )


def _check_after_what_it_follows(election: Election, posted_on: datetime.date) -> None:
    first = election.candidates_published_on or election.roll_published_on
    if first and posted_on < first:
        what = "候选人" if election.candidates_published_on else "名单"
        raise BadInput(
            f"{what}是 {first} 公布的，公示不能比它早", at="posted_on", remedy="核对张贴的日期"
        )


def _next_number(election: Election) -> int:
    earlier = last_notice(election)
    return earlier.number + 1 if earlier else 1
