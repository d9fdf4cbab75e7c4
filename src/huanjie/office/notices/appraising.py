"""Appraisals of nominees (考察): when, by whom, before how many, and with which finding."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.condition import Condition
from huanjie.office.candidacy.facts import checked_day, entry_of
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.slate import by_strokes, standing_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.notices.models import Appraisal
from huanjie.office.notices.objecting import condition_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import NAME_LENGTH

MOST_PRESENT: Final = 100_000
"""more than any village or community has; a larger number is a slip of the keyboard"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised:
    """What an appraisal says (考察的内容)."""

    person: str
    from_on: datetime.date
    to_on: datetime.date
    present: int
    organ: str
    fails: str = ""
    """the key of the condition that the person fails; empty: meets the conditions"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A nominee with their appraisal (考察情况); None where there was none."""

    nominee: Nominee
    appraisal: Appraisal | None
    fails: Condition | None


@command(Action.KEEP_APPRAISAL)
def keep_appraisal(*, acting_user: ActingUser, election: Election, said: Appraised) -> Done[str]:
    """Enter an appraisal, or correct the one that was entered (登记考察); the answer is the id.

    It decides nothing: where the finding names a condition, its facts are stated by their document
    on the page of the review. BadInput at its field.
    """
    election.advance(Action.KEEP_APPRAISAL)
    entry_of(election, said.person)
    checked_day(said.to_on, at="to_on")
    if said.to_on < said.from_on:
        raise BadInput("结束日期早于开始日期", at="to_on", remedy="核对两个日期")
    if not 1 <= said.present <= MOST_PRESENT:
        raise BadInput(
            f"参加人数在 1 至 {MOST_PRESENT} 之间", at="present", remedy="写实际参加的人数"
        )
    organ = said.organ.strip()
    if not organ or len(organ) > NAME_LENGTH or not organ.isprintable():
        raise BadInput(
            "没有写考察的组织", at="organ", remedy=f"写组织的名称，最多 {NAME_LENGTH} 个字"
        )
    if said.fails:
        condition_of(law_of(election).pack, said.fails, at="fails")
    Appraisal.objects.update_or_create(
        election=election,
        person=said.person,
        defaults={
            "region": election.region,
            "from_on": said.from_on,
            "to_on": said.to_on,
            "present": said.present,
            "organ": organ,
            "fails": said.fails,
        },
    )
    return Done(answer=said.person, says={"appraised": [said.person]})


def appraisals_of(election: Election) -> Iterator[Row]:
    """Everybody who stands, in stroke order, with their appraisal."""
    kept = {each.person: each for each in Appraisal.objects.filter(election=election)}
    known = {each.key: each for each in law_of(election).pack.eligibility}
    for each in by_strokes(standing_of(election).values()):
        own = kept.get(each.person)
        yield Row(nominee=each, appraisal=own, fails=known.get(own.fails) if own else None)
