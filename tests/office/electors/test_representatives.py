"""A roll made of the representatives who were chosen (用推选名单作名册): of whole and posted
lists alone, of the same place and by the same law, and nobody else's place is taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, plan
from tests.office.electors.choices import choice, enter
from tests.office.roll.conftest import invented, load, publish, roll_csv
from tests.office.test_english import english, faults

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.choosing import take_out
from huanjie.office.electors.models import Chosen, Registered
from huanjie.office.electors.posting import post_chosen
from huanjie.office.electors.representatives import consider, lists_for, make_roll_of_chosen
from huanjie.office.people.models import User
from huanjie.office.planning.models import Contest, Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.people import remove_person
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
BY_THEM = "representatives"
SPEAK = (1, 2, 7, 8)
"""who is chosen: four beside a committee of one are four fifths of the meeting"""


def opened(cast: Cast, unit: Unit, method: str) -> Election:
    own = plan(body="residents-committee", seats={"chair": 1, "member": 2}, method=method)
    pk = open_election(acting_user=act(cast.county), unit=unit, plan=own)
    Contest.objects.filter(election=pk).exclude(post="chair").delete()
    return Election.objects.select_related("unit").get(pk=pk)


def peopled(cast: Cast, election: Election, *, households: int = 12) -> Election:
    """A roll in two groups of six, or of so many."""
    load(cast, election, roll_csv(invented(households)))
    for entry in election.roll.all():
        entry.group = f"第{'一' if entry.number <= households // 2 else '二'}居民小组"
        entry.household = str(entry.number)
        entry.save()
    return election


@pytest.fixture(autouse=True)
def of_the_community(cast: Cast, community: Unit) -> None:
    for user, role in ((cast.clerk, Role.CLERK), (cast.chair, Role.CHAIR)):
        Assignment.objects.create(user=user, role=role, unit=community)


@pytest.fixture
def own(cast: Cast, community: Unit) -> Election:
    """An election by representatives: each group of the residents chose two, the first its head."""
    election = peopled(cast, opened(cast, community, BY_THEM))
    for number in SPEAK:
        enter(cast, election, choice(number))
    enter(cast, election, choice(1, Kind.HEAD))
    return election


@pytest.fixture
def source(cast: Cast, community: Unit) -> Election:
    """An election by all residents that was called off after its representatives were chosen."""
    election = peopled(cast, opened(cast, community, "voters"))
    publish(cast, election)
    election.refresh_from_db()
    for number in SPEAK:
        enter(cast, election, choice(number))
    enter(cast, election, choice(2, Kind.HEAD))
    return election


def called_off(cast: Cast, source: Election) -> Election:
    """The election by representatives that is opened instead."""
    Election.objects.filter(pk=source.pk).update(stage=Stage.CANCELLED)
    source.refresh_from_db()
    return opened(cast, source.unit, BY_THEM)


def post(cast: Cast, election: Election) -> int:
    return post_chosen(acting_user=act(cast.clerk), election=election)


def make(user: User, election: Election, source: Election | None = None) -> int:
    of = source or election
    return make_roll_of_chosen(acting_user=act(user), election=election, source=of)


def test_the_representatives_of_a_posted_list_are_all_who_stay_on_the_roll(
    cast: Cast, own: Election
) -> None:
    post(cast, own)
    assert consider(own, own).leaving == 8
    assert make(cast.clerk, own) == 4
    assert [each.number for each in own.roll.all()] == list(SPEAK)
    assert {each.ground for each in Registered.objects.all()} == {"chosen"}
    assert publish(cast, Election.objects.get(pk=own.pk)) == 4


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


def test_of_another_election_they_come_onto_the_roll_as_they_are_there_and_heads_do_not(
    cast: Cast, source: Election
) -> None:
    post(cast, source)
    target = called_off(cast, source)
    assert make(cast.clerk, target, source) == 4
    ours, theirs = list(target.roll.all()), source.roll.filter(number__in=SPEAK)
    assert [each.number for each in ours] == [1, 2, 3, 4]
    for one, other in zip(ours, theirs, strict=True):
        assert (one.name, one.id_number, one.phone) == (other.name, other.id_number, other.phone)
        assert (one.group, one.sex, one.birth_date) == (other.group, other.sex, other.birth_date)
        assert bytes(one.id_index or b"") == bytes(other.id_index or b"")
    assert publish(cast, Election.objects.get(pk=target.pk)) == 4


def test_the_log_says_of_which_list_and_names_nobody(cast: Cast, own: Election) -> None:
    post(cast, own)
    make(cast.clerk, own)
    says = json.loads(Entry.objects.filter(log=own.log_name).latest("pk").payload or "")
    assert says == {"chosen_of": own.pk, "loaded": 4, "left": 8}


def test_a_list_that_is_not_posted_is_no_roll(cast: Cast, own: Election) -> None:
    with pytest.raises(BadInput, match="还没有公布：4 名代表") as refused:
        make(cast.clerk, own)
    assert "公布名单" in refused.value.remedy
    post(cast, own)
    enter(cast, own, choice(3))
    with pytest.raises(BadInput, match="还没有公布：1 名代表"):
        make(cast.clerk, own)
    assert own.roll.count() == 12


def test_a_list_on_which_a_group_sends_nobody_is_not_whole(cast: Cast, own: Election) -> None:
    for number in (3, 4):
        enter(cast, own, choice(number))
    Chosen.objects.filter(entry__number__in=(7, 8)).delete()
    post(cast, own)
    with pytest.raises(BadInput, match="名单不全：“第二居民小组”还没有代表"):
        make(cast.clerk, own)
    Chosen.objects.filter(kind=Kind.REPRESENTATIVE).delete()
    with pytest.raises(BadInput, match="推选名单上还没有代表"):
        make(cast.clerk, own)


@pytest.mark.parametrize(("households", "is_whole"), [(200, True), (201, False)])
def test_representatives_of_households_are_as_many_as_the_law_asks(
    cast: Cast, community: Unit, households: int, is_whole: bool
) -> None:
    own = peopled(cast, opened(cast, community, BY_THEM), households=households)
    for number in (1, 2, households - 1, households):
        enter(cast, own, choice(number, chosen_by=ChosenBy.HOUSEHOLDS, households=50))
    post(cast, own)
    if is_whole:
        assert make(cast.clerk, own) == 4
        return
    with pytest.raises(BadInput, match=r"代表至少 5 人，名单上 4 人（《.+》第十三条第二款"):
        make(cast.clerk, own)


def test_groups_send_any_number(cast: Cast, community: Unit) -> None:
    own = peopled(cast, opened(cast, community, BY_THEM), households=201)
    for number in (1, 2, 200, 201):
        enter(cast, own, choice(number))
    post(cast, own)
    assert make(cast.clerk, own) == 4


def test_nobody_else_on_the_roll_loses_their_place(cast: Cast, source: Election) -> None:
    post(cast, source)
    target = called_off(cast, source)
    load(cast, target, roll_csv(invented(1, seed=9)))
    with pytest.raises(BadInput, match="已有 1 个不是从推选名单来的人"):
        make(cast.clerk, target, source)
    remove_person(acting_user=act(cast.clerk), election=target, number=1)
    assert make(cast.clerk, target, source) == 4


def test_made_again_the_roll_is_what_the_list_is_now(cast: Cast, source: Election) -> None:
    post(cast, source)
    target = opened_beside(cast, source)
    make(cast.clerk, target, source)
    gone = Chosen.objects.get(entry__number=1, kind=Kind.REPRESENTATIVE)
    take_out(acting_user=act(cast.clerk), election=source, chosen=gone.pk)
    enter(cast, source, choice(3))
    assert not Chosen.objects.exclude(posted_on=None).exists()  # what hangs outside is another list
    post(cast, source)
    assert make(cast.clerk, target, source) == 4
    names = {each.name for each in source.roll.filter(number__in=(2, 3, 7, 8))}
    assert {each.name for each in target.roll.all()} == names


def opened_beside(cast: Cast, source: Election) -> Election:
    """An election by representatives, while the list of the other can still be mended."""
    stage = source.stage
    target = called_off(cast, source)
    Election.objects.filter(pk=source.pk).update(stage=stage)
    source.refresh_from_db()
    return target


def test_a_list_of_another_place_is_none(cast: Cast, source: Election) -> None:
    post(cast, source)
    target = called_off(cast, source)
    assert lists_for(target) == (source,)
    Election.objects.filter(pk=source.pk).update(unit=Unit.objects.get(name="三联村委会"))
    with pytest.raises(BadInput, match="不能作这次选举的名册"):
        consider(target, Election.objects.get(pk=source.pk))


@pytest.mark.parametrize("method", ["voters", "households"])
def test_where_others_vote_no_list_is_a_roll(cast: Cast, source: Election, method: str) -> None:
    Election.objects.filter(pk=source.pk).update(stage=Stage.CANCELLED)
    post_anyway = Chosen.objects.update(posted_on=OPENED_ON)
    assert post_anyway == 5
    target = opened(cast, source.unit, method)
    with pytest.raises(BadInput, match="不能作这次选举的名册"):
        make(cast.clerk, target, source)


def test_only_those_who_load_the_roll_make_it(cast: Cast, own: Election) -> None:
    post(cast, own)
    for user in (cast.county, cast.teller, cast.stranger):
        with pytest.raises(PermissionDenied):
            make(user, own)


def test_once_the_roll_is_published_no_list_makes_it(cast: Cast, own: Election) -> None:
    post(cast, own)
    make(cast.clerk, own)
    publish(cast, Election.objects.get(pk=own.pk))
    with pytest.raises(BadInput, match="不能导入名册"):
        make(cast.clerk, Election.objects.get(pk=own.pk))


def test_a_list_is_posted_once_for_each_who_is_new(cast: Cast, own: Election) -> None:
    assert post(cast, own) == 5
    with pytest.raises(BadInput, match="没有还没公布的人"):
        post(cast, own)
    enter(cast, own, choice(3))
    assert post(cast, own) == 1


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


def test_where_they_vote_in_place_of_the_residents_nobody_else_does(
    cast: Cast, own: Election
) -> None:
    post(cast, own)
    assert consider(own, own).beside is None


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


def test_no_list_is_posted_whose_meeting_is_not_as_the_law_has_it(
    cast: Cast, own: Election
) -> None:
    Chosen.objects.get(entry__number=8).delete()
    with pytest.raises(BadInput, match=r"代表占不到 4/5（《.+》第二十八条第一款") as refused:
        post(cast, own)
    assert refused.value.remedy == "再推选代表 1 人，代表至少 4 人"
    assert not Chosen.objects.exclude(posted_on=None).exists()
