"""The check of a file for many units says what loading will do (成批导入的预告): nobody is told one
figure and gets another.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import invented, line, load, roll_csv
from tests.office.roll.test_many_jobs import HEADS, keep, start

from huanjie.bulk.rollpeople import people_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll import manyforecast
from huanjie.office.roll.manyjobs import load_waiting, rejected_workbook
from huanjie.office.roll.manyreport import Report
from huanjie.office.roll.models import RollImport
from huanjie.office.units.models import Unit

NOBODY = ("", "", "", "")
ZHAO, QIAN = number(sequence="101"), number(sequence="102")
YOUNG = number("20080630")


@pytest.fixture
def next_election(cast: Cast, election: Election, next_village: Unit) -> Election:
    pk = open_election(acting_user=act(cast.county), unit=next_village, plan=plan())
    return Election.objects.get(pk=pk)


def mixed() -> bytes:
    """Of the first village two good rows, one too young, one that repeats and one that is wrong; of
    the next two good ones; one of nowhere.
    """
    a, b, c, d = invented(4)
    return csv_file(
        HEADS,
        ("三联村", *line(a)),
        ("三联村", "孙三", YOUNG, *NOBODY),
        ("三联村", "赵一", ZHAO, *NOBODY),
        ("三联村", "赵一", ZHAO, *NOBODY),
        ("三联村", "钱二", spoiled(QIAN), *NOBODY),
        ("溪坪村", *line(b)),
        ("溪坪村", *line(c)),
        ("无名村", *line(d)),
    )


def told(job: RollImport) -> tuple[Any, ...]:
    """What the page says: the figures, those of the units, the rows that go back with the reasons
    (who is on the roll already is told under another number once they are behind others).
    """
    report = Report.of(job)
    rows = [(row["row"], row["kinds"], row["reasons"]) for row in report.rejected]
    return job.rows, job.rejected, report.units, report.refused, rows


def loaded(cast: Cast, job: RollImport) -> RollImport:
    start(cast, job)
    load_waiting()
    job.refresh_from_db()
    assert job.state == "finished"
    assert job.loaded + job.rejected == job.rows
    return job


@pytest.mark.parametrize("way", ["replace", "add"])
def test_the_check_says_what_loading_does(
    cast: Cast, election: Election, next_election: Election, way: str
) -> None:
    load(cast, election, roll_csv(invented(4)[:1]))
    job = keep(cast, mixed(), way=way)
    before = told(job)
    assert told(loaded(cast, job)) == before
    back = {"replace": [3, 5, 6, 9], "add": [2, 3, 5, 6, 9]}[way]
    assert [row for row, *_ in before[-1]] == back
    assert job.rejected == len(back)


def test_each_unit_is_told_by_its_rows(
    cast: Cast, election: Election, next_election: Election
) -> None:
    report = Report.of(keep(cast, mixed()))
    assert sorted(report.units) == [("三联村委会", 2, 3, 0), ("溪坪村委会", 2, 0, 0)]


def test_who_is_replaced_is_told_before_and_after(
    cast: Cast, election: Election, next_election: Election
) -> None:
    load(cast, election, roll_csv(invented(3, seed=9)))
    job = keep(cast, mixed())
    assert Report.of(job).replaced == 3
    job = loaded(cast, job)
    assert [each.replaced for each in sorted(Report.of(job).units)] == [3, 0]


def test_a_roll_for_which_no_row_is_good_stays_and_is_not_told_as_replaced(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    job = keep(cast, csv_file(HEADS, ("三联村", "孙三", YOUNG, *NOBODY)))
    assert Report.of(job).units == [("三联村委会", 0, 1, 0)]
    loaded(cast, job)
    assert election.roll.count() == 3


def test_all_that_goes_back_is_in_the_file_before_anything_is_loaded(
    cast: Cast, election: Election, next_election: Election
) -> None:
    job = keep(cast, mixed())
    sheet = openpyxl.load_workbook(io.BytesIO(rejected_workbook(job)))["退回的行"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert len(rows) == job.rejected == 4
    assert [str(row[-2]) for row in rows] == ["3", "5", "6", "9"]


@pytest.mark.parametrize(("born", "read"), [("20080628", 0), ("20080629", 1)])
def test_a_file_without_groups_is_read_again_only_where_somebody_may_go_back(
    cast: Cast, election: Election, monkeypatch: pytest.MonkeyPatch, born: str, read: int
) -> None:
    again: list[Any] = []

    def reads(*asked: Any) -> Any:
        again.append(asked)
        return people_of(*asked)

    monkeypatch.setattr(manyforecast, "people_of", reads)
    raw = csv_file(
        ("单位", "姓名", "身份证号"), ("三联村", "赵一", ZHAO), ("三联村", "孙三", number(born))
    )
    assert keep(cast, raw).rejected == read
    assert len(again) == read


def test_the_page_lists_what_goes_back_and_warns_of_what_is_lost(
    cast: Cast, election: Election, next_election: Election, browse: Callable[[User], Client]
) -> None:
    load(cast, election, roll_csv(invented(3, seed=9)))
    job = keep(cast, mixed())
    client = browse(cast.county)
    page = client.get(f"/rolls/import/{job.pk}/").content.decode()
    for words in ("现在有 3 人，导入以后全部去掉", "退回的 4 行", "不到年龄", "只导入第一次出现"):
        assert words in page
    assert ZHAO not in page
    assert spoiled(QIAN) not in page
    loaded(cast, job)
    page = client.get(f"/rolls/import/{job.pk}/").content.decode()
    assert "替换掉原来的" in page
    assert "将替换" not in page


def test_a_file_of_which_no_row_is_good_cannot_be_loaded_from_the_page(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    job = keep(cast, csv_file(HEADS, ("三联村", "孙三", YOUNG, *NOBODY)))
    page = browse(cast.county).get(f"/rolls/import/{job.pk}/").content.decode()
    assert "没有一行可以导入" in page
    assert 'name="confirm"' not in page


def test_the_page_of_a_roll_says_that_a_file_from_above_replaced_it(
    cast: Cast, election: Election, next_election: Election, browse: Callable[[User], Client]
) -> None:
    load(cast, election, roll_csv(invented(3, seed=9)))
    client = browse(cast.clerk)
    assert "成批文件" not in client.get(f"/elections/{election.pk}/roll/").content.decode()
    loaded(cast, keep(cast, mixed()))
    page = client.get(f"/elections/{election.pk}/roll/").content.decode()
    for words in ("成批文件替换了这份名册", "全县.csv", "导入 2 人，名册上原来的 3 人由它替换"):
        assert words in page
    load(cast, election, roll_csv(invented(3, seed=9)))
    assert "成批文件" not in client.get(f"/elections/{election.pk}/roll/").content.decode()
