"""A NIST report as another program reads it (别的程序怎样读): by the standard alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import jsonschema

SCHEMA: Final = (
    Path(__file__).parents[3] / "shared" / "data" / "nist" / "NIST_V0_cast_vote_records.json"
)

Report = dict[str, Any]


def validate(report: Report) -> None:
    """Hold a report against the schema of NIST."""
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text())).validate(report)


def papers(report: Report) -> Iterator[dict[str, Any]]:
    """The contests of each paper, by the snapshot that is current."""
    for cvr in report["CVR"]:
        snapshots = {each["@id"]: each for each in cvr["CVRSnapshot"]}
        current = snapshots[cvr["CurrentSnapshotId"]]
        yield {each["ContestId"]: each for each in current["CVRContest"]}


def contests(report: Report) -> dict[str, dict[str, Any]]:
    """The contests of the election, by id."""
    (election,) = report["Election"]
    return {each["@id"]: each for each in election["Contest"]}


def people(report: Report) -> dict[str, dict[str, Any]]:
    """Whom each selection is for, by the selection's id."""
    (election,) = report["Election"]
    candidates = {each["@id"]: each for each in election["Candidate"]}
    return {
        selection["@id"]: candidates[selection["CandidateIds"][0]]
        for contest in election["Contest"]
        for selection in contest["ContestSelection"]
        if "CandidateIds" in selection
    }


def votes(report: Report) -> dict[str, Counter[str]]:
    """Each person's votes by the post's name: what is allocable, and nothing else."""
    names, posts = people(report), contests(report)
    totals: dict[str, Counter[str]] = {each["Name"]: Counter() for each in posts.values()}
    for paper in papers(report):
        for contest_id, contest in paper.items():
            for selection in contest["CVRContestSelection"]:
                for position in selection["SelectionPosition"]:
                    if position["HasIndication"] == position["IsAllocable"] == "yes":
                        person = names[selection["ContestSelectionId"]]["Name"]
                        totals[posts[contest_id]["Name"]][person] += position["NumberVotes"]
    return totals


def broken_references(report: Report) -> set[str]:
    """Ids that something points at and nothing has, or that two things have."""
    found, pointed = Counter[str](), set[str]()
    for key, value in _pairs(report):
        if key == "@id":
            found[value] += 1
        elif key.endswith("Id") and key not in ("UniqueId", "BatchId"):
            pointed.add(value)
        elif key.endswith("Ids"):
            pointed.update(value)
    return (pointed - set(found)) | {each for each, n in found.items() if n > 1}


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for each in inside:
            yield from _pairs(each)
