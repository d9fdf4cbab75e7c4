"""`ballots`: sheets to print with their codes, whole or not at all; drills with their truth."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
import pytest
from tests.cli.conftest import Ran, Run
from tests.exchange.agreement import validator
from tests.exchange.samples import SECOND_LANGUAGE

from huanjie.cli.ballots_command import MOST_SHEETS
from huanjie.cli.main import parser

README: Final = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
ELECTION: Final[dict[str, Any]] = {
    "pack": "villagers-committee@2026-01-01",
    "unit": {"code": "510100000000", "name": "甲县乙镇丙村"},
    "polling_day": "2026-06-28",
    "contests": [
        {
            "post": "member",
            "seats": 2,
            "candidates": [
                {"id": "A", "name": "赵一"},
                {"id": "B", "name": "钱二"},
                {"id": "C", "name": "孙三"},
            ],
        }
    ],
}
TRANSLATED: Final[dict[str, Any]] = SECOND_LANGUAGE | {"posts": {"member": "ཨུ་ཡོན།"}}
"""every text of these papers, in another language"""
NOWHERE: Final = "\U000f0001"
"""A private character, which no font has."""


def write(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def renamed(name: str) -> dict[str, Any]:
    """The election with another name for its first candidate."""
    document: dict[str, Any] = json.loads(json.dumps(ELECTION))
    document["contests"][0]["candidates"][0]["name"] = name
    return document


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an election.json in it, where the user stands."""
    write(tmp_path / "election.json", ELECTION)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes_in(path: Path) -> list[str]:
    codes: list[str] = json.loads(path.read_text("utf-8"))["codes"]
    return codes


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def is_refused(ran: Ran, *words: str) -> None:
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1, ran.err
    for word in words:
        assert word in ran.err


# Printing


def test_sheets_codes_and_layout_are_written_together(huanjie: Run, here: Path) -> None:
    asked = ("-o", "ballots.pdf", "--count", 3, "--codes", "codes.json", "--layout", "layout.json")
    ran = huanjie("ballots", "election.json", *asked)
    assert (ran.status, ran.out) == (0, "")
    assert "3 张" in ran.err
    assert "打乱" in ran.err
    with pdfium.PdfDocument(here / "ballots.pdf") as document:
        assert len(document) == 3
    codes, layout = codes_in(here / "codes.json"), json.loads(Path("layout.json").read_text())
    validator("codes").validate({"codes": codes})
    validator("layout").validate(layout)
    assert sorted(page["code"] for page in layout["pages"]) == codes
    assert len(set(codes)) == 3


def test_every_post_on_its_own_paper_is_printed_as_often(huanjie: Run, here: Path) -> None:
    document = {
        **ELECTION,
        "contests": [*ELECTION["contests"], {**ELECTION["contests"][0], "post": "chair"}],
    }
    write(here / "election.json", document)
    ran = huanjie("ballots", "election.json", "-o", "b.pdf", "--count", 2, "--json")
    assert json.loads(ran.out) == {"sheets": 4, "pages": 4, "codes_before": 0}


def test_codes_of_an_earlier_print_stay_in_the_file(huanjie: Run, here: Path) -> None:
    asked = ("ballots", "election.json", "-o", "b.pdf", "--count", 2, "--codes", "codes.json")
    huanjie(*asked)
    before = codes_in(here / "codes.json")
    ran = huanjie(*asked, "--json")
    assert json.loads(ran.out)["codes_before"] == 2
    after = codes_in(here / "codes.json")
    assert set(before) < set(after)
    assert len(after) == 4
    assert after == sorted(after)


@pytest.mark.parametrize("spoiled", ['{"codes": ["K7M2"]}', "{", '{"codes": [], "sheets": []}'])
def test_a_file_that_is_no_file_of_codes_is_left_as_it_is(
    spoiled: str, huanjie: Run, here: Path
) -> None:
    (here / "codes.json").write_text(spoiled)
    ran = huanjie("ballots", "election.json", "-o", "b.pdf", "--codes", "codes.json")
    is_refused(ran, "codes.json")
    assert (here / "codes.json").read_text() == spoiled
    assert files(here) == {"election.json", "codes.json"}


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_the_paper_has_the_size_that_was_asked_for(paper: str, huanjie: Run, here: Path) -> None:
    huanjie("ballots", "election.json", "-o", "b.pdf", "--paper", paper)
    with pdfium.PdfDocument(here / "b.pdf") as document:
        width, _ = document[0].get_size()
    assert round(width / 72 * 25.4) == {"A4": 210, "A5": 148}[paper]


