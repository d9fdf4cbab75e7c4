"""Groups that may be one in a file for many units (成批文件里写法相近的小组): told unit by unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.domain.numbers import number
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import load
from tests.office.roll.test_many_jobs import keep

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll import manyreport
from huanjie.office.roll.manyreport import Report
from huanjie.office.roll.models import RollImport
from huanjie.office.units.models import Unit

HEADS = ("单位", "姓名", "身份证号", "小组")
ONE, OTHER = "第一村民小组", "第1村民小组"
Row = tuple[str, str]


@pytest.fixture
def next_election(cast: Cast, election: Election, next_village: Unit) -> Election:
    pk = open_election(acting_user=act(cast.county), unit=next_village, plan=plan())
    return Election.objects.get(pk=pk)


def file(*rows: Row) -> bytes:
    """Somebody of each unit and group."""
    people = [(unit, "赵一", number(sequence=f"{n:03}"), g) for n, (unit, g) in enumerate(rows, 1)]
    return csv_file(HEADS, *people)


def told(job: RollImport) -> list[tuple[str, str]]:
    return [(name, says) for name, says in Report.of(job).groups]


def test_two_spellings_inside_a_unit_are_told_with_people_and_rows(
    cast: Cast, election: Election, next_election: Election
) -> None:
    raw = file(("三联村", ONE), ("溪坪村", OTHER), ("三联村", OTHER), ("三联村委会", ONE))
    job = keep(cast, raw)
    ((unit, says),) = told(job)
    assert unit == election.unit.name
    assert says == (
        f"“{ONE}”（2 人）和“{OTHER}”（1 人）可能是同一个小组的两种写法；是同一个的，改成一样；"
        f"“{ONE}”在第 2 行、第 5 行；“{OTHER}”在第 4 行"
    )
    assert Report.of(job).alike == 1


def test_the_same_spelling_in_two_units_is_no_pair(
    cast: Cast, election: Election, next_election: Election
) -> None:
    assert told(keep(cast, file(("三联村", ONE), ("溪坪村", OTHER)))) == []


@pytest.mark.parametrize(("way", "pairs"), [("add", 1), ("replace", 0)])
def test_the_roll_counts_where_it_stays(
    cast: Cast, election: Election, way: str, pairs: int
) -> None:
    load(cast, election, csv_file(HEADS[1:], ("钱二", number(sequence="900"), ONE)))
    assert len(told(keep(cast, file(("三联村", OTHER)), way=way))) == pairs


def test_a_file_without_groups_tells_of_none(cast: Cast, election: Election) -> None:
    raw = csv_file(HEADS[:3], ("三联村", "赵一", number()))
    assert told(keep(cast, raw)) == []


def test_of_many_pairs_the_first_are_kept_and_all_are_counted(
    cast: Cast, election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manyreport, "MOST_ALIKE", 1)
    raw = file(("三联村", ONE), ("三联村", OTHER), ("三联村", "二组"), ("三联村", "2组"))
    report = Report.of(keep(cast, raw))
    assert (len(report.groups), report.alike) == (1, 2)


def test_the_page_of_the_file_tells_them_until_it_is_loaded(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    job = keep(cast, file(("三联村", ONE), ("三联村", OTHER)))
    client, page = browse(cast.county), f"/rolls/import/{job.pk}/"
    html = client.get(page).content.decode()
    assert "有 1 对小组只是写法不同" in html
    assert f"“{OTHER}”在第 3 行" in html
    RollImport.objects.update(state="finished")
    assert "对小组只是写法不同" not in client.get(page).content.decode()
