"""`huanjie kinship`: three tables in, the conflicts of each body out; faults name file, row and
column.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.exchange.workbooks import workbook

from huanjie.door import jsontext

PEOPLE = "姓名,身份证号,性别\n赵一,,男\n钱二,,男\n孙三,,女\n李四,,\n周五,,女\n"
RELATIONS = "本人,关系,亲属\n赵一,岳父,钱二\n赵一,妻子,孙三\n李四,表哥,赵一\n"
BODIES = "组织,职务,姓名\n村委会,主任,赵一\n村委会,委员,孙三\n村委会,委员,钱二\n监委会,主任,周五\n"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name, text in (("people", PEOPLE), ("relations", RELATIONS), ("bodies", BODIES)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


def paths(folder: Path) -> list[Path]:
    return [folder / f"{name}.csv" for name in ("people", "relations", "bodies")]


def test_the_conflicts_are_named_with_class_and_path(huanjie: Run, tables: Path) -> None:
    ran = huanjie("kinship", *paths(tables), "--pack", "villagers-committee@2026-01-01")
    assert ran.status == 1
    assert "村委会：2 对须回避" in ran.out
    assert "赵一、孙三（近亲属、夫妻）：孙三是赵一的妻子（his wife）" in ran.out
    assert "孙三、钱二（近亲属、直系血亲）：钱二是孙三的父亲（her father）" in ran.out
    assert "监委会：没有须回避的亲属" in ran.out
    assert "第八条第二款" in ran.out


def test_the_same_as_json(huanjie: Run, tables: Path) -> None:
    pack = "villagers-committee@2026-01-01"
    answer = json.loads(huanjie("kinship", *paths(tables), "--pack", pack, "--json").out)
    assert answer["pack"] == pack
    assert [(each["a"], each["b"]) for each in answer["conflicts"]["村委会"]] == [
        ("赵一", "孙三"),
        ("孙三", "钱二"),
    ]
    assert answer["conflicts"]["监委会"] == []


def test_without_a_pack_the_civil_code_decides(huanjie: Run, tables: Path) -> None:
    ran = huanjie("kinship", *paths(tables), "--json")
    answer = json.loads(ran.out)
    assert answer["pack"] is None
    assert {each["article"] for each in answer["grounds"]} == {"第一千零四十五条第二款"}


def test_without_conflicts_the_answer_is_a_plain_yes(huanjie: Run, tables: Path) -> None:
    (tables / "bodies.csv").write_text("body,post,person\n村委会,主任,赵一\n", "utf-8")
    assert huanjie("kinship", *paths(tables)).status == 0


def test_english_headings_terms_and_workbooks_are_read(huanjie: Run, tables: Path) -> None:
    relations = workbook(
        ("亲属关系登记表",), ("person", "relation", "person"), ("赵一", "wife", "孙三")
    )
    (tables / "relations.csv").write_bytes(relations)
    (tables / "people.csv").write_text("name\n赵一\n孙三\n钱二\n周五\n", "utf-8")
    ran = huanjie("kinship", *paths(tables))
    assert "赵一、孙三" in ran.out


@pytest.mark.parametrize("kind", ["formula", "merged"])
def test_a_formula_or_a_merged_cell_among_the_rows_is_refused(
    kind: str, huanjie: Run, tables: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["组织", "姓名"])
    sheet.append(["村委会", '="赵"&"一"' if kind == "formula" else "赵一"])
    sheet.append(["村委会" if kind == "formula" else None, "孙三"])
    if kind == "merged":
        sheet.merge_cells("A2:A3")
    book.save(tables / "bodies.csv")
    ran = huanjie("kinship", *paths(tables))
    assert (ran.status, ran.out) == (2, "")
    assert all(part in ran.err for part in ("bodies.csv", "第 2 行"))


def test_a_file_beyond_the_bound_is_refused(
    huanjie: Run, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsontext, "LARGEST_FILE", 20)
    ran = huanjie("kinship", *paths(tables))
    assert (ran.status, "过大" in ran.err) == (2, True)


def test_namesakes_are_told_apart_by_their_numbers(huanjie: Run, tables: Path) -> None:
    one, other = "330329196401011237", "330329197002022349"
    people = f"姓名,身份证号\n王一,{one}\n王一,{other}\n赵二,\n"
    (tables / "people.csv").write_text(people, "utf-8")
    (tables / "relations.csv").write_text(f"本人,关系,亲属\n赵二,哥哥,{one}\n", "utf-8")
    body = f"组织,姓名\n村委会,{one}\n村委会,赵二\n支委会,{other}\n支委会,赵二\n"
    (tables / "bodies.csv").write_text(body, "utf-8")
    ran = huanjie("kinship", *paths(tables), "--json")
    found = json.loads(ran.out)["conflicts"]
    assert (len(found["村委会"]), found["支委会"]) == (1, [])
    assert one not in ran.out

    (tables / "bodies.csv").write_text("组织,姓名\n村委会,王一\n", "utf-8")
    ran = huanjie("kinship", *paths(tables))
    assert (ran.status, ran.out) == (2, "")
    assert "身份证号" in ran.err


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("relations", "赵一,岳父,钱二", "赵一,岳夫,钱二", ["第 2 行", "“关系”列", "岳父"]),
        ("relations", "赵一,岳父,钱二", "赵一,,钱二", ["第 2 行", "“关系”列", "空的"]),
        ("relations", "李四,表哥,赵一", "李四,表哥,吴六", ["第 4 行", "“亲属”列", "吴六"]),
        ("relations", "李四,表哥,赵一", "孙三,妻子,赵一", ["第 4 行", "“关系”列", "在别处是"]),
        ("relations", "赵一,妻子,孙三", "赵一,哥哥,赵一", ["第 3 行", "自己的亲属"]),
        ("relations", "本人,关系,亲属", "甲,乙,丙", ["没有找到表头"]),
        ("bodies", "监委会,主任,周五", ",主任,周五", ["第 5 行", "“组织”列"]),
        ("bodies", "监委会,主任,周五", "监委会,主任,郑七", ["第 5 行", "“姓名”列", "郑七"]),
        ("people", "姓名,身份证号,性别", "姓名,姓名,性别", ["第 1 行", "同一项"]),
        ("relations", "李四,表哥,赵一", "李四,,表哥,赵一", ["第 4 行", "4 格"]),
        ("bodies", "监委会,主任,周五", "监委会,周五", ["第 5 行", "2 格"]),
        ("people", "周五,,女", "赵一,,女", ["第 2 行", "“姓名”列", "不止一人"]),
        ("people", "周五,,女", "周五,,鱼", ["第 6 行", "“性别”列"]),
    ],
)
def test_bad_input_names_file_row_and_column(
    huanjie: Run, tables: Path, name: str, old: str, new: str, says: list[str]
) -> None:
    file = tables / f"{name}.csv"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    ran = huanjie("kinship", *paths(tables))
    assert (ran.status, ran.out) == (2, "")
    assert all(part in ran.err for part in [file.name, *says]), ran.err


def test_parents_in_a_circle_and_missing_files_are_bad_input(huanjie: Run, tables: Path) -> None:
    circle = "本人,关系,亲属\n赵一,父亲,钱二\n钱二,父亲,赵一\n"
    (tables / "relations.csv").write_text(circle, "utf-8")
    ran = huanjie("kinship", *paths(tables))
    assert (ran.status, "relations.csv" in ran.err, "一圈" in ran.err) == (2, True, True)
    assert huanjie("kinship", tables / "nobody.csv", *paths(tables)[1:]).status == 2
    assert huanjie("kinship", *paths(tables), "--region", "sichuan").status == 2