def test_a_second_language_stands_beside_ours(huanjie: Run, here: Path) -> None:
    write(here / "second.json", TRANSLATED)
    ran = huanjie("ballots", "election.json", "-o", "b.pdf", "--second", "second.json")
    assert ran.status == 0
    with pdfium.PdfDocument(here / "b.pdf") as document:
        said = document[0].get_textpage().get_text_bounded()
    assert SECOND_LANGUAGE["title"][:3] in said


OF_ANOTHER_PAPER: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "somebody who does not stand": ({"names": {"Z": "བསོད་ནམས།"}}, "/names/Z"),
    "a post that nobody votes on": ({"posts": {"chair": "གཙོ་འཛིན།"}}, "/posts/chair"),
    "a name that nobody translated": ({"names": {"B": "钱二"}}, "/names/B"),
}


@pytest.mark.parametrize("to", [("-o", "b.pdf"), ("--drill", "drill")])
@pytest.mark.parametrize("why", OF_ANOTHER_PAPER)
def test_a_second_language_of_other_papers_is_refused_at_its_place(
    why: str, to: tuple[str, str], huanjie: Run, here: Path
) -> None:
    wrong, at = OF_ANOTHER_PAPER[why]
    write(here / "second.json", TRANSLATED | wrong)
    before = files(here)
    ran = huanjie("ballots", "election.json", *to, "--second", "second.json")
    is_refused(ran, "second.json")
    assert at in ran.err
    assert files(here) == before


# What is refused, and leaves no file

