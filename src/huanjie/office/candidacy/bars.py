"""Bars as they are written down (认定的记录): by which grounds somebody does not stand any more,
and until when the person may appeal.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from huanjie.domain.appeal import check_last_day
from huanjie.domain.daywords import in_words
from huanjie.domain.departure import Reason, check_acts
from huanjie.domain.nominee import NOMINEE_DEEDS, NomineeDeed
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import Cancellation
from huanjie.law.citation import cited
from huanjie.office import clock
from huanjie.office.candidacy.findings import NomineeFinding
from huanjie.office.candidacy.listday import list_or_poll
from huanjie.office.candidacy.models import Barring
from huanjie.office.candidacy.terms import due_if_struck, due_today
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why somebody was barred (一条依据), as it stood on the day of the finding."""

    condition: str
    law: str
    article: str
    says: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How somebody is found not to stand any more (怎样认定的): by whom, until when it may be
    appealed against, and why a place on a published list is lost, where one is.
    """

    by: User
    appeal_until: datetime.date | None
    struck_because: Reason | None = None


def keep_barring(
    election: Election, person: str, *, grounds: Sequence[Ground], found: Found
) -> Barring:
    """Write down, inside a service's command, why somebody does not stand any more, by whom it was
    found, and until when the person may appeal. BadInput at `appeal_until` where another day is
    stated than the law's, where the day is over, or where no day is left after it for what follows.
    """
    is_struck = found.struck_because is not None
    return Barring.objects.create(
        election=election,
        region=election.region,
        person=person,
        struck_because=found.struck_because or "",
        found_on=clock.today(),
        found_by=found.by,
        appeal_until=_last_day(election, found.appeal_until, is_struck=is_struck),
        grounds=json.dumps([asdict(each) for each in dict.fromkeys(grounds)]),
    )


def _last_day(
    election: Election, stated: datetime.date | None, *, is_struck: bool
) -> datetime.date:
    """Until when a finding of today may be appealed against (申诉的最后一天). Whoever is struck off
    a published list is, to the last day: where none is left before it, that day is the last.
    """
    before, what = list_or_poll(election)
    due = due_if_struck(election) if is_struck else due_today(election)
    if due:
        until = check_last_day(stated, due)
        if until >= before and not is_struck:
            raise BadInput(
                f"申诉到{in_words(until)}为止（{cited(due.grounds)}），不早于{what}（{in_words(before)}）",
                at="appeal_until",
                remedy="申诉的期限不能缩短：由主持选举的机构推迟选举日，再认定",
            )
        return until
    if is_struck and clock.today() >= before:
        return _today(stated)
    if stated is None or not clock.today() <= stated < before:
        raise BadInput(
            f"申诉的最后一天从今天起，不晚于{what}（{in_words(before)}）的前一日",
            at="appeal_until",
            remedy="给本人留出申诉的时间，也给决定申诉留出时间",
        )
    return stated


def _today(stated: datetime.date | None) -> datetime.date:
    """The last day to appeal where none is left after today (当天为止)."""
    if stated != clock.today():
        raise BadInput(
            "没有剩余的日子了，申诉的最后一天就是今天",
            at="appeal_until",
            remedy="填今天的日期；本人今天申诉的，在发出选票以前决定",
        )
    return stated


def grounds_of_barring(barring: Barring) -> tuple[Ground, ...]:
    """Why somebody was barred, as it stood on that day."""
    return tuple(Ground(**each) for each in json.loads(barring.grounds or "[]"))


def grounds_of(found: Sequence[NomineeFinding]) -> tuple[Ground, ...]:
    """The conditions that bar somebody, as they are to be written down (认定的依据)."""
    return tuple(
        Ground(
            condition=line.rule.condition.name,
            law=line.citation.law,
            article=line.citation.article,
            says=line.citation.says,
            reason=line.rule.judgement.reason,
        )
        for each in found
        for line in each.deciding
    )


def cancelled_by(rule: Cancellation, acts: Sequence[str]) -> Ground:
    """The act that cost somebody the candidacy, as it is to be written down; BadInput at `acts`."""
    done = "、".join(check_acts(rule, acts))
    return Ground(
        condition=NOMINEE_DEEDS[NomineeDeed.STRIKE],
        law=rule.citation.law,
        article=rule.citation.article,
        says=rule.citation.says,
        reason=f"在参选过程中实施或者指使他人实施：{done}",
    )
