"""What follows among the electors when a decision strikes somebody off the roll (移出名册以后):
told before the deed, with it, and on the supplement until it is seen to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import Cast, act, on
from tests.office.roll.appealing import ANSWER, LETTER, dismissed, file, upheld
from tests.office.roll.conftest import (
    DECIDED,
    RESIDENT,
    newcomer,
    posted_roll,
    raise_one,
    under,
)

from huanjie.domain.objection import Kind
from huanjie.domain.rollchange import Kind as Change
from huanjie.office.electors.models import Proxy
from huanjie.office.gates import follows_striking
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import strike_off
from huanjie.office.roll.objections import Remedy

Browse = Callable[[User], Client]
ENDS = "（第 1 份）随之失效"


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    """A village of Hainan, where those above decide as well."""
    return under(posted_roll(cast, election), "hainan")


def entrust(election: Election, principal: int, holder: int) -> None:
    Proxy.objects.create(
        election=election,
        region=election.region,
        number=1,
        principal=election.roll.get(number=principal),
        holder=election.roll.get(number=holder),
        asked_on=election.start_day,
    )


def told_twice(client: Client, address: str, form: dict[str, Any]) -> None:
    """The check page tells it, and so does the page after the deed."""
    check = client.post(address, form)
    assert check.status_code == 200
    assert ENDS in check.content.decode()
    after = client.post(address, form | {"confirm": "1"}, follow=True)
    assert ENDS in after.content.decode()


def test_an_upheld_objection_tells_whose_proxies_end(
    cast: Cast, published: Election, browse: Browse
) -> None:
    entrust(published, 2, 3)
    raise_one(cast, published)
    address = f"/elections/{published.pk}/roll/objections/1/uphold/"
    with on(DECIDED):
        told_twice(browse(cast.chair), address, {"key": "k", "reasons": ["once"]})


def test_a_decision_that_is_changed_above_tells_it_of_whoever_was_left_there(
    cast: Cast, published: Election, browse: Browse
) -> None:
    entrust(published, 3, 2)
    dismissed(cast, published)
    file(cast, published)
    address = f"/elections/{published.pk}/roll/objections/1/appeal/change/"
    with on(ANSWER):
        form = {"key": "k", "document": LETTER, "reasons": ["once"]}
        told_twice(browse(cast.town), address, form)


def test_a_decision_that_is_undone_above_tells_it_of_whoever_was_added(
    cast: Cast, published: Election, browse: Browse
) -> None:
    remedy = Remedy(cells=newcomer(), stated=RESIDENT)  # type: ignore[arg-type]
    upheld(cast, published, remedy, kind=Kind.OMITTED, number=None, name="钟漏登", ground="")
    entrust(published, 6, 2)
    file(cast, published)
    address = f"/elections/{published.pk}/roll/objections/1/appeal/change/"
    with on(ANSWER):
        told_twice(browse(cast.town), address, {"key": "k", "document": LETTER})


def test_the_supplement_tells_it_until_another_proxy_stands(
    cast: Cast, published: Election, browse: Browse
) -> None:
    entrust(published, 3, 2)
    with on(DECIDED):
        strike_off(acting_user=act(cast.chair), election=published, kind=Change.DIED, number=2)
        address = f"/elections/{published.pk}/roll/changes/notice/"
        assert ENDS in browse(cast.clerk).get(address).content.decode()
        Proxy.objects.update(ended_on=DECIDED)
        assert ENDS not in browse(cast.clerk).get(address).content.decode()


def test_of_many_who_leave_each_proxy_is_told_once(published: Election) -> None:
    entrust(published, 2, 3)
    assert len(follows_striking(published, (2, 3))) == 1
    assert follows_striking(published, ()) == ()
