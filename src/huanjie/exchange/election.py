"""ELECTION.json (选举文件): one reader and one writer of an election."""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.election import (
    BallotOrder,
    BallotStyle,
    Candidate,
    Contest,
    Election,
    Turnout,
    Unit,
)
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import (
    find_yes,
    read_pairs,
    read_person,
    read_post,
    read_sex,
    refuse_repeats,
)
from huanjie.exchange.turnout import TURNOUT_KEYS, numbers_as_json, read_turnout

MOST_LINES: Final = 100
"""Write-in lines (另选他人栏) that a paper can hold."""

_STYLES: Final[tuple[BallotStyle, ...]] = ("approve-oppose-abstain", "choice")
_ORDERS: Final[tuple[BallotOrder, ...]] = ("strokes", "listed")
_KEYS: Final = (
    "pack",
    "region",
    "unit",
    "polling_day",
    "turnout",
    "single_ballot",
    "contests",
    "near_relatives",
    "ballot",
)


def read_election(cursor: Cursor) -> Election:
    """一次选举; whether its pack and region exist is the shelf's question."""
    cursor.only(*_KEYS)
    region = cursor.find("region")
    style, title, order = _read_ballot(cursor.find("ballot"))
    return Election(
        pack=cursor.get("pack").text(),
        region=region.text() if region else None,
        unit=_read_unit(cursor.get("unit")),
        polling_day=cursor.get("polling_day").date(),
        contests=_read_contests(cursor.get("contests")),
        turnout=_read_turnout(cursor.find("turnout")),
        single_ballot=find_yes(cursor, "single_ballot"),
        near_relatives=read_pairs(cursor),
        style=style,
        title=title,
        order=order,
    )


def _read_unit(cursor: Cursor) -> Unit:
    cursor.only("code", "name")
    return Unit(code=cursor.get("code").text(), name=cursor.get("name").text())


def _read_turnout(cursor: Cursor | None) -> Turnout | None:
    if cursor is None:
        return None
    cursor.only(*TURNOUT_KEYS)
    return read_turnout(cursor)


def _read_ballot(cursor: Cursor | None) -> tuple[BallotStyle, str | None, BallotOrder]:
    if cursor is None:
        return _STYLES[0], None, _ORDERS[0]
    cursor.only("style", "title", "order")
    title = cursor.find("title")
    style: Any = _word(cursor, "style", _STYLES)
    order: Any = _word(cursor, "order", _ORDERS)
    return style, title.text() if title else None, order


def _word(cursor: Cursor, key: str, words: tuple[str, ...]) -> str:
    """One of the words; where nobody says, the first."""
    stated = cursor.find(key)
    return stated.one_of(*words) if stated else words[0]


def _read_contests(cursor: Cursor) -> tuple[Contest, ...]:
    items = list(cursor.items())
    if not items:
        cursor.refuse("至少写一项职务")
    contests = tuple(_read_contest(item) for item in items)
    refuse_repeats((item.get("post"), c.post) for item, c in zip(items, contests, strict=True))
    return contests


def _read_contest(item: Cursor) -> Contest:
    item.only("post", "seats", "women_seat_met", "candidates", "write_ins")
    lines = item.find("write_ins")
    candidates = [(each, _read_candidate(each)) for each in item.get("candidates").items()]
    refuse_repeats((each.get("id"), candidate.id) for each, candidate in candidates)
    return Contest(
        post=read_post(item.get("post")),
        seats=item.get("seats").whole(at_least=1),
        candidates=tuple(candidate for _, candidate in candidates),
        write_ins=lines.whole(at_most=MOST_LINES) if lines else None,
        women_seat_met=find_yes(item, "women_seat_met"),
    )


def _read_candidate(item: Cursor) -> Candidate:
    item.only("id", "name", "sex")
    return Candidate(
        id=read_person(item.get("id")), name=item.get("name").text(), sex=read_sex(item)
    )


def election_as_json(election: Election) -> dict[str, Any]:
    """The whole shape; only what nobody knows is left out."""
    table: dict[str, Any] = {
        "pack": election.pack,
        "region": election.region,
        "unit": {"code": election.unit.code, "name": election.unit.name},
        "polling_day": election.polling_day.isoformat(),
    }
    if election.turnout:
        table["turnout"] = {
            "method": election.turnout.method,
            **numbers_as_json(election.turnout),
        }
    return table | {
        "single_ballot": election.single_ballot,
        "contests": [_contest_as_json(contest) for contest in election.contests],
        "near_relatives": [list(pair) for pair in election.near_relatives],
        "ballot": _ballot_as_json(election),
    }


def _contest_as_json(contest: Contest) -> dict[str, Any]:
    table: dict[str, Any] = {
        "post": contest.post,
        "seats": contest.seats,
        "women_seat_met": contest.women_seat_met,
        "candidates": [_candidate_as_json(candidate) for candidate in contest.candidates],
    }
    if contest.write_ins is not None:
        table["write_ins"] = contest.write_ins
    return table


def _candidate_as_json(candidate: Candidate) -> dict[str, Any]:
    table = {"id": candidate.id, "name": candidate.name}
    return table | ({"sex": candidate.sex} if candidate.sex else {})


def _ballot_as_json(election: Election) -> dict[str, Any]:
    title = {"title": election.title} if election.title is not None else {}
    order = {"order": election.order} if election.order != _ORDERS[0] else {}
    return {"style": election.style, **title, **order}
