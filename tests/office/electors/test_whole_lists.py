"""Which list of representatives is a roll (名单齐全): whole, posted, and lawful in its numbers."""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast
from tests.office.electors.choices import choice, enter
from tests.office.electors.rollofchosen import BY_THEM, make, opened, own, peopled, post

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.door.fault import BadInput
from huanjie.office.electors.models import Chosen
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

__all__ = ["own"]  # a fixture

pytestmark = pytest.mark.usefixtures("of_the_community")


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


def test_a_list_is_posted_once_for_each_who_is_new(cast: Cast, own: Election) -> None:
    assert post(cast, own) == 5
    with pytest.raises(BadInput, match="没有还没公布的人"):
        post(cast, own)
    enter(cast, own, choice(3))
    assert post(cast, own) == 1


def test_no_list_is_posted_whose_meeting_is_not_as_the_law_has_it(
    cast: Cast, own: Election
) -> None:
    Chosen.objects.get(entry__number=8).delete()
    with pytest.raises(BadInput, match=r"代表占不到 4/5（《.+》第二十八条第一款") as refused:
        post(cast, own)
    assert refused.value.remedy == "再推选代表 1 人，代表至少 4 人"
    assert not Chosen.objects.exclude(posted_on=None).exists()
