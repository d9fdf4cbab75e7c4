"""`huanjie count --kind revote` and what follows: sealed, and counted again by `verify`."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from huanjie.cli import walkthrough, walkthrough_elections
from huanjie.cli.walkthrough_elections import MEMBER, Vote
from huanjie.domain.contest import PersonId
from huanjie.dossier import container


def write(folder: Path, name: str, vote: Vote) -> tuple[Path, Path]:
    walkthrough._vote(folder, name, vote, random.Random(7))
    return folder / f"{name}.json", folder / f"{name}.jsonl"


@pytest.fixture
def first(huanjie: Run, tmp_path: Path) -> Path:
    """COUNT.json of the first vote, with a tie in it."""
    count = tmp_path / "count.json"
    files = write(tmp_path, "first", walkthrough_elections.first_vote())
    assert huanjie("count", *files, "-o", count).status == 0
    return count


@pytest.fixture
def after(huanjie: Run, first: Path) -> Path:
    """COUNT.json with the revote put into it."""
    count = first.with_name("after.json")
    files = write(first.parent, "revote", walkthrough_elections.revote())
    ran = huanjie("count", *files, "--after", first, "--kind", "revote", "-o", count)
    assert ran.status == 0
    return count


def round_of(count: Path) -> dict[str, Any]:
    (round_,) = json.loads(count.read_text())["rounds"]
    assert isinstance(round_, dict)
    return round_


def seal(huanjie: Run, count: Path, *records: str) -> tuple[Path, Path]:
    folder = count.parent
    dossier, sealed = folder / "dossier.zip", folder / "sealed.zip"
    files = [word for name in records for word in ("--cvr", folder / name)]
    keys = ("--keys", folder / "keys")
    assert huanjie("dossier", count, *files, *keys, "-o", dossier, "--sealed", sealed).status == 0
    return dossier, sealed


def test_a_count_without_a_revote_says_nothing_of_one(first: Path) -> None:
    assert list(round_of(first)) == ["kind", "facts", "batches", "cvr_sha256"]


def test_the_revote_keeps_its_batches_and_the_hash_of_its_file(after: Path) -> None:
    (own,) = round_of(after)["revotes"]
    records = after.with_name("revote.jsonl").read_bytes()
    assert own["cvr_sha256"] == sha256(records).hexdigest()
    papers = [part for batch in own["batches"] for part in batch["contests"].values()]
    assert sum(part["valid"] + part["invalid"] for part in papers) == 598
    assert sum(part["votes"]["D"] for part in papers) == 310


def test_it_is_sealed_and_counted_again(huanjie: Run, after: Path) -> None:
    dossier, sealed = seal(huanjie, after, "first.jsonl", "revote.jsonl")
    assert "cvr-1-revote-1.jsonl.sealed" in container.read(sealed.read_bytes())
    key = after.parent / "keys" / "archive.pem"
    ran = huanjie("verify", dossier, "--sealed", sealed, "--archive-key", key)
    assert (ran.status, "第 1 轮的再次投票都一致" in ran.out) == (0, True)


def test_the_records_of_another_vote_are_not_the_revotes(huanjie: Run, after: Path) -> None:
    other = after.with_name("other.jsonl")
    other.write_bytes(after.with_name("revote.jsonl").read_bytes() + b"\n")
    ran = huanjie(
        "dossier", after, "--cvr", other, "--keys", after.parent, "-o", after.parent / "d"
    )
    assert (ran.status, "没有哪一轮" in ran.err) == (2, True)


def test_a_second_revote_of_a_post_is_refused_and_nothing_is_written(
    huanjie: Run, after: Path
) -> None:
    files = (after.with_name("revote.json"), after.with_name("revote.jsonl"))
    more = after.with_name("more.json")
    ran = huanjie("count", *files, "--after", after, "--kind", "revote", "-o", more)
    assert (ran.status, "已经有一次再次投票" in ran.err) == (2, True)
    assert not more.exists()


def other_paper(seats: int, *people: str) -> Vote:
    """The revote on another paper: for so many seats, among these people."""
    vote = walkthrough_elections.revote()
    (contest,) = vote.election.contests
    listed = {
        c.id: c
        for each in walkthrough_elections.first_vote().election.contests
        for c in each.candidates
    }
    candidates = tuple(listed[PersonId(person)] for person in people)
    paper = replace(contest, seats=seats, candidates=candidates)
    marked = {person: votes for person, votes in vote.approved[MEMBER].items() if person in people}
    return replace(
        vote, election=replace(vote.election, contests=(paper,)), approved={MEMBER: marked}
    )


@pytest.mark.parametrize(
    ("vote", "says"),
    [
        (other_paper(2, "D", "E"), ("other.json", "/contests/0/seats", "要确定 1 名")),
        (other_paper(1, "C", "D", "E"), ("other.json", "票数相等的人之间")),
        (other_paper(1, "D"), ("other.json", "票数相等的人之间")),
    ],
)
def test_a_paper_that_is_not_the_ties_is_refused(
    vote: Vote, says: tuple[str, ...], huanjie: Run, first: Path
) -> None:
    files = write(first.parent, "other", vote)
    ran = huanjie("count", *files, "--after", first, "--kind", "revote")
    assert (ran.status, ran.out) == (2, "")
    assert all(word in ran.err for word in says)


def test_the_demo_seals_the_revote_of_its_village_too(huanjie: Run, tmp_path: Path) -> None:
    ran = huanjie("demo", "--files", tmp_path)
    assert ran.status == 0
    village = container.read((tmp_path / "village" / "sealed.zip").read_bytes())
    assert [each["file"] for each in json.loads(village["about.json"])["files"]] == [
        "cvr-1.jsonl.sealed",
        "cvr-1-revote-1.jsonl.sealed",
        "cvr-2.jsonl.sealed",
    ]
