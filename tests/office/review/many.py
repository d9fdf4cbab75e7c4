"""Batches of as many people as a test wants (人多的批次), and the queries that a deed asks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.office.conftest import Cast, act
from tests.office.review.conftest import LADDER, Review

from huanjie.office.candidacy.models import Nominee
from huanjie.office.planning.models import Election
from huanjie.office.review.models import Batch
from huanjie.office.review.particulars import Key
from huanjie.office.review.services import send_review
from huanjie.office.roll.models import RollEntry


def more_nominees(election: Election, many: int) -> list[Key]:
    """As many more people on the roll, nominated for the committee."""
    contest = election.contests.get(post="member")
    first = Nominee.objects.count() + 1
    for number in range(first, first + many):
        entry = RollEntry.objects.create(
            election=election,
            region=election.region,
            number=number,
            name=f"张{number}",
            sex="f",
            birth_date=datetime.date(1990, 1, 1),
            id_number=f"33032919900101{number:04}",
            phone="13800000000",
        )
        Nominee.objects.create(
            election=election,
            region=election.region,
            contest=contest,
            entry=entry,
            person=f"p{number}",
            name=entry.name,
            sex="f",
        )
    return [(election.pk, f"p{number}") for number in range(first, first + many)]


def send(review: Review, cast: Cast, people: Sequence[Key]) -> Batch:
    sent = send_review(acting_user=act(cast.town), unit=review.town, ladder=LADDER, people=people)
    return Batch.objects.get(pk=sent)


def queries(deed: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        deed()
    return [each["sql"] for each in captured.captured_queries]
