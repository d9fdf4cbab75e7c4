"""The committee that belongs to the representatives' meeting (村民代表会议由村民委员会成员和村民代
表组成): its members are on the roll of the meeting, and count where its shares are told.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.test_outside_relatives import seat
from tests.office.conftest import OPENED_ON, Cast, act, on, plan
from tests.office.electors.choices import choice, enter
from tests.office.readaloud import english, faults
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action, Role
from huanjie.door.fault import BadInput
from huanjie.office.electors.chosenlist import chosen_of
from huanjie.office.electors.posting import post_chosen
from huanjie.office.gates import reminders_before
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.services import index_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
COMMITTEE = ("villagers-committee", "三联村村民委员会")


def supervisors(cast: Cast, unit: Unit, method: str = "representatives") -> Election:
    """The election of the village's supervisors, with a roll of twelve people in one group."""
    own = plan(body="village-supervisory", seats={"head": 1, "supervisor": 2}, method=method)
    pk = open_election(acting_user=act(cast.county), unit=unit, plan=own)
    election = Election.objects.select_related("unit").get(pk=pk)
    load(cast, election, roll_csv(invented(12)))
    election.roll.update(group="第1村民小组")
    return election


@pytest.fixture
def watching(cast: Cast, village: Unit) -> Election:
    return supervisors(cast, village)


def refusal(cast: Cast, election: Election) -> BadInput:
    with pytest.raises(BadInput) as refused:
        publish(cast, election)
    return refused.value


def on_roll(election: Election, number: int) -> str:
    return election.roll.get(number=number).name


# Publishing the roll


def test_29_1_a_member_of_the_committee_who_is_not_on_the_roll_holds_it_back(
    cast: Cast, watching: Election
) -> None:
    seat(watching.unit, *COMMITTEE, on_roll(watching, 3), "c1")
    seat(watching.unit, *COMMITTEE, "温不在", "c2")
    fault = refusal(cast, watching)
    assert "名册上没有村民委员会成员温不在，他们也是村民代表会议的组成人员" in fault.says
    assert "《中华人民共和国村民委员会组织法》第二十九条第一款" in fault.says
    assert "在名册页登记他们" in fault.remedy
    assert on_roll(watching, 3) not in fault.says


def test_once_all_of_them_are_on_it_the_roll_is_published(cast: Cast, watching: Election) -> None:
    for number in (3, 5):
        seat(watching.unit, *COMMITTEE, on_roll(watching, number), f"c{number}")
    assert publish(cast, watching) == 12
    assert not list(reminders_before(Action.PUBLISH_ROLL, watching))


def test_a_namesake_of_another_number_is_somebody_else(cast: Cast, watching: Election) -> None:
    row = watching.roll.get(number=3)
    holding = seat(watching.unit, *COMMITTEE, row.name, "c1")
    Holding.objects.filter(pk=holding.pk).update(id_index=index_of("11010119900307467X"))
    assert row.name in refusal(cast, watching).says
    Holding.objects.filter(pk=holding.pk).update(id_index=row.id_index, name="改过名")
    assert publish(cast, watching) == 12


def test_whoever_left_the_committee_does_not_belong_there(cast: Cast, watching: Election) -> None:
    holding = seat(watching.unit, *COMMITTEE, "温不在", "c1")
    Holding.objects.filter(pk=holding.pk).update(to_on=OPENED_ON)
    assert publish(cast, watching) == 12


def test_where_nobody_is_entered_it_is_a_reminder_and_the_roll_is_published(
    cast: Cast, watching: Election, browse: Browse
) -> None:
    (note,) = reminders_before(Action.PUBLISH_ROLL, watching)
    assert "没有登记村民委员会的现任成员，没有核对" in note.says
    assert "核对名册上有没有村民委员会的每一名成员" in note.remedy
    assert "第二十九条第一款" in note.says
    address = f"/elections/{watching.pk}/roll/publish/"
    with on(OPENED_ON):
        assert note.says in browse(cast.chair).get(address).content.decode()
        page = english(browse(cast.chair)).get(address).content.decode()
    assert list(faults(address, page)) == []
    assert "no sitting members are entered" in page
    assert "现任成员" not in page
    assert publish(cast, watching) == 12


