"""One post on one paper in a NIST report (一张选票上的一项职务): the marks, and their worth.

Why it is mapped so stands in `nist_cvr.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.tally import Judged, Mark
from huanjie.exchange.marks import MARKS
from huanjie.exchange.nist_options import ContestOptions

_POSITIONS: Final = {mark: number for number, mark in enumerate(MARKS, start=1)}
"""the boxes beside a name, in their order on the paper"""
_INVALIDATED: Final = "invalidated-rules"


def contest_of(judged: Judged, post: Post, options: ContestOptions) -> dict[str, Any]:
    """The `CVRContest`: every indication that the paper shows, and whether it gives a vote."""
    counts = judged.verdict.counts_for(post)
    written = judged.record.contests[post].write_ins if post in judged.record.contests else ()
    people = tuple(PersonId(person) for person in judged.papers[post].write_ins)
    selections = [
        *_marked(judged.papers[post].marks, options, counts=counts),
        *_written(tuple(zip(written, people, strict=True)), options, counts=counts),
    ]
    numbers, status = _lost(len(judged.chosen[post]), options.seats, counts=counts)
    if not selections:
        status = ["not-indicated", *status]
    return {
        "@type": "CVR.CVRContest",
        "ContestId": options.id,
        "CVRContestSelection": selections,
        "WriteIns": len(written),
        **numbers,
        **({"Status": status} if status else {}),
    }


def _lost(chosen: int, seats: int, *, counts: bool) -> tuple[dict[str, int], list[str]]:
    """The votes that were lost by choosing too many or too few, and the words for it."""
    if chosen > seats:
        return {"Overvotes": seats, "Undervotes": 0}, ["overvoted", _INVALIDATED]
    if not counts:
        return {}, [_INVALIDATED]
    status = ["undervoted"] if chosen < seats else []
    return {"Overvotes": 0, "Undervotes": seats - chosen}, status


def _marked(
    marks: Mapping[PersonId, Mark], options: ContestOptions, *, counts: bool
) -> Iterator[dict[str, Any]]:
    """The candidates who have a mark, whatever it is."""
    for person, mark in marks.items():
        approved = mark == "approve"
        status = [] if counts else [_INVALIDATED]
        position = _position(votes=int(approved), allocated=counts and approved)
        position["Position"] = _POSITIONS[mark]
        if not approved:
            status.append("other")
            position["OtherStatus"] = mark
        if status:
            position["Status"] = status
        yield _selection(options.printed(person), options.places[person], [position])


def _written(
    lines: tuple[tuple[str, PersonId], ...], options: ContestOptions, *, counts: bool
) -> Iterator[dict[str, Any]]:
    """Everybody written in, with each line that names them; the first gives the vote."""
    found: dict[PersonId, dict[str, Any]] = {}
    for place, (name, person) in enumerate(lines, start=len(options.places) + 1):
        allocated = counts and person not in found
        position = _position(votes=1, allocated=allocated)
        position["CVRWriteIn"] = {"@type": "CVR.CVRWriteIn", "Text": name}
        if not allocated:
            position["Status"] = [_INVALIDATED]
        if person in found:
            found[person]["SelectionPosition"].append(position)
        else:
            found[person] = _selection(options.written_in(person, name), place, [position])
    yield from found.values()


def _position(*, votes: int, allocated: bool) -> dict[str, Any]:
    """A mark that the paper shows, and whether its votes go to the person."""
    return {
        "@type": "CVR.SelectionPosition",
        "HasIndication": "yes",
        "IsAllocable": "yes" if allocated else "no",
        "NumberVotes": votes,
    }


def _selection(selection: str, place: int, positions: list[dict[str, Any]]) -> dict[str, Any]:
    """A person who has a mark; the votes are those that are allocated."""
    votes = sum(each["NumberVotes"] for each in positions if each["IsAllocable"] == "yes")
    return {
        "@type": "CVR.CVRContestSelection",
        "ContestSelectionId": selection,
        "OptionPosition": place,
        "SelectionPosition": positions,
        "TotalNumberVotes": votes,
    }
