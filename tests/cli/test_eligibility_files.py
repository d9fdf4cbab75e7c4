"""Files of `huanjie eligibility` (人员表和结果): by their endings, and every fault at once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.cli.conftest import Ran, Run
from tests.cli.test_eligibility_command import HEADINGS, PACK, SOUND

BARRED = "钱乙,委员,1990-01-02,是,是,是,否"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(f"{HEADINGS}\n{SOUND}\n{BARRED}\n", "utf-8")
    return file


def cells(file: Path) -> list[list[str]]:
    rows = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
    return [[str(each or "") for each in row] for row in rows]


def test_an_empty_table_is_a_workbook_where_its_name_says_so(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.xlsx"
    assert huanjie("eligibility", *PACK, "--template", "-o", file).status == 0
    (heads,) = cells(file)
    assert heads[:2] == ["姓名", "职务"]


def test_a_result_is_a_workbook_or_a_table_by_its_name(
    huanjie: Run, tmp_path: Path, people: Path
) -> None:
    book, table = tmp_path / "r.xlsx", tmp_path / "r.csv"
    assert huanjie("eligibility", *PACK, people, "-o", book).status == 1
    assert huanjie("eligibility", *PACK, people, "-o", table).status == 1
    heads, sound, barred = cells(book)
    assert heads == ["工作表", "行号", "姓名", "职务", "结论", "原因", "依据"]
    assert sound[1:] == ["2", "赵甲", "主任", "符合条件", "", ""]
    assert barred[2:5] == ["钱乙", "委员", "不符合条件"]
    assert "第" in barred[6]
    assert len(table.read_text("utf-8-sig").splitlines()) == 1 + 2


@pytest.mark.parametrize(
    ("name", "more"), [("r.docx", ()), ("r.pdf", ("--template",)), ("r.xlsx", ("--json",))]
)
def test_a_file_that_is_not_written_is_refused(
    huanjie: Run, tmp_path: Path, people: Path, name: str, more: tuple[str, ...]
) -> None:
    ran = huanjie("eligibility", *PACK, *more, people, "-o", tmp_path / name)
    assert ran.status == 2
    assert "文件名写成 " in ran.err
    assert not (tmp_path / name).exists()


def test_a_post_that_there_is_not_follows_the_rule_for_members_and_is_told(
    huanjie: Run, people: Path
) -> None:
    own = SOUND.replace("主任", "妇女委员")
    people.write_text(f"{HEADINGS}\n{SOUND.replace('主任', '村长')}\n{own}\n", "utf-8")
    ran = huanjie("eligibility", *PACK, people)
    assert ran.status == 0
    assert "第 2 行：没有“村长”这项职务（有主任、副主任、委员），按委员的规定判断" in ran.err
    assert "妇女委员" not in ran.err


def test_a_post_that_may_be_of_either_board_is_refused_with_its_row(
    huanjie: Run, people: Path
) -> None:
    people.write_text("姓名,职务\n赵甲,监事\n钱乙,监事会主席\n", "utf-8")
    ran = huanjie("eligibility", "--pack", "collective-organisation", "--on", "2026-12-20", people)
    assert (ran.status, ran.out) == (2, "")
    assert "第 3 行：没有写明职务“监事会主席”比照哪一项职务" in ran.err


def test_every_cell_that_cannot_be_used_is_told_at_once(huanjie: Run, people: Path) -> None:
    lines = (
        HEADINGS,
        SOUND,
        "钱乙,村长,1990-02-30,对,是,否,否",
        "孙丙,,1990-01-02,是,2,否,否,多了",
    )
    people.write_text("\n".join(lines) + "\n", "utf-8")
    ran: Ran = huanjie("eligibility", *PACK, people)
    assert (ran.status, ran.out) == (2, "")
    assert "有 3 处不能用" in ran.err
    for says in ("出生日期", "享有政治权利", "第 4 行：这一行有 8 格"):
        assert says in ran.err
