"""Rolls of a meeting that elects (成员大会、代表会议): what is counted is who is entitled to come,
and nobody is called registered.
"""

from __future__ import annotations

import datetime
import io
import random
from collections.abc import Callable

import docx
import pytest
from django.test import Client
from tests.office.conftest import POLLING_DAY, act, on
from tests.office.test_demo import course, team

from huanjie.domain.assembly import CALLED, ELECTING_MEETINGS, REGISTERED
from huanjie.domain.cycle import Stage
from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.office.demo.accounts import Team
from huanjie.office.filings.content import letter_of
from huanjie.office.filings.matters import matter_of
from huanjie.office.people.models import User
from huanjie.office.planning.laws import counted_as
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import strike_off
from huanjie.office.units.models import Unit

__all__ = ["team"]

Browse = Callable[[User], Client]
WHOM = {
    "villagers-committee": REGISTERED,
    "party-branch": "应到会的有选举权的党员",
    "youth-league": "应到会的有选举权的团员",
    "collective-organisation": "应到会的成员",
    "village-supervisory": "应到会的组成人员",
}


def reached(unit: Unit, team: Team, body: str, until: Stage) -> Election:
    return course(unit, body, until).run(team, random.Random(5))


def read(browse: Browse, user: User, election: Election, page: str) -> str:
    with on(election.roll_published_on or POLLING_DAY - datetime.timedelta(days=25)):
        return browse(user).get(f"/elections/{election.pk}/{page}/").content.decode()


def test_every_meeting_says_whom_it_calls() -> None:
    assert {name for each in ELECTING_MEETINGS.values() for name in each.values()} == set(CALLED)
    for body, roll in MEMBER_ROLLS.items():
        (meeting,) = ELECTING_MEETINGS[body].values()
        assert CALLED[meeting] == f"应到会的{roll.entitled}"


@pytest.mark.parametrize(("body", "whom"), WHOM.items())
def test_the_roll_and_what_is_posted_say_whom_the_number_counts(
    village: Unit, team: Team, browse: Browse, body: str, whom: str
) -> None:
    election = reached(village, team, body, Stage.ROLL_PUBLISHED)
    people = election.registered
    assert counted_as(election) == whom
    assert f"{whom} {people} 人。" in read(browse, team.clerk, election, "roll")
    together = "" if election.member_roll else "共"
    posted = read(browse, team.clerk, election, "roll/list")
    assert f"{whom}{together} {people} 人" in posted
    assert ("登记参加选举的" in posted) is (whom == REGISTERED)


@pytest.mark.parametrize("body", ["collective-organisation", "village-supervisory"])
def test_the_sheet_says_so_too(village: Unit, team: Team, browse: Browse, body: str) -> None:
    election = reached(village, team, body, Stage.ROLL_PUBLISHED)
    raw = browse(team.clerk).get(f"/elections/{election.pk}/roll/list.docx").content
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(raw)).paragraphs)
    assert f"{WHOM[body]}共 {election.registered} 人，现公布如下" in text
    assert "登记参加选举" not in text


@pytest.mark.parametrize("body", ["collective-organisation", "village-supervisory"])
def test_the_supplement_says_so_after_a_change(
    village: Unit, team: Team, browse: Browse, body: str
) -> None:
    election = reached(village, team, body, Stage.ROLL_PUBLISHED)
    with on(election.roll_published_on or POLLING_DAY):
        strike_off(acting_user=act(team.chair), election=election, kind="died", number=1)
    election.refresh_from_db()
    posted = read(browse, team.chair, election, "roll/changes/notice")
    assert f"{WHOM[body]}现为 {election.registered} 人" in posted
    assert "登记参加选举" not in posted


@pytest.mark.parametrize("body", ["collective-organisation", "village-supervisory"])
def test_so_does_the_page_of_the_place(village: Unit, team: Team, body: str) -> None:
    election = reached(village, team, body, Stage.ROLL_PUBLISHED)
    shown = Client().get(f"/places/{village.pk}/").content.decode()
    assert f"公布，{WHOM[body]} {election.registered} 人。" in shown
    assert "登记参加选举" not in shown


@pytest.mark.parametrize(
    ("body", "is_objected_to"),
    [
        ("villagers-committee", True),
        ("collective-organisation", True),
        ("village-supervisory", False),
    ],
)
def test_before_it_is_published_objections_are_spoken_of_where_the_law_takes_them(
    village: Unit, team: Team, browse: Browse, body: str, is_objected_to: bool
) -> None:
    election = reached(village, team, body, Stage.OPENED)
    shown = read(browse, team.chair, election, "roll/publish")
    assert f"名册和{WHOM[body]}人数写进日志" in shown
    assert ("异议的决定" in shown) is is_objected_to


@pytest.mark.parametrize(("body", "whom"), WHOM.items())
def test_the_page_of_the_vote_counts_whom_the_roll_counts(
    village: Unit, team: Team, browse: Browse, body: str, whom: str
) -> None:
    election = reached(village, team, body, Stage.POLLING)
    shown = browse(team.chair).get(f"/elections/{election.pk}/rounds/1/").content.decode()
    assert f"<dt>{whom}人数</dt><dd>{election.registered}</dd>" in shown


@pytest.mark.parametrize(
    ("body", "event"),
    [
        ("villagers-committee", "result-filed"),
        ("party-branch", "result-reported"),
        ("village-supervisory", "result-filed"),
    ],
)
def test_so_does_the_report_of_the_result(village: Unit, team: Team, body: str, event: str) -> None:
    election = reached(village, team, body, Stage.DECLARED)
    figures = letter_of(election, matter_of(election, event)).figures
    assert figures[0] == (WHOM[body], election.registered, "人")


@pytest.mark.parametrize(
    ("body", "is_objected_to"), [("villagers-committee", True), ("village-supervisory", False)]
)
def test_the_roll_leads_to_objections_where_the_law_takes_them_and_else_says_who_decides(
    village: Unit, team: Team, browse: Browse, body: str, is_objected_to: bool
) -> None:
    election = reached(village, team, body, Stage.ROLL_PUBLISHED)
    shown = read(browse, team.chair, election, "roll")
    assert (f"/elections/{election.pk}/roll/objections/" in shown) is is_objected_to
    assert ("没有对名单的异议这一步" in shown) is not is_objected_to
    assert ("由谁决定：" in shown) is not is_objected_to
