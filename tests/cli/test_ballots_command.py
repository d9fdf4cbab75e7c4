"""`ballots`: sheets to print with their codes, whole or not at all."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
import pytest
from tests.cli.ballots import (
    ELECTION,
    TRANSLATED,
    codes_in,
    examples,
    files,
    here,
    is_refused,
    write,
)
from tests.cli.conftest import Run
from tests.exchange.agreement import validator
from tests.exchange.ballot_samples import SECOND_LANGUAGE

__all__ = ["here"]  # a fixture


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


# The examples


@pytest.mark.parametrize("example", examples("ballots"))
def test_the_examples_run(example: str, huanjie: Run, here: Path) -> None:
    """With two sheets in place of hundreds."""
    _, *words = shlex.split(re.sub(r"--count \d+", "--count 2", example))
    ran = huanjie(*words)
    assert ran.status == 0, ran.err
