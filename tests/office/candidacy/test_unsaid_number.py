"""Where no law says how many candidates there must be (候选人数由章程、省决定): the page counts
them and judges nothing, and warns where there are fewer than seats.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.office.api.conftest import program
from tests.office.conftest import act, on
from tests.office.test_demo import course, team

from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Reason
from huanjie.office.candidacy.departing import Leaving, leave_list
from huanjie.office.candidacy.gate import shortages
from huanjie.office.candidacy.services import withdraw
from huanjie.office.candidacy.slate import Line, slate_of
from huanjie.office.demo.accounts import Team
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

__all__ = ["team"]

BODY = "collective-organisation"
Browse = Callable[[User], Client]


def member_line(election: Election) -> Line:
    return next(each for each in slate_of(election).lines if each.contest.seats > 1)


@pytest.fixture
def nominated(village: Unit, team: Team) -> Election:
    """A collective's election whose nominees are more than the seats, not yet published."""
    until = replace(course(village, BODY, Stage.ROLL_PUBLISHED), nominated=True)
    return until.run(team, random.Random(5))


def keep(team: Team, election: Election, people: int) -> None:
    """So many stay on the line of members."""
    with on(election.roll_published_on or election.start_day):
        for row in member_line(election).people[people:]:
            withdraw(acting_user=act(team.clerk), election=election, nominee=row.pk)


def shown(browse: Browse, team: Team, election: Election) -> str:
    with on(election.roll_published_on or election.start_day):
        page = browse(team.clerk).get(f"/elections/{election.pk}/candidates/")
    return page.content.decode()


def test_as_many_as_seats_are_counted_and_not_judged(
    nominated: Election, team: Team, browse: Browse
) -> None:
    line = member_line(nominated)
    assert line.decided_by == "章程"
    seats = line.contest.seats
    keep(team, nominated, seats)
    page = shown(browse, team, nominated)
    assert f"<span>现有 {seats} 人</span>" in page
    assert "人数合法" not in page
    assert "少于应选" not in page


def test_fewer_than_seats_are_warned_of(nominated: Election, team: Team, browse: Browse) -> None:
    seats = member_line(nominated).contest.seats
    keep(team, nominated, seats - 1)
    page = shown(browse, team, nominated)
    assert f"现有 {seats - 1} 人，少于应选的 {seats} 人" in page
    assert "tag-warn" in page
    assert "人数合法" not in page


def test_the_api_says_who_decides_the_number(
    nominated: Election, team: Team, village: Unit
) -> None:
    answer = program(team.clerk, village).get(f"/elections/{nominated.pk}/candidates")
    lines = answer.json()["lines"]
    assert {each["decided_by"] for each in lines} == {"章程"}
    assert all(each["grounds"] == [] for each in lines)


def test_a_shortage_without_an_article_has_no_empty_brackets(village: Unit, team: Team) -> None:
    election = course(village, BODY, Stage.READY).run(team, random.Random(5))
    with on(election.candidates_published_on or election.polling_day):
        for row in member_line(election).people:
            gone = Leaving(
                reason=Reason.DIED,
                document="死亡证明1号",
                received_on=election.candidates_published_on or election.polling_day,
            )
            leave_list(acting_user=act(team.chair), election=election, nominee=row.pk, leaving=gone)
        election.refresh_from_db()
        said = [each.says for each in shortages(election)]
    assert any("现在没有人选；候选人应有几人，法律没有规定" in each for each in said)
    assert not any("（）" in each for each in said)
