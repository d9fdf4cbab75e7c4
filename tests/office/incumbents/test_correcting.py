"""Putting right what was entered wrongly (更正任职): no false past stays behind, and the log says
what was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.incumbents.test_keeping import ELECTED, NUMBER, OTHER_NUMBER, body, sit

from huanjie.domain.incumbency import How
from huanjie.door.fault import BadInput
from huanjie.office.incumbents.correcting import correct_post
from huanjie.office.incumbents.models import Holding
from huanjie.office.incumbents.services import Seat, leave_post
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


def seat(**facts: Any) -> Seat:
    values = {"post": "member", "name": "蓝大山", "from_on": ELECTED, "how": How.ELECTED, **facts}
    return Seat(**values)


def correct(cast: Cast, row: Holding, **facts: Any) -> Holding:
    unit = row.body.unit
    correct_post(acting_user=act(cast.clerk), unit=unit, holding=row.pk, seat=seat(**facts))
    row.refresh_from_db()
    return row


def test_a_slip_is_put_right_where_it_stands(cast: Cast, village: Unit) -> None:
    row = sit(cast, body(cast, village), "蓝大三", sex="f", id_number=NUMBER)
    correct(cast, row, name="蓝 大山", sex="m", how=How.BY_ELECTION)
    assert (row.name, row.sex, row.how) == ("蓝大山", "m", How.BY_ELECTION)
    assert row.to_on is None
    assert Holding.objects.count() == 1
    assert row.id_index, "没有另填号码，还是同一个人"


def test_the_log_says_which_facts_were_changed_and_not_what_they_were(
    cast: Cast, village: Unit, browse: Browse
) -> None:
    row = sit(cast, body(cast, village), "蓝大三")
    correct(cast, row, name="蓝大山")
    page = browse(cast.clerk).get(f"/units/{village.pk}/history/").content.decode()
    assert "改动：名称" in page
    assert "蓝大三" not in page.partition("<main")[2]


def test_who_leads_a_body_is_one_after_a_correction_too(cast: Cast, village: Unit) -> None:
    at = body(cast, village)
    sit(cast, at, "钟小青", "chair")
    row = sit(cast, at, "蓝大山")
    with pytest.raises(BadInput, match="现在是钟小青"):
        correct(cast, row, post="chair")
    assert row.post == "member"


def test_what_is_right_already_may_be_sent_again(cast: Cast, village: Unit) -> None:
    row = sit(cast, body(cast, village), "蓝大山", "chair", id_number=NUMBER)
    assert correct(cast, row, post="chair").post == "chair"
    assert correct(cast, row, post="chair", id_number=NUMBER).post == "chair"


def test_a_number_given_later_makes_one_person_of_two_entries(cast: Cast, village: Unit) -> None:
    party = sit(cast, body(cast, village, "party-branch"), "蓝大山", id_number=NUMBER)
    row = sit(cast, body(cast, village), "蓝大山")
    assert row.person != party.person
    assert correct(cast, row, id_number=NUMBER).person == party.person
    assert correct(cast, row, id_number=OTHER_NUMBER).person != party.person


def test_whoever_left_is_put_right_as_well_and_stays_gone(cast: Cast, village: Unit) -> None:
    at = body(cast, village)
    row = sit(cast, at, "蓝大三", "chair")
    leave_post(acting_user=act(cast.clerk), unit=village, holding=row.pk, on=ELECTED)
    sit(cast, at, "钟小青", "chair")
    assert correct(cast, row, post="chair").to_on == ELECTED


def test_a_post_of_another_place_is_not_there(
    cast: Cast, village: Unit, next_village: Unit, browse: Browse
) -> None:
    row = sit(cast, body(cast, village), "蓝大山")
    client = browse(cast.stranger)
    assert client.get(f"/units/{next_village.pk}/incumbents/{row.pk}/correct/").status_code == 404


@pytest.mark.parametrize(("post", "chosen"), [("member", "member"), ("文书", "-")])
def test_the_form_begins_with_what_was_entered(
    cast: Cast, village: Unit, browse: Browse, post: str, chosen: str
) -> None:
    row = sit(cast, body(cast, village), "蓝大山", post, sex="m")
    address = f"/units/{village.pk}/incumbents/{row.pk}/correct/"
    page = browse(cast.clerk).get(address).content.decode()
    assert address in browse(cast.clerk).get(f"/units/{village.pk}/incumbents/").content.decode()
    assert f'<option value="{chosen}" selected' in page
    assert ('value="文书"' in page) is (post == "文书")
    assert 'value="蓝大山"' in page
    assert 'name="seen"' in page
