"""Arranging the next vote (安排下一次投票): which, on which day, and by whom."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import POLLING_DAY, act
from tests.office.polling.conftest import Evening, choice, later
from tests.office.polling.votes import RUNOFF_OF_MEMBERS, final, members

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.polling import services
from huanjie.office.polling.services import NextRound


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True)])
def test_the_next_vote_is_held_today_or_later(evening: Evening, days: int, allowed: bool) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    with later(5):
        day = POLLING_DAY + datetime.timedelta(days=5 + days)
        if allowed:
            evening.arrange(RUNOFF_OF_MEMBERS, day=day)
            return
        with pytest.raises(BadInput, match="已经过去"):
            evening.arrange(RUNOFF_OF_MEMBERS, day=day)


def test_the_papers_of_the_next_vote_wait_for_its_day(evening: Evening) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY + datetime.timedelta(days=3))
    with later(2), pytest.raises(BadInput, match="还没有到"):
        evening.issue(700, number=2)
    with later(3):
        evening.issue(700, number=2)


@pytest.mark.parametrize(
    "votes",
    [
        (),
        ("runoff/chair/all",),
        (RUNOFF_OF_MEMBERS, RUNOFF_OF_MEMBERS),
        ("revote/member/all",),
        ("officers/secretary/all",),
    ],
)
def test_a_vote_that_is_not_open_is_refused(evening: Evening, votes: tuple[str, ...]) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    with pytest.raises(BadInput):
        evening.arrange(*votes, day=POLLING_DAY)
    assert evening.number == 1
    assert evening.election.stage == Stage.DECLARED


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "town", "county", "stranger"])
def test_only_the_village_itself_arranges_the_next_vote(evening: Evening, who: str) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    with pytest.raises(PermissionDenied):
        services.open_round(
            acting_user=act(getattr(evening.cast, who)),
            election=evening.election,
            chosen=NextRound(votes=(RUNOFF_OF_MEMBERS,), day=POLLING_DAY),
        )


def test_a_unit_that_was_renamed_meanwhile_still_votes_under_its_first_name(
    evening: Evening,
) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    unit = evening.election.unit
    unit.name = "新三联村委会"
    unit.save()
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    evening.hold(750, choice(700, 0, member={"p4": 600, "p5": 100}), collected=700, voters=700)
    assert final(evening)["member"] == ("p3", "p4")
