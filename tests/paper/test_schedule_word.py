"""The schedule as a Word file (日程表): a table to post, and the articles under it."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from tests.paper.plans import AT, BOTH, LATE, ONE, PLANS, PROVISIONAL

from huanjie.domain.unitschedule import UnitSchedule
from huanjie.paper.schedule_word import schedule_docx


def opened(unit: UnitSchedule, place: str = "") -> Any:
    return docx.Document(io.BytesIO(schedule_docx(unit, made_at=AT, place=place)))


@pytest.mark.parametrize("unit", PLANS.values(), ids=PLANS)
def test_the_table_has_every_step_and_each_note_leads_to_its_article(unit: UnitSchedule) -> None:
    document = opened(unit)
    _, *rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    said = "\n".join(each.text for each in document.paragraphs)
    for row, each in zip(rows, unit.steps, strict=True):
        assert each.step.name in row
        for note, ground in zip(row[-1].split("〕")[:-1], each.step.grounds, strict=True):
            assert f"{note}〕《{ground.law}》{ground.article}：{ground.says}" in said


def test_several_bodies_have_a_column_of_their_own() -> None:
    heads = [[cell.text for cell in opened(unit).tables[0].rows[0].cells] for unit in (ONE, BOTH)]
    assert heads == [["日期", "步骤", "注"], ["日期", "组织", "步骤", "注"]]


def test_a_day_stands_without_its_year_where_all_are_of_one() -> None:
    assert opened(ONE).tables[0].rows[1].cells[0].text == "最迟6月8日（周一）"
    document = docx.Document(io.BytesIO(schedule_docx(BOTH, made_at=AT)))
    assert document.tables[0].rows[1].cells[0].text == "5月10日（周日）起\n6月4日（周四）止"


def test_what_is_provisional_or_does_not_fit_is_marked_and_explained() -> None:
    assert "（暂定）" in opened(PROVISIONAL).tables[0].rows[1].cells[0].text
    late = opened(LATE)
    assert any("（排不下）" in row.cells[0].text for row in late.tables[0].rows)
    assert any(each.text.startswith("排不下：村民委员会") for each in late.paragraphs)


def test_the_place_stands_in_the_title() -> None:
    assert opened(ONE, "清水村").paragraphs[0].text == "清水村村民委员会换届选举日程"
