"""The roll of the Youth League (团员名册): in its own words, with its own standings, confirmed and
not posted.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, party_plan
from tests.office.roll.conftest import invented, load, publish, send
from tests.office.roll.test_many_rolls import take

from huanjie.door.fault import BadInput
from huanjie.office.electors.lookup import is_public
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.people import add_person
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
HEADINGS = ("姓名", "身份证号", "团员类别")


@pytest.fixture
def league(cast: Cast, village: Unit) -> Election:
    """The League branch's election, just opened."""
    plan = party_plan(body="youth-league", adopted_by="团员大会")
    return Election.objects.get(
        pk=open_election(acting_user=act(cast.clerk), unit=village, plan=plan)
    )


def roll(*standings: str) -> bytes:
    people = invented(len(standings))
    rows = [(p.name, p.identity_number, s) for p, s in zip(people, standings, strict=True)]
    return csv_file(HEADINGS, *rows)


def test_the_template_asks_for_the_kinds_of_the_league(
    cast: Cast, league: Election, browse: Browse
) -> None:
    raw = browse(cast.clerk).get(f"/elections/{league.pk}/roll/template.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert "团员类别" in heads
    assert "党员类别" not in heads
    lists = [each.formula1 for each in sheet.data_validations.dataValidation]
    assert '"正式团员,留团察看,停止团员权利"' in lists


def test_full_members_vote_and_who_is_under_sanction_does_not(cast: Cast, league: Election) -> None:
    load(cast, league, roll("正式团员", "团员", "从事团的工作的党员", "留团察看", "停止团员权利"))
    assert publish(cast, league) == 3
    assert not is_public(league)


def test_whoever_joined_the_party_and_kept_the_league_votes_as_its_member(
    cast: Cast, league: Election
) -> None:
    load(cast, league, roll("保留团籍的共产党员", "保留团籍的预备党员", "留团察看"))
    assert publish(cast, league) == 2


def test_its_pages_speak_of_confirming_and_of_the_letter(
    cast: Cast, league: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    sent = send(client, league, "团员.csv", roll("正式团员"))
    check = client.post(f"{sent['Location']}load/", {"key": "l", "way": "replace"})
    assert "确认以前还可以再上传" in check.content.decode()
    address = f"/elections/{league.pk}/roll/changes/transferred-in/"
    page = browse(cast.chair).get(address).content.decode()
    assert "写明这个人的姓名、证件号码和团员类别；有没有选举权，按类别定。" in page
    assert "写明这个人的登记和事实" not in page


@pytest.mark.parametrize("word", ["预备党员", "正式党员", "中共党员", "留党察看"])
def test_a_standing_in_the_party_is_no_kind_of_the_league(
    cast: Cast, league: Election, browse: Browse, word: str
) -> None:
    sent = send(browse(cast.clerk), league, "团员.csv", roll("正式团员", word))
    page = browse(cast.clerk).get(sent["Location"]).content.decode()
    assert "可导入 1 + 退回 1 = 合计 2 行" in page
    assert "团员名册上没有这一类" in page
    assert "正式团员、留团察看、停止团员权利" in page


def test_of_a_file_for_many_units_too(cast: Cast, league: Election) -> None:
    people = invented(2)
    rows: list[tuple[str, ...]] = [
        (league.unit.code, people[0].name, people[0].identity_number, "正式团员"),
        (league.unit.code, people[1].name, people[1].identity_number, "预备党员"),
    ]
    outcome, told = take(
        cast, rows, body="youth-league", heads=("单位", "姓名", "身份证号", "团员类别")
    )
    assert outcome.loaded == 1
    assert [reason for row in told for *_, reason in row.reasons] == [
        "团员名册上没有这一类，定不了有没有选举权；可以是正式团员、留团察看、停止团员权利"
    ]


def test_of_one_who_is_added_by_hand_too(cast: Cast, league: Election) -> None:
    (person,) = invented(1)
    cells = {"name": person.name, "id_number": person.identity_number, "standing": "预备党员"}
    with pytest.raises(BadInput, match="团员名册上没有这一类") as refused:
        add_person(acting_user=act(cast.clerk), election=league, cells=cells)  # type: ignore[arg-type]
    assert refused.value.at == "standing"


def test_the_pages_speak_of_members_of_the_league(
    cast: Cast, league: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    added = client.get(f"/elections/{league.pk}/roll/add/").content.decode()
    assert "团员类别" in added
    assert "正式团员" in added
    load(cast, league, roll("正式团员", "留团察看"))
    now = client.get(f"/elections/{league.pk}/").content.decode()
    assert ">确认团员名册</a></p>" in now
    assert "公布名单" not in now
    page = client.get(f"/elections/{league.pk}/roll/publish/").content.decode()
    assert "确认团员名册" in page
    assert "有选举权的团员（应到会人数）" in page
    publish(cast, league)
    posted = client.get(f"/elections/{league.pk}/roll/list/").content.decode()
    assert "应到会的有选举权的团员 1 人" in posted
    assert "党员" not in posted.partition("<main")[2]
