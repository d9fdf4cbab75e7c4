"""Drills (演练): the truth beside each picture is true, and of a whole deck nothing is misread."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

import pytest
from tests.paper.ballots import CHAIR, LAW, contest, election, wording
from tests.paper.printed import PRESS

from huanjie.domain.contest import Post
from huanjie.domain.counting import first_round
from huanjie.domain.election import Election, Turnout
from huanjie.domain.rounds import CountFile, Declared, declare_rounds
from huanjie.domain.scanned import Joined, join_pages
from huanjie.domain.tally import CastVoteRecord, Paper, tally
from huanjie.paper.ballot_forms import every_form
from huanjie.paper.drill.deck import Deck, DrillPage, drill_pages, printed_sheets
from huanjie.paper.drill.voters import SPOILS, Spoil, Vote, vote
from huanjie.paper.scan.forms import known_pages
from huanjie.paper.scan.reader import Reader

EIGHT: Final = election(contest(8, lines=2))
CHOICE: Final = election(contest(20, seats=5, lines=3), style="choice")
TWO_PAGES: Final = election(CHAIR, contest(20), single_ballot=True)


@dataclass(frozen=True)
class Fed:
    """A deck that was fed (一叠读过的演练票): the pictures, the printed codes."""

    election: Election
    pages: list[DrillPage]
    codes: frozenset[str]


def fed(own: Election, count: int, *, seed: int = 1, **what: Any) -> Fed:
    chance = random.Random(seed)
    deck = Deck(wording=wording(own), press=PRESS, **what)
    sheets = printed_sheets(deck, count, chance)
    return Fed(own, list(drill_pages(deck, sheets, chance)), frozenset(s.code for s in sheets))


def joined(deck: Fed) -> Joined:
    """The deck, read: a file a picture, named by its place."""
    reader = Reader(known_pages(wording(deck.election), press=PRESS))
    reads = [
        read
        for number, page in enumerate(deck.pages)
        for read in reader.read_file(str(number), page.raw)
    ]
    assert len(reads) == len(deck.pages)
    return join_pages(reads, every_form(deck.election), codes=deck.codes)


def truth_of(deck: Fed) -> dict[int, dict[Post, Paper]]:
    """What each sheet of paper says, each once."""
    return {page.paper: dict(page.truth) for page in deck.pages if page.truth is not None}


def misread(deck: Fed, read: Joined) -> list[Any]:
    """Papers that were read for sure and say something else than they do."""
    truth = truth_of(deck)
    wrong = []
    for paper in read.papers:
        sheets = {deck.pages[int(file)].paper for file, _ in paper.source}
        said = {
            truth.get(sheet) is not None and _plain(truth[sheet]) == _plain(paper.contests)
            for sheet in sheets
        }
        if len(sheets) != 1 or said != {True}:
            wrong.append((paper, [deck.pages[int(file)].spoil for file, _ in paper.source]))
    return wrong


def _plain(contests: Any) -> dict[Post, tuple[dict[Any, Any], tuple[str, ...]]]:
    return {post: (dict(paper.marks), paper.write_ins) for post, paper in contests.items()}


def adjudicated(deck: Fed, read: Joined) -> list[CastVoteRecord]:
    """What was read for sure, and of every other paper what two people would say of it."""
    records = [paper.record(id=f"r{n}", batch="1") for n, paper in enumerate(read.papers)]
    sure = {deck.pages[int(file)].paper for paper in read.papers for file, _ in paper.source}
    for sheet, contests in truth_of(deck).items():
        if sheet not in sure:
            source = ((f"纸 {sheet}", 1),)
            records.append(
                CastVoteRecord(id=f"p{sheet}", batch="1", source=source, contests=contests)
            )
    return records


def declared(own: Election, records: Sequence[CastVoteRecord]) -> Declared:
    turnout = Turnout(collected=len(records), issued=len(records), registered=len(records) + 10)
    asked = replace(own, turnout=turnout)
    counted = tally(asked, records, LAW)
    return declare_rounds(
        CountFile(election=asked, rounds=(first_round(asked, counted, cvr_sha256=None),)), LAW
    )


def check(deck: Fed) -> float:
    """Read a deck, decide what is in doubt, count and declare; the share that people had to see."""
    read = joined(deck)
    assert misread(deck, read) == []
    truth = [
        CastVoteRecord(id=f"t{sheet}", batch="1", source=((f"纸 {sheet}", 1),), contests=contests)
        for sheet, contests in truth_of(deck).items()
    ]
    records = adjudicated(deck, read)
    assert len(records) == len(truth)
    assert declared(deck.election, records) == declared(deck.election, truth)
    doubted = {deck.pages[int(each.file)].paper for each in read.doubtful}
    doubted &= set(truth_of(deck))
    return len(doubted) / len(truth)


# A deck


def test_the_same_number_makes_the_same_deck_and_another_one_another() -> None:
    one, same, other = (fed(EIGHT, 2, seed=seed) for seed in (5, 5, 6))
    assert one == same
    assert [page.raw for page in one.pages] != [page.raw for page in other.pages]


def test_every_sheet_is_fed_and_has_its_truth() -> None:
    deck = fed(EIGHT, 5, seed=2, kinds=("clean",))
    assert set(truth_of(deck)) <= set(range(1, 30))
    assert len(truth_of(deck)) == len(deck.codes) == 5
    assert all(set(contests) == {"member"} for contests in truth_of(deck).values())


def test_a_deck_without_spoiled_sheets_has_none() -> None:
    deck = fed(EIGHT, 5, spoiled=0.0, kinds=("clean",))
    assert {page.spoil for page in deck.pages} == {None}


def test_a_deck_of_spoiled_sheets_alone_is_never_misread(thorough: bool) -> None:
    deck = fed(EIGHT, 120 if thorough else 10, spoiled=1.0, kinds=("clean",), seed=9)
    spoils = {page.spoil for page in deck.pages}
    assert spoils == set(SPOILS) if thorough else None not in spoils
    assert misread(deck, joined(deck)) == []


def test_a_ballot_of_two_pages_is_fed_page_by_page_with_one_truth() -> None:
    deck = fed(TWO_PAGES, 2, size="A5", spoiled=0.0, kinds=("clean",), seed=4)
    per_paper = Counter(page.paper for page in deck.pages)
    assert set(per_paper.values()) <= {2, 4}
    assert all(set(contests) == {"chair", "member"} for contests in truth_of(deck).values())


# What an invented voter does, and what it says


def votes(own: Election, spoil: Spoil | None, *, count: int = 40) -> list[Vote]:
    form = every_form(own)[0]
    chance = random.Random(3)
    return [vote(form, own.contests, chance, spoil=spoil) for _ in range(count)]


def test_a_voter_approves_of_no_more_than_the_seats() -> None:
    for made in votes(EIGHT, None):
        approved = [
            mark for mark in made.marks.get(Post("member"), {}).values() if mark == "approve"
        ]
        assert len(approved) <= 3
        drawn = {(each.box.candidate, each.box.mark) for each in made.drawn}
        assert drawn == set(made.marks.get(Post("member"), {}).items())


def test_an_over_vote_approves_of_everybody() -> None:
    for made in votes(EIGHT, "over-vote"):
        assert list(made.marks[Post("member")].values()) == ["approve"] * 8


def test_two_marks_for_one_candidate_are_none_in_the_truth() -> None:
    for made in votes(EIGHT, "two-marks"):
        twice = [n for n in Counter(each.box.candidate for each in made.drawn).items() if n[1] > 1]
        ((person, _),) = twice
        assert person not in made.marks[Post("member")]


def test_what_was_scribbled_out_is_not_in_the_truth() -> None:
    for made in votes(EIGHT, "corrected"):
        (out,) = [each.box for each in made.drawn if each.hand == "scribbled-out"]
        assert made.marks[Post("member")][out.candidate] != out.mark
    for made in votes(CHOICE, "corrected"):
        (out,) = [each.box for each in made.drawn if each.hand == "scribbled-out"]
        assert out.candidate not in made.marks.get(Post("member"), {})


def test_a_name_that_is_written_in_stands_in_the_truth() -> None:
    for made in votes(EIGHT, "write-in"):
        (name,) = made.truth([Post("member")])[Post("member")].write_ins
        assert name


def test_every_spoil_has_its_turn() -> None:
    assert set(SPOILS) == set(get_args(Spoil))


# Whole decks


def test_a_small_deck_of_all_kinds_comes_to_the_truth() -> None:
    assert check(fed(EIGHT, 10, seed=11)) < 0.5


LARGE: Final[dict[str, tuple[Election, int, dict[str, Any]]]] = {
    "A4, eight candidates": (EIGHT, 1000, {}),
    "A5, twenty candidates, plain choice": (CHOICE, 1000, {"size": "A5"}),
    "A5, twenty candidates": (election(contest(20, lines=3)), 400, {"size": "A5"}),
    "A5, two pages": (TWO_PAGES, 400, {"size": "A5"}),
    "A4, symbols": (EIGHT, 400, {"symbols": True}),
}


@pytest.mark.full
@pytest.mark.parametrize("which", LARGE)
def test_a_thousand_sheets_come_to_the_truth_exactly(
    which: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own, count, what = LARGE[which]
    share = check(fed(own, count, seed=20_261_129, **what))
    with capsys.disabled():
        print(f"\n{which}: {count} sheets, none misread, {share:.1%} of them for people to see")
    assert share < 0.25
