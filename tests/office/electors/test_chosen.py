"""Group heads and representatives (小组组长和代表): who chose them is a group or a number, never a
name; one head a group.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.electors.choices import choice, enter
from tests.office.electors.conftest import Published
from tests.office.roll.conftest import invented, load, party_csv, publish

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.domain.cycle import OVER, Stage
from huanjie.door.fault import BadInput
from huanjie.office.electors.choosing import Choice, enter_chosen, take_out
from huanjie.office.electors.chosenlist import chosen_of
from huanjie.office.electors.models import Chosen
from huanjie.office.overview.kept import kept_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

Browse = Callable[[User], Client]


def test_heads_deputies_and_representatives_stand_by_their_groups(
    cast: Cast, published: Published
) -> None:
    RollEntry.objects.filter(number__in=(1, 2, 3)).update(group="第2村民小组")
    enter(cast, published.election, choice(1))
    enter(cast, published.election, choice(2, Kind.HEAD))
    enter(cast, published.election, choice(3, Kind.DEPUTY))
    chosen = chosen_of(published.election)
    group = next(each for each in chosen.groups if each.name == "第2村民小组")
    assert [line.chosen.entry.number for line in group.lines] == [2, 3, 1]
    assert group.has_head
    assert "第2村民小组" not in chosen.without_head
    assert chosen.representatives == 1
    days = kept_of(published.election).chosen_on
    assert days == {"representatives-chosen": OPENED_ON, "group-heads-chosen": OPENED_ON}


def test_a_group_has_one_head_until_that_one_is_taken_out(cast: Cast, published: Published) -> None:
    RollEntry.objects.filter(number__in=(1, 2)).update(group="第2村民小组")
    first = enter(cast, published.election, choice(1, Kind.HEAD))
    with pytest.raises(BadInput, match="第2村民小组的组长已经登记为") as refused:
        enter(cast, published.election, choice(2, Kind.HEAD))
    assert refused.value.at == "number"
    assert take_out(acting_user=act(cast.clerk), election=published.election, chosen=first) == 1
    assert enter(cast, published.election, choice(2, Kind.HEAD))


def test_a_head_may_be_a_representative_too_but_nobody_is_the_same_twice(
    cast: Cast, published: Published
) -> None:
    enter(cast, published.election, choice(1, Kind.HEAD))
    enter(cast, published.election, choice(1))
    with pytest.raises(BadInput, match="已经登记为代表"):
        enter(cast, published.election, choice(1))


@pytest.mark.parametrize(
    ("of", "field", "says"),
    [
        (choice(99), "number", "没有编号 99"),
        (
            choice(1, Kind.HEAD, chosen_by=ChosenBy.HOUSEHOLDS, households=9),
            "chosen_by",
            "小组会议",
        ),
        (choice(1, chosen_by=ChosenBy.HOUSEHOLDS), "households", "没有写几户"),
        (choice(1, households=9), "households", "不写户数"),
        (choice(1, chosen_on=OPENED_ON + datetime.timedelta(days=1)), "chosen_on", "今天以后"),
    ],
)
def test_what_the_minutes_cannot_say_is_refused_at_its_field(
    cast: Cast, published: Published, of: Choice, field: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        enter(cast, published.election, of)
    assert refused.value.at == field
    assert not Chosen.objects.exists()


def test_whoever_has_no_group_on_the_roll_is_entered_once_they_have(
    cast: Cast, published: Published
) -> None:
    RollEntry.objects.filter(number=1).update(group="")
    with pytest.raises(BadInput, match="没有小组"):
        enter(cast, published.election, choice(1))


@pytest.mark.parametrize("stage", list(Stage))
def test_they_are_entered_from_the_published_roll_to_the_end(
    cast: Cast, published: Published, stage: Stage
) -> None:
    Election.objects.update(stage=stage)
    if stage == Stage.OPENED or stage in OVER:
        with pytest.raises(BadInput, match="不能登记推选的人"):
            enter(cast, published.election, choice(1))
    else:
        assert enter(cast, published.election, choice(1))


def test_only_those_who_keep_the_roll_enter_them(cast: Cast, published: Published) -> None:
    for user in (cast.county, cast.teller, cast.scrutineer, cast.stranger):
        with pytest.raises(PermissionDenied):
            enter_chosen(acting_user=act(user), election=published.election, choice=choice(1))


def test_whoever_leaves_the_roll_is_on_the_list_no_more(cast: Cast, published: Published) -> None:
    enter(cast, published.election, choice(1))
    published.entry(1).delete()
    assert chosen_of(published.election).is_empty


def test_the_place_of_a_head_who_left_the_roll_is_free(cast: Cast, published: Published) -> None:
    RollEntry.objects.filter(number__in=(1, 2)).update(group="第2村民小组")
    enter(cast, published.election, choice(1, Kind.HEAD))
    other = Election.objects.filter(pk=published.election.pk).values().get()
    elsewhere = Election.objects.create(**{**other, "id": "elsewhere"})
    RollEntry.objects.filter(number=1).update(election=elsewhere)  # there, and not on this roll
    assert enter(cast, published.election, choice(2, Kind.HEAD))
    assert [each.entry.number for each in Chosen.objects.all()] == [2]


def test_a_branch_has_none(cast: Cast, party_election: Election, browse: Browse) -> None:
    load(cast, party_election, party_csv(invented(1), "正式党员"))
    publish(cast, party_election)
    with pytest.raises(BadInput, match="没有代表和小组组长"):
        enter(cast, party_election, choice(1))
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/chosen/").content.decode()
    assert "没有代表和小组组长" in page


def test_the_page_shows_the_name_before_it_is_done_and_then_the_list(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/chosen/"
    form = {
        "key": "k",
        "number": "1",
        "kind": "representative",
        "chosen_by": "households",
        "households": "4",
        "chosen_on": OPENED_ON.isoformat(),
    }
    check = client.post(f"{root}add/", form).content.decode()
    assert published.people[0].name in check
    assert "不在 5 至 15 户之间" in check
    assert not Chosen.objects.exists()
    assert client.post(f"{root}add/", form | {"confirm": "1"}).status_code == 302
    assert published.people[0].name in client.get(root).content.decode()
    assert client.post(f"{root}add/", form | {"key": "j"}).status_code == 422
    row = Chosen.objects.get()
    out = client.get(f"{root}{row.pk}/out/").content.decode()
    assert published.people[0].name in out
    client.post(f"{root}{row.pk}/out/", {"key": "o", "confirm": "1"})
    assert not Chosen.objects.exists()
