"""`huanjie eligibility`: a finding for each person of a spreadsheet, nothing dropped."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Ran, Run

from huanjie.cli import eligibility_command

HEADINGS = (
    "姓名,职务,出生日期,享有政治权利,登记参加本村选举,expelled_from_party,criminal_punishment"
)
SOUND = "赵甲,主任,1990-03-07,是,是,否,no"
PACK = ("--pack", "villagers-committee", "--on", "2026-06-28")
Asked = Any


@pytest.fixture
def ask(huanjie: Run, tmp_path: Path) -> Asked:
    """Write a file and ask of it."""

    def asked(*lines: str, more: tuple[str, ...] = (), name: str = "people.csv") -> Ran:
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return huanjie("eligibility", *PACK, *more, file)

    return asked


def people(ran: Ran) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ran.out)["people"]
    return found


def test_each_person_has_a_finding_with_its_row_reasons_and_articles(ask: Asked) -> None:
    young = "钱乙,,2008年6月29日,是,是,否,否"
    silent = "孙丙,文书,19900102,是,,否,无"
    ran = ask(HEADINGS, SOUND, young, silent, more=("--json",))
    assert ran.status == 1
    assert json.loads(ran.out)["pack"] == "villagers-committee@2026-01-01"
    rows = people(ran)
    assert [(each["row"], each["name"], each["post"], each["finding"]) for each in rows] == [
        (2, "赵甲", "chair", "eligible"),
        (3, "钱乙", "member", "barred"),
        (4, "孙丙", "文书", "unknown"),
    ]
    assert rows[1]["grounds"][0]["article"] == "第十六条第一款"
    assert "满 17 周岁" in rows[1]["reasons"][0]
    assert "没有写明“登记参加本村选举”" in rows[2]["reasons"][0]


def test_the_text_says_the_same_to_people(ask: Asked) -> None:
    ran = ask(HEADINGS, SOUND, "钱乙,委员,1990-01-02,是,是,是,否")
    assert ran.status == 1
    assert "第 2 行 赵甲，主任：符合条件" in ran.out
    assert "第 3 行 钱乙，委员：不符合条件" in ran.out
    assert "《中华人民共和国村民委员会组织法》第十八条第一款" in ran.out
    assert "共 2 人：符合条件 1 人，不符合条件 1 人" in ran.out


def test_a_long_table_is_judged_by_columns_to_the_same_words(
    ask: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numpy")
    lines = ("姓名,出生日期,登记参加本村选举", "赵甲,2009-03-07,是", "钱乙,,否", "孙丙,1990-03-07,")
    for more in ((), ("--json",)):
        rows = ask(*lines, more=more)
        monkeypatch.setattr(eligibility_command, "LONG", 1)
        columns = ask(*lines, more=more)
        monkeypatch.undo()
        assert (columns.out, columns.err, columns.status) == (rows.out, rows.err, rows.status)
        assert rows.status == 1


def test_nobody_barred_ends_well_even_where_somebody_cannot_be_told(ask: Asked) -> None:
    assert ask("姓名,出生日期", "赵甲,1990-03-07").status == 0


@pytest.mark.parametrize(("day", "finding"), [("2026-06-28", "barred"), ("2026-06-29", "eligible")])
def test_a_day_in_the_row_is_the_day_on_which_that_person_s_age_counts(
    ask: Asked, day: str, finding: str
) -> None:
    row = f"赵甲,主任,2008-06-29,是,是,否,否,{day}"
    ran = ask(f"{HEADINGS},选举日", row, more=("--json",))
    assert people(ran)[0]["finding"] == finding


def test_a_row_without_a_post_is_asked_for_the_post_of_the_command(ask: Asked) -> None:
    ran = ask("name,registered", "赵甲,yes", more=("--json", "--post", "主任"))
    assert people(ran)[0]["post"] == "chair"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("赵甲,主任,1990-02-30,是,是,否,否", "出生日期"),
        ("赵甲,主任,1990-03,是,是,否,否", "出生日期"),
        ("赵甲,主任,1990-03-07,也许,是,否,否", "享有政治权利"),
        ("赵甲,主任,1990-03-07,是,2,否,否", "登记参加本村选举"),
        ("赵甲,主任,1990-03-07,是,是,否,否,多了", ""),
        ("赵甲,主任,1990-03-07", ""),
    ],
)
def test_a_cell_that_cannot_be_used_is_refused_by_file_row_and_column(
    ask: Asked, cells: str, column: str
) -> None:
    ran = ask(HEADINGS, SOUND, cells)
    assert (ran.status, ran.out) == (2, "")
    assert "people.csv" in ran.err
    assert "第 3 行" in ran.err
    assert column in ran.err
    assert "改法" in ran.err


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("甲,乙", "1,2"), "没有一个人"),
        ((HEADINGS,), "没有一个人"),
        (("",), "空"),
        (("出生日期,birth_date", "1990-03-07,1990-03-07"), "同一项"),
        ((f"{HEADINGS},选举日", f"{SOUND},2025-12-31"), "没有施行"),
        (("姓名,months_living_here", "赵甲,12个月"), "months_living_here"),
        (("姓名,months_living_here", "赵甲,-1"), "months_living_here"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    ask: Asked, lines: tuple[str, ...], says: str
) -> None:
    ran = ask(*lines)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_what_was_not_read_is_said(ask: Asked) -> None:
    ran = ask("参选人员名单,", "姓名,爱好", "赵甲,读书", "姓名,爱好", "钱乙,", more=("--json",))
    assert [each["name"] for each in people(ran)] == ["赵甲", "钱乙"]
    assert "没有读的列：爱好" in ran.err
    assert "第 1 行在列标题上面" in ran.err
    assert "第 4 行又是列标题" in ran.err


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("登记参加本村选", "登记参加本村选举"),
        ("政治权利", "享有政治权利"),
        ("birthdate", "birth_date"),
        ("爱好", ""),
        ("出生年月日期", ""),
    ],
)
def test_a_heading_that_nobody_knows_is_told_with_the_nearest_one_still_free(
    ask: Asked, heading: str, meant: str
) -> None:
    birth = "" if heading == "birthdate" else ",出生日期"
    ran = ask(f"姓名,{heading}{birth}", "赵甲,," if birth else "赵甲,")
    told = f"{heading}（是不是“{meant}”？）" if meant else heading
    assert f"没有读的列：{told}\n" in ran.err


@pytest.mark.parametrize("body", ["villagers-committee", "collective-organisation"])
def test_the_empty_table_has_every_heading_that_the_conditions_ask_for(
    huanjie: Run, tmp_path: Path, body: str
) -> None:
    file = tmp_path / "people.csv"
    ran = huanjie("eligibility", "--pack", body, "--template", "-o", file)
    assert (ran.status, ran.out) == (0, "")
    headings = file.read_text("utf-8-sig").strip()
    assert headings.startswith("姓名,职务,")
    filled = f"{headings}\n赵甲{',' * headings.count(',')}\n"
    file.write_text(filled, "utf-8")
    ran = huanjie("eligibility", "--pack", body, file)
    assert "没有读" not in ran.err
    assert all(asked in headings.split(",") for asked in re.findall("没有写明“(.*?)”", ran.out))


def test_without_a_table_the_command_says_where_to_get_one(huanjie: Run) -> None:
    ran = huanjie("eligibility", *PACK)
    assert (ran.status, ran.out) == (2, "")
    assert "--template" in ran.err


def test_a_pack_without_conditions_of_eligibility_exits_three(huanjie: Run, tmp_path: Path) -> None:
    national = (
        Path(__file__).parents[2] / "src/huanjie/law/packs/villagers-committee/2026-01-01.toml"
    )
    head, *items = national.read_text("utf-8").split("[[eligibility]]")
    rest = items[-1].split("# ---- 罢免 ----")[1]
    bare = tmp_path / "bare.toml"
    bare.write_text(head + rest, "utf-8")
    file = tmp_path / "people.csv"
    file.write_text("姓名\n赵甲\n", "utf-8")
    assert huanjie("eligibility", "--pack", bare, file).status == 3


def test_the_file_is_never_written_over(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(f"{HEADINGS}\n{SOUND}\n", "utf-8")
    assert huanjie("eligibility", *PACK, file, "-o", file).status == 2
    assert SOUND in file.read_text("utf-8")


def test_a_workbook_is_read_with_its_own_dates_and_all_its_sheets(
    huanjie: Run, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    first = book.active
    first.title = "一组"
    first.append(["姓名", "出生日期", "登记参加本村选举", "在本村居住满几个月"])
    first.append(["赵甲", datetime.date(2009, 3, 7), True, 12])
    second = book.create_sheet("二组")
    second.append(["name", "registered"])
    second.append(["钱乙", "否"])
    notes = book.create_sheet("说明")
    notes.append(["填表说明"])
    file = tmp_path / "people.xlsx"
    book.save(file)
    ran = huanjie("eligibility", *PACK, "--json", file)
    found = [(each["sheet"], each["row"], each["name"], each["finding"]) for each in people(ran)]
    assert found == [("一组", 2, "赵甲", "barred"), ("二组", 2, "钱乙", "barred")]
    assert "说明" in ran.err


@pytest.mark.parametrize("kind", ["formula", "merged"])
def test_a_formula_or_a_merged_cell_among_the_people_is_refused(
    kind: str, huanjie: Run, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["姓名", "登记参加本村选举"])
    sheet.append(["赵甲", "=1=1" if kind == "formula" else "是"])
    sheet.append(["钱乙", None])
    if kind == "merged":
        sheet.merge_cells("B2:B3")
    file = tmp_path / "people.xlsx"
    book.save(file)
    ran = huanjie("eligibility", *PACK, file)
    assert ran.status == 2
    assert "第 2 行" in ran.err
