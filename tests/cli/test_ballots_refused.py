"""`ballots`: what is refused and leaves no file, by the law, the form or the fonts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.ballots import ELECTION, NOWHERE, files, here, is_refused, renamed, write
from tests.cli.conftest import Run

from huanjie.cli.ballots_command import MOST_SHEETS

__all__ = ["here"]  # a fixture

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
