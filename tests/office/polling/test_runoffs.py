"""Runoffs (另行选举): who stands, who is elected, and what voids one."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.office.conftest import POLLING_DAY
from tests.office.polling.conftest import Evening, choice, later
from tests.office.polling.votes import RUNOFF_OF_MEMBERS, final, first_vote, members, offered

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.sheets import Sheet, SheetContest
from huanjie.door.fault import BadInput
from huanjie.office.polling.counted import later_voids
from huanjie.office.polling.nextround import open_now, runoff_end
from huanjie.office.polling.rounds import stored_count


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
    sheet = first_vote(
        chair={"p1": 340, "p2": 330}, member={"p3": 450, "p4": 300, "p5": 200, "p6": 100}
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
    sheet = first_vote(member={"p3": 450, "p4": 100, "p5": 90, "p6": 0, "盘古月": 320})
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


@pytest.mark.parametrize(("name", "p3", "written_in"), [("钟文斌", 400, 200), ("盘古月", 200, 400)])
def test_whoever_holds_the_post_is_not_elected_to_it_again_in_a_runoff(
    evening: Evening, name: str, p3: int, written_in: int
) -> None:
    sheet = first_vote(member={"p3": p3, "p4": 100, "p5": 90, "p6": 0, "盘古月": written_in})
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
    sheet = first_vote(妇女委员={"p7": 345, "p8": 340})
    evening.hold(750, sheet, collected=700, voters=700)
    (key,) = offered(evening)
    assert key.split("/")[:2] == ["runoff", "妇女委员"]
    evening.arrange(key, day=POLLING_DAY)
    assert {each["id"] for each in evening.round.paper[0]["candidates"]} == {"p7", "p8"}
    again = choice(600, 0, 妇女委员={"p7": 290, "p8": 310})
    evening.hold(700, again, collected=600, voters=600)
    assert final(evening)["妇女委员"] == ("p8",)


def test_a_woman_who_was_written_in_stands_once_her_sex_is_stated(evening: Evening) -> None:
    sheet = first_vote(妇女委员={"p7": 100, "p8": 90, "盘古月": 300})
    evening.hold(750, sheet, collected=700, voters=700)
    votes = open_now(evening.election, evening.round)
    (key,) = votes
    assert (votes[key].women_only, votes[key].may_stand) == (True, ("盘古月",))
    with pytest.raises(BadInput, match="性别"):
        evening.arrange(key, day=POLLING_DAY)
    evening.arrange(key, day=POLLING_DAY, sexes={"盘古月": "f"})
    stands = [each["id"] for each in evening.round.paper[0]["candidates"]]
    assert stands[0] == "盘古月"


def test_zhejiang_wants_the_runoff_within_thirty_days(evening: Evening) -> None:
    step = runoff_end(evening.election)
    assert step
    assert step.window.latest == POLLING_DAY + datetime.timedelta(days=30)
    assert step.grounds[0].article == "第二十九条第五款"


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
