"""The pages that make a roll of the representatives (用推选名单作名册的页面)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast, act, plan
from tests.office.electors.choices import choice, enter
from tests.office.electors.rollofchosen import BY_THEM, SPEAK, make, opened, own, post, source
from tests.office.readaloud import english, faults

from huanjie.domain.choosing import Kind
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.models import Chosen
from huanjie.office.electors.representatives import consider
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

__all__ = ["own", "source"]  # fixtures

pytestmark = pytest.mark.usefixtures("of_the_community")
Browse = Callable[[User], Client]


def test_a_head_who_is_no_representative_leaves_the_list_too_and_it_is_told(
    cast: Cast, own: Election, browse: Browse
) -> None:
    page = f"/elections/{own.pk}/roll/chosen/"
    enter(cast, own, choice(9, Kind.HEAD))
    post(cast, own)
    client = browse(cast.clerk)
    assert "1 名组长、副组长不是代表" in client.get(page).content.decode()
    assert list(faults(page, english(client).get(page).content.decode())) == []
    make(cast.clerk, own)
    says = json.loads(Entry.objects.filter(log=own.log_name).latest("pk").payload or "")
    assert (says["left"], says["heads_left"]) == (8, 1)
    left = Chosen.objects.filter(election=own).values_list("entry__number", "kind")
    assert sorted(left) == [(1, "group-head"), *((n, "representative") for n in SPEAK)]
    assert consider(own, own).heads == 0


def test_the_pages_lead_from_the_list_to_the_roll(
    cast: Cast, own: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    chosen, there = f"/elections/{own.pk}/chosen/", f"/elections/{own.pk}/roll/chosen/"
    assert "5 人次还没有公布" in client.get(chosen).content.decode()
    assert "还没有公布：4 名代表" in client.get(there).content.decode()
    assert "已经张贴" in client.get(f"{chosen}post/").content.decode()
    assert client.post(f"{chosen}post/", {"key": "p", "confirm": "1"}).status_code == 302
    assert f"{there}?of={own.pk}" in client.get(chosen).content.decode()
    assert there in client.get(f"/elections/{own.pk}/roll/").content.decode()
    check = client.get(f"{there}?of={own.pk}").content.decode()
    assert "第十三条第二款" in check
    assert "其余 8 人不是代表" in check
    assert own.roll.get(number=7).name in check
    assert own.roll.count() == 12
    form = {"key": "r", "of": own.pk, "confirm": "1"}
    assert client.post(there, form).status_code == 302
    assert own.roll.count() == 4
    listed = client.get(f"/elections/{own.pk}/registration/").content.decode()
    assert "推选" in listed


def test_where_their_meeting_elects_the_committee_belongs_on_the_roll_too(
    cast: Cast, source: Election, browse: Browse
) -> None:
    post(cast, source)
    seats = {"head": 1, "supervisor": 2}
    own = plan(body="residents-supervisory", seats=seats, method=BY_THEM)
    pk = open_election(acting_user=act(cast.county), unit=source.unit, plan=own)
    watching = Election.objects.select_related("unit").get(pk=pk)
    beside = consider(watching, source).beside
    assert beside
    assert beside.article == "第二十八条第一款"
    page = browse(cast.clerk).get(f"/elections/{pk}/roll/chosen/?of={source.pk}").content.decode()
    assert "居民代表会议由居民委员会成员和居民代表组成" in page
    assert "委员会成员也要在名册上" in page


def test_without_a_list_the_page_says_how_one_is_made(
    cast: Cast, community: Unit, browse: Browse
) -> None:
    target = opened(cast, community, BY_THEM)
    page = browse(cast.clerk).get(f"/elections/{target.pk}/roll/chosen/").content.decode()
    assert "没有可以用的推选名单" in page


def test_the_pages_read_in_english(cast: Cast, own: Election, browse: Browse) -> None:
    client = english(browse(cast.clerk))
    pages = (f"/elections/{own.pk}/chosen/", f"/elections/{own.pk}/chosen/post/")
    post(cast, own)
    for address in (*pages, f"/elections/{own.pk}/roll/chosen/", f"/elections/{own.pk}/roll/"):
        assert list(faults(address, client.get(address).content.decode())) == []
