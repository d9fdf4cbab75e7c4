"""Later votes by scan (以后各次投票): a runoff, a void one; and papers with three marks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from tests.office.conftest import Cast, act, on
from tests.office.polling.conftest import (
    PARTY_DAY,
    Evening,
    choice,
    later,
    meeting,
    party_ready,
)
from tests.office.polling.votes import RUNOFF_OF_MEMBERS, final
from tests.office.scanning.conftest import Scanning
from tests.office.scanning.papers import FULL, FakePapers, doubtful, scan, sure

from huanjie.domain.adjudication import Marked
from huanjie.domain.contest import Count, PersonId, Post
from huanjie.domain.tally import Paper
from huanjie.dossier.verify import verify
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.keys import key_ring
from huanjie.office.polling.models import RecordFile
from huanjie.office.polling.rounds import stored_count

__all__ = ["meeting", "party_ready"]  # fixtures of polling


def one_member(paper: int) -> dict[str, dict[str, str]]:
    """Everybody chooses p3; five p4 besides, three p5, nobody p6."""
    second = {"p4": "approve"} if paper < 5 else {"p5": "approve"} if paper < 8 else {}
    return FULL | {"member": {"p3": "approve"} | second}


def runoff(scanning: Scanning) -> None:
    """One seat of the committee is still open after the first vote; it is voted on a week later."""
    scanning.upload(scan(*(sure(f"c{n}", **one_member(n)) for n in range(12))))
    scanning.evening.declare()
    day = scanning.election.polling_day + datetime.timedelta(days=7)
    scanning.evening.arrange(RUNOFF_OF_MEMBERS, day=day)


@pytest.fixture
def again(scanning: Scanning) -> Iterator[Scanning]:
    """The runoff, its papers collected."""
    runoff(scanning)
    with later(7):
        scanning.evening.issue(20, number=2)
        scanning.evening.collect(12, voters=12)
        yield scanning


def printed(scanning: Scanning) -> list[str]:
    """Who stands on the paper."""
    return [person["id"] for person in scanning.round.paper[0]["candidates"]]


def test_each_vote_is_counted_from_its_own_pictures(again: Scanning) -> None:
    person = printed(again)[0]
    assert again.work.pile.papers == 0
    own = {"member": {person: "approve"}}
    again.upload(scan(*(sure(f"c{n}", **own) for n in range(12))), name="a.pdf")
    again.evening.declare()
    assert set(final(again.evening)["member"]) == {"p3", person}
    assert RecordFile.objects.count() == 2
    seal(acting_user=act(again.cast.chair), election=again.election)
    dossier = Dossier.objects.get()
    verdict = verify(
        bytes(dossier.content),
        sealed=bytes(dossier.sealed or b""),
        archive_key=key_ring().archive_private_key,
    )
    assert [step for step in verdict.steps if step.ok is False] == []


def test_who_was_printed_before_and_is_written_in_now_is_the_same_person(again: Scanning) -> None:
    assert printed(again) == ["p4", "p5"]
    name = again.election.nominees.get(person="p6").name
    again.upload(scan(*(doubtful(f"c{n}", "write-in") for n in range(12))))
    ruling = Marked(contests={Post("member"): Paper(marks={}, write_ins=(name,))})
    for word in again.words:
        again.both_rule(ruling, item=word)
    again.evening.declare()
    assert "p6" in final(again.evening)["member"]


def test_one_vote_may_be_scanned_and_the_next_counted_by_hand(again: Scanning) -> None:
    person, *others = printed(again)
    votes = {person: 12} | dict.fromkeys(others, 0)
    again.evening.enter_both(choice(12, 0, member=votes))
    again.evening.declare()
    assert person in final(again.evening)["member"]
    seal(acting_user=act(again.cast.chair), election=again.election)
    assert Dossier.objects.get().sealed


def test_a_void_later_vote_keeps_its_records_and_changes_nothing(again: Scanning) -> None:
    own = {"member": {printed(again)[0]: "approve"}}
    again.evening.collect(13, voters=12)
    again.upload(scan(*(sure(f"c{n}", **own) for n in range(13))))
    before = stored_count(again.election.rounds.get(number=1))
    again.evening.declare()
    assert stored_count(again.round) == before
    assert RecordFile.objects.filter(round=again.round).exists()


@pytest.fixture
def party(meeting: Evening, cast: Cast, reader: type[FakePapers]) -> Scanning:
    """Eighteen members came to the meeting."""
    meeting.issue(18)
    meeting.collect(18, attended=18)
    return Scanning(meeting, cast)


def test_three_marks_are_counted_from_the_pictures(party: Scanning) -> None:
    marks = {"p1": "approve", "p2": "approve", "p3": "approve", "p4": "oppose"}
    pages = [sure(f"c{n}", member=marks) for n in range(17)]
    party.upload(scan(*pages, doubtful("d")))
    own: dict[PersonId, str] = {PersonId("p1"): "abstain", PersonId("p4"): "approve"}
    party.both_rule(Marked(contests={Post("member"): Paper(marks=own)}))  # type: ignore[arg-type]
    with on(PARTY_DAY):
        party.evening.declare()
    assert set(final(party.evening)["member"]) == {"p1", "p2", "p3"}
    facts = stored_count(party.round).rounds[0].facts
    assert isinstance(facts, Count)
    counted = {
        each.id: (each.votes, each.oppose, each.abstain) for each in facts.contests[0].people
    }
    assert counted == {
        "p1": (17, 0, 1),
        "p2": (17, 0, 1),
        "p3": (17, 0, 1),
        "p4": (1, 17, 0),
    }
