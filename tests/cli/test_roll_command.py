"""`huanjie roll check`: what is wrong with a roll, row by row, and the groups that may be one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.cli.conftest import Ran, Run
from tests.domain.numbers import number, spoiled
from tests.exchange.agreement import validator
from tests.exchange.workbooks import csv_file

HEADINGS = ("姓名", "身份证号", "小组")
ZHAO, QIAN, SUN, LI = (number(sequence=each) for each in ("101", "102", "103", "104"))
Checked = Any
Members = Any


@pytest.fixture
def check(huanjie: Run, tmp_path: Path) -> Checked:
    """Check a roll of these rows."""

    def checked(*rows: tuple[str, ...], more: tuple[str, ...] = ()) -> Ran:
        file = tmp_path / "roll.csv"
        file.write_bytes(csv_file(HEADINGS, *rows))
        return huanjie("roll", "check", *more, file)

    return checked


@pytest.fixture
def of_members(huanjie: Run, tmp_path: Path) -> Members:
    """Check a file as it stands."""

    def checked(raw: bytes, *more: str) -> Ran:
        file = tmp_path / "members.csv"
        file.write_bytes(raw)
        return huanjie("roll", "check", *more, file)

    return checked


def test_a_sound_roll_is_a_plain_yes(check: Checked) -> None:
    ran = check(("赵一", ZHAO, "第一组"), ("钱二", QIAN, "第十一组"))
    assert ran.status == 0
    assert "2 行，可以导入 2 行，退回 0 行，重复退回 0 行" in ran.out
    assert "小组" not in ran.out


def test_a_bad_row_is_told_with_its_row_and_column_and_makes_it_a_no(check: Checked) -> None:
    ran = check(("赵一", spoiled(ZHAO), ""), ("钱二", QIAN, ""))
    assert ran.status == 1
    assert "退回 第 2 行 身份证号：" in ran.out


def test_somebody_who_stands_twice_makes_it_a_no(check: Checked) -> None:
    ran = check(("赵一", ZHAO, ""), ("赵一", ZHAO, ""))
    assert ran.status == 1
    assert "重复 整行相同：" in ran.out
    assert "2 行，可以导入 1 行，退回 0 行，重复退回 1 行" in ran.out


def test_two_spellings_of_a_group_are_told_with_people_and_rows_and_are_no_fault(
    check: Checked,
) -> None:
    rows = (
        ("赵一", ZHAO, "第一村民小组"),
        ("钱二", QIAN, "第1村民小组"),
        ("孙三", SUN, "第一村民小组"),
    )
    ran = check(*rows)
    assert ran.status == 0
    assert (
        "提示 第 3 行 小组：“第一村民小组”（2 人）和“第1村民小组”（1 人）"
        "可能是同一个小组的两种写法；是同一个的，改成一样；"
        "“第一村民小组”在第 2 行、第 4 行；“第1村民小组”在第 3 行"
    ) in ran.out


def test_the_same_is_told_to_programs_in_the_shape_of_the_schema(check: Checked) -> None:
    ran = check(("赵一", ZHAO, "一组"), ("钱二", QIAN, "1组"), more=("--json",))
    told = json.loads(ran.out)
    validator("roll-check").validate(told)
    note = told["files"][0]["notes"][-1]
    assert (note["row"], note["column"], note["kind"]) == (3, "小组", "group-spelling")


def test_a_file_that_is_no_roll_is_bad_input(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "none.csv"
    file.write_text("x,y\n1,2\n", "utf-8")
    assert huanjie("roll", "check", file).status == 2


def written(clean: Path, bad: Path) -> tuple[list[str], list[list[str]]]:
    """The names of the good rows, and of the bad ones the name, the row and the reason."""
    names = [line.split(",")[0] for line in clean.read_text("utf-8-sig").splitlines()[1:]]
    sheet = openpyxl.load_workbook(bad).active
    assert sheet
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=2)]
    return names, [[row[0], *row[-2:]] for row in rows]


def test_every_row_is_written_among_the_good_ones_or_with_its_reason_among_the_bad(
    check: Checked, tmp_path: Path
) -> None:
    clean, bad = tmp_path / "clean.csv", tmp_path / "bad.xlsx"
    rows = (
        ("赵一", ZHAO, "=组"),
        ("钱二", QIAN, "一组"),
        ("钱二", QIAN, "一组"),
        ("孙三", SUN, "一组"),
        ("孙四", SUN, "一组"),
        ("李五", spoiled(LI), "一组"),
    )
    ran = check(*rows, more=("--out", str(clean), "--bad", str(bad)))
    assert ran.status == 1
    assert "6 行，可以导入 1 行，退回 2 行，重复退回 3 行" in ran.out
    lines = clean.read_text("utf-8-sig").splitlines()
    assert lines == ["姓名,身份证号,小组", f"钱二,{QIAN},一组"]
    good, told = written(clean, bad)
    differ = "是同一个证件号码，内容却不同，分不清哪一行对，都退回"
    assert [row[:2] for row in told] == [
        ["赵一", "2"],
        ["钱二", "4"],
        ["孙三", "5"],
        ["孙四", "6"],
        ["李五", "7"],
    ]
    assert told[1][2] == "与第 3 行完全相同，只留第一次出现的那一行"
    assert [row[2] for row in told[2:4]] == [f"与第 6 行{differ}", f"与第 5 行{differ}"]
    assert "身份证号：" in told[4][2]
    assert len(good) + len(told) == len(rows)


def test_a_good_row_with_the_number_of_a_bad_one_goes_back_with_it(
    check: Checked, tmp_path: Path
) -> None:
    clean, bad = tmp_path / "clean.csv", tmp_path / "bad.xlsx"
    check(("赵一", ZHAO, ""), ("", ZHAO, ""), more=("--out", str(clean), "--bad", str(bad)))
    good, told = written(clean, bad)
    assert (good, [row[:2] for row in told]) == ([], [["赵一", "2"], ["", "3"]])
    assert told[0][2].startswith("与第 3 行是同一个证件号码")
    assert told[1][2].startswith("姓名：")


def test_somebody_in_two_files_is_told_with_the_other_file(huanjie: Run, tmp_path: Path) -> None:
    clean, bad = tmp_path / "clean.csv", tmp_path / "bad.xlsx"
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_bytes(csv_file(HEADINGS, ("赵一", ZHAO, ""), ("钱二", QIAN, "")))
    two.write_bytes(csv_file(HEADINGS, ("赵一", ZHAO, ""), ("钱三", QIAN, "")))
    ran = huanjie("roll", "check", one, two, "--out", clean, "--bad", bad)
    assert f"{one}：2 行，可以导入 1 行，退回 0 行，重复退回 1 行" in ran.out
    assert f"{two}：2 行，可以导入 0 行，退回 0 行，重复退回 2 行" in ran.out
    good, told = written(clean, bad)
    assert (good, [row[:2] for row in told]) == (
        ["赵一"],
        [["钱二", "3"], ["赵一", "2"], ["钱三", "3"]],
    )
    assert f"“{two}”第 3 行" in told[0][2]
    assert f"“{one}”第 2 行" in told[1][2]


def test_a_file_that_is_named_twice_is_read_once(huanjie: Run, tmp_path: Path) -> None:
    file, clean = tmp_path / "roll.csv", tmp_path / "clean.csv"
    file.write_bytes(csv_file(HEADINGS, ("赵一", ZHAO, "")))
    assert huanjie("roll", "check", file, file, "--out", clean).status == 0
    assert "赵一" in clean.read_text("utf-8-sig")


def test_good_rows_are_written_in_the_words_of_the_roll_that_they_came_from(
    huanjie: Run, tmp_path: Path
) -> None:
    file, clean = tmp_path / "roll.csv", tmp_path / "clean.csv"
    written = ("中共党员", "共青团员", "停止权利", "群众")
    people = (("赵一", ZHAO), ("钱二", QIAN), ("孙三", SUN), ("李四", LI))
    rows = [(*person, word) for person, word in zip(people, written, strict=True)]
    file.write_bytes(csv_file(("姓名", "身份证号", "人员类别"), *rows))
    assert huanjie("roll", "check", file, "--out", clean).status == 0
    lines = clean.read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[-1] for line in lines] == ["正式党员", "正式团员", "停止权利", ""]


def test_no_file_is_written_over_one_that_is_read(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "roll.csv"
    file.write_bytes(csv_file(HEADINGS, ("赵一", ZHAO, "")))
    assert huanjie("roll", "check", file, "--out", file).status == 2
    assert "赵一" in file.read_text("utf-8")


# Ages, where a pack and a polling day are named


AT = ("--pack", "villagers-committee", "--on", "2026-06-28")


def test_whoever_is_too_young_on_polling_day_goes_back(check: Checked) -> None:
    rows = [("赵一", number(born="20080628")), ("钱二", number(born="20080629"))]
    rows += [("孙三", number(born="20120101"))]
    ran = check(*((name, identity, "") for name, identity in rows), more=AT)
    assert ran.status == 1
    assert "3 行，可以导入 1 行，退回 2 行，重复退回 0 行" in ran.out
    assert "退回 第 3 行 身份证号：不符合“" in ran.out
    assert "退回 第 4 行" in ran.out
    assert "年龄按 villagers-committee@2026-01-01 核对：2008-06-28 以前（含当日）出生" in ran.out


def test_nothing_is_noted_of_whoever_is_too_young(check: Checked) -> None:
    def noted(*more: str) -> list[str]:
        return [line for line in check(*rows, more=more).out.splitlines() if "提示" in line]

    rows = [("赵一", ZHAO, "第一组"), ("钱二", number(born="20120101"), "第1组")]
    everybody = noted("--on", "2026-06-28")
    assert "第1组" in everybody[-1]
    assert noted(*AT) == [line for line in everybody if "提示 第 2 行" in line]
    rows += [("孙三", SUN, "第1组")]
    assert "“第1组”在第 4 行" in noted(*AT)[-1]


def test_the_files_and_the_figures_agree_on_who_is_too_young(huanjie: Run, tmp_path: Path) -> None:
    young = number(born="20120101")
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_bytes(csv_file(HEADINGS, ("赵一", ZHAO, "甲"), ("钱二", young, "甲")))
    two.write_bytes(csv_file(HEADINGS, ("钱二", young, "甲"), ("赵一", ZHAO, "甲")))
    good, bad = tmp_path / "good.csv", tmp_path / "bad.xlsx"
    ran = huanjie("roll", "check", *AT, one, two, "--out", good, "--bad", bad)
    assert f"{one}：2 行，可以导入 1 行，退回 1 行，重复退回 0 行" in ran.out
    assert f"{two}：2 行，可以导入 0 行，退回 1 行，重复退回 1 行" in ran.out
    assert len(good.read_text("utf-8-sig").splitlines()) == 1 + 1
    assert openpyxl.load_workbook(bad).worksheets[0].max_row == 1 + 3


def test_without_a_pack_it_says_that_ages_were_not_looked_at(check: Checked) -> None:
    ran = check(("赵一", number(born="20120101"), ""), more=("--on", "2026-06-28"))
    assert ran.status == 0
    assert (
        "没有核对年龄，也没有核对党员、团员的类别。要核对的，写明规则包和选举日：--pack" in ran.out
    )


def test_a_pack_without_a_day_is_refused_and_one_without_ages_says_so(
    check: Checked, of_members: Members
) -> None:
    ran = check(("赵一", ZHAO, ""), more=AT[:2])
    assert (ran.status, "没有写选举日" in ran.err) == (2, True)
    standing = csv_file(("姓名", "身份证号", "人员类别"), ("赵一", ZHAO, "正式党员"))
    ran = of_members(standing, "--pack", "party-branch", *AT[2:])
    assert "没有核对年龄：party-branch@" in ran.out


@pytest.mark.parametrize(
    ("body", "standing", "says"),
    [
        ("party-branch", "预备党员", ""),
        ("party-branch", "群众", "党员名册上没有这一类，定不了有没有选举权"),
        ("party-branch", "团员", "党员名册上没有这一类，定不了有没有选举权"),
        ("youth-league", "团员", ""),
        ("youth-league", "预备党员", "团员名册上没有这一类，定不了有没有选举权"),
    ],
)
def test_a_standing_that_the_body_does_not_know_goes_back_as_on_the_site(
    of_members: Members, tmp_path: Path, body: str, standing: str, says: str
) -> None:
    rows = csv_file(("姓名", "身份证号", "人员类别"), ("赵一", ZHAO, standing))
    bad = tmp_path / "bad.xlsx"
    ran = of_members(rows, "--pack", body, *AT[2:], "--bad", str(bad))
    assert ran.status == bool(says)
    assert says in ran.out
    sheet = openpyxl.load_workbook(bad).active
    assert sheet
    cells = [str(cell.value or "") for row in sheet.iter_rows(min_row=2) for cell in row]
    assert (standing in cells) is bool(says)


def test_without_a_pack_no_standing_goes_back(of_members: Members) -> None:
    rows = csv_file(("姓名", "身份证号", "人员类别"), ("赵一", ZHAO, "群众"))
    ran = of_members(rows)
    assert (ran.status, "看不出是哪一类党员、团员" in ran.out) == (0, True)


def test_a_roll_of_members_without_standings_is_no_roll(of_members: Members) -> None:
    rows = csv_file(HEADINGS, ("赵一", ZHAO, ""))
    assert of_members(rows, "--pack", "party-branch", *AT[2:]).status == 2


@pytest.mark.parametrize(("length", "status"), [(40, 0), (41, 1)])
def test_a_group_longer_than_the_roll_holds_goes_back_as_on_the_site(
    check: Checked, length: int, status: int
) -> None:
    ran = check(("赵一", ZHAO, "组" * length), more=("--json",))
    found = [each["kind"] for each in json.loads(ran.out)["files"][0]["bad"]]
    validator("roll-check").validate(json.loads(ran.out))
    assert (ran.status, found) == (status, ["too-long"] * status)


@pytest.mark.parametrize(
    ("more", "own"), [((), "户号"), (AT[:2], "户号"), (("--pack", "youth-league"), "团员类别")]
)
def test_the_empty_roll_has_the_columns_of_the_site(
    huanjie: Run, tmp_path: Path, more: tuple[str, ...], own: str
) -> None:
    file = tmp_path / "roll.xlsx"
    assert huanjie("roll", "check", "--template", *more, "-o", file).status == 0
    heads = [cell.value for cell in next(openpyxl.load_workbook(file).worksheets[0].rows)]
    assert heads == ["姓名", "身份证号", "性别", own, "小组", "手机号"]


def test_an_empty_roll_is_a_workbook_and_a_check_needs_a_file(huanjie: Run, tmp_path: Path) -> None:
    ran = huanjie("roll", "check", "--template", "-o", tmp_path / "roll.csv")
    assert (ran.status, "空的名册是 xlsx 文件" in ran.err) == (2, True)
    ran = huanjie("roll", "check")
    assert (ran.status, "没有写名册" in ran.err) == (2, True)


def test_a_text_called_a_workbook_is_said_to_be_none(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "roll.xlsx"
    file.write_text("hello", "utf-8")
    for command in (("roll", "check", file), ("eligibility", *AT, file)):
        ran = huanjie(*command)
        assert ran.status == 2
        assert "这不是工作簿：文件名像工作簿，内容却是文字" in ran.err


def test_a_table_of_text_called_a_workbook_keeps_its_own_refusal(
    huanjie: Run, tmp_path: Path
) -> None:
    file = tmp_path / "people.xlsx"
    file.write_bytes(csv_file(("甲", "乙"), ("丙", "丁")))
    assert "没有找到表头" in huanjie("roll", "check", file).err
    assert "没有一个人" in huanjie("eligibility", *AT, file).err
    file.write_text("姓名\n赵一\n", "utf-8")
    assert "没有找到表头" in huanjie("roll", "check", file).err


def test_a_table_of_text_is_read_whatever_it_is_called(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "roll.xlsx"
    file.write_bytes(csv_file(HEADINGS, ("赵一", ZHAO, "")))
    assert huanjie("roll", "check", file).status == 0
    (text := tmp_path / "roll.csv").write_text("hello", "utf-8")
    assert "没有找到表头" in huanjie("roll", "check", text).err
