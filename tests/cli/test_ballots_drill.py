"""`ballots --drill`: pictures to train with, and their truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.ballots import ELECTION, codes_in, files, here, is_refused, write
from tests.cli.conftest import Ran, Run
from tests.exchange.agreement import validator

__all__ = ["here"]  # a fixture


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
