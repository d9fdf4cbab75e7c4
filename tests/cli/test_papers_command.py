"""`huanjie papers`: Word files of a poll, cards from a roll, and what is refused."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.cli.conftest import Ran, Run

from huanjie.cli.papers_command import KINDS
from huanjie.office.demo.invented import Inventor

ELECTION: dict[str, Any] = {
    "pack": "villagers-committee",
    "unit": {"code": "330329001001", "name": "清水村"},
    "polling_day": "2026-06-28",
    "contests": [
        {
            "post": "chair",
            "seats": 1,
            "candidates": [{"id": "a", "name": "喆堃玥"}, {"id": "b", "name": "钟文斌"}],
        }
    ],
}
HEAD = "姓名,身份证号,小组\n"
NUMBERS = [
    each.identity_number for each in Inventor(random.Random(1), on=date(2026, 6, 28)).people(2)
]
"""of people who do not exist"""
NO_NUMBER = f"{NUMBERS[0][:-1]}{'1' if NUMBERS[0][-1] != '1' else '2'}"
"""its check digit is wrong"""


@pytest.fixture
def election(tmp_path: Path) -> Path:
    file = tmp_path / "election.json"
    file.write_text(json.dumps(ELECTION, ensure_ascii=False))
    return file


def roll(tmp_path: Path, *rows: tuple[str, str, str]) -> Path:
    file = tmp_path / "roll.csv"
    file.write_text(HEAD + "".join(",".join(row) + "\n" for row in rows))
    return file


def words(file: Path) -> str:
    document = docx.Document(str(file))
    texts = [each.text for each in document.paragraphs]
    texts += [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("tally-sheet", "喆堃玥"),
        ("read-out", "喆堃玥"),
        ("envelope", "选票封存袋"),
        ("notice", "投票须知"),
    ],
)
def test_every_kind_is_one_word_file(
    huanjie: Run, election: Path, tmp_path: Path, kind: str, says: str
) -> None:
    file = tmp_path / "paper.docx"
    ran = huanjie("papers", election, "--kind", kind, "-o", file)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert says in words(file)


def test_place_hours_and_boxes_are_printed(huanjie: Run, election: Path, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    where = ("--place", "文化礼堂", "--hours", "8 时至 15 时")
    assert huanjie("papers", election, "--kind", "notice", *where, "-o", file).status == 0
    assert "文化礼堂" in words(file)
    assert "8 时至 15 时" in words(file)
    boxes = ("--box", "中心会场", "--box", "流动票箱")
    assert huanjie("papers", election, "--kind", "envelope", *boxes, "-o", file).status == 0
    assert "中心会场" in words(file)
    assert "流动票箱" in words(file)


def test_everybody_on_the_roll_has_a_card_and_no_card_an_identity_number(
    huanjie: Run, election: Path, tmp_path: Path
) -> None:
    people = (("阿卜杜热合曼·吐尔逊", NUMBERS[0], "2组"), ("丁一", NUMBERS[1], "1组"))
    file = tmp_path / "cards.docx"
    cards = ("papers", election, "--kind", "voter-cards", "--roll", roll(tmp_path, *people))
    ran = huanjie(*cards, "--json", "-o", file)
    assert ran.status == 0
    assert json.loads(ran.out) == {
        "kind": "voter-cards",
        "name": "参选证",
        "file": str(file),
        "people": 2,
        "left_out": [],
    }
    text = words(file)
    assert "姓名：阿卜杜热合曼·吐尔逊" in text
    assert text.index("丁一") < text.index("吐尔逊")
    for each in NUMBERS:
        assert each not in text
        assert each[6:14] not in text
        assert each[-4:] not in text


def test_a_row_that_is_wrong_or_there_twice_has_no_card_and_is_told(
    huanjie: Run, election: Path, tmp_path: Path
) -> None:
    twice = NUMBERS[1]
    people = (
        ("丁一", NUMBERS[0], "1组"),
        ("王二", twice, "1组"),
        ("王贰", twice, "1组"),
        ("刘三", NO_NUMBER, "1组"),
    )
    file = tmp_path / "cards.docx"
    cards = ("papers", election, "--kind", "voter-cards", "--roll", roll(tmp_path, *people))
    ran = huanjie(*cards, "-o", file)
    assert ran.status == 1
    told = ran.out.splitlines()
    assert [line.partition("：")[0] for line in told] == ["第 3 行", "第 4 行", "第 5 行"]
    assert told[0] == "第 3 行：与第 4 行是同一个人，没有证"
    assert twice not in ran.out
    text = words(file)
    assert "丁一" in text
    assert "王" not in text
    assert "刘三" not in text


def cards_of_a_branch(huanjie: Run, election: Path, file: Path, *standings: str) -> Ran:
    """The cards of a Party branch of two, each with a standing as its roll writes it."""
    branch = {
        **ELECTION,
        "pack": "party-branch",
        "contests": [{**ELECTION["contests"][0], "post": "member"}],
    }
    election.write_text(json.dumps(branch, ensure_ascii=False))
    members = file.with_name("members.csv")
    people = zip(("丁一", "王二"), NUMBERS, standings, strict=False)
    lines = "".join(f"{name},{number},{standing}\n" for name, number, standing in people)
    members.write_text(f"姓名,身份证号,党员类别\n{lines}")
    return huanjie("papers", election, "--kind", "voter-cards", "--roll", members, "-o", file)


def test_in_a_branch_only_those_who_may_vote_have_a_card(
    huanjie: Run, election: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cards.docx"
    ran = cards_of_a_branch(huanjie, election, file, "正式党员", "预备党员")
    assert (ran.status, ran.out) == (0, "")
    assert "丁一" in words(file)
    assert "王二" not in words(file)


def test_in_a_branch_a_standing_that_its_roll_does_not_know_has_no_card_and_is_told(
    huanjie: Run, election: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cards.docx"
    ran = cards_of_a_branch(huanjie, election, file, "中共党员", "团员")
    assert ran.status == 1
    assert ran.out.startswith("第 3 行：党员名册上没有这一类")
    assert "丁一" in words(file)
    assert "王二" not in words(file)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_file_to_write_it_is_refused(
    huanjie: Run, election: Path, tmp_path: Path, kind: str
) -> None:
    own = roll(tmp_path, ("丁一", NUMBERS[0], "1组"))
    with_roll = ("--roll", own) if kind == "voter-cards" else ()
    ran = huanjie("papers", election, "--kind", kind, *with_roll)
    assert (ran.status, ran.out) == (2, "")
    assert "-o huanjie.docx" in ran.err


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("--kind", "voter-cards"), "没有写名册"),
        (("--kind", "notice", "--roll", "roll.csv"), "用不着名册"),
        (("--kind", "ballot"), "命令写得不对"),
        (("--kind", "notice", "--place", ""), "--place"),
        (("--kind", "notice", "--hours", "8\n时"), "--hours"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    huanjie: Run, election: Path, tmp_path: Path, change: tuple[str, ...], says: str
) -> None:
    ran = huanjie("papers", election, *change, "-o", tmp_path / "paper.docx")
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert not (tmp_path / "paper.docx").exists()


def test_a_fault_of_the_election_names_its_file_and_place(
    huanjie: Run, election: Path, tmp_path: Path
) -> None:
    election.write_text(json.dumps({**ELECTION, "contests": []}))
    ran = huanjie("papers", election, "--kind", "notice", "-o", tmp_path / "paper.docx")
    assert ran.status == 2
    assert "election.json" in ran.err
    assert "/contests" in ran.err


def test_a_file_that_is_no_roll_is_refused(huanjie: Run, election: Path, tmp_path: Path) -> None:
    file = tmp_path / "roll.csv"
    file.write_text("不是名册\n")
    cards = ("papers", election, "--kind", "voter-cards", "--roll", file)
    ran = huanjie(*cards, "-o", tmp_path / "cards.docx")
    assert ran.status == 2
    assert "roll.csv" in ran.err


def test_a_roll_of_which_nobody_may_have_a_card_is_refused(
    huanjie: Run, election: Path, tmp_path: Path
) -> None:
    own = roll(tmp_path, ("丁一", NO_NUMBER, "1组"))
    cards = ("papers", election, "--kind", "voter-cards", "--roll", own)
    ran = huanjie(*cards, "-o", tmp_path / "cards.docx")
    assert ran.status == 2
    assert "没有可以发证的人" in ran.err


@pytest.mark.parametrize("written_over", ["election.json", "roll.csv"])
def test_no_file_that_is_read_is_written_over(
    huanjie: Run, election: Path, tmp_path: Path, written_over: str
) -> None:
    own = roll(tmp_path, ("丁一", NUMBERS[0], "1组"))
    target = tmp_path / written_over
    before = target.read_bytes()
    cards = ("papers", election, "--kind", "voter-cards", "--roll", own)
    assert huanjie(*cards, "-o", target).status == 2
    assert target.read_bytes() == before
