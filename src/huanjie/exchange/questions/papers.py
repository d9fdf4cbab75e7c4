"""Questions about the papers (选票): do their numbers agree, and is each one valid."""

from __future__ import annotations

from collections.abc import Mapping

from huanjie.domain.ballot import Ballot, Marks, judge, judges_by_post
from huanjie.domain.contest import Post
from huanjie.domain.reconciliation import reconcile
from huanjie.door.cursor import Cursor
from huanjie.exchange.questions.reply import Reply, cited, known
from huanjie.exchange.turnout import read_boxes
from huanjie.law.applied import Law
from huanjie.law.citation import distinct

_ONE = Post("")
"""The one contest of a question that names no post."""


def ask_ballot_total(law: Law, facts: Cursor) -> Reply:
    """收回的选票是否多于规定."""
    facts.only("voters", "issued", "collected", "boxes")
    boxes = read_boxes(facts)
    papers = reconcile(
        law.pack,
        collected=facts.get("collected").whole(),
        known=known(facts, ("voters", "issued")),
        boxes=boxes,
    )
    answer: dict[str, object] = {"valid": papers.valid}
    if papers.reason:
        answer["reason"] = papers.reason
    answer["next"] = list(papers.next)
    if facts.find("boxes"):
        answer["void_boxes"] = list(papers.void_boxes)
    return Reply(answer=answer, grounds=papers.grounds, is_no=not papers.valid)


def ask_ballot(law: Law, facts: Cursor) -> Reply:
    """每张选票是否有效."""
    facts.only("seats", "posts", "ballots")
    if facts.has("seats") == facts.has("posts"):
        facts.refuse("seats 和 posts 必须写一个，且只写一个")
    seats = _seats(facts)
    ballots = {
        name: _ballot(item, seats, by_post=facts.has("posts"))
        for name, item in facts.get("ballots").entries()
    }
    verdicts = {name: judge(law.pack, ballot, seats) for name, ballot in ballots.items()}
    answer: dict[str, object] = {
        "valid": [name for name, verdict in verdicts.items() if verdict.valid],
        "invalid": [name for name, verdict in verdicts.items() if not verdict.valid],
    }
    if judges_by_post(law.pack):
        answer["partly"] = {
            name: list(v.void_posts) for name, v in verdicts.items() if v.void_posts
        }
    grounds = [citation for verdict in verdicts.values() for citation in verdict.grounds]
    return Reply(answer=answer, grounds=distinct([*cited(law.pack.over_vote), *grounds]))


def _seats(facts: Cursor) -> dict[Post, int]:
    if facts.has("seats"):
        return {_ONE: facts.get("seats").whole(at_least=1)}
    return {Post(name): item.whole(at_least=1) for name, item in facts.get("posts").entries()}


def _ballot(item: Cursor, seats: Mapping[Post, int], *, by_post: bool) -> Ballot:
    if not by_post:
        return Ballot(marks={_ONE: _marks(item)})
    item.only("same_person_twice", *seats)
    twice = item.find("same_person_twice")
    marks = {
        Post(name): _marks(part) for name, part in item.entries() if name != "same_person_twice"
    }
    return Ballot(marks=marks, same_person_twice=twice.yes_no() if twice else False)


def _marks(item: Cursor) -> Marks:
    """One post's marks: where opposition or abstention was counted, what is not named is none."""
    item.only("approve", "oppose", "abstain", "write_in")
    numbers = known(item, ("approve", "oppose", "abstain", "write_in"))
    counted = numbers["oppose"] is not None or numbers["abstain"] is not None
    return Marks(
        approve=numbers["approve"] or 0,
        oppose=numbers["oppose"] or 0 if counted else None,
        abstain=numbers["abstain"] or 0 if counted else None,
        write_in=numbers["write_in"] or 0,
    )
