"""Proxies and who was chosen as workbooks (导出委托、组长和代表): what the pages say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.electors.choices import choice, enter
from tests.office.electors.conftest import Published
from tests.office.electors.proxying import register
from tests.office.workbooks import rows_in

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.proxies import post_list, take_back
from huanjie.office.electors.takinglists import (
    CHOSEN_HEADS,
    PROXY_HEADS,
    take_chosen,
    take_proxies,
)
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind as EventKind
from huanjie.office.security.models import SecurityEvent

Browse = Callable[[User], Client]
TAKEN = {"key": "k", "because": "选举日核对"}


def at(published: Published, rest: str) -> str:
    return f"/elections/{published.election.pk}/{rest}"


def test_every_proxy_that_stands_is_a_row(cast: Cast, published: Published, browse: Browse) -> None:
    election, people = published.election, published.people
    register(cast, election, 1, 2, proxy_is_near_relative=True)
    post_list(acting_user=act(cast.clerk), election=election)
    register(cast, election, 3, 4)
    register(cast, election, 5, 6)
    take_back(acting_user=act(cast.clerk), election=election, number=3)
    raw = browse(cast.clerk).post(at(published, "proxies/table/"), TAKEN).content
    first, second = rows_in(raw)
    today = clock.today().isoformat()
    assert tuple(first) == PROXY_HEADS
    assert list(first.values()) == [
        *(1, people[0].name, 1, people[1].name, 2),
        *(OPENED_ON.isoformat(), today, "是"),
    ]
    assert (second["第几份"], second["公布的日期"], second["近亲属"]) == (2, "", "")


def test_everybody_who_was_chosen_is_a_row(
    cast: Cast, published: Published, browse: Browse
) -> None:
    election, entry = published.election, published.entry(1)
    enter(cast, election, choice(1, Kind.HEAD))
    enter(cast, election, choice(2, chosen_by=ChosenBy.HOUSEHOLDS, households=6))
    raw = browse(cast.clerk).post(at(published, "chosen/table/"), TAKEN).content
    rows = rows_in(raw)
    head = next(row for row in rows if row["身份"] == "小组组长")
    assert tuple(head) == CHOSEN_HEADS
    assert (head["姓名"], head["编号"], head["小组"]) == (entry.name, 1, entry.group)
    assert head["性别"] in ("男", "女")
    assert (head["推选的户数"], head["推选日期"]) == ("", OPENED_ON.isoformat())
    assert head["公布的日期"] == ""
    assert [row["推选的户数"] for row in rows if row is not head] == [6]


def test_no_number_of_anybody_is_in_either(cast: Cast, published: Published) -> None:
    register(cast, published.election, 1, 2)
    enter(cast, published.election, choice(1))
    taken = {"acting_user": act(cast.clerk), "election": published.election, "because": "核对"}
    said = f"{take_proxies(**taken)}{take_chosen(**taken)}"  # type: ignore[arg-type]
    for person in published.people[:2]:
        assert person.name in said
        assert person.identity_number not in said
        assert person.identity_number[6:14] not in said


def test_the_readings_are_in_the_log_with_their_purpose(
    cast: Cast, published: Published, browse: Browse
) -> None:
    register(cast, published.election, 1, 2)
    enter(cast, published.election, choice(1))
    client, told = browse(cast.clerk), []
    for rest in ("proxies/table/", "chosen/table/"):
        client.post(at(published, rest), TAKEN)
        told.append((Entry.objects.latest("pk").payload, last_read()))
    assert told == [
        ('{"because":"选举日核对","list":"proxies","people":2}', 2),
        ('{"because":"选举日核对","list":"chosen","people":1}', 1),
    ]
    history = client.get(at(published, "history/")).content.decode()
    assert "委托投票，2 人，用途：选举日核对" in history
    assert "小组组长和代表，1 人，用途：选举日核对" in history


def last_read() -> int | None:
    return SecurityEvent.objects.filter(kind=EventKind.READ).latest("pk").people


@pytest.mark.parametrize(
    ("take", "says"), [(take_proxies, "没有有效的委托"), (take_chosen, "还没有登记组长和代表")]
)
def test_an_empty_list_is_no_file(
    cast: Cast, published: Published, take: Callable[..., object], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        take(acting_user=act(cast.clerk), election=published.election, because="看")


@pytest.mark.parametrize("who", ["county", "town", "teller", "observer", "stranger"])
@pytest.mark.parametrize("take", [take_proxies, take_chosen])
def test_only_the_place_itself_takes_its_lists_away(
    cast: Cast, published: Published, take: Callable[..., object], who: str
) -> None:
    register(cast, published.election, 1, 2)
    enter(cast, published.election, choice(1))
    with pytest.raises(PermissionDenied):
        take(acting_user=act(getattr(cast, who)), election=published.election, because="看")


@pytest.mark.parametrize(("who", "led"), [("clerk", True), ("chair", True), ("town", False)])
@pytest.mark.parametrize("page", ["proxies/", "chosen/"])
def test_whoever_may_take_a_list_is_led_to_it_once_there_is_one(
    cast: Cast, published: Published, browse: Browse, page: str, who: str, led: bool
) -> None:
    client = browse(getattr(cast, who))
    way = f'href="{at(published, page)}table/"'
    assert way not in client.get(at(published, page)).content.decode()
    register(cast, published.election, 1, 2)
    enter(cast, published.election, choice(1))
    assert (way in client.get(at(published, page)).content.decode()) is led
