"""A condition that nobody understands is refused when its file is read: in the national version
by itself, in an overlay after laying it over.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.law.test_packs_refused import OVERLAY, TODAY, line_of, refusal_of, spoilt

from huanjie.law.ownfile import load_file
from huanjie.law.phrase import in_chinese
from huanjie.law.wording import remark_on

WHEN = 'when = "held_before < 3"'
OF_ITS_OWN = """
[[fact]]
fact = "months_experience"
name = "工作满几个月"
kind = "whole"

[[proxy]]
key = "experience"
name = "工作经历"
when = 'months_experience >= 3 and not proxy_is_candidate'
source = "sichuan"
article = "第十条"
says = "例子。"
confidence = "C"
"""


@pytest.mark.parametrize(
    ("becomes", "words"),
    [
        ("held < 3", ("第 1 个字", "held", "held_before")),
        ("held_before", ("第 1 个字", "整数")),
        ("held_before < written", ("第 1 个字", "不能比较")),
        ("held_before < 3 and", ("第 20 个字", "没有写完")),
        ("held_before < max(3)", ("第 15 个字", "age_on")),
        ("(held_before < 3", ("第 1 个字", "括号")),
    ],
)
def test_a_fault_names_the_line_the_table_the_key_and_the_place_inside(
    becomes: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    text = spoilt(WHEN, f'when = "{becomes}"')
    fault = refusal_of(text, tmp_path)
    assert fault.line == line_of(text, f'when = "{becomes}"')
    assert fault.at == "[[proxy]] 第5个 when"
    assert all(word in f"{fault.says} {fault.remedy}" for word in words), str(fault)
    assert fault.remedy


@pytest.mark.parametrize("word", ["Birth", "出生", "birth-date", "not", "1st"])
def test_a_fact_is_called_by_a_word_that_an_expression_can_write(word: str, tmp_path: Path) -> None:
    text = spoilt('fact = "held_before"', f'fact = "{word}"')
    fault = refusal_of(text, tmp_path)
    assert fault.line == line_of(text, f'fact = "{word}"')
    assert fault.remedy


def test_an_overlay_uses_the_facts_of_the_nation_and_its_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(OVERLAY + OF_ITS_OWN, "utf-8")
    pack = load_file(file, today=TODAY)
    assert [condition.key for condition in pack.proxy][-1] == "experience"


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("proxy_is_candidate", "proxy_is_chosen", ("proxy_is_chosen", "[[fact]]")),
        ("months_experience >= 3", "months_experience", ("整数",)),
        ("months_experience >= 3", "months_experience >=", ("第 22 个字",)),
    ],
)
def test_an_overlay_is_refused_in_its_own_file_and_line(
    was: str, becomes: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    text = OVERLAY + OF_ITS_OWN.replace(f"{was} and", f"{becomes} and").replace(
        f"not {was}", f"not {becomes}"
    )
    fault = refusal_of(text, tmp_path)
    assert fault.line == line_of(text, "when = 'months")
    assert all(word in f"{fault.says} {fault.remedy}" for word in words), str(fault)


def test_an_overlay_may_not_take_a_fact_from_under_the_nations_conditions(tmp_path: Path) -> None:
    text = OVERLAY + OF_ITS_OWN.replace("months_experience", "held_before").replace(
        'kind = "whole"', 'kind = "date"'
    ).replace("held_before >= 3", 'held_before >= "2026-01-01"')
    fault = refusal_of(text, tmp_path)
    assert "number" in fault.at
    assert "国家版本" in fault.says
    assert fault.remedy


SCHOOL = """
[[fact]]
fact = "months_experience"
name = "工作满几个月"
kind = "whole"

[[eligibility]]
key = "experience"
name = "工作经历"
when = "months_experience >= 24"
effect = "exemption-needed"
exempted_by = "county"
source = "sichuan"
article = "第十条"
says = "例子。"
confidence = "C"
"""


def test_the_level_that_decides_on_an_exemption_is_read_and_said(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(OVERLAY + SCHOOL, "utf-8")
    pack = load_file(file, today=TODAY)
    condition = pack.eligibility[-1]
    assert condition.exempted_by == "county"
    remark = in_chinese(remark_on(condition, pack))
    assert remark.endswith("不符合的，须经批准放宽；由县（市、区）决定")


def test_without_the_level_nothing_is_said_of_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(OVERLAY + SCHOOL.replace('exempted_by = "county"\n', ""), "utf-8")
    pack = load_file(file, today=TODAY)
    assert pack.eligibility[-1].exempted_by is None
    assert in_chinese(remark_on(pack.eligibility[-1], pack)).endswith("不符合的，须经批准放宽")


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ('"county"', '"village"', ("village", "county")),
        ('effect = "exemption-needed"', 'effect = "barred"', ("须经批准放宽", "effect")),
        ('effect = "exemption-needed"\n', "", ("须经批准放宽", "effect")),
    ],
)
def test_a_level_is_one_of_three_and_stands_only_where_something_is_relaxed(
    was: str, becomes: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    text = OVERLAY + SCHOOL.replace(was, becomes)
    fault = refusal_of(text, tmp_path)
    assert fault.line == line_of(text, "exempted_by")
    assert all(word in f"{fault.says} {fault.remedy}" for word in words), str(fault)
