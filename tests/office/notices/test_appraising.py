"""Appraisals (考察): days, a number, an organ, and a condition of the law; nothing else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import publish
from tests.office.conftest import Cast, act, on
from tests.office.notices.conftest import POSTED

from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee, StatedFact
from huanjie.office.notices.appraising import Appraised, appraisals_of, keep_appraisal
from huanjie.office.notices.models import Appraisal
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

DAY = datetime.timedelta(days=1)


def appraise(user: User, election: Election, **more: Any) -> str:
    told: dict[str, Any] = {
        "person": "p1",
        "from_on": POSTED - DAY,
        "to_on": POSTED,
        "present": 30,
        "organ": "罗阳镇党委",
    }
    with on(POSTED):
        return keep_appraisal(
            acting_user=act(user), election=election, said=Appraised(**(told | more))
        )


def test_everybody_who_stands_is_listed_with_or_without_an_appraisal(
    cast: Cast, slate: Election
) -> None:
    assert appraise(cast.clerk, slate) == "p1"
    rows = {row.nominee.person: row for row in appraisals_of(slate)}
    assert len(rows) == 7
    assert rows["p1"].appraisal
    assert (rows["p1"].appraisal.present, rows["p1"].fails) == (30, None)
    assert rows["p2"].appraisal is None


def test_a_second_one_corrects_the_first(cast: Cast, slate: Election) -> None:
    appraise(cast.clerk, slate)
    appraise(cast.clerk, slate, present=31, fails="punished")
    assert Appraisal.objects.get().present == 31
    row = next(each for each in appraisals_of(slate) if each.appraisal)
    assert row.fails
    assert row.fails.citation.article


def test_it_decides_nothing_by_itself(cast: Cast, slate: Election) -> None:
    before = StatedFact.objects.count(), list(Nominee.objects.values_list("state", flat=True))
    appraise(cast.clerk, slate, fails="punished")
    after = StatedFact.objects.count(), list(Nominee.objects.values_list("state", flat=True))
    assert before == after


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("person", "p99"),
        ("to_on", POSTED + DAY),
        ("to_on", POSTED - 2 * DAY),
        ("present", 0),
        ("present", 100_001),
        ("organ", " "),
        ("organ", "组\n织"),
        ("fails", "opinion"),
    ],
)
def test_what_is_no_appraisal_is_refused_at_its_field(
    cast: Cast, slate: Election, field: str, value: object
) -> None:
    with pytest.raises(BadInput) as refused:
        appraise(cast.clerk, slate, **{field: value})
    assert refused.value.at == field
    assert not Appraisal.objects.exists()


def test_one_present_on_one_day_is_an_appraisal(cast: Cast, slate: Election) -> None:
    appraise(cast.clerk, slate, from_on=POSTED, present=1)
    assert Appraisal.objects.get().from_on == POSTED


def test_a_stranger_enters_none_and_nobody_does_after_publication(
    cast: Cast, slate: Election
) -> None:
    for user in (cast.stranger, cast.observer, cast.town):
        with pytest.raises(PermissionDenied):
            appraise(user, slate)
    publish(cast, slate)
    with pytest.raises(BadInput, match="不能登记考察"):
        appraise(cast.clerk, slate)
