"""Changing a plan (方案变更): a later day moves every date; what is cancelled stays to be read."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import POLLING_DAY, Cast, act, on, plan

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election, postpone, postponed
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.polling.models import Round
from huanjie.office.units.models import Unit

LATER = POLLING_DAY + datetime.timedelta(days=7)


def test_a_later_day_moves_every_date_that_hangs_on_it(election: Election) -> None:
    _, moved = postponed(election, LATER)
    roll = next(each for each in moved if each.step.event == "roll-published")
    assert roll.was
    assert (roll.was.window.latest, roll.step.window.latest) == (
        datetime.date(2026, 6, 8),
        datetime.date(2026, 6, 15),
    )
    assert roll.because == ("polling-day",)


def test_the_chair_moves_the_day_and_the_log_says_why(cast: Cast, election: Election) -> None:
    postpone(acting_user=act(cast.chair), election=election, polling_day=LATER, because="台风")
    election.refresh_from_db()
    assert election.polling_day == LATER
    assert journal.check(election.log_name).entries[-1].deed == "postpone"


@pytest.mark.parametrize("days", [0, -1])
def test_the_same_day_or_an_earlier_one_is_refused(election: Election, days: int) -> None:
    with pytest.raises(BadInput, match="往后"):
        postponed(election, POLLING_DAY + datetime.timedelta(days=days))


def test_a_clerk_may_not_move_the_day(cast: Cast, election: Election) -> None:
    with pytest.raises(PermissionDenied):
        postpone(acting_user=act(cast.clerk), election=election, polling_day=LATER, because="雨")


def test_the_day_may_still_move_when_the_candidates_are_published(
    cast: Cast, election: Election
) -> None:
    election.stage = Stage.READY
    election.save()
    postpone(acting_user=act(cast.chair), election=election, polling_day=LATER, because="台风")
    assert election.stage == Stage.READY


@pytest.mark.parametrize("deed", [postpone, cancel_election])
def test_neither_day_nor_election_changes_once_there_was_a_vote(
    cast: Cast, election: Election, deed: Callable[..., str]
) -> None:
    election.stage = Stage.READY  # a later vote is arranged
    election.save()
    Round.objects.create(
        election=election, region=election.region, number=1, kind="first", paper=[]
    )
    said = {"polling_day": LATER} if deed is postpone else {}
    with pytest.raises(BadInput, match="已经发出过选票"):
        deed(acting_user=act(cast.chair), election=election, because="雨", **said)


def test_a_cancelled_election_makes_room_for_another(
    cast: Cast, village: Unit, election: Election
) -> None:
    cancel_election(acting_user=act(cast.chair), election=election, because="职数填错")
    election.refresh_from_db()
    assert election.is_over
    assert open_election(acting_user=act(cast.clerk), unit=village, plan=plan()) != election.pk


def test_an_election_is_not_cancelled_once_papers_are_out(cast: Cast, election: Election) -> None:
    election.stage = Stage.POLLING
    election.save()
    with pytest.raises(BadInput, match="不能撤销选举"):
        cancel_election(acting_user=act(cast.chair), election=election, because="雨")


def test_the_pages_show_what_moves_before_anything_does(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    client = browse(cast.chair)
    form = {"polling_day": LATER.isoformat(), "because": "台风", "key": "k", "seen": "0"}
    address = f"/elections/{election.pk}/postpone/"
    assert "2026年6月15日（周一）" in client.post(address, form).content.decode()
    election.refresh_from_db()
    assert election.polling_day == POLLING_DAY
    assert client.post(address, form | {"confirm": "1"}).status_code == 302
    stale = client.post(address, form | {"confirm": "1", "key": "another"})
    assert stale.status_code == 409
    assert "已经过时" in stale.content.decode()


def test_a_reason_is_asked_for(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    page = browse(cast.chair).post(f"/elections/{election.pk}/cancel/", {"key": "k"})
    assert page.status_code == 422
    election.refresh_from_db()
    assert not election.is_over


@pytest.mark.parametrize(("days", "fits"), [(5, True), (4, False)])
def test_the_new_day_leaves_time_to_announce_the_poll(
    election: Election, days: int, fits: bool
) -> None:
    """浙江第二十二条第一款：选举日的五日前公布投票的时间、地点和方式。"""
    election.stage = Stage.READY
    election.save()
    eve = POLLING_DAY - datetime.timedelta(days=1)
    new = eve + datetime.timedelta(days=days)
    with on(eve):
        if fits:
            assert postponed(election, new)
            return
        with pytest.raises(BadInput, match="也来不及"):
            postponed(election, new)
