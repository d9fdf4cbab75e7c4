"""The Party branch's votes (党支部的投票): its meeting, then the committee's own."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.polling.conftest import PARTY_DAY, Evening, marked
from tests.office.polling.votes import OFFICERS, RUNOFF_OF_MEMBERS, final, first_answer, offered

from huanjie.door.fault import BadInput
from huanjie.office.polling.counted import later_voids


def branch(p1: int, p2: int, p3: int, p4: int, *, papers: int = 16) -> Any:
    """Three marks for the four candidates of the branch; everybody else opposes."""
    votes = {"p1": p1, "p2": p2, "p3": p3, "p4": p4}
    return marked(papers, 0, member={person: (n, papers - n) for person, n in votes.items()})


@pytest.mark.parametrize(("attended", "valid"), [(16, True), (15, False)])
def test_a_meeting_of_less_than_four_fifths_elects_nobody(
    meeting: Evening, attended: int, valid: bool
) -> None:
    sheet = branch(12, 11, 10, 3, papers=attended)
    meeting.hold(attended, sheet, collected=attended, attended=attended)
    assert first_answer(meeting).valid is valid
    assert final(meeting)["member"] == (("p1", "p2", "p3") if valid else ())


def test_the_committee_elects_its_secretary_out_of_its_members(meeting: Evening) -> None:
    meeting.hold(16, branch(12, 11, 10, 3), collected=16, attended=16)
    assert offered(meeting) == [OFFICERS]
    stand = {"secretary": ("p1",), "deputy-secretary": ("p2",)}
    meeting.arrange(OFFICERS, day=PARTY_DAY, candidates=stand)
    assert [(c["post"], c["seats"], c["write_ins"]) for c in meeting.round.paper] == [
        ("secretary", 1, 0),
        ("deputy-secretary", 1, 0),
    ]
    sheet = marked(3, 0, secretary={"p1": (3, 0)}, **{"deputy-secretary": {"p2": (2, 1)}})
    meeting.hold(3, sheet, collected=3, attended=3)
    assert final(meeting)["secretary"] == ("p1",)
    assert final(meeting)["deputy-secretary"] == ("p2",)
    assert offered(meeting) == []


def test_a_committee_without_its_quorum_elects_nobody_and_meets_again(meeting: Evening) -> None:
    meeting.hold(16, branch(12, 11, 10, 3), collected=16, attended=16)
    meeting.arrange(OFFICERS, day=PARTY_DAY, candidates={"secretary": ("p1",)})
    meeting.hold(2, marked(2, 0, secretary={"p1": (2, 0)}), collected=2, attended=2)
    assert final(meeting)["secretary"] == ()
    assert offered(meeting) == ["officers/secretary/all"]


def test_more_papers_than_members_who_came_void_the_committees_vote(meeting: Evening) -> None:
    meeting.hold(16, branch(12, 11, 10, 3), collected=16, attended=16)
    meeting.arrange(OFFICERS, day=PARTY_DAY, candidates={"secretary": ("p1",)})
    meeting.hold(4, marked(4, 0, secretary={"p1": (4, 0)}), collected=4, attended=3)
    assert later_voids(meeting.election, meeting.round)
    assert offered(meeting) == [OFFICERS]


def test_no_more_members_come_than_sit_on_the_committee(meeting: Evening) -> None:
    meeting.hold(16, branch(12, 11, 10, 3), collected=16, attended=16)
    meeting.arrange(OFFICERS, day=PARTY_DAY, candidates={"secretary": ("p1",)})
    meeting.issue(4, number=2)
    with pytest.raises(BadInput, match="多于应到的 3 人"):
        meeting.collect(4, attended=4)


@pytest.mark.parametrize(
    ("candidates", "says"),
    [
        ({}, "还没有写明"),
        ({"secretary": ()}, "还没有写明"),
        ({"secretary": ("p4",)}, "只能从当选的委员"),
        ({"secretary": ("p1", "p1")}, "每人一次"),
        ({"secretary": ("p1", "p2")}, "候选人是 1 人|候选人写了 2 人"),
        ({"member": ("p1",)}, "这次不选"),
    ],
)
def test_one_member_stands_for_each_post_of_the_committee(
    meeting: Evening, candidates: dict[str, tuple[str, ...]], says: str
) -> None:
    meeting.hold(16, branch(12, 11, 10, 3), collected=16, attended=16)
    with pytest.raises(BadInput, match=says):
        meeting.arrange(OFFICERS, day=PARTY_DAY, candidates=candidates)


def test_the_party_may_run_off_a_missing_seat_or_go_on_without_it(meeting: Evening) -> None:
    meeting.hold(16, branch(12, 11, 8, 3), collected=16, attended=16)
    assert offered(meeting) == [RUNOFF_OF_MEMBERS, OFFICERS]
    with pytest.raises(BadInput, match="一张选票"):
        meeting.arrange(RUNOFF_OF_MEMBERS, OFFICERS, day=PARTY_DAY)
    meeting.arrange(RUNOFF_OF_MEMBERS, day=PARTY_DAY)
    again = marked(16, 0, member={"p3": (9, 7), "p4": (7, 9)})
    meeting.hold(16, again, collected=16, attended=16)
    assert final(meeting)["member"] == ("p1", "p2", "p3")


@pytest.mark.parametrize(("attended", "void"), [(16, False), (15, True)])
def test_a_partys_runoff_wants_its_quorum_too(meeting: Evening, attended: int, void: bool) -> None:
    meeting.hold(16, branch(12, 11, 8, 3), collected=16, attended=16)
    meeting.arrange(RUNOFF_OF_MEMBERS, day=PARTY_DAY)
    sheet = marked(attended, 0, member={"p3": (9, attended - 9), "p4": (0, attended)})
    meeting.hold(attended, sheet, collected=attended, attended=attended)
    assert ("p3" in final(meeting)["member"]) is not void
