"""Vote after vote (各次投票): elected at once, a tie, a runoff, void votes, the Party's stages."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import POLLING_DAY, act, on
from tests.office.polling.conftest import (
    PARTY_DAY,
    Evening,
    a_clear_result,
    choice,
    later,
    marked,
    relatives,
)

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.cycle import Stage
from huanjie.domain.rounds import declare_rounds
from huanjie.domain.sheets import Sheet, SheetContest
from huanjie.door.fault import BadInput
from huanjie.office.planning.laws import law_of
from huanjie.office.polling import services
from huanjie.office.polling.counted import later_voids
from huanjie.office.polling.nextround import open_now, runoff_end
from huanjie.office.polling.rounds import stored_count
from huanjie.office.polling.services import NextRound

RUNOFF_OF_MEMBERS = "runoff/member/all"
OFFICERS = "officers/secretary,deputy-secretary/all"


def final(evening: Evening) -> dict[Any, tuple[Any, ...]]:
    """Who holds each post after the latest declared vote."""
    count = stored_count(evening.round)
    return dict(declare_rounds(count, law_of(evening.election).pack).final)


def first_answer(evening: Evening) -> Any:
    return declare_rounds(stored_count(evening.round), law_of(evening.election).pack).answers[0]


def offered(evening: Evening) -> list[str]:
    return list(open_now(evening.election, evening.round))


def members(p3: int, p4: int, p5: int, p6: int = 0) -> Any:
    """690 valid papers of 700, with these votes for the members."""
    return choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": p3, "p4": p4, "p5": p5, "p6": p6},
        妇女委员={"p7": 400, "p8": 280},
    )


def test_whoever_has_more_than_half_of_the_papers_is_elected(evening: Evening) -> None:
    evening.hold(750, a_clear_result(), collected=700, voters=700)
    assert final(evening) == {"chair": ("p1",), "member": ("p3", "p4"), "妇女委员": ("p7",)}
    assert offered(evening) == []
    with pytest.raises(BadInput, match="没有可以进行"):
        evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)


@pytest.mark.parametrize(("votes", "elected"), [(350, False), (351, True)])
def test_exactly_half_of_the_papers_is_not_more_than_half(
    evening: Evening, votes: int, elected: bool
) -> None:
    evening.hold(750, members(450, votes, 200), collected=700, voters=700)
    assert ("p4" in final(evening)["member"]) is elected


@pytest.mark.parametrize(("collected", "valid"), [(450, False), (451, True)])
def test_an_election_in_which_half_of_the_roll_voted_is_declared_void(
    evening: Evening, collected: int, valid: bool
) -> None:
    sheet = choice(
        collected,
        0,
        chair={"p1": collected, "p2": 0},
        member={"p3": 400, "p4": 300, "p5": 0, "p6": 0},
        妇女委员={"p7": 400, "p8": 0},
    )
    evening.hold(500, sheet, collected=collected, voters=collected)
    assert first_answer(evening).valid is valid
    assert evening.election.stage == Stage.DECLARED
    assert offered(evening) == []


def test_more_papers_than_people_who_voted_are_declared_void_by_the_article(
    evening: Evening,
) -> None:
    evening.hold(750, a_clear_result(), collected=700, voters=699)
    answer = first_answer(evening)
    assert not answer.valid
    assert "第二十七条第二款" in {each.article for each in answer.grounds}
    assert final(evening) == {"chair": (), "member": (), "妇女委员": ()}


def test_a_tie_is_settled_by_a_revote_among_the_tied_alone(evening: Evening) -> None:
    evening.hold(750, members(450, 380, 380), collected=700, voters=700)
    assert offered(evening) == ["revote/member/all"]
    assert evening.arrange("revote/member/all", day=POLLING_DAY) == 2
    paper = evening.round.paper[0]
    assert {each["id"] for each in paper["candidates"]} == {"p4", "p5"}
    assert (paper["seats"], paper["write_ins"]) == (1, 0)
    assert evening.election.stage == Stage.READY
    evening.hold(740, choice(680, 5, member={"p4": 300, "p5": 380}), collected=685, voters=685)
    assert final(evening)["member"] == ("p3", "p5")
    assert offered(evening) == []


def test_a_revote_that_is_equal_again_is_voted_on_again(evening: Evening) -> None:
    evening.hold(750, members(450, 380, 380), collected=700, voters=700)
    equal = choice(680, 5, member={"p4": 340, "p5": 340})
    for number in (2, 3):
        evening.arrange("revote/member/all", day=POLLING_DAY)
        assert evening.number == number
        evening.hold(740, equal, collected=685, voters=685)
        assert offered(evening) == ["revote/member/all"]
    evening.arrange("revote/member/all", day=POLLING_DAY)
    evening.hold(740, choice(680, 5, member={"p4": 341, "p5": 339}), collected=685, voters=685)
    assert final(evening)["member"] == ("p3", "p4")
    assert len(stored_count(evening.round).rounds[0].revotes) == 1


def test_nobody_can_be_written_in_in_a_revote(evening: Evening) -> None:
    evening.hold(750, members(450, 380, 380), collected=700, voters=700)
    evening.arrange("revote/member/all", day=POLLING_DAY)
    evening.issue(740, number=2)
    evening.collect(685, voters=685)
    with pytest.raises(BadInput, match="另选他人"):
        evening.enter(choice(680, 5, member={"p4": 300, "p5": 379, "盘古月": 1}))


@pytest.mark.parametrize(("votes", "elected"), [(233, False), (234, True)])
def test_a_third_of_the_papers_elects_in_a_runoff(
    evening: Evening, votes: int, elected: bool
) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    assert offered(evening) == [RUNOFF_OF_MEMBERS]
    with later(20):
        evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY + datetime.timedelta(days=20))
        stands = [each["id"] for each in evening.round.paper[0]["candidates"]]
        assert stands == ["p4", "p5"]
        sheet = choice(690, 10, member={"p4": votes, "p5": 100})
        evening.hold(750, sheet, collected=700, voters=700)
    assert ("p4" in final(evening)["member"]) is elected


def test_a_runoff_of_several_posts_is_one_vote_and_several_rounds_of_the_count(
    evening: Evening,
) -> None:
    sheet = choice(
        690,
        10,
        chair={"p1": 340, "p2": 330},
        member={"p3": 450, "p4": 300, "p5": 200, "p6": 100},
        妇女委员={"p7": 400, "p8": 280},
    )
    evening.hold(750, sheet, collected=700, voters=700)
    assert offered(evening) == ["runoff/chair/all", RUNOFF_OF_MEMBERS]
    evening.arrange("runoff/chair/all", RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    again = choice(600, 0, chair={"p1": 299, "p2": 301}, member={"p4": 310, "p5": 280})
    evening.hold(700, again, collected=600, voters=600)
    assert evening.number == 2
    assert [each.kind for each in stored_count(evening.round).rounds] == [
        "first",
        "runoff",
        "runoff",
    ]
    assert final(evening) == {"chair": ("p2",), "member": ("p3", "p4"), "妇女委员": ("p7",)}


def test_somebody_written_in_may_be_elected_and_stands_in_a_runoff_by_name(
    evening: Evening,
) -> None:
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 100, "p5": 90, "p6": 0, "盘古月": 320},
        妇女委员={"p7": 400, "p8": 280},
    )
    evening.hold(750, sheet, collected=700, voters=700)
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    stands = {each["name"] for each in evening.round.paper[0]["candidates"]}
    assert "盘古月" in stands
    evening.hold(
        700,
        _members_in_runoff(evening, {"盘古月": 400}),
        collected=600,
        voters=600,
    )
    assert "盘古月" in final(evening)["member"]


def _members_in_runoff(evening: Evening, votes: dict[str, int]) -> Any:
    printed = [each["id"] for each in evening.round.paper[0]["candidates"]]
    own = {PersonId(person): votes.get(person, 0) for person in printed}
    return Sheet(contests={Post("member"): SheetContest(valid=600, invalid=0, votes=own)})


@pytest.mark.parametrize("name", ["钟文斌", "盘古月"])
def test_whoever_holds_the_post_is_not_elected_to_it_again_in_a_runoff(
    evening: Evening, name: str
) -> None:
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 400, "p4": 100, "p5": 90, "p6": 0, "盘古月": 200},
        妇女委员={"p7": 400, "p8": 280},
    )
    if name == "盘古月":
        sheet = choice(
            690,
            10,
            chair={"p1": 500, "p2": 190},
            member={"p3": 200, "p4": 100, "p5": 90, "p6": 0, "盘古月": 400},
            妇女委员={"p7": 400, "p8": 280},
        )
    evening.hold(750, sheet, collected=700, voters=700)
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    evening.issue(700, number=2)
    evening.collect(600, voters=600)
    votes = dict.fromkeys((each["id"] for each in evening.round.paper[0]["candidates"]), 100)
    own = {PersonId(person): n for person, n in votes.items()}
    again = SheetContest(valid=600, invalid=0, votes=own, write_ins={name: 10})
    with pytest.raises(BadInput, match="已经当选委员"):
        evening.enter(Sheet(contests={Post("member"): again}))


def test_the_line_of_women_alone_is_run_off_by_itself(evening: Evening) -> None:
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 400, "p5": 200, "p6": 100},
        妇女委员={"p7": 345, "p8": 340},
    )
    evening.hold(750, sheet, collected=700, voters=700)
    (key,) = offered(evening)
    assert key.split("/")[:2] == ["runoff", "妇女委员"]
    evening.arrange(key, day=POLLING_DAY)
    assert {each["id"] for each in evening.round.paper[0]["candidates"]} == {"p7", "p8"}
    again = choice(600, 0, 妇女委员={"p7": 290, "p8": 310})
    evening.hold(700, again, collected=600, voters=600)
    assert final(evening)["妇女委员"] == ("p8",)


def test_a_woman_who_was_written_in_stands_once_her_sex_is_stated(evening: Evening) -> None:
    sheet = choice(
        690,
        10,
        chair={"p1": 500, "p2": 190},
        member={"p3": 450, "p4": 400, "p5": 200, "p6": 100},
        妇女委员={"p7": 100, "p8": 90, "盘古月": 300},
    )
    evening.hold(750, sheet, collected=700, voters=700)
    votes = open_now(evening.election, evening.round)
    (key,) = votes
    assert (votes[key].women_only, votes[key].may_stand) == (True, ("盘古月",))
    with pytest.raises(BadInput, match="性别"):
        evening.arrange(key, day=POLLING_DAY)
    evening.arrange(key, day=POLLING_DAY, sexes={"盘古月": "f"})
    stands = [each["id"] for each in evening.round.paper[0]["candidates"]]
    assert stands[0] == "盘古月"


def test_of_two_near_relatives_the_lower_post_is_given_up(evening: Evening) -> None:
    relatives(evening.election, "p1", "p3")
    evening.hold(750, a_clear_result(), collected=700, voters=700)
    assert "p3" not in final(evening)["member"]
    assert final(evening)["chair"] == ("p1",)


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True)])
def test_the_next_vote_is_held_today_or_later(evening: Evening, days: int, allowed: bool) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    with later(5):
        day = POLLING_DAY + datetime.timedelta(days=5 + days)
        if allowed:
            evening.arrange(RUNOFF_OF_MEMBERS, day=day)
            return
        with pytest.raises(BadInput, match="已经过去"):
            evening.arrange(RUNOFF_OF_MEMBERS, day=day)


def test_the_papers_of_the_next_vote_wait_for_its_day(evening: Evening) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY + datetime.timedelta(days=3))
    with later(2), pytest.raises(BadInput, match="还没有到"):
        evening.issue(700, number=2)
    with later(3):
        evening.issue(700, number=2)


def test_zhejiang_wants_the_runoff_within_thirty_days(evening: Evening) -> None:
    step = runoff_end(evening.election)
    assert step
    assert step.window.latest == POLLING_DAY + datetime.timedelta(days=30)
    assert step.grounds[0].article == "第二十九条第五款"


@pytest.mark.parametrize(
    "votes",
    [
        (),
        ("runoff/chair/all",),
        (RUNOFF_OF_MEMBERS, RUNOFF_OF_MEMBERS),
        ("revote/member/all",),
        ("officers/secretary/all",),
    ],
)
def test_a_vote_that_is_not_open_is_refused(evening: Evening, votes: tuple[str, ...]) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    with pytest.raises(BadInput):
        evening.arrange(*votes, day=POLLING_DAY)
    assert evening.number == 1
    assert evening.election.stage == Stage.DECLARED


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "town", "county", "stranger"])
def test_only_the_village_itself_arranges_the_next_vote(evening: Evening, who: str) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    with pytest.raises(PermissionDenied):
        services.open_round(
            acting_user=act(getattr(evening.cast, who)),
            election=evening.election,
            chosen=NextRound(votes=(RUNOFF_OF_MEMBERS,), day=POLLING_DAY),
        )


def test_a_void_runoff_elects_nobody_and_is_open_again(evening: Evening) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    sheet = choice(700, 1, member={"p4": 600, "p5": 100})
    evening.hold(750, sheet, collected=701, voters=700)
    (void,) = later_voids(evening.election, evening.round)
    assert void.grounds[0].article == "第二十七条第二款"
    assert final(evening)["member"] == ("p3",)
    assert offered(evening) == [RUNOFF_OF_MEMBERS]
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    evening.hold(750, choice(700, 0, member={"p4": 600, "p5": 100}), collected=700, voters=700)
    assert final(evening)["member"] == ("p3", "p4")


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


def test_a_unit_that_was_renamed_meanwhile_still_votes_under_its_first_name(
    evening: Evening,
) -> None:
    evening.hold(750, members(450, 300, 200, 100), collected=700, voters=700)
    unit = evening.election.unit
    unit.name = "新三联村委会"
    unit.save()
    evening.arrange(RUNOFF_OF_MEMBERS, day=POLLING_DAY)
    evening.hold(750, choice(700, 0, member={"p4": 600, "p5": 100}), collected=700, voters=700)
    assert final(evening)["member"] == ("p3", "p4")


def test_a_poll_that_begins_a_day_late_is_entered_on_the_day_it_was_held(evening: Evening) -> None:
    with on(POLLING_DAY + datetime.timedelta(days=1)):
        evening.issue(700)
    assert evening.round.held_on == POLLING_DAY + datetime.timedelta(days=1)
