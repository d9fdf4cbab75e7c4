"""The page that takes a file for many units (成批导入页): the kind that most units gather is
chosen, a template for each kind is there, and a unit that takes no rows is told why.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import invented, line, load, publish, roll_csv
from tests.office.roll.test_many_jobs import BODY, HEADS, keep

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.forms import ManyForm
from huanjie.office.roll.targets import targets
from huanjie.office.units.models import Unit

FILE = "/rolls/import/template.xlsx"


@pytest.fixture
def county(election: Election) -> Unit:
    return Unit.objects.get(level="county")


def why(county: Unit, body: str = BODY, *, replaces: bool = True) -> str:
    return targets(county, body, ["三联村"], replaces=replaces).refused.get("三联村", "")


def test_the_kind_of_which_most_gather_is_chosen(
    cast: Cast, election: Election, next_village: Unit, county: Unit
) -> None:
    for body, name in (("party-branch", "党支部委员会"), ("zz", "别的")):
        row = Election.objects.get(pk=election.pk)
        row.pk, row.body, row.body_name = f"{body}-1", body, name
        row.save(force_insert=True)
    open_election(acting_user=act(cast.county), unit=next_village, plan=plan())
    form = ManyForm([county])
    assert [each.elections for each in form.kinds] == [1, 2, 1]
    assert form.fields["body"].initial == BODY


def test_what_is_not_gathered_is_not_spoken_of(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    client = browse(cast.county)
    page = client.get("/rolls/import/").content.decode()
    assert "村民委员会" in page
    assert "党员类别" not in page
    Election.objects.update(stage=Stage.READY)
    assert "没有一个单位的选举在“准备名册”" in client.get("/rolls/import/").content.decode()


def heads(client: Client, body: str) -> list[Any]:
    answer = client.get(FILE, {"body": body})
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    return [cell.value for cell in sheet[1]]


def test_a_template_has_the_column_of_units_and_the_kinds_own(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    client = browse(cast.county)
    assert heads(client, BODY) == ["单位", "姓名", "身份证号", "性别", "户号", "小组", "手机号"]
    Election.objects.update(body="party-branch")
    assert heads(client, "party-branch")[4] == "党员类别"
    assert client.get(FILE, {"body": BODY}).status_code == 404
    assert browse(cast.clerk).get(FILE, {"body": "party-branch"}).status_code == 403


def test_a_unit_without_such_an_election_is_told_so(
    cast: Cast, election: Election, county: Unit
) -> None:
    assert why(county) == ""
    Election.objects.update(stage=Stage.CANCELLED)
    assert "没有开启村民委员会选举；先为这个单位开启选举" in why(county)


def test_a_unit_that_gathers_another_kind_is_told_which(
    cast: Cast, election: Election, county: Unit
) -> None:
    says = why(county, "party-branch")
    assert "在“准备名册”的是村民委员会" in says
    assert "改选“村民委员会”重新上传" in says


def test_a_unit_whose_roll_is_published_is_told_its_stage(
    cast: Cast, election: Election, county: Unit
) -> None:
    load(cast, election, roll_csv(invented(2)))
    publish(cast, election)
    assert "已经到“提名候选人”" in why(county)
    assert "“名册变动”" in why(county)


def test_a_file_of_which_no_unit_takes_rows_is_refused_with_the_first_reasons(
    cast: Cast, election: Election
) -> None:
    Election.objects.update(stage=Stage.READY)
    people = invented(5)
    names = ("三联村", "甲村", "乙村", "丙村", "丁村")
    raw = csv_file(HEADS, *((name, *line(one)) for name, one in zip(names, people, strict=True)))
    with pytest.raises(BadInput, match=r"已经到“等待投票”.*泰顺县没有这个单位.*共 5 个单位"):
        keep(cast, raw)