def test_while_the_committee_is_itself_elected_nobody_knows_who_will_sit_in_it(
    cast: Cast, watching: Election
) -> None:
    seat(watching.unit, *COMMITTEE, "温不在", "c1")
    pk = open_election(acting_user=act(cast.county), unit=watching.unit, plan=plan())
    (note,) = reminders_before(Action.PUBLISH_ROLL, watching)
    assert note.says.startswith("村民委员会正在换届，没有核对它的成员在不在名册上；")
    assert "没有登记" not in note.says
    Election.objects.filter(pk=pk).update(stage=Stage.SEALED)
    assert "温不在" in refusal(cast, watching).says


@pytest.mark.parametrize("method", ["adults", "households"])
def test_another_meeting_is_not_made_of_the_committee(
    cast: Cast, village: Unit, method: str
) -> None:
    """26(1): 村民会议由本村十八周岁以上村民，或者户的代表参加。"""
    watching = supervisors(cast, village, method)
    seat(village, *COMMITTEE, "温不在", "c1")
    if method == "households":
        for row in watching.roll.all():
            row.household = str(row.number)
            row.save()
    assert publish(cast, watching) == 12


def test_28_1_a_community_s_meeting_is_made_of_the_residents_committee(
    cast: Cast, community: Unit
) -> None:
    for user, role in ((cast.clerk, Role.CLERK), (cast.chair, Role.CHAIR)):
        Assignment.objects.create(user=user, role=role, unit=community)
    own = plan(
        body="residents-supervisory", seats={"head": 1, "supervisor": 2}, method="representatives"
    )
    pk = open_election(acting_user=act(cast.county), unit=community, plan=own)
    watching = Election.objects.select_related("unit").get(pk=pk)
    load(cast, watching, roll_csv(invented(12)))
    seat(community, "residents-committee", "居民委员会", "温不在", "c1")
    fault = refusal(cast, watching)
    assert "名册上没有居民委员会成员温不在，他们也是居民代表会议的组成人员" in fault.says
    assert "第二十八条第一款" in fault.says


# The shares of the meeting, where the list of the representatives is posted


@pytest.mark.parametrize(
    ("sits", "says"),
    [
        # four beside one: four fifths of five; a third of five are two women
        (1, ""),
        # four beside two: four sixths
        (2, "委员会 2 人、代表 4 人，共 6 人，代表占不到 4/5"),
        # nobody knows beside how many
        (0, "不知道委员会有几名成员"),
    ],
)
def test_the_shares_are_told_beside_those_who_sit_in_the_committee(
    cast: Cast, watching: Election, sits: int, says: str
) -> None:
    """The supervisors' own seats, three, have nothing to do with it."""
    for number in range(sits):
        seat(watching.unit, *COMMITTEE, on_roll(watching, number + 1), f"c{number}")
    for number in range(5, 9):
        watching.roll.filter(number=number).update(sex="f")
        enter(cast, watching, choice(number))
    found = chosen_of(watching).faults
    assert [says in each.says for each in found] == ([True] if says else [])
    assert all(each.citation.article == "第二十九条第一款" for each in found)
    if sits == 2:
        with pytest.raises(BadInput, match="名单还不能张贴"):
            post_chosen(acting_user=act(cast.clerk), election=watching)
    else:
        assert post_chosen(acting_user=act(cast.clerk), election=watching) == 4


def test_the_parts_of_a_committee_are_not_the_committee(cast: Cast, watching: Election) -> None:
    seat(watching.unit, *COMMITTEE, on_roll(watching, 1), "c1")
    whole = Body.objects.get()
    part = Body.objects.create(
        unit=watching.unit, region=watching.region, kind=COMMITTEE[0], name="小组", within=whole
    )
    row = Holding.objects.get()
    Holding.objects.create(
        body=part,
        region=row.region,
        post="member",
        name="温不在",
        person="c9",
        from_on=row.from_on,
        how="elected",
    )
    assert publish(cast, watching) == 12
