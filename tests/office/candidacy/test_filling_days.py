"""By when a place of the published list is filled (补足名单的期限), and by which article."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import (
    LAST_DAY,
    add,
    declare_clean,
    publish,
    put_up,
    put_up_enough,
    under,
)
from tests.office.candidacy.test_departing import (
    DAY,
    STEPS_BACK_UNTIL,
    leave,
    leaving,
    listed,
    waits,
)
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.domain.departure import Reason
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.departing import fill_rule, fill_up
from huanjie.office.candidacy.listday import list_or_poll
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

__all__ = ["listed"]


def test_zhejiang_19_fills_a_place_of_whoever_stepped_back_after_the_last_day_to_publish(
    cast: Cast, listed: Election
) -> None:
    """Article 19 lets somebody step back until the third day before the poll, and the list is out
    on the fifth: what it fills is announced after that, and before the poll.
    """
    add(listed, 21, "蓝大有", "m")
    with on(STEPS_BACK_UNTIL):
        assert STEPS_BACK_UNTIL > LAST_DAY
        leave(cast.chair, listed, "丁大山")
        fill_up(acting_user=act(cast.chair), election=listed)
        put_up(cast, listed, "chair", "蓝大有")
        declare_clean(cast, listed)
    with on(POLLING_DAY), pytest.raises(BadInput, match=r"最迟在2026年6月27日（周六）.*第十九条"):
        publish(cast, listed)
    with on(POLLING_DAY - DAY):
        publish(cast, listed)
    listed.refresh_from_db()
    assert listed.candidates_published_on == POLLING_DAY - DAY


def test_on_the_day_of_the_poll_no_place_is_filled_any_more(cast: Cast, listed: Election) -> None:
    leave(cast.chair, listed, "丁大山")
    with on(POLLING_DAY):
        with pytest.raises(BadInput, match=r"已经晚了.*第十九条") as refused:
            fill_up(acting_user=act(cast.chair), election=listed)
        assert "选举日要推迟" in refused.value.remedy
        listed.refresh_from_db()
        (short,) = waits(listed)
        assert "选举日要推迟" in short.remedy


@pytest.mark.parametrize(
    ("region", "last", "article"),
    [
        ("hebei", LAST_DAY, "第二十一条第一款"),
        ("tianjin", POLLING_DAY - 3 * DAY, "第二十二条第二款"),
    ],
)
def test_where_stepping_back_ends_before_the_list_a_place_is_filled_by_its_last_day(
    cast: Cast, village_election: Election, region: str, last: datetime.date, article: str
) -> None:
    under(village_election, region)
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    leave(cast.chair, village_election, "丁大山", leaving(Reason.DIED))
    with on(last + DAY), pytest.raises(BadInput, match="已经晚了") as refused:
        fill_up(acting_user=act(cast.chair), election=village_election)
    assert article in refused.value.says
    with on(last):
        fill_up(acting_user=act(cast.chair), election=village_election)


def test_hebei_21_nobody_is_added_to_a_post_that_nobody_left(
    cast: Cast, village_election: Election, browse: Callable[[User], Client]
) -> None:
    under(village_election, "hebei")
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    add(village_election, 21, "蓝大有", "m")
    add(village_election, 22, "蓝二有", "m")
    leave(cast.chair, village_election, "丁大山", leaving(Reason.DIED))
    address = f"/elections/{village_election.pk}/candidates/fill-up/"
    assert "第二十一条第二款" in browse(cast.chair).get(address).content.decode()
    fill_up(acting_user=act(cast.chair), election=village_election)
    with pytest.raises(BadInput, match=r"委员的候选人没有缺额.*第二十一条第二款"):
        put_up(cast, village_election, "member", "蓝大有")
    with pytest.raises(BadInput, match=r"主任的候选人缺额 1 人"):
        put_up(cast, village_election, "chair", "蓝大有", "蓝二有")
    put_up(cast, village_election, "chair", "蓝大有")
    with pytest.raises(BadInput, match=r"主任的候选人没有缺额"):
        put_up(cast, village_election, "chair", "蓝二有")


def test_a_place_that_was_filled_is_not_free_when_the_list_is_filled_up_again(
    cast: Cast, village_election: Election
) -> None:
    under(village_election, "hebei")
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    for number, name in enumerate(("蓝大有", "蓝二有"), 21):
        add(village_election, number, name, "m")
    leave(cast.chair, village_election, "曾阿宝", leaving(Reason.DIED))
    fill_up(acting_user=act(cast.chair), election=village_election)
    put_up(cast, village_election, "member", "蓝大有")
    declare_clean(cast, village_election)
    publish(cast, village_election)
    leave(cast.chair, village_election, "丁大山", leaving(Reason.DIED))
    fill_up(acting_user=act(cast.chair), election=village_election)
    with pytest.raises(BadInput, match=r"委员的候选人没有缺额"):
        put_up(cast, village_election, "member", "蓝二有")


def test_the_page_says_that_the_day_is_a_convention(
    cast: Cast, listed: Election, browse: Callable[[User], Client]
) -> None:
    leave(cast.chair, listed, "丁大山")
    address = f"/elections/{listed.pk}/candidates/fill-up/"
    page = browse(cast.chair).get(address).content.decode()
    assert "2026年6月27日" in page
    assert "没有规定最迟哪一天，约定在选举日前一天。" in page


def test_a_bar_leaves_time_to_appeal_before_the_list_is_published_anew(
    cast: Cast, listed: Election
) -> None:
    leave(cast.chair, listed, "丁大山")
    fill_up(acting_user=act(cast.chair), election=listed)
    assert list_or_poll(listed) == (POLLING_DAY - DAY, "公布候选人的最后一天")


@pytest.mark.parametrize(("region", "confidence"), [("hebei", "C"), ("tianjin", "V")])
def test_that_a_list_is_filled_where_it_is_short_is_a_convention_where_no_text_says_so(
    cast: Cast, village_election: Election, region: str, confidence: str
) -> None:
    """Hebei 19: 缺额的候选人……递补; Tianjin 19(4): 名额不足的."""
    under(village_election, region)
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    leave(cast.chair, village_election, "丁大山")
    ground = fill_rule(village_election)
    assert ground
    assert ground.confidence == confidence
