"""COUNT.json (计票文件): one reader and one writer of an election with every round of it."""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.contest import Count
from huanjie.domain.election import Contest, Election
from huanjie.domain.rounds import CountFile, Facts, OfficersFacts, Round, RoundKind, RunoffFacts
from huanjie.door.cursor import Cursor
from huanjie.exchange.batches import batches_as_json, check_batches, read_batches
from huanjie.exchange.cvr import read_sha256
from huanjie.exchange.election import election_as_json, read_election
from huanjie.exchange.facts import (
    count_facts_as_json,
    officers_facts_as_json,
    read_count_facts,
    read_officers_facts,
    read_runoff_facts,
    runoff_facts_as_json,
)
from huanjie.exchange.revotes import read_revotes, revotes_as_json
from huanjie.exchange.sheetfacts import check_sheets
from huanjie.exchange.sheets import read_sheets, sheets_as_json

_KINDS: Final[tuple[RoundKind, ...]] = ("first", "runoff", "officers")


def read_count(cursor: Cursor) -> CountFile:
    """计票文件: each round by its kind; the first counts the contests of the election."""
    cursor.only("election", "rounds")
    election = read_election(cursor.get("election"))
    items = list(cursor.get("rounds").items())
    if not items:
        cursor.get("rounds").refuse("至少写一轮")
    rounds = tuple(_read_round(item, first=item is items[0]) for item in items)
    _check_election(items[0].get("facts"), election)
    _check_hashes(items[0], rounds)
    for item, round_ in zip(items, rounds, strict=True):
        check_sheets(item, round_, election)
    return CountFile(election=election, rounds=rounds)


def _read_round(item: Cursor, *, first: bool) -> Round:
    kind: Any = item.get("kind").one_of(*_KINDS)
    if (kind == _KINDS[0]) != first:
        item.get("kind").refuse("第一轮的 kind 是 first，后面各轮是 runoff 或者 officers")
    own = ("revotes", "sheets") if first else ("sheets",)
    item.only("kind", "facts", "batches", "cvr_sha256", *own)
    facts = _read_facts(item.get("facts"), kind)
    batches = read_batches(item)
    check_batches(item, facts, batches)
    return Round(
        kind=kind,
        facts=facts,
        batches=batches,
        cvr_sha256=read_sha256(item),
        revotes=read_revotes(item, facts) if isinstance(facts, Count) else (),
        sheets=read_sheets(item),
    )


def _read_facts(cursor: Cursor, kind: RoundKind) -> Facts:
    match kind:
        case "first":
            return read_count_facts(cursor)
        case "runoff":
            return read_runoff_facts(cursor)
        case "officers":
            return read_officers_facts(cursor)


def _check_hashes(first: Cursor, rounds: tuple[Round, ...]) -> None:
    """A revote has papers of its own: its records are no other vote's."""
    taken = {round_.cvr_sha256 for round_ in rounds}
    stated = first.find("revotes")
    for item in stated.items() if stated else ():
        own = read_sha256(item)
        if own and own in taken:
            at = item.get("cvr_sha256")
            at.refuse("这个单票记录文件写了两次", "再次投票有自己的单票记录文件")
        taken.add(own)


def _check_election(facts: Cursor, election: Election) -> None:
    """The contests that were counted are those of the election; people written in come on top."""
    contests = {str(contest.post): contest for contest in election.contests}
    for counted in facts.get("contests").items():
        post = counted.get("post")
        if post.value not in contests:
            post.refuse("选举文件里没有这项职务", "核对 election 和 facts")
        _check_contest(counted, contests.pop(post.value))
    if contests:
        missing = "、".join(contests)
        facts.get("contests").refuse(f"缺少选举文件里的职务：{missing}", "核对 election 和 facts")


def _check_contest(counted: Cursor, contest: Contest) -> None:
    seats = counted.get("seats")
    if seats.value != contest.seats:
        seats.refuse(f"选举文件写的应选名额是 {contest.seats}", "核对 election 和 facts")
    left = {str(candidate.id) for candidate in contest.candidates}
    for item in counted.get("candidates").items():
        person = item.get("id")
        if person.value not in left:
            person.refuse("选举文件里没有这名候选人", "另选他人写在 write_ins 里")
        left.remove(person.value)
    if left:
        missing = "、".join(sorted(left))
        counted.get("candidates").refuse(f"缺少候选人：{missing}", "没有得票的写 0 票")


def count_as_json(count: CountFile) -> dict[str, Any]:
    """The whole file; a round without records says so by a null hash."""
    return {
        "election": election_as_json(count.election),
        "rounds": [_round_as_json(round_) for round_ in count.rounds],
    }


def _round_as_json(round_: Round) -> dict[str, Any]:
    table: dict[str, Any] = {
        "kind": round_.kind,
        "facts": facts_as_json(round_.facts),
        "batches": batches_as_json(round_.batches),
        "cvr_sha256": round_.cvr_sha256,
    }
    if round_.revotes:
        table["revotes"] = revotes_as_json(round_.revotes)
    if round_.sheets:
        table["sheets"] = sheets_as_json(round_.sheets)
    return table


def facts_as_json(facts: Facts) -> dict[str, Any]:
    """The facts of any round, as its own question takes them."""
    match facts:
        case Count():
            return count_facts_as_json(facts)
        case RunoffFacts():
            return runoff_facts_as_json(facts)
        case OfficersFacts():
            return officers_facts_as_json(facts)
