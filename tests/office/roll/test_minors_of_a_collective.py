"""Minors on the roll of a collective (集体经济组织名单上的未成年人): from sixteen on they are put
there where it is stated that they live on their own income; nobody drops or takes them silently.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.domain.numbers import number
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on, plan
from tests.office.roll.conftest import invented, load, publish, roll_csv, send
from tests.office.roll.test_many_rolls import of, row, take

from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.changes import Addition, add_to_roll
from huanjie.office.roll.people import add_person
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
BODY = "collective-organisation"
EIGHTEEN, MINOR = number("20080628", "101"), number("20080629", "102")
SIXTEEN, CHILD = number("20100628", "103"), number("20100629", "104")
CODE = "《中华人民共和国民法典》"
MEMBER = {"organisation_member": True}


@pytest.fixture
def collective(cast: Cast, village: Unit) -> Election:
    """The election of a collective, just opened, with nobody on its roll."""
    own = plan(body=BODY, seats={"member": 3}, adopted_by="成员大会")
    return Election.objects.get(
        pk=open_election(acting_user=act(cast.clerk), unit=village, plan=own)
    )


@pytest.fixture
def posted(cast: Cast, collective: Election) -> Election:
    """The same with two adults on a roll that is published."""
    load(cast, collective, roll_csv(invented(2)))
    publish(cast, collective)
    collective.refresh_from_db()
    return collective


def test_a_file_gives_a_minor_back_and_says_what_to_state_and_where(
    cast: Cast, collective: Election, browse: Browse
) -> None:
    raw = roll_csv(invented(1), ("赵一", EIGHTEEN), ("钱二", MINOR), ("孙三", CHILD))
    sent = send(browse(cast.clerk), collective, "名册.csv", raw)
    page = browse(cast.clerk).get(sent["Location"]).content.decode()
    assert "可导入 2 + 退回 2 = 合计 4 行" in page
    assert "不满年龄，要写明事实" in page
    assert "要写明“未满十八周岁的，以自己的劳动收入为主要生活来源”" in page
    assert "在“名册变动”写明事实，逐个列入" in page
    assert f"不符合“选举日年满十六周岁”（{CODE}第十七条至第二十条）" in page


def test_so_does_a_file_for_many_units(cast: Cast, collective: Election) -> None:
    code = collective.unit.code
    rows = of(code, *invented(1))
    rows += [row(code, "赵一", EIGHTEEN), row(code, "钱二", SIXTEEN), row(code, "孙三", CHILD)]
    outcome, told = take(cast, rows, body=BODY)
    assert (outcome.loaded, outcome.rejected) == (2, 2)
    kinds = [kind for each in told for _, kind, _ in each.reasons]
    assert sorted(kinds) == ["must-state", "too-young"]


@pytest.mark.parametrize(
    ("identity", "says", "remedy"),
    [
        (MINOR, "要写明“未满十八周岁的", "在“名册变动”写明"),
        (CHILD, "年满十六周岁", "不到年龄的不列入名册"),
    ],
)
def test_by_hand_too(
    cast: Cast, collective: Election, identity: str, says: str, remedy: str
) -> None:
    said: Any = {"name": "钱二", "id_number": identity}
    with pytest.raises(BadInput, match=says) as refused:
        add_person(acting_user=act(cast.clerk), election=collective, cells=said)
    assert refused.value.at == "id_number"
    assert remedy in refused.value.remedy


def test_a_roll_with_minors_on_it_is_not_published(cast: Cast, collective: Election) -> None:
    load(cast, collective, roll_csv(invented(1), ("赵一", EIGHTEEN)))
    sooner = POLLING_DAY - datetime.timedelta(days=1)
    Election.objects.filter(pk=collective.pk).update(polling_day=sooner)
    collective.refresh_from_db()
    with pytest.raises(BadInput, match=r"名册上有 1 人只凭出生日期还不符合.*编号 2"):
        publish(cast, collective)


def added(cast: Cast, election: Election, identity: str, **stated: bool) -> int:
    cells: Any = {"name": "钱二", "id_number": identity}
    return add_to_roll(
        acting_user=act(cast.chair),
        election=election,
        who=Addition(kind="capable", cells=cells, stated={**MEMBER, **stated}),
    )


@pytest.mark.parametrize("identity", [MINOR, SIXTEEN])
def test_from_sixteen_on_it_is_stated_after_the_roll_is_published(
    cast: Cast, posted: Election, identity: str
) -> None:
    added(cast, posted, identity, own_income=True)
    posted.refresh_from_db()
    assert posted.registered == 3
    assert "of-age" in posted.roll_changes.get().reasons


@pytest.mark.parametrize(
    ("identity", "stated", "says"),
    [
        (MINOR, {}, "没有写明“未满十八周岁的"),
        (SIXTEEN, {"own_income": False}, "按所写的事实不能登记"),
        (CHILD, {"own_income": True}, "不符合“选举日年满十六周岁”"),
    ],
)
def test_what_is_not_stated_registers_no_minor_and_nothing_a_child(
    cast: Cast, posted: Election, identity: str, stated: dict[str, bool], says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        added(cast, posted, identity, **stated)
    assert CODE in refused.value.says
    assert posted.roll.count() == 2


def test_the_page_asks_for_it(cast: Cast, posted: Election, browse: Browse) -> None:
    with on(OPENED_ON):
        page = browse(cast.chair).get(f"/elections/{posted.pk}/roll/changes/capable/").text
    assert "未满十八周岁的，以自己的劳动收入为主要生活来源" in page
