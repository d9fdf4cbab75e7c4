"""The demo: a county made by everybody's services, sample rolls, a day that jumps ahead."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, on
from tests.office.review.conftest import hold

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.office import clock
from huanjie.office.cover.models import Cover, Wave
from huanjie.office.deeds import journal
from huanjie.office.demo import day
from huanjie.office.demo.accounts import Team
from huanjie.office.demo.course import STAGES, Course
from huanjie.office.demo.invented import Inventor
from huanjie.office.demo.invented_votes import Outcome
from huanjie.office.demo.organisation import Organisation
from huanjie.office.demo.reviewing import begin_review
from huanjie.office.incumbents.models import Body
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.review.models import Case
from huanjie.office.review.waiting import questions_for
from huanjie.office.roll.reading import check_file
from huanjie.office.units.models import Unit

VILLAGE = "villagers-committee"


def course(unit: Unit, body: str, until: Stage, outcome: Outcome = "clear") -> Course:
    people = Inventor(random.Random(3), on=OPENED_ON).people(50)
    return Course(
        unit=unit,
        body=body,
        polling_day=POLLING_DAY,
        until=until,
        people=people,
        outcome=outcome,
    )


@pytest.fixture
def team(cast: Cast) -> Team:
    tellers = (cast.teller, cast.other_teller)
    return Team(
        town=cast.town,
        chair=cast.chair,
        clerk=cast.clerk,
        tellers=tellers,
        scrutineer=cast.scrutineer,
    )


@pytest.mark.parametrize("until", STAGES)
def test_an_election_comes_as_far_as_it_is_told_and_its_log_verifies(
    village: Unit, team: Team, until: Stage
) -> None:
    election = course(village, VILLAGE, until).run(team, random.Random(5))
    election.refresh_from_db()
    assert election.stage == until
    entries = journal.check(election.log_name).entries if until != Stage.OPENED else ()
    assert [entry.time for entry in entries] == sorted(entry.time for entry in entries)


@pytest.mark.parametrize(("outcome", "step"), [("tie", "revote"), ("short", "runoff")])
def test_some_elections_are_tied_and_some_fall_short(
    village: Unit, team: Team, outcome: Outcome, step: str
) -> None:
    election = course(village, VILLAGE, Stage.DECLARED, outcome).run(team, random.Random(5))
    page = _chair(team).get(f"/elections/{election.pk}/result/").content.decode()
    assert {"revote": "再次投票", "runoff": "另行选举"}[step] in page


def _chair(team: Team) -> Client:
    client = Client()
    client.force_login(team.chair)
    return client


@pytest.mark.parametrize(("kind", "good"), [("villagers", 120), ("members", 24)])
def test_a_sample_roll_loads_but_for_its_slips(
    election: Election,
    party_election: Election,
    settings: LazySettings,
    kind: str,
    good: int,
) -> None:
    settings.HUANJIE_DEMO = True
    raw = Client().get(f"/demo/{kind}.csv").content
    own = election if kind == "villagers" else party_election
    checked = check_file(own, name="demo.csv", raw=raw)
    assert len(checked.good) == good
    assert checked.rejected


def test_there_is_no_sample_roll_outside_a_demo(db: None) -> None:
    assert Client().get("/demo/villagers.csv").status_code == 404


@pytest.fixture
def demo(settings: LazySettings, tmp_path: Path) -> None:
    settings.HUANJIE_DEMO = True
    settings.HUANJIE_DATA = tmp_path


def jump(to: str) -> None:
    Client().post("/demo/day/", {"day": to, "next": "/verify/"})


@pytest.mark.usefixtures("demo", "db")
def test_the_day_jumps_ahead_and_stays_there() -> None:
    jump("2026-06-28")
    seen: list[datetime.date] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(clock.today())
        return HttpResponse()

    day.demo_day(view)(RequestFactory().get("/"))
    assert seen == [datetime.date(2026, 6, 28)]


@pytest.mark.usefixtures("demo", "db")
@pytest.mark.parametrize("to", ["2026-05-17", "2036-01-01", "yesterday", ""])
def test_the_day_never_goes_back_nor_beyond_the_calendars(to: str) -> None:
    jump(to)
    assert day.ahead() == datetime.timedelta()


@pytest.mark.usefixtures("demo", "db")
def test_a_jump_leads_back_to_this_site_alone() -> None:
    page = Client().post("/demo/day/", {"day": "2026-06-28", "next": "//elsewhere.example/"})
    assert page["Location"] == "/"


def test_the_sign_in_page_lists_accounts_in_a_demo_alone(
    cast: Cast, settings: LazySettings
) -> None:
    assert User.objects.get(username="clerk").name not in Client().get("/sign-in/").content.decode()
    settings.HUANJIE_DEMO = True
    with on(OPENED_ON):
        assert "钟文书" in Client().get("/sign-in/").content.decode()


@pytest.mark.usefixtures("demo", "db")
def test_many_jumps_go_no_farther_than_one() -> None:
    for to in ("2028-05-18", "2029-05-18", "2029-06-18"):
        with clock.acting_at(clock.now() + day.ahead()):
            jump(to)
    assert clock.today() + day.ahead() == datetime.date(2029, 5, 18)


def test_the_demo_has_people_in_joint_review_with_something_to_draft_and_to_sign(
    cast: Cast, village: Unit, team: Team
) -> None:
    county = cast.county.assignments.get().unit
    people = {
        name: hold(name, role, county)
        for name, role in (
            ("reviewer", Role.REVIEWER),
            ("signer", Role.REVIEW_SIGNER),
            ("police1", Role.REVIEWER),
            ("police2", Role.REVIEW_SIGNER),
        )
    }
    with on(POLLING_DAY - datetime.timedelta(days=11)):
        run = replace(course(village, VILLAGE, Stage.ROLL_PUBLISHED), nominated=True)
        election = run.run(team, random.Random(5))
        begin_review(county, cast.county, election)
    election.refresh_from_db()
    assert (election.stage, election.candidates_published_on) == (Stage.ROLL_PUBLISHED, None)
    assert Case.objects.filter(election=election.pk).count() == election.nominees.count()
    assert questions_for(people["reviewer"]) > 0
    assert questions_for(people["signer"]) > 0
    journal.check(election.log_name)


def test_without_being_told_nobody_stands_yet(village: Unit, team: Team) -> None:
    election = course(village, VILLAGE, Stage.ROLL_PUBLISHED).run(team, random.Random(5))
    assert not election.nominees.exists()


@pytest.fixture
def organisation(cast: Cast) -> Organisation:
    """The county's office, making its organisation."""
    county = cast.county.assignments.get().unit
    return Organisation(county, cast.county, random.Random(7))


def test_the_demo_knows_who_sat_before_and_a_sealed_election_follows_them(
    organisation: Organisation, village: Unit, next_village: Unit, team: Team
) -> None:
    inventor = Inventor(random.Random(1), on=OPENED_ON)
    organisation.incumbents([village, next_village], inventor, OPENED_ON)
    assert Body.objects.count() == 4
    course(village, VILLAGE, Stage.SEALED).run(team, random.Random(5))
    body = Body.objects.get(unit=village, kind=VILLAGE)
    assert body.elected_on == POLLING_DAY
    assert body.holdings.exclude(to_on=None).exists()
    assert body.holdings.filter(to_on=None).count() == 4


def test_the_demo_sends_people_to_its_units_and_leaves_gaps(
    organisation: Organisation, village: Unit, next_village: Unit, election: Election
) -> None:
    inventor = Inventor(random.Random(1), on=OPENED_ON)
    organisation.cover([village, next_village], inventor, OPENED_ON)
    organisation.waves(OPENED_ON)
    officers = Cover.objects.filter(kind="officer")
    assert [row.region for row in officers] == [next_village.pk]
    assert Cover.objects.filter(kind="guidance").count() == 2
    assert Wave.objects.count() == 3
