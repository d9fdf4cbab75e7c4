"""The schedule as a workbook (日程表): one row a step, dates as dates, no formula."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from tests.paper.plans import AT, BOTH, LATE, PLANS, PROVISIONAL, renamed

from huanjie.domain.unitschedule import UnitSchedule
from huanjie.paper.schedule_sheet import schedule_xlsx


def opened(unit: UnitSchedule) -> Any:
    return openpyxl.load_workbook(io.BytesIO(schedule_xlsx(unit, made_at=AT)))


def rows(unit: UnitSchedule) -> list[dict[str, Any]]:
    heads, *others = opened(unit)["日程"].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in others]


@pytest.mark.parametrize("unit", PLANS.values(), ids=PLANS)
def test_every_step_has_its_row_in_the_order_of_time(unit: UnitSchedule) -> None:
    found = rows(unit)
    assert [(row["组织"], row["步骤"]) for row in found] == [
        (each.name, each.step.name) for each in unit.steps
    ]
    for row, each in zip(found, unit.steps, strict=True):
        assert row["最迟"].date() == each.step.window.latest
        assert (row["最早"].date() if row["最早"] else None) == each.step.window.earliest
        assert row["依据"].startswith(f"《{each.step.grounds[0].law}》")


def test_a_row_says_weekday_rank_and_confidence() -> None:
    row = next(row for row in rows(BOTH) if row["步骤"] == "公布参加选举的村民名单")
    assert (row["星期"], row["位阶"], row["可信程度"]) == ("周一", "法律", "已核对全文")


def test_what_is_provisional_and_what_does_not_fit_says_so() -> None:
    assert {row["暂定"] for row in rows(PROVISIONAL)} == {"暂定"}
    late = [row["步骤"] for row in rows(LATE) if row["排不下"]]
    assert late == ["公布参加选举的村民名单", "对名单的异议截止"]


def test_the_head_is_frozen_filtered_and_printed_on_every_page_of_a4_across() -> None:
    sheet = opened(BOTH)["日程"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:J{1 + len(BOTH.steps)}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@now", "\t=1"])
def test_no_name_becomes_a_formula(name: str) -> None:
    book = opened(renamed(name))
    for sheet in book:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "d"}
    cell = next(c for row in book["日程"].iter_rows() for c in row if c.value == name)
    assert cell.quotePrefix


def test_the_second_sheet_says_what_each_article_says() -> None:
    said = [cell.value for row in opened(BOTH)["说明"].iter_rows() for cell in row]
    for each in BOTH.steps:
        for ground in each.step.grounds:
            assert ground.says in said


def test_equal_schedules_at_one_time_are_equal_bytes() -> None:
    assert schedule_xlsx(BOTH, made_at=AT) == schedule_xlsx(BOTH, made_at=AT)
