"""Who decides on an exemption (由哪一级决定放宽): where a text says it, that office alone."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.api.conftest import program
from tests.office.candidacy.conftest import put_up
from tests.office.candidacy.test_exempting import grant
from tests.office.conftest import OPENED_ON, Cast
from tests.office.readaloud import english, faults

from huanjie.door.fault import BadInput
from huanjie.law.packreader import read_pack
from huanjie.law.shelf import load
from huanjie.office.candidacy.findings import find_all, rows_of
from huanjie.office.candidacy.models import Exemption
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.people.models import User
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
COUNTY = "“没有被停止党员权利”的放宽由县（市、区）决定"
FORM = {
    "key": "k",
    "condition": "suspended",
    "approved_by": "中共泰顺县委员会",
    "document": "泰委〔2026〕8号",
    "approved_on": OPENED_ON.isoformat(),
}


@pytest.fixture
def decided(cast: Cast, branch_election: Election) -> Callable[[str | None], Election]:
    """A branch whose member 钟一鸣 needs an exemption, which this level decides on."""

    def by(level: str | None) -> Election:
        document: dict[str, Any] = copy.deepcopy(
            dict(load("party-branch@1990-06-27", today=OPENED_ON).document)
        )
        own = next(each for each in document["eligibility"] if each["key"] == "suspended")
        if level:
            own["exempted_by"] = level
        pack = read_pack(document)
        keep_pack(pack)
        Election.objects.filter(pk=branch_election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
        branch_election.refresh_from_db()
        put_up(cast, branch_election, "member", "钟一鸣")
        branch_election.roll.filter(name="钟一鸣").update(standing="rights-suspended")
        return branch_election

    return by


Decided = Callable[[str | None], Election]


@pytest.mark.parametrize(
    ("level", "role"),
    [("town", "town"), ("county", "county"), (None, "town"), (None, "county")],
)
def test_the_office_of_the_level_that_decides_enters_the_approval(
    cast: Cast, decided: Decided, level: str | None, role: str
) -> None:
    election = decided(level)
    grant(getattr(cast, role), election)
    (found,) = find_all(election, rows_of(election, "p1"))
    assert found.finding == "eligible"


@pytest.mark.parametrize(
    ("level", "role", "organ"),
    [
        ("county", "town", "县（市、区）"),
        ("town", "county", "乡镇、街道"),
        ("city", "county", "设区的市"),
    ],
)
def test_the_office_of_another_level_is_told_who_decides_and_by_which_article(
    cast: Cast, decided: Decided, level: str, role: str, organ: str
) -> None:
    election = decided(level)
    with pytest.raises(BadInput, match=f"放宽由{organ}决定") as refused:
        grant(getattr(cast, role), election)
    assert refused.value.at == "condition"
    assert "停止权利" in refused.value.says
    assert refused.value.remedy == f"报{organ}批准，由那一级的换届工作办公室登记"
    assert not Exemption.objects.exists()


def test_an_office_at_the_city_acts_for_the_city(cast: Cast, decided: Decided) -> None:
    election = decided("city")
    Assignment.objects.filter(user=cast.county).update(unit=Unit.objects.get(level="city"))
    county = User.objects.get(pk=cast.county.pk)
    grant(county, election)
    assert Exemption.objects.get().condition == "suspended"


def test_where_a_place_lacks_the_level_the_next_above_decides(cast: Cast, decided: Decided) -> None:
    election = decided("county")
    Unit.objects.filter(level="county").update(level="city")
    with pytest.raises(BadInput):
        grant(cast.town, election)
    grant(User.objects.get(pk=cast.county.pk), Election.objects.get(pk=election.pk))
    assert Exemption.objects.exists()


def test_what_stands_in_the_way_of_the_list_says_who_is_to_approve(
    cast: Cast, decided: Decided
) -> None:
    found = obstacles(slate_of(decided("county")), today=OPENED_ON, named=True)
    (own,) = (each for each in found if "钟一鸣" in each.says)
    assert own.remedy == "报县（市、区）批准，由那一级的换届工作办公室登记批准文件"


def test_without_a_level_either_office_may_approve(cast: Cast, decided: Decided) -> None:
    found = obstacles(slate_of(decided(None)), today=OPENED_ON, named=True)
    (own,) = (each for each in found if "钟一鸣" in each.says)
    assert own.remedy == "报有权的机构批准，由乡镇或者县换届工作办公室登记批准文件"


def test_the_pages_say_who_decides_and_offer_the_deed_to_them_alone(
    cast: Cast, decided: Decided, browse: Browse
) -> None:
    election = decided("county")
    page = f"/elections/{election.pk}/candidates/findings/p1/"
    town, county = browse(cast.town), browse(cast.county)
    for who in (town, county):
        assert "放宽由县（市、区）决定" in who.get(page).content.decode()
    assert "p1/exemption/" not in town.get(page).content.decode()
    assert "p1/exemption/" in county.get(page).content.decode()
    assert "这个条件的放宽由县（市、区）决定" in town.get(f"{page}exemption/").content.decode()
    assert (
        "没有被停止党员权利（由县（市、区）决定）"
        in county.get(f"{page}exemption/").content.decode()
    )
    refused = town.post(f"{page}exemption/", FORM)
    assert refused.status_code == 422
    assert COUNTY in refused.content.decode()
    assert county.post(f"{page}exemption/", FORM).status_code == 302
    assert "已批准放宽" in county.get(page).content.decode()


def test_the_page_is_whole_in_english(cast: Cast, decided: Decided, browse: Browse) -> None:
    page = f"/elections/{decided('county').pk}/candidates/findings/p1/"
    for who in (cast.town, cast.county):
        for address in (page, f"{page}exemption/"):
            html = english(browse(who)).get(address).content.decode()
            assert list(faults(address, html)) == []


def test_a_program_reads_who_decides(cast: Cast, decided: Decided, village: Unit) -> None:
    election = decided("county")
    answer = program(cast.clerk, village).get(f"/elections/{election.pk}/findings")
    rules = {each["condition"]: each for each in answer.json()["findings"][0]["rules"]}
    assert rules["suspended"]["exempted_by"] == "county"
    assert rules["standing"]["exempted_by"] is None
