"""`huanjie review match`: the list stays, only the lines that were hit leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.exchange.workbooks import workbook

from huanjie.domain.identity import check_digit

NUMBERS = [body + check_digit(body) for body in (f"33032919900307{n:03}" for n in range(101, 106))]
OTHERS = [body + check_digit(body) for body in (f"33032919850101{n:03}" for n in range(100, 400))]


def batch(folder: Path, *, conditions: int = 1, numbers: list[str] | None = None) -> Path:
    known = [("punished", "没有因犯罪受过刑事处罚"), ("rights", "享有政治权利")][:conditions]
    document: dict[str, Any] = {
        "batch": "b1",
        "department": "court",
        "conditions": [
            {"condition": key, "name": name, "law": "村民委员会组织法", "article": "第十八条第一款"}
            for key, name in known
        ],
        "lines": [
            {"line": line, "number": number or None}
            for line, number in enumerate(numbers or NUMBERS, 1)
        ],
    }
    path = folder / "batch.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def table(folder: Path, *numbers: str, name: str = "list.csv") -> Path:
    path = folder / name
    rows = (f"甲{at},{number},2019-01-01" for at, number in enumerate(numbers))
    path.write_text("\n".join(["姓名,身份证号,日期", *rows]) + "\n", "utf-8")
    return path


def test_only_the_lines_that_were_hit_are_written(huanjie: Run, tmp_path: Path) -> None:
    out = tmp_path / "answers.json"
    listed = table(tmp_path, *OTHERS, NUMBERS[1], NUMBERS[4])
    ran = huanjie("review", "match", batch(tmp_path), listed, "-o", out)
    assert ran.status == 0
    assert json.loads(out.read_text("utf-8")) == {
        "batch": "b1",
        "department": "court",
        "condition": "punished",
        "hits": [2, 5],
    }
    assert "5 人，名单 302 行，比中 2 人" in ran.err
    assert "第十八条第一款" in ran.err


def test_several_lists_are_matched_as_one(huanjie: Run, tmp_path: Path) -> None:
    one = table(tmp_path, NUMBERS[0], name="one.csv")
    other = tmp_path / "other.txt"
    other.write_text("\n".join([*OTHERS, NUMBERS[2]]), "utf-8")
    ran = huanjie("review", "match", batch(tmp_path), one, other)
    assert json.loads(ran.out)["hits"] == [1, 3]


def test_a_workbook_and_gbk_are_read_too(huanjie: Run, tmp_path: Path) -> None:
    book = tmp_path / "list.xlsx"
    book.write_bytes(workbook(("姓名", "证件号码"), ("甲", NUMBERS[3])))
    gbk = tmp_path / "gbk.csv"
    gbk.write_bytes(f"姓名\t身份证\n赵甲\t{NUMBERS[0]}\n".encode("gb18030"))
    ran = huanjie("review", "match", batch(tmp_path), book, gbk)
    assert json.loads(ran.out)["hits"] == [1, 4]


def test_a_sheet_without_a_column_of_numbers_is_named_and_an_empty_one_is_not(
    huanjie: Run, tmp_path: Path
) -> None:
    book = tmp_path / "list.xlsx"
    rows = (("姓名", "证件号码"), ("甲", NUMBERS[3]))
    book.write_bytes(workbook(*rows, 二村=(("姓名", "编码"), ("乙", "7")), 空=(), 空行=(("",),)))
    ran = huanjie("review", "match", batch(tmp_path), book)
    assert ran.status == 1
    assert json.loads(ran.out)["hits"] == [4]
    assert "1 个工作表没有找到证件号码的一列，没有比：list.xlsx “二村”" in ran.err
    book.write_bytes(workbook(*rows, 二村=(("编号", "身份证号"), ("乙", NUMBERS[0])), 空=()))
    both = huanjie("review", "match", batch(tmp_path), book)
    assert (both.status, json.loads(both.out)["hits"]) == (0, [1, 4])


def test_a_workbook_none_of_whose_sheets_has_numbers_is_refused(
    huanjie: Run, tmp_path: Path
) -> None:
    book = tmp_path / "list.xlsx"
    book.write_bytes(workbook(("姓名", "村"), ("甲", "乙"), 二村=(("姓名",), ("丙",))))
    ran = huanjie("review", "match", batch(tmp_path), book)
    assert ran.status == 2
    assert "没有找到证件号码的一列" in ran.err


def test_rows_that_cannot_be_read_are_counted_and_named(huanjie: Run, tmp_path: Path) -> None:
    listed = table(tmp_path, "3.30329E+17", NUMBERS[0], "")
    ran = huanjie("review", "match", batch(tmp_path), listed)
    assert ran.status == 1
    assert json.loads(ran.out)["hits"] == [1]
    assert "2 行没有可用的证件号码，没有比：list.csv 第2行、list.csv 第4行" in ran.err
    assert NUMBERS[0] not in ran.err


def test_people_without_a_number_are_named_by_line(huanjie: Run, tmp_path: Path) -> None:
    path = batch(tmp_path, numbers=[NUMBERS[0], "", NUMBERS[1]])
    ran = huanjie("review", "match", path, table(tmp_path, NUMBERS[1]))
    assert ran.status == 1
    assert json.loads(ran.out)["hits"] == [3]
    assert "1 人没有证件号码，没有比：第 2 人" in ran.err


def test_where_several_conditions_were_asked_the_list_says_which(
    huanjie: Run, tmp_path: Path
) -> None:
    listed, path = table(tmp_path, NUMBERS[0]), batch(tmp_path, conditions=2)
    refused = huanjie("review", "match", path, listed)
    assert refused.status == 2
    assert "rights：享有政治权利" in refused.err
    ran = huanjie("review", "match", path, listed, "--condition", "rights")
    assert json.loads(ran.out)["condition"] == "rights"
    assert huanjie("review", "match", path, listed, "--condition", "age").status == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [("姓名,村\n甲,乙\n", "没有找到证件号码的一列"), ("", "没有找到证件号码的一列")],
)
def test_a_list_without_numbers_is_refused_and_nothing_is_written(
    huanjie: Run, tmp_path: Path, text: str, says: str
) -> None:
    listed, out = tmp_path / "list.csv", tmp_path / "answers.json"
    listed.write_text(text, "utf-8")
    ran = huanjie("review", "match", batch(tmp_path), listed, "-o", out)
    assert ran.status == 2
    assert says in ran.err
    assert "list.csv" in ran.err
    assert not out.exists()


def test_a_list_that_is_not_there_and_a_batch_that_is_none_are_refused(
    huanjie: Run, tmp_path: Path
) -> None:
    assert huanjie("review", "match", batch(tmp_path), tmp_path / "none.csv").status == 2
    broken = tmp_path / "batch.json"
    broken.write_text('{"batch": "b1"}', "utf-8")
    assert huanjie("review", "match", broken, table(tmp_path, NUMBERS[0])).status == 2
    lines = [{"line": 1, "number": NUMBERS[0]}] * 2
    twice = {"batch": "b", "department": "d", "conditions": [], "lines": lines}
    broken.write_text(json.dumps(twice), "utf-8")
    ran = huanjie("review", "match", broken, table(tmp_path, NUMBERS[0]))
    assert "第 1 人写了两次" in ran.err


def test_the_answers_are_not_written_over_the_list(huanjie: Run, tmp_path: Path) -> None:
    listed = table(tmp_path, NUMBERS[0])
    before = listed.read_bytes()
    assert huanjie("review", "match", batch(tmp_path), listed, "-o", listed).status == 2
    assert listed.read_bytes() == before
