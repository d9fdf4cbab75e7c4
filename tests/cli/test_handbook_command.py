"""`huanjie handbook`: one Word file, its numbers from the arguments."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from tests.cli.conftest import Run

VILLAGE = ("handbook", "--pack", "villagers-committee", "--polling-day", "2026-06-28")


def test_the_handbook_is_one_word_file(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "handbook.docx"
    ran = huanjie(
        *(*VILLAGE, "--registered", "1000", "--households", "320", "--unit", "清水村"),
        *("--seats", "chair=1", "--seats", "委员=3", "-o", file),
    )
    assert (ran.status, ran.out) == (0, "")
    document = docx.Document(str(file))
    assert document.paragraphs[0].text == "清水村村民委员会换届选举指导手册"
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"501 以上", "22 至 64", "委员候选人"} <= cells


DECISION = """
body = "residents-committee"
unit = "示例社区"
adopted_by = "居民会议"
adopted_on = 2026-02-01
effective_from = 2026-02-01
revision = 1

[sources.own]
title = "选举办法"
rank = "unit-decision"

[method]
chosen = "representatives"
source = "own"
article = "第三条"
says = "本社区由居民代表选举。"
confidence = "D"
"""


@pytest.mark.parametrize(("words", "least"), [((), "41 以上"), (("--method", "voters"), "31 以上")])
def test_the_way_to_elect_is_the_units_own_where_no_other_is_stated(
    huanjie: Run, tmp_path: Path, words: tuple[str, ...], least: str
) -> None:
    decided, file = tmp_path / "decision.toml", tmp_path / "handbook.docx"
    decided.write_text(DECISION, "utf-8")
    community = ("--pack", "residents-committee", "--decisions", decided)
    day = ("--polling-day", "2026-06-28", "--registered", "60")
    assert huanjie("handbook", *community, *day, *words, "-o", file).status == 0
    document = docx.Document(str(file))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert least in cells


@pytest.mark.parametrize(
    ("body", "seats", "status", "says"),
    [
        ("villagers-committee", ("chair=1", "vice-chair=1", "member=5"), 0, ""),
        ("villagers-committee", ("chair=1", "vice-chair=1", "member=6"), 1, "成员 8 人，应为"),
        ("villagers-committee", ("member=9",), 1, "成员 9 人，应为 3 至 7 人（《"),
        ("villagers-committee", ("chair=1", "member=2"), 0, ""),
        ("villagers-committee", ("chair=1", "member=1"), 1, "成员 2 人，应为"),
        # 书记、副书记从委员中产生，不另计人数
        ("party-branch", ("secretary=1", "deputy-secretary=1", "member=7"), 0, ""),
        ("party-branch", ("secretary=1", "member=8"), 1, "成员 8 人，应为"),
        # 监事不是理事会的成员；理事会的人数只是“一般”
        ("collective-organisation", ("head=1", "member=6", "supervisor=2"), 0, ""),
        ("collective-organisation", ("head=1", "member=7", "supervisor=2"), 0, "一般应为"),
    ],
)
def test_seats_that_together_make_no_lawful_body_are_told_with_the_article(
    huanjie: Run, tmp_path: Path, body: str, seats: tuple[str, ...], status: int, says: str
) -> None:
    file = tmp_path / "handbook.docx"
    words = [word for each in seats for word in ("--seats", each)]
    ran = huanjie("handbook", "--pack", body, "--polling-day", "2026-06-28", *words, "-o", file)
    assert ran.status == status, ran.err
    told = [each.text for each in docx.Document(str(file)).paragraphs if "成员" in each.text[:5]]
    assert bool(says) is bool(ran.err) is any(each.startswith("注意：") for each in told)
    assert says in ran.err


def test_without_a_file_it_is_refused(huanjie: Run) -> None:
    ran = huanjie(*VILLAGE)
    assert (ran.status, ran.out) == (2, "")
    assert "-o huanjie.docx" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("--registered", "0"),
        ("--registered", "千"),
        ("--seats", "chair"),
        ("--seats", "chair=0"),
        ("--seats", "=1"),
    ],
)
def test_numbers_that_are_none_are_refused(
    huanjie: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert huanjie(*VILLAGE, *words, "-o", tmp_path / "handbook.docx").status == 2
    assert list(tmp_path.iterdir()) == []


def test_a_step_that_does_not_fit_is_a_plain_no(huanjie: Run, tmp_path: Path) -> None:
    file = tmp_path / "handbook.docx"
    assert huanjie(*VILLAGE, "--from", "2026-06-10", "-o", file).status == 1
    assert file.exists()
