"""Nobody is on a roll who is not of age on the polling day (选举日未满十八周岁): in a file, by
hand, in a file for many units, and where the day moved.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from tests.domain.numbers import number
from tests.office.conftest import POLLING_DAY, Cast, act
from tests.office.roll.conftest import invented, load, publish, roll_csv, send
from tests.office.roll.test_many_rolls import of, row, take

from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import correct_on_roll
from huanjie.office.roll.people import add_person

Browse = Callable[[User], Client]
EIGHTEEN = number("20080628", "101")
A_DAY_LATE = number("20080629", "102")
ARTICLE = "不符合“选举日年满十八周岁”（《中华人民共和国村民委员会组织法》第十六条第一款"


def cells(name: str, identity: str) -> tuple[str, ...]:
    return (name, identity)


def test_the_day_of_the_birthday_is_in_time_and_the_next_is_not(
    cast: Cast, election: Election, browse: Browse
) -> None:
    assert datetime.date(2026, 6, 28) == POLLING_DAY
    raw = roll_csv(invented(1), cells("赵一", EIGHTEEN), cells("钱二", A_DAY_LATE))
    sent = send(browse(cast.clerk), election, "名册.csv", raw)
    page = browse(cast.clerk).get(sent["Location"]).content.decode()
    assert "可导入 2 + 退回 1 = 合计 3 行" in page
    assert "选举日还不到年龄" in page
    assert ARTICLE in page


def test_of_a_file_for_many_units_too(cast: Cast, election: Election) -> None:
    rows = of(election.unit.code, *invented(1))
    rows += [row(election.unit.code, "钱二", A_DAY_LATE), row(election.unit.code, "赵一", EIGHTEEN)]
    outcome, told = take(cast, rows)
    assert (outcome.loaded, outcome.rejected) == (2, 1)
    assert [reason[1] for each in told for reason in each.reasons] == ["too-young"]


def test_by_hand_too(cast: Cast, election: Election) -> None:
    def added(name: str, identity: str) -> int:
        said = {"name": name, "id_number": identity}
        return add_person(acting_user=act(cast.clerk), election=election, cells=said)  # type: ignore[arg-type]

    with pytest.raises(BadInput, match="年满十八周岁") as refused:
        added("钱二", A_DAY_LATE)
    assert refused.value.at == "id_number"
    assert added("赵一", EIGHTEEN) == 1


def test_a_roll_from_before_the_day_moved_is_not_published(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(1), cells("赵一", EIGHTEEN)))
    Election.objects.filter(pk=election.pk).update(polling_day=POLLING_DAY - datetime.timedelta(1))
    election.refresh_from_db()
    with pytest.raises(BadInput, match=r"名册上有 1 人不符合“选举日年满十八周岁”.*编号 2"):
        publish(cast, election)
    election.roll.filter(number=2).delete()
    assert publish(cast, election) == 1


def test_a_corrected_number_makes_nobody_younger_than_the_law_asks(
    cast: Cast, election: Election
) -> None:
    def corrected(identity: str) -> int:
        return correct_on_roll(
            acting_user=act(cast.chair), election=election, number=1, cells={"id_number": identity}
        )

    load(cast, election, roll_csv(invented(1)))
    publish(cast, election)
    with pytest.raises(BadInput, match="年满十八周岁") as refused:
        corrected(A_DAY_LATE)
    assert refused.value.at == "id_number"
    assert corrected(EIGHTEEN) == 1


def test_members_of_the_party_are_asked_no_age(cast: Cast, party_election: Election) -> None:
    said = {"name": "钱二", "id_number": A_DAY_LATE, "standing": "正式党员"}
    assert add_person(acting_user=act(cast.clerk), election=party_election, cells=said) == 1  # type: ignore[arg-type]
