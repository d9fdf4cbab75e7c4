"""Every body that can be opened (各种组织): from its roll to a dossier that verifies, every page
of it on the way, and what is its own.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on, plan
from tests.office.test_demo import course, team
from tests.office.walked import routes
from tests.paper.alike import word_says

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.dossier.verify import verify
from huanjie.law.shelf import load
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.demo.accounts import Team
from huanjie.office.download import WORD
from huanjie.office.overview.readiness import Readiness
from huanjie.office.overview.survey import survey
from huanjie.office.people.models import User
from huanjie.office.planning.laws import COMMUNITY_BODIES, VILLAGE_BODIES, bodies_of, meeting_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Assignment, Unit
from huanjie.paper.poll_day import sealing

__all__ = ["team"]

Browse = Callable[[User], Client]
EVERY = tuple(dict.fromkeys((*VILLAGE_BODIES, *COMMUNITY_BODIES)))
MEETING = tuple(ELECTING_MEETINGS)
"""the bodies that a meeting elects: members, representatives, villagers or residents"""
OF_VOTERS = re.compile("选民|登记参加选举")
"""words of the roll of those who are registered"""
_GAP = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture
def home(village: Unit, community: Unit, team: Team) -> Callable[[str], Unit]:
    """The place that elects a body: the village, or the community, where the same people act."""
    hands = (team.chair, team.clerk, *team.tellers, team.scrutineer)
    for own in Assignment.objects.filter(user__in=hands):
        Assignment.objects.create(user=own.user, role=own.role, unit=community)
    return lambda body: village if body in VILLAGE_BODIES else community


@pytest.mark.parametrize("body", EVERY)
def test_a_finished_election_leaves_a_dossier_that_verifies(
    home: Callable[[str], Unit], team: Team, body: str
) -> None:
    course(home(body), body, Stage.SEALED).run(team, random.Random(5))
    verdict = verify(bytes(Dossier.objects.get().content))
    assert verdict.whole, verdict.fails


def words(answer: Any) -> str:
    """What an answer says: a page, or a Word file."""
    if answer.streaming:
        return ""
    if answer["Content-Type"] == WORD:
        return word_says(answer.content)
    said: str = answer.content.decode("utf-8", "ignore")
    return said


@pytest.mark.any_database
@pytest.mark.parametrize("until", [Stage.OPENED, Stage.READY, Stage.DECLARED])
@pytest.mark.parametrize("body", MEETING)
def test_no_page_of_it_asks_for_a_rule_that_its_law_has_not_or_speaks_of_voters(
    home: Callable[[str], Unit], team: Team, browse: Browse, body: str, until: Stage
) -> None:
    election = course(home(body), body, until).run(team, random.Random(5))
    day = election.polling_day - datetime.timedelta(days=0 if until == Stage.DECLARED else 12)
    own = {"pk": election.pk, "number": "1", "person": "p1", "change": "died", "route": "self"}
    own["paper"] = "read-out"
    asked = [
        route
        for _name, route in routes(get_resolver())
        if route.startswith("elections/") and set(_GAP.findall(route)) <= set(own)
    ]
    assert len(asked) > 50
    with on(day):
        client = browse(team.chair)
        for route in asked:
            answer = client.get("/" + _GAP.sub(lambda gap: own[gap[1]], route))
            assert answer.status_code < 500, route
            says = words(answer)
            assert "没有关于" not in says, route
            found = OF_VOTERS.search(says)
            assert not found, f"{route}: {says[found.start() - 40 :][:90]}"


def opened(cast: Cast, unit: Unit, body: str, **changes: object) -> Election:
    values: dict[str, object] = {"seats": {"member": 3}, "style": "approve-oppose-abstain"}
    pk = open_election(
        acting_user=act(cast.county), unit=unit, plan=plan(body=body, **(values | changes))
    )
    return Election.objects.get(pk=pk)


@pytest.mark.parametrize(
    ("body", "chosen"),
    [
        ("youth-league", ("voters", "团员大会")),
        ("collective-organisation", ("voters", "成员大会")),
        ("collective-organisation", ("representatives", "成员代表大会")),
        ("village-supervisory", ("representatives", "村民代表会议")),
        ("village-supervisory", ("adults", "村民会议（十八周岁以上的村民参加）")),
        ("village-supervisory", ("households", "村民会议（户的代表参加）")),
        ("residents-supervisory", ("representatives", "居民代表会议")),
    ],
)
def test_the_meeting_that_elects_is_chosen_and_named(
    cast: Cast, village: Unit, community: Unit, browse: Browse, body: str, chosen: tuple[str, str]
) -> None:
    method, meeting = chosen
    place = village if body in VILLAGE_BODIES else community
    page = browse(cast.county).get(f"/units/{place.pk}/open/{body}/").content.decode()
    assert f"{meeting}投票" in page
    seats = {"supervisor": 3} if body.endswith("supervisory") else {"member": 3}
    assert meeting_of(opened(cast, place, body, method=method, seats=seats)) == meeting


@pytest.mark.parametrize(
    ("body", "method"),
    [("youth-league", "representatives"), ("village-supervisory", "voters")],
)
def test_a_meeting_that_does_not_elect_the_body_is_refused(
    cast: Cast, village: Unit, body: str, method: str
) -> None:
    seats = {"supervisor": 3} if body == "village-supervisory" else {"member": 3}
    known = "voters" if body == "youth-league" else "representatives"
    with pytest.raises(BadInput, match=f"没有这种选举方式.*可用的方式：{known}"):
        opened(cast, village, body, method=method, seats=seats)


@pytest.mark.parametrize(
    ("body", "sealed_by"),
    [
        ("villagers-committee", "三联村村民选举委员会"),
        ("party-branch", "三联村党支部委员会"),
        ("youth-league", "三联村团支部委员会"),
        ("collective-organisation", "三联村农村集体经济组织理事会"),
        ("village-supervisory", "三联村村民委员会"),
        ("residents-supervisory", "三联村居民委员会"),
    ],
)
def test_what_is_posted_is_sealed_by_whoever_calls_the_meeting(body: str, sealed_by: str) -> None:
    assert sealing("三联村", load(body, on=POLLING_DAY, today=OPENED_ON)) == sealed_by


def test_a_village_and_a_community_open_their_own_bodies(
    cast: Cast, village: Unit, community: Unit, browse: Browse
) -> None:
    assert bodies_of(village) == VILLAGE_BODIES
    assert bodies_of(community) == COMMUNITY_BODIES
    page = browse(cast.clerk).get(f"/units/{village.pk}/").content.decode()
    for body in VILLAGE_BODIES:
        assert f"/open/{body}/" in page
    assert "/open/womens-federation/" not in page
    assert "妇女联合会的到会人数、当选票数没有查到规定" in page


def test_a_body_that_no_law_says_how_to_elect_cannot_be_opened(cast: Cast, village: Unit) -> None:
    assert load("womens-federation", on=POLLING_DAY, today=OPENED_ON).majority is None
    with pytest.raises(BadInput, match="没有这个组织的换届"):
        opened(cast, village, "womens-federation")


def test_a_body_that_not_every_place_renews_counts_once_it_is_opened(
    cast: Cast, village: Unit
) -> None:
    def states() -> dict[str, Readiness]:
        (own,) = (each for each in survey([village]) if each.unit == village)
        return {each.body: each.verdict.readiness for each in own.bodies}

    assert set(states()) == {"villagers-committee", "party-branch"}
    with on(OPENED_ON):
        opened(cast, village, "youth-league")
        assert states()["youth-league"] is Readiness.OK
    assert set(states()) == {"villagers-committee", "party-branch", "youth-league"}


def test_where_no_law_says_how_many_stand_the_page_says_who_decides(
    village: Unit, team: Team, browse: Browse
) -> None:
    election = course(village, "collective-organisation", Stage.ROLL_PUBLISHED).run(
        team, random.Random(5)
    )
    with on(election.roll_published_on or POLLING_DAY):
        page = browse(team.clerk).get(f"/elections/{election.pk}/candidates/").content.decode()
    assert "候选人应有几人，法律没有规定，由章程决定" in page
    assert "还差 1 人" in page


def test_seats_that_no_law_says_how_to_fill_stay_open_and_the_dossier_says_who_decides(
    village: Unit, team: Team, browse: Browse
) -> None:
    run = course(village, "collective-organisation", Stage.DECLARED, "short")
    election = run.run(team, random.Random(5))
    page = browse(team.chair).get(f"/elections/{election.pk}/result/").content.decode()
    assert "法律没有规定怎样补足，由章程决定" in page
    with on(election.polling_day):
        seal(acting_user=act(team.chair), election=election)
    assert verify(bytes(Dossier.objects.get().content)).whole
