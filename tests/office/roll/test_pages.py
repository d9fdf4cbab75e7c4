"""Pages of the roll (名册页): found, added to, taken from, masked, and whose page it is."""

from __future__ import annotations

import pytest
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import (
    HEADINGS,
    invented,
    keep,
    load,
    party_csv,
    publish,
    roll_csv,
    send,
)
from tests.office.roll.pages import Browse

from huanjie.domain.identity import masked, masked_phone
from huanjie.office.deeds.models import Deed
from huanjie.office.planning.models import Election
from huanjie.office.roll.services import load_roll

ZHAO, QIAN = number(sequence="101"), number(sequence="102")
HEADS = HEADINGS[:2]


def test_no_page_shows_a_full_number_before_it_was_asked_for(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(3)
    upload = keep(cast, election, roll_csv(people, ("李四", spoiled(ZHAO))))
    base = f"/elections/{election.pk}/roll/"
    client = browse(cast.chair)
    pages = [client.get(f"{base}uploads/{upload.pk}/").content.decode()]
    pages.append(client.get(f"{base}uploads/{upload.pk}/load/?way=replace").content.decode())
    load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way="replace")
    for address in ("", "?q=1", "1/remove/", "publish/", "add/"):
        pages.append(client.get(base + address).content.decode())
    publish(cast, election)
    pages += [client.get(base + address).content.decode() for address in ("", "list/")]
    for page in pages:
        for person in people:
            assert person.identity_number not in page
            assert person.phone not in page
        assert spoiled(ZHAO) not in page
    assert masked(people[0].identity_number) in pages[0]
    assert masked(people[0].identity_number) in pages[2]
    assert masked_phone(people[0].phone) in pages[2]


def test_a_full_number_is_shown_once_for_each_logged_deed(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(2)
    load(cast, election, roll_csv(people))
    client, address = browse(cast.clerk), f"/elections/{election.pk}/roll/2/number/"
    assert client.get(address).status_code == 405
    page = client.post(address, {"key": "f"})
    assert people[1].identity_number in page.content.decode()
    assert people[1].phone in page.content.decode()
    assert people[0].identity_number not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.post(address, {"key": "f"}).status_code == 302
    assert client.post(address, {"key": "g"}).status_code == 200
    assert Deed.objects.filter(action="show-number").count() == 2


@pytest.mark.parametrize(
    ("who", "status"), [("teller", 403), ("scrutineer", 403), ("observer", 403), ("stranger", 404)]
)
def test_who_may_not_see_the_roll_sees_none_of_its_pages(
    cast: Cast, election: Election, browse: Browse, who: str, status: int
) -> None:
    upload = keep(cast, election, roll_csv(invented(2)))
    client, base = browse(getattr(cast, who)), f"/elections/{election.pk}/roll/"
    up = f"uploads/{upload.pk}/"
    for address in ("", "template.xlsx", "add/", "1/remove/", "uploads/", up, "publish/", "list/"):
        assert client.get(base + address).status_code == status, address
    for address in ("add/", "1/remove/", "1/number/", "uploads/", f"{up}load/", f"{up}withdraw/"):
        form = {"key": address, "way": "replace", "confirm": "1"}
        assert client.post(base + address, form).status_code == status, address
    assert client.post(f"{base}{up}rejected.xlsx", {"key": "k"}).status_code == status


def test_an_officer_sees_the_roll_and_changes_nothing(
    cast: Cast, election: Election, browse: Browse
) -> None:
    load(cast, election, roll_csv(invented(2)))
    client, base = browse(cast.town), f"/elections/{election.pk}/roll/"
    page = client.get(base).content.decode()
    assert "看号码" in page
    assert "移出" not in page
    assert "上传并核对" not in page
    assert send(client, election, "名册.csv", roll_csv(invented(3))).status_code == 403


def test_the_pages_of_a_roll_hold_a_hundred_people_each(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(101)
    load(cast, election, roll_csv(people))
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/"
    first, second = (client.get(f"{base}?page={at}").content.decode() for at in (1, 2))
    assert (first.count("看号码"), second.count("看号码")) == (100, 1)
    assert people[-1].name in second
    assert "第 2 页，共 2 页（第 101 至 101 人）" in second
    assert client.get(f"{base}?page=x&order=x").content.decode().count("看号码") == 100


def test_the_roll_is_searched_by_name_number_and_group(
    cast: Cast, election: Election, browse: Browse
) -> None:
    rows = [("赵一", ZHAO, "一组"), ("欧阳二", QIAN, "二组")]
    load(cast, election, csv_file((*HEADS, "小组"), *rows))
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/"
    for asked, name in (("欧阳", "欧阳二"), ("２", "欧阳二"), ("一组", "赵一"), ("1", "赵一")):
        page = client.get(base, {"q": asked}).content.decode()
        assert page.count("看号码") == 1, asked
        assert name in page
    nobody = '没有与“<span lang="zh-CN">不在</span>”相符的人'
    assert nobody in client.get(base, {"q": "不在"}).content.decode()
    assert '没有与“<span lang="zh-CN">9999' in client.get(base, {"q": "9" * 30}).content.decode()


def test_a_person_is_added_and_removed_through_the_pages(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/"
    form = {"key": "f", "name": "赵一", "id_number": spoiled(ZHAO)}
    page = client.post(f"{base}add/", form)
    assert page.status_code == 422
    assert "校验码不对" in page.content.decode()
    assert 'value="赵一"' in page.content.decode()
    assert client.post(f"{base}add/", form | {"id_number": ZHAO}).status_code == 302
    assert "赵一" in client.get(f"{base}1/remove/").content.decode()
    assert election.roll.count() == 1
    assert client.post(f"{base}1/remove/", {"key": "g"}).status_code == 200
    assert client.post(f"{base}1/remove/", {"key": "g", "confirm": "1"}).status_code == 302
    assert election.roll.count() == 0
    assert client.get(f"{base}1/remove/").status_code == 404


def test_nobody_is_given_a_standing_that_was_not_chosen(
    browse: Browse, cast: Cast, party_election: Election
) -> None:
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/roll/add/").text
    shown = ("请选择", "正式党员", "预备党员", "留党察看", "停止党员权利")
    places = [page.index(f">{word}</option>") for word in shown]
    assert places == sorted(places)


def test_a_member_is_added_with_a_standing(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    client, address = browse(cast.clerk), f"/elections/{party_election.pk}/roll/add/"
    form = {"key": "f", "name": "赵一", "id_number": ZHAO}
    assert client.post(address, form).status_code == 422
    assert client.post(address, form | {"standing": "党外"}).status_code == 422
    assert client.post(address, form | {"standing": ""}).status_code == 422
    assert client.post(address, form | {"standing": "预备党员"}).status_code == 302
    assert party_election.roll.get().standing == "probationary"


def test_the_roll_of_a_branch_says_how_many_may_vote(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    load(cast, party_election, party_csv(invented(3), "正式党员", "预备党员", "正式党员"))
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/roll/").content.decode()
    assert "名册上 3 人，其中有选举权 2 人" in page
