"""The first vote and its revotes (第一次投票、再次投票): elected at once, void, or equal."""

from __future__ import annotations

import datetime

import pytest
from tests.office.conftest import POLLING_DAY, on
from tests.office.polling.conftest import Evening, a_clear_result, choice, relatives
from tests.office.polling.votes import RUNOFF_OF_MEMBERS, final, first_answer, members, offered

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.polling.rounds import stored_count


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


def test_of_two_near_relatives_the_lower_post_is_given_up(evening: Evening) -> None:
    relatives(evening.election, "p1", "p3")
    evening.hold(750, a_clear_result(), collected=700, voters=700)
    assert "p3" not in final(evening)["member"]
    assert final(evening)["chair"] == ("p1",)


def test_a_poll_that_begins_a_day_late_is_entered_on_the_day_it_was_held(evening: Evening) -> None:
    with on(POLLING_DAY + datetime.timedelta(days=1)):
        evening.issue(700)
    assert evening.round.held_on == POLLING_DAY + datetime.timedelta(days=1)
