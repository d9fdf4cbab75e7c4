"""One record in two windows (两个窗口改同一处): the second is told what the first did, nothing is
overwritten in silence, and what was typed goes back into the form to be looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.incumbents.test_keeping import body

from huanjie.office.cover.models import Wave
from huanjie.office.cover.services import WaveFacts, keep_wave
from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


@dataclass(frozen=True)
class Window:
    """A page that somebody opened, with the form that stands in it."""

    client: Client
    address: str
    own: dict[str, str]
    """the hidden fields of the form: its number, and the version that it shows"""

    def send(self, **typed: str) -> tuple[int, str]:
        """Send the form; the status and the page of the answer."""
        answer = self.client.post(self.address, {**self.own, **typed})
        return answer.status_code, answer.content.decode()


def opened(client: Client, address: str) -> Window:
    """Open a page."""
    return Window(client, address, hidden(client.get(address).content.decode()))


def hidden(page: str) -> dict[str, str]:
    own = page.partition("<main")[2]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', own))


@pytest.fixture
def body_address(cast: Cast, village: Unit) -> str:
    """Where a body of the village is changed."""
    return f"/units/{village.pk}/incumbents/body/{body(cast, village).pk}/"


FACTS = {"kind": "villagers-committee", "seats": "3", "elected_on": "2021-05-20"}


def test_a_body_that_was_changed_meanwhile_is_not_overwritten(
    cast: Cast, village: Unit, browse: Browse, body_address: str
) -> None:
    first = opened(browse(cast.county), body_address)
    second = opened(browse(cast.clerk), body_address)
    assert first.send(**FACTS, name="三联村委会")[0] == 302
    status, page = second.send(**FACTS, name="村民委员会")
    assert status == 409
    assert "县换届工作办公室" in page
    assert "登记组织和任职" in page
    assert village.bodies.get().name == "三联村委会"


def test_a_form_that_came_back_with_a_fault_still_knows_what_it_was_made_from(
    cast: Cast, village: Unit, browse: Browse, body_address: str
) -> None:
    second = opened(browse(cast.clerk), body_address)
    assert opened(browse(cast.county), body_address).send(**FACTS, name="三联村委会")[0] == 302
    status, page = second.send(**FACTS, name="")
    assert status == 422
    again = Window(second.client, body_address, hidden(page))
    assert again.send(**FACTS, name="村民委员会")[0] == 409
    assert village.bodies.get().name == "三联村委会"


def test_what_was_typed_goes_back_into_a_bodys_form_and_is_done_with_one_more_press(
    cast: Cast, village: Unit, browse: Browse, body_address: str
) -> None:
    second = opened(browse(cast.clerk), body_address)
    assert opened(browse(cast.county), body_address).send(**FACTS, name="三联村委会")[0] == 302
    _status, page = second.send(**FACTS, name="村民委员会")
    before = Deed.objects.count()
    status, form = Window(second.client, body_address, hidden(page)).send(edit="1")
    assert (status, Deed.objects.count()) == (200, before)
    assert 'value="村民委员会"' in form
    assert "表单缺少编号" not in form
    again = Window(second.client, body_address, hidden(form))
    assert again.send(**FACTS, name="村民委员会")[0] == 302
    assert village.bodies.get().name == "村民委员会"


def test_a_deed_that_changes_nothing_that_is_shown_is_not_told_as_the_reason(
    cast: Cast, village: Unit, browse: Browse, body_address: str
) -> None:
    second = opened(browse(cast.clerk), body_address)
    assert opened(browse(cast.county), body_address).send(**FACTS, name="三联村委会")[0] == 302
    clerk = browse(cast.clerk)
    clerk.post("/tokens/make/", {**opened(clerk, "/tokens/make/").own, "name": "统计", **TOKEN})
    assert Deed.objects.filter(action="make-token").exists()
    page = second.send(**FACTS, name="村民委员会")[1]
    assert "制作接口令牌" not in page
    assert "登记组织和任职" in page


TOKEN = {"place": "330329100257", "scopes": "see-roll", "expires_on": "2026-08-01"}


def test_a_wave_that_was_changed_meanwhile_is_not_overwritten(
    cast: Cast, village: Unit, browse: Browse
) -> None:
    county = village.parent and village.parent.parent
    assert county
    facts = WaveFacts(name="试点", place=1, is_pilot=True, first_day=None, last_day=None)
    wave = keep_wave(acting_user=act(cast.county), unit=county, facts=facts)
    address, typed = f"/waves/{wave}/", {"place": "1", "is_pilot": "on"}
    first, second = (opened(browse(cast.county), address) for _ in range(2))
    assert first.send(**typed, name="第一批")[0] == 302
    assert second.send(**typed, name="第二批")[0] == 409
    assert Wave.objects.get().name == "第一批"


def test_a_new_body_rests_on_nothing_that_others_do(
    cast: Cast, village: Unit, browse: Browse, body_address: str
) -> None:
    fresh = opened(browse(cast.clerk), f"/units/{village.pk}/incumbents/body/")
    assert opened(browse(cast.county), body_address).send(**FACTS, name="三联村委会")[0] == 302
    assert fresh.send(**{**FACTS, "kind": "party-branch"}, name="党支部")[0] == 302
    assert village.bodies.count() == 2


def test_a_form_that_comes_back_to_be_filled_in_again_is_not_called_faulty(
    cast: Cast, election: Election, browse: Browse
) -> None:
    page = browse(cast.chair).post(
        f"/elections/{election.pk}/cancel/", {"because": "弄错了", "edit": "1"}
    )
    told = page.content.decode()
    assert page.status_code == 200
    assert 'value="弄错了"' in told
    assert "有几处要改" not in told


def test_a_refusal_leads_back_to_the_page_that_held_the_form(
    cast: Cast, election: Election, browse: Browse
) -> None:
    cancel_election(acting_user=act(cast.chair), election=election, because="弄错了")
    address = f"/elections/{election.pk}/roll/"
    page = browse(cast.clerk).post(
        f"{address}1/number/", {"key": "k"}, headers={"referer": f"http://testserver{address}?q=1"}
    )
    assert page.status_code == 422
    assert f'href="{address}?q=1"' in page.content.decode()


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/units/", "nonsense"])
def test_another_sites_page_is_never_led_back_to(
    cast: Cast, election: Election, browse: Browse, referer: str
) -> None:
    address = f"/elections/{election.pk}/roll/1/number/"
    page = browse(cast.clerk).post(address, {"key": "k"}, headers={"referer": referer})
    assert page.status_code == 422
    assert f'href="{address}"' in page.content.decode()
    assert "elsewhere" not in page.content.decode()
