"""The pages for somebody who is not on the roll (名册以外的人选): they are written down, corrected
and taken away there, where the law lets them stand.
"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.office.candidacy.offroll import NUMBER, watching
from tests.office.candidacy.pages import at, text_of
from tests.office.conftest import Cast

from huanjie.domain.cycle import Stage
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

__all__ = ["watching"]  # a fixture

Browse = Callable[[User], Client]


def test_the_pages_say_who_may_stand_and_lead_to_it(
    cast: Cast, watching: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    page = text_of(client, at(watching, "find/?q=冯村民"))
    assert "不在名册上的人，登记以后可以提名" in page
    assert at(watching, "off-roll/") in page
    form = {"key": "k", "seen": watching.version, "name": "冯村民", "sex": "f"}
    form["birth_date"] = "1980-02-03"
    answer = client.post(at(watching, "off-roll/"), form, follow=True)
    assert "已登记；现在勾选提名。" in answer.content.decode()
    assert "冯村民" in answer.content.decode()
    assert at(watching, "off-roll/3/") in answer.content.decode()
    watching.refresh_from_db()
    form |= {"key": "k2", "seen": watching.version, "name": "冯小田", "id_number": NUMBER}
    answer = client.post(at(watching, "off-roll/3/"), form, follow=True)
    assert "登记已经更正。" in answer.content.decode()
    assert NUMBER not in text_of(client, at(watching, "off-roll/3/"))
    watching.refresh_from_db()
    asked = {"key": "k3", "seen": watching.version}
    assert "去掉这条登记" in text_of(client, at(watching, "off-roll/3/remove/"))
    gone = client.post(at(watching, "off-roll/3/remove/"), asked | {"confirm": "1"}, follow=True)
    assert "登记已经去掉" in gone.content.decode()
    assert client.get(at(watching, "off-roll/3/")).status_code == 404


def test_the_pages_of_a_committee_offer_no_such_form(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    page = text_of(client, at(village_election, "find/?q=冯村民"))
    assert "只有公布的名单上的人可以提名" in page
    assert client.get(at(village_election, "off-roll/")).status_code == 302


def test_before_the_roll_is_published_the_page_says_who_may_stand(
    cast: Cast, village_election: Election, watching: Election, browse: Browse
) -> None:
    Election.objects.update(stage=Stage.OPENED, roll_published_on=None)
    client = browse(cast.clerk)
    assert "人选不必在名单上" in text_of(client, at(watching))
    assert "人选只能从公布的名单里提名" in text_of(client, at(village_election))