REFUSED: Final[dict[str, tuple[tuple[object, ...], str]]] = {
    "no output": ((), "-o"),
    "no sheet": (("-o", "b.pdf", "--count", 0), "--count"),
    "fewer than none": (("-o", "b.pdf", "--count", -1), "--count"),
    "more than a print has": (("-o", "b.pdf", "--count", MOST_SHEETS + 1), str(MOST_SHEETS)),
    "over the election": (("-o", "election.json"), "election.json"),
    "over the election by another name": (("-o", "../{here}/election.json"), "election.json"),
    "codes over the ballots": (("-o", "b.pdf", "--codes", "b.pdf"), "b.pdf"),
    "the layout over the codes": (("-o", "b.pdf", "--codes", "c", "--layout", "c"), "c"),
    "a folder that is not there": (("-o", "nowhere/b.pdf"), "nowhere/b.pdf"),
    "a layout that cannot be written": (
        ("-o", "b.pdf", "--codes", "codes.json", "--layout", "nowhere/layout.json"),
        "nowhere/layout.json",
    ),
    "no such fonts": (("-o", "b.pdf", "--fonts", "nowhere"), "--fonts"),
    "no such glyphs": (("-o", "b.pdf", "--glyphs", "election.json"), "--glyphs"),
    "no such second language": (("-o", "b.pdf", "--second", "nowhere.json"), "nowhere.json"),
    "a second language that is none": (("-o", "b.pdf", "--second", "election.json"), "election"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_printed_is_bad_input_and_writes_nothing(
    why: str, huanjie: Run, here: Path
) -> None:
    words, named = REFUSED[why]
    asked = [str(word).format(here=here.name) for word in words]
    is_refused(huanjie("ballots", "election.json", *asked), named)
    assert files(here) == {"election.json"}
    assert json.loads((here / "election.json").read_text()) == ELECTION


@pytest.mark.parametrize("election", ["nowhere.json", "list.json", "unknown.json", "broken.json"])
def test_an_election_that_cannot_be_read_is_named(election: str, huanjie: Run, here: Path) -> None:
    write(here / "list.json", [])
    write(here / "unknown.json", {**ELECTION, "pack": "moon-committee"})
    (here / "broken.json").write_text("{")
    is_refused(huanjie("ballots", election, "-o", "b.pdf"), election)
    assert not (here / "b.pdf").exists()


def test_symbols_are_refused_where_the_paper_asks_for_plain_choices(
    huanjie: Run, here: Path
) -> None:
    write(here / "election.json", {**ELECTION, "ballot": {"style": "choice"}})
    asked = ("ballots", "election.json", "-o", "b.pdf")
    assert huanjie(*asked).status == 0
    is_refused(huanjie(*asked, "--symbols"), "election.json")


# As many candidates as the law asks for


def equal(post: str = "member", **what: Any) -> dict[str, Any]:
    """The election with as many candidates as seats."""
    (contest,) = ELECTION["contests"]
    seats = len(contest["candidates"])
    return {**ELECTION, "contests": [{**contest, "post": post, "seats": seats}], **what}


def test_too_few_candidates_are_refused_with_the_article_and_nothing_is_printed(
    huanjie: Run, here: Path
) -> None:
    write(here / "election.json", equal())
    ran = huanjie("ballots", "election.json", "-o", "b.pdf", "--codes", "codes.json")
    is_refused(ran, "election.json /contests/0/candidates", "候选人应有 4 人以上，现有 3 人")
    assert "第十八条第一款" in ran.err
    assert files(here) == {"election.json"}


def test_where_the_law_orders_them_by_nominations_strokes_are_refused_with_the_article(
    huanjie: Run, here: Path
) -> None:
    there = {**ELECTION, "region": "tianjin"}
    write(here / "election.json", there)
    ran = huanjie("ballots", "election.json", "-o", "b.pdf")
    is_refused(ran, "election.json /ballot/order", "不按姓氏笔画排列", "第二十七条", "listed")
    assert files(here) == {"election.json"}
    ballot = ELECTION.get("ballot", {}) | {"order": "listed"}
    write(here / "election.json", there | {"ballot": ballot})
    assert huanjie("ballots", "election.json", "-o", "b.pdf").status == 0


def test_a_later_round_has_the_candidates_that_the_round_before_left(
    huanjie: Run, here: Path
) -> None:
    write(here / "election.json", equal())
    assert huanjie("ballots", "election.json", "-o", "b.pdf", "--later", "revote").status == 0


def test_one_candidate_for_one_seat_is_printed_where_that_is_lawful(
    huanjie: Run, here: Path
) -> None:
    one = [{"id": "A", "name": "赵一"}]
    contest = {"post": "secretary", "seats": 1, "candidates": one}
    branch = {**ELECTION, "pack": "party-branch", "contests": [contest]}
    write(here / "election.json", branch)
    ran = huanjie("ballots", "election.json", "-o", "b.pdf")
    assert (ran.status, "注意" in ran.err) == (0, False)


def test_a_paper_without_candidates_is_printed_with_a_word_of_caution(
    huanjie: Run, here: Path
) -> None:
    nobody = {**ELECTION["contests"][0], "candidates": [], "write_ins": 2}
    write(here / "election.json", {**ELECTION, "contests": [nobody]})
    ran = huanjie("ballots", "election.json", "-o", "b.pdf")
    assert ran.status == 0
    assert "委员没有印候选人" in ran.err


# Characters that no font draws


def test_a_character_that_no_font_draws_refuses_the_print_and_names_it(
    huanjie: Run, here: Path
) -> None:
    write(here / "election.json", renamed(f"赵{NOWHERE}"))
    is_refused(huanjie("ballots", "election.json", "-o", "b.pdf"), "U+F0001", "--glyphs")
    assert files(here) == {"election.json"}


SQUARE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7h-7z"/></svg>'
)


def test_and_prints_with_a_picture_of_it(huanjie: Run, here: Path) -> None:
    write(here / "election.json", renamed(f"赵{NOWHERE}"))
    glyphs = here / "glyphs"
    glyphs.mkdir()
    (glyphs / "U+F0001.svg").write_text(SQUARE)
    (glyphs / "U+FFFFFF.svg").write_text(SQUARE)
    (glyphs / "readme.txt").write_text("字形图")
    ran = huanjie("ballots", "election.json", "-o", "b.pdf", "--glyphs", "glyphs")
    assert ran.status == 0, ran.err


@pytest.mark.parametrize("picture", ["", "no picture at all", "<svg", "<html></html>"])
def test_a_picture_that_is_none_is_refused_by_its_name(
    picture: str, huanjie: Run, here: Path
) -> None:
    write(here / "election.json", renamed(f"赵{NOWHERE}"))
    (here / "glyphs").mkdir()
    (here / "glyphs" / "U+F0001.svg").write_text(picture)
    is_refused(huanjie("ballots", "election.json", "-o", "b.pdf", "--glyphs", "glyphs"), "U+F0001")
    assert not (here / "b.pdf").exists()


# Drills


def drill(huanjie: Run, folder: str, *words: object) -> Ran:
    asked = ("--count", 2, "--kinds", "clean", *words)
    return huanjie("ballots", "election.json", "--drill", folder, *asked)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_drill_is_pictures_codes_and_the_truth(huanjie: Run, here: Path) -> None:
    ran = drill(huanjie, "drill", "--seed", 3)
    assert (ran.status, ran.out) == (0, "")
    assert "--seed 3" in ran.err
    assert files(here / "drill") == {"pages", "truth.jsonl", "codes.json"}
    truth = lines(here / "drill" / "truth.jsonl")
    for each in truth:
        validator("truth").validate(each)
    assert {each["file"] for each in truth} == {
        f"drill/pages/{path.name}" for path in (here / "drill" / "pages").iterdir()
    }
    codes = codes_in(here / "drill" / "codes.json")
    assert len(codes) == 2
    assert not any(code in json.dumps(truth) for code in codes)


def test_the_same_seed_makes_the_same_drill(huanjie: Run, here: Path) -> None:
    for folder, seed in (("one", 5), ("two", 5), ("three", 6)):
        assert drill(huanjie, folder, "--seed", seed, "--count", 1).status == 0
    one, two, three = (
        {p.name: p.read_bytes() for p in (here / name / "pages").iterdir()}
        for name in ("one", "two", "three")
    )
    assert one == two
    assert one != three


def places(rows: Iterable[dict[str, Any]]) -> Counter[tuple[str, int]]:
    return Counter((each["file"], each["page"]) for each in rows)


@pytest.mark.parametrize("folder", ["drill", "./training/drill", "{here}/drill"])
def test_the_truth_names_each_picture_as_its_records_and_doubts_do(
    folder: str, huanjie: Run, here: Path
) -> None:
    own = folder.format(here=here)
    assert drill(huanjie, own, "--seed", 3, "--count", 4).status == 0
    asked = ("--election", "election.json", "--codes", f"{own}/codes.json", "-o", "cvr.jsonl")
    huanjie("scan", f"{own}/pages", *asked)
    sources = [place for each in lines(here / "cvr.jsonl") for place in each["source"]]
    truth = places(lines(Path(own) / "truth.jsonl"))
    assert truth == places([*sources, *lines(here / "doubtful.jsonl")])


def test_a_folder_in_which_something_lies_is_no_place_for_a_drill(huanjie: Run, here: Path) -> None:
    is_refused(drill(huanjie, "."), "--drill")
    is_refused(drill(huanjie, "election.json"), "election.json")
    (here / "empty").mkdir()
    assert drill(huanjie, "empty").status == 0


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(huanjie: Run, here: Path) -> None:
    is_refused(drill(huanjie, "election.json/drill"), "election.json/drill", "写不进去")
    assert files(here) == {"election.json"}


def test_ballots_without_candidates_are_drilled_too(huanjie: Run, here: Path) -> None:
    """No mark can be spoiled on them (无候选人选举): the truth of each says that none is."""
    document = json.loads(json.dumps(ELECTION))
    document["contests"][0]["candidates"] = []
    write(here / "election.json", document)
    assert drill(huanjie, "drill", "--seed", 1, "--count", 10).status == 0
    truth = lines(here / "drill" / "truth.jsonl")
    assert {each["spoil"] for each in truth} <= {None, "torn", "write-in", "copied", "empty"}


@pytest.mark.parametrize("kinds", ["", ",", "clean,torn", "CLEAN"])
def test_pictures_of_a_kind_that_there_is_not_are_refused(
    kinds: str, huanjie: Run, here: Path
) -> None:
    is_refused(drill(huanjie, "drill", "--kinds", kinds), "--kinds")
    assert files(here) == {"election.json"}


# The examples


def examples(command: str) -> list[str]:
    """Every call of a command that the README and its own help show."""
    shown = re.findall(rf"^huanjie {command} [^#\n]*", README, re.MULTILINE)
    choices = next(action.choices for action in parser()._actions if action.dest == "command")
    assert isinstance(choices, dict)
    shown += re.findall(rf"huanjie {command} .*", choices[command].epilog or "")
    return [each.strip() for each in shown]


@pytest.mark.parametrize("example", examples("ballots"))
def test_the_examples_run(example: str, huanjie: Run, here: Path) -> None:
    """With two sheets in place of hundreds."""
    _, *words = shlex.split(re.sub(r"--count \d+", "--count 2", example))
    ran = huanjie(*words)
    assert ran.status == 0, ran.err
