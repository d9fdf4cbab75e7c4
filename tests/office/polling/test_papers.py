"""Papers out and in (发出和收回选票): the day, totals, corrections, numbers that cannot be."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on, plan
from tests.office.polling.conftest import VILLAGERS, Evening, a_clear_result, publish

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.command import Stale
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.polling import services
from huanjie.office.polling.judged import voids
from huanjie.office.polling.models import Round, Sheet
from huanjie.office.polling.services import Taken
from huanjie.office.units.models import Assignment, Unit


@pytest.mark.parametrize(("early", "allowed"), [(1, False), (0, True)])
def test_no_paper_is_issued_before_the_polling_day(
    ready: Election, cast: Cast, early: int, allowed: bool
) -> None:
    evening = Evening(ready, cast)
    with on(POLLING_DAY - datetime.timedelta(days=early)):
        if allowed:
            evening.issue(750)
            assert evening.round.held_on == POLLING_DAY
            return
        with pytest.raises(BadInput, match="还没有到"):
            evening.issue(750)
    assert not Round.objects.exists()
    assert ready.stage == Stage.READY


def test_the_first_paper_issued_fixes_the_paper(evening: Evening) -> None:
    evening.issue(750)
    posts = [(each["post"], each["seats"], len(each["candidates"])) for each in evening.round.paper]
    assert posts == [("chair", 1, 2), ("member", 2, 4), ("妇女委员", 1, 2)]
    assert evening.election.stage == Stage.POLLING


def test_no_paper_is_issued_before_the_candidates_are_published(
    election: Election, cast: Cast, polling_day: None
) -> None:
    with pytest.raises(BadInput, match="不能登记发出选票"):
        Evening(election, cast).issue(750)


def test_more_papers_are_issued_with_the_new_total_and_the_reason(evening: Evening) -> None:
    evening.issue(700)
    evening.issue(720, because="more")
    assert evening.round.issued == 720
    evening.issue(710, because="correction")
    assert evening.round.issued == 710


@pytest.mark.parametrize(
    ("issued", "because", "says"),
    [(700, "more", "就是 700"), (690, "more", "少"), (710, "", "为什么"), (710, "x", "为什么")],
)
def test_a_total_does_not_change_without_a_reason_that_fits(
    evening: Evening, issued: int, because: str, says: str
) -> None:
    evening.issue(700)
    with pytest.raises(BadInput, match=says):
        evening.issue(issued, because=because)
    assert evening.round.issued == 700


def test_no_paper_at_all_is_no_vote(evening: Evening) -> None:
    with pytest.raises(BadInput, match="至少是一张"):
        evening.issue(0)


def test_no_paper_is_issued_once_papers_are_collected(evening: Evening) -> None:
    evening.issue(750)
    evening.collect(700, voters=700)
    with pytest.raises(BadInput, match="正在计票"):
        evening.issue(760, because="more")


def test_more_collected_than_issued_is_entered_for_the_law_to_answer(evening: Evening) -> None:
    evening.issue(700)
    evening.collect(701, voters=701)
    assert evening.election.stage == Stage.COUNTING
    # Zhejiang compares with the people who voted, not with the papers issued.
    assert not voids(evening.election, evening.round)


@pytest.mark.parametrize(("collected", "void"), [(700, False), (701, True)])
def test_more_papers_than_people_who_voted_void_the_vote_in_zhejiang(
    evening: Evening, collected: int, void: bool
) -> None:
    evening.issue(750)
    evening.collect(collected, voters=700)
    found = voids(evening.election, evening.round)
    assert bool(found) is void
    assert all(each.grounds[0].article == "第二十七条第二款" for each in found)


@pytest.mark.parametrize(("voters", "allowed"), [(900, True), (901, False)])
def test_more_people_cannot_have_voted_than_are_registered(
    evening: Evening, voters: int, allowed: bool
) -> None:
    evening.issue(950)
    if allowed:
        evening.collect(700, voters=voters)
        return
    with pytest.raises(BadInput, match="多于登记参加选举的 900 人") as refused:
        evening.collect(700, voters=voters)
    assert refused.value.at == "voters"
    assert evening.election.stage == Stage.POLLING


def test_people_who_came_to_a_meeting_are_not_asked_of_a_village(evening: Evening) -> None:
    evening.issue(750)
    with pytest.raises(BadInput, match="实到人数"):
        evening.collect(700, voters=700, attended=700)
    with pytest.raises(BadInput, match="投票人数"):
        evening.collect(700)


@pytest.mark.parametrize(("attended", "allowed"), [(20, True), (21, False)])
def test_more_members_cannot_attend_than_are_entitled(
    meeting: Evening, attended: int, allowed: bool
) -> None:
    meeting.issue(20)
    if allowed:
        meeting.collect(20, attended=attended)
        return
    with pytest.raises(BadInput, match="多于应到的 20 人"):
        meeting.collect(20, attended=attended)


@pytest.mark.parametrize(("attended", "void"), [(16, False), (15, True)])
def test_four_fifths_of_the_members_make_a_quorum(
    meeting: Evening, attended: int, void: bool
) -> None:
    meeting.issue(attended)
    meeting.collect(attended, attended=attended)
    assert bool(voids(meeting.election, meeting.round)) is void


def test_a_corrected_number_takes_out_the_sheet_that_was_held_against_the_old_one(
    evening: Evening,
) -> None:
    evening.issue(750)
    evening.collect(700, voters=700)
    evening.enter(a_clear_result())
    assert evening.collect(701, voters=701, sheets_in=1) == 1
    assert not Sheet.objects.exists()
    evening.enter_both(a_clear_result(invalid=11))
    evening.declare()
    assert evening.election.stage == Stage.DECLARED


def test_a_sheet_that_came_in_meanwhile_is_not_taken_out_unseen(evening: Evening) -> None:
    evening.issue(750)
    evening.collect(700, voters=700)
    evening.enter(a_clear_result())
    with pytest.raises(Stale):
        evening.collect(701, voters=701, sheets_in=0)
    assert Sheet.objects.count() == 1
    assert Round.objects.get().collected == 700


def test_the_papers_are_settled_once_both_sheets_are_in(evening: Evening) -> None:
    evening.issue(750)
    evening.collect(700, voters=700)
    evening.enter_both(a_clear_result())
    with pytest.raises(BadInput, match="不能再改"):
        evening.collect(701, voters=701, sheets_in=2)
    assert Sheet.objects.count() == 2


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "town", "county", "stranger"])
def test_only_the_village_itself_issues_and_collects(evening: Evening, who: str) -> None:
    user = getattr(evening.cast, who)
    with pytest.raises(PermissionDenied):
        services.issue_papers(
            acting_user=act(user), election=evening.election, number=1, issued=700
        )
    evening.issue(700)
    with pytest.raises(PermissionDenied):
        services.collect_papers(
            acting_user=act(user),
            election=evening.election,
            number=1,
            taken=Taken(collected=700, voters=700),
        )


def test_a_second_arrival_of_the_same_form_issues_nothing_more(evening: Evening) -> None:
    for _ in range(2):
        services.issue_papers(
            acting_user=act(evening.cast.clerk, key="one-form"),
            election=evening.election,
            number=1,
            issued=700,
        )
    assert Round.objects.count() == 1


def test_a_stale_form_issues_nothing(evening: Evening) -> None:
    seen = evening.election.version
    evening.issue(700)
    with pytest.raises(Stale):
        services.issue_papers(
            acting_user=act(evening.cast.chair, seen=seen),
            election=evening.election,
            number=1,
            issued=720,
            because="more",
        )
    assert evening.round.issued == 700


@pytest.fixture
def residents(cast: Cast, community: Unit, polling_day: None) -> Evening:
    """A residents' committee, whose papers the law compares with those issued; 900 registered."""
    Assignment.objects.create(user=cast.clerk, role=Role.CLERK, unit=community)
    decided = plan(body="residents-committee", seats={"chair": 1, "member": 2})
    with on(OPENED_ON):
        opened = open_election(
            acting_user=act(User.objects.get(pk=cast.clerk.pk)), unit=community, plan=decided
        )
    election = Election.objects.get(pk=opened)
    publish(election, {post: VILLAGERS[post] for post in ("chair", "member")})
    clerk = User.objects.get(pk=cast.clerk.pk)
    return Evening(election, dataclasses.replace(cast, clerk=clerk))


@pytest.mark.parametrize(
    ("issued", "collected", "allowed"), [(950, 900, True), (950, 901, False), (850, 901, True)]
)
def test_more_papers_than_people_are_a_slip_unless_the_law_answers_them(
    residents: Evening, issued: int, collected: int, allowed: bool
) -> None:
    residents.issue(issued)
    if not allowed:
        with pytest.raises(BadInput, match="多于登记参加选举的 900 人"):
            residents.collect(collected)
        return
    residents.collect(collected)
    assert bool(voids(residents.election, residents.round)) is (collected > issued)
