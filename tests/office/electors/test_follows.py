"""What follows among the electors when somebody is struck off the roll, as the page of the change
says it before it is made (移出名册以后).
"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.electors.choices import choice, enter
from tests.office.electors.conftest import Published
from tests.office.electors.proxying import register

from huanjie.domain.choosing import Kind
from huanjie.office.electors.posting import post_chosen
from huanjie.office.electors.proxies import post_list, take_back
from huanjie.office.gates import follows_striking
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

Browse = Callable[[User], Client]


def told(election: Election, number: int) -> list[str]:
    return [f"{x.says}。{x.remedy}" for x in follows_striking(election, (number,))]


def test_the_proxies_that_somebody_gave_or_holds_are_over(cast: Cast, published: Published) -> None:
    own = published.election
    register(cast, own, 1, 2)
    one, two = (published.entry(number).name for number in (1, 2))
    ends = f"{one}委托{two}投票（第 1 份）随之失效"
    assert told(own, 1) == [f"{ends}。告诉{two}不能再凭这份委托投票"]
    assert told(own, 2) == [f"{ends}。告诉{one}：本人到场投票，或者在期限内另行委托"]
    assert told(own, 3) == []
    post_list(acting_user=act(cast.clerk), election=own)
    (says,) = told(own, 2)
    assert "公布过的委托名单随之改变" in says
    assert says.endswith("并重新打印委托名单张贴")
    take_back(acting_user=act(cast.clerk), election=own, number=1)
    assert told(own, 2) == []


def test_a_group_without_its_head_chooses_another(
    cast: Cast, published: Published, browse: Browse
) -> None:
    own = published.election
    RollEntry.objects.filter(number=2).update(group="第2村民小组")
    enter(cast, own, choice(2, Kind.HEAD))
    name = published.entry(2).name
    (says,) = told(own, 2)
    assert says.startswith(f"{name}是第2村民小组的")
    assert "公布过" not in says
    post_chosen(acting_user=act(cast.chair), election=own)
    (says,) = told(own, 2)
    assert "公布过的名单随之改变" in says
    assert says.endswith("由第2村民小组另行推选，登记以后重新公布名单")
    with on(OPENED_ON):
        address = f"/elections/{own.pk}/roll/changes/died/"
        page = browse(cast.chair).post(address, {"number": "2", "key": "a"}).content.decode()
    assert "核对变动" in page
    assert "公布过的名单随之改变" in page
