"""What an appeal above holds back while it waits, and among whose tasks it is (未决的申诉)."""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import Cast, act, on
from tests.office.roll.appealing import (
    ANSWER,
    DAY,
    dismissed,
    file,
    keep,
    published,
)
from tests.office.roll.conftest import raise_one

from huanjie.office.keeping.wiping import wipe_numbers
from huanjie.office.overview.facts import facts_of
from huanjie.office.overview.sight import sight_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.appeals import (
    appeal_of,
)
from huanjie.office.roll.frozen import is_frozen, undecided, why_not_frozen
from huanjie.office.roll.objections import dismiss_objection

__all__ = ["published"]


def test_an_appeal_that_waits_holds_back_the_candidates_and_the_freeze(
    cast: Cast, published: Election
) -> None:
    dismissed(cast, published)
    assert undecided(published) is None
    file(cast, published)
    waiting = undecided(published)
    assert waiting
    assert waiting.says == "对异议处理决定的申诉还有 1 件没有决定"
    assert [each.article for each in waiting.grounds] == ["第十七条第二款"]
    assert not is_frozen(published, today=ANSWER)
    keep(cast, published)
    assert undecided(published) is None
    assert is_frozen(published, today=ANSWER)


@pytest.mark.parametrize(("day", "late"), [(ANSWER, False), (ANSWER + DAY, True)])
def test_an_appeal_that_waits_is_among_what_the_town_is_to_do(
    cast: Cast, published: Election, day: datetime.date, late: bool
) -> None:
    dismissed(cast, published)
    assert facts_of(published).roll_appeals_due == ()
    file(cast, published)
    assert facts_of(published).roll_appeals_due == (ANSWER,)
    with on(day):
        steps = {each.task.key: each for each in sight_of(cast.town, published).steps}
    own = steps["roll-appeals"]
    assert (own.is_mine, own.is_late, own.task.by) == (True, late, ANSWER)
    assert next(each.article for each in own.task.grounds) == "第十七条第二款"
    keep(cast, published)
    assert facts_of(published).roll_appeals_due == ()


def test_the_roll_is_not_frozen_while_a_decision_may_be_appealed_against(
    cast: Cast, published: Election
) -> None:
    raise_one(cast, published)
    day = datetime.date(2026, 6, 9)
    with on(day):
        dismiss_objection(
            acting_user=act(cast.chair), election=published, objection=1, reasons=("once",)
        )
    last = day + 3 * DAY
    (told,) = why_not_frozen(published, today=last)
    assert told.says == "对异议的处理决定可以申诉到2026年6月12日（周五）"
    assert is_frozen(published, today=last + DAY)


@pytest.mark.parametrize(("day", "late"), [(ANSWER, False), (ANSWER + DAY, True)])
def test_a_late_decision_is_still_one_and_shown_late(
    cast: Cast, published: Election, day: datetime.date, late: bool
) -> None:
    dismissed(cast, published)
    file(cast, published)
    with on(day):
        waiting = appeal_of(published, published.objections.get())
        assert waiting
        assert (waiting.is_filed, waiting.is_late) == (True, late)
    keep(cast, published, day)
    with on(day + 30 * DAY):
        done = appeal_of(published, published.objections.get())
    assert done
    assert (done.was_decided, done.is_late) == (True, late)


def test_the_name_of_whoever_appealed_is_wiped_with_the_others(
    cast: Cast, published: Election
) -> None:
    dismissed(cast, published)
    file(cast, published)
    wipe_numbers(published)
    assert published.objections.get().appealed_by is None
