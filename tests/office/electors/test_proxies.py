"""Proxies (委托投票): registered by the paper in hand, judged by the pack, at both sides of every
limit.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on, plan
from tests.office.electors.conftest import Published
from tests.office.electors.proxying import asked, register
from tests.office.roll.conftest import invented, load, party_csv, publish

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.electors.models import Proxy
from huanjie.office.electors.proxies import register_proxy, take_back
from huanjie.office.electors.proxyfacts import questions
from huanjie.office.electors.proxylist import proxies_of
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
LAST_DAY = POLLING_DAY - datetime.timedelta(days=3)
"""in Zhejiang, where these villages are"""


def test_a_written_proxy_of_somebody_who_is_away_is_registered_in_order(
    cast: Cast, published: Published
) -> None:
    assert register(cast, published.election, 1, 2) == 1
    assert register(cast, published.election, 3, 2, proxy_is_near_relative=True) == 2
    proxies = proxies_of(published.election)
    assert [(p.principal.number, p.holder.number) for p in proxies.standing] == [(1, 2), (3, 2)]
    assert [p.near_relative for p in proxies.standing] == [False, True]


@pytest.mark.parametrize(
    ("stated", "article"),
    [
        ({"principal_absent": False}, "外出"),
        ({"written": False}, "书面"),
        ({"principal_absent": None}, "没有写明"),
        ({"written": None}, "没有写明"),
    ],
)
def test_what_the_law_does_not_let_pass_is_refused_with_its_article(
    cast: Cast, published: Published, stated: dict[str, Any], article: str
) -> None:
    with pytest.raises(BadInput, match=article) as refused:
        register(cast, published.election, 1, 2, **stated)
    assert "《中华人民共和国村民委员会组织法》第十八条第四款" in refused.value.says
    assert not Proxy.objects.exists()


def test_a_refusal_says_everything_that_is_not_met(cast: Cast, published: Published) -> None:
    with pytest.raises(BadInput) as refused:
        register(cast, published.election, 1, 2, principal_absent=False, written=False)
    assert refused.value.says.count("不符合“") == 2


def test_nobody_holds_more_than_three(cast: Cast, published: Published) -> None:
    for principal in (1, 2, 3):
        register(cast, published.election, principal, 9)
    with pytest.raises(BadInput, match="每人接受委托不超过三人"):
        register(cast, published.election, 4, 9)
    take_back(acting_user=act(cast.clerk), election=published.election, number=2)
    assert register(cast, published.election, 4, 9) == 4


def test_one_voter_gives_one_proxy_and_another_only_once_it_is_taken_back(
    cast: Cast, published: Published
) -> None:
    register(cast, published.election, 1, 2)
    with pytest.raises(BadInput, match="已经委托了别人，是第 1 份") as refused:
        register(cast, published.election, 1, 3)
    assert refused.value.at == "principal"
    take_back(acting_user=act(cast.clerk), election=published.election, number=1)
    assert register(cast, published.election, 1, 3) == 2


@pytest.mark.parametrize(
    ("pair", "field", "says"),
    [
        ((1, 1), "holder", "同一个人"),
        ((99, 2), "principal", "没有编号 99"),
        ((1, 99), "holder", "没有编号 99"),
        ((6, 1), "principal", "接受了别人的委托"),
        ((1, 5), "holder", "自己委托了别人"),
    ],
)
def test_two_people_of_the_roll_neither_away_and_present_at_once(
    cast: Cast, published: Published, pair: tuple[int, int], field: str, says: str
) -> None:
    register(cast, published.election, 5, 6)
    with pytest.raises(BadInput, match=says) as refused:
        register(cast, published.election, *pair)
    assert refused.value.at == field


def test_after_the_last_day_of_the_law_none_is_registered(cast: Cast, published: Published) -> None:
    with on(LAST_DAY):
        register(cast, published.election, 1, 2)
    after = LAST_DAY + datetime.timedelta(days=1)
    with on(after), pytest.raises(BadInput, match=r"委托投票手续截止.*第二十五条第二款"):
        register(cast, published.election, 3, 4)


def test_a_day_that_has_not_come_is_refused(cast: Cast, published: Published) -> None:
    tomorrow = OPENED_ON + datetime.timedelta(days=1)
    late = replace(asked(1, 2), asked_on=tomorrow)
    with pytest.raises(BadInput, match="今天以后") as refused:
        register_proxy(acting_user=act(cast.clerk), election=published.election, asked=late)
    assert refused.value.at == "asked_on"
    last_year = replace(late, asked_on=published.election.start_day - datetime.timedelta(days=1))
    with pytest.raises(BadInput, match="开始办理以前") as refused:
        register_proxy(acting_user=act(cast.clerk), election=published.election, asked=last_year)
    assert refused.value.at == "asked_on"
    with on(tomorrow):
        register_proxy(acting_user=act(cast.clerk), election=published.election, asked=late)


@pytest.mark.parametrize("stage", list(Stage))
def test_proxies_are_kept_from_the_roll_to_the_first_paper_and_at_no_other_stage(
    cast: Cast, published: Published, stage: Stage
) -> None:
    Election.objects.update(stage=stage)
    if stage in (Stage.ROLL_PUBLISHED, Stage.READY):
        assert register(cast, published.election, 1, 2)
        return
    with pytest.raises(BadInput, match="不能登记委托投票"):
        register(cast, published.election, 1, 2)


def test_only_those_who_keep_the_roll_register_one(cast: Cast, published: Published) -> None:
    for user in (cast.county, cast.town, cast.teller, cast.observer, cast.stranger):
        with pytest.raises(PermissionDenied):
            register_proxy(acting_user=act(user), election=published.election, asked=asked(1, 2))
    register_proxy(acting_user=act(cast.chair), election=published.election, asked=asked(1, 2))


def test_in_zhejiang_three_days_before_and_posted_is_what_the_pack_asks(
    cast: Cast, published: Published
) -> None:
    pack = law_of(published.election).pack
    assert pack.region == "zhejiang"
    asks = {each.key for each in questions(pack)}
    assert {"principal_absent", "written", "proxy_is_competitor"} <= asks
    assert not asks & {"held_before", "proxy_is_candidate", "proxy_posted", "asked_days_before"}
    assert proxies_of(published.election).counts_when_posted


def test_the_party_takes_none_and_says_by_which_article(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    load(cast, party_election, party_csv(invented(2), "正式党员", "正式党员"))
    publish(cast, party_election)
    party_election.refresh_from_db()
    with pytest.raises(BadInput, match="不得委托他人投票"):
        register(cast, party_election, 1, 2)
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/proxies/").content.decode()
    assert "这次选举不得委托投票" in page
    assert "登记一份委托" not in page


def test_residents_representatives_take_none_and_their_voters_do(
    cast: Cast, community: Unit, browse: Browse
) -> None:
    for method, is_allowed in (("representatives", False), ("voters", True)):
        own = open_election(
            acting_user=act(cast.town),
            unit=community,
            plan=plan(body="residents-committee", method=method, seats={"chair": 1, "member": 2}),
        )
        election = Election.objects.get(pk=own)
        assert (proxies_of(election).barred is None) == is_allowed
        Election.objects.filter(pk=own).delete()
