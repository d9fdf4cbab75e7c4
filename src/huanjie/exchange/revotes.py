"""Revotes (再次投票) of a first round as JSON: their batches and the hash of their records.

What they sum to stands in the facts, in the `revote` of each contest; a revote counted by hand may
stand there alone.
"""

from __future__ import annotations

from typing import Any

from huanjie.domain.contest import Count, Post, Revote
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.rounds import RevoteRecords
from huanjie.door.cursor import Cursor, shown
from huanjie.exchange.batches import (
    batches_as_json,
    check_people,
    check_sums,
    paper_statements,
    read_batches,
    sum_of,
)
from huanjie.exchange.cvr import read_sha256
from huanjie.exchange.sheets import read_sheets, sheets_as_json


def read_revotes(round_: Cursor, count: Count) -> tuple[RevoteRecords, ...]:
    """The revotes of the first round, each post in one of them at most."""
    stated = round_.find("revotes")
    if stated is None:
        return ()
    items = list(stated.items())
    if not items:
        stated.refuse("至少写一次再次投票", "没有的，删去“revotes”")
    open_ = {contest.post: contest.revote for contest in count.contests if contest.revote}
    return tuple(_read_revote(item, round_.get("facts"), open_) for item in items)


def _read_revote(item: Cursor, facts: Cursor, open_: dict[Post, Revote]) -> RevoteRecords:
    """One revote; it takes the posts that it is about out of those that are still open."""
    item.only("batches", "cvr_sha256", "sheets")
    batches = read_batches(item)
    if not batches:
        item.get("batches").refuse("至少写一批：各批写明这次再次投票的职务")
    for batch in item.get("batches").items():
        for post, part in batch.get("contests").entries():
            if Post(post) not in open_:
                says = f"“{shown(post)}”没有再次投票，或者写了两次"
                part.refuse(says, "核对这项职务的 revote；一项职务只写在一次再次投票里")
            check_people(part.get("votes"), open_[Post(post)].votes)
    records = RevoteRecords(batches=batches, cvr_sha256=read_sha256(item), sheets=read_sheets(item))
    _check_sums(facts, records)
    for post in records.posts:
        del open_[post]
    return records


def _check_sums(facts: Cursor, records: RevoteRecords) -> None:
    sums = sum_of(records.batches)
    for contest in facts.get("contests").items():
        tally: ContestTally | None = sums.get(contest.get("post").value)
        if tally:
            check_sums(paper_statements(contest.get("revote"), tally))


def revotes_as_json(revotes: tuple[RevoteRecords, ...]) -> list[dict[str, Any]]:
    """The revotes in their order; one without records says so by a null hash."""
    return [_revote_as_json(each) for each in revotes]


def _revote_as_json(revote: RevoteRecords) -> dict[str, Any]:
    table = {"batches": batches_as_json(revote.batches), "cvr_sha256": revote.cvr_sha256}
    return table | ({"sheets": sheets_as_json(revote.sheets)} if revote.sheets else {})
