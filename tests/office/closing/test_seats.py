"""Who was elected takes the post (当选任职): by the seal, and by nothing before it."""

from __future__ import annotations

import datetime
import random

import pytest
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.domain.incumbency import How
from huanjie.office.closing.services import seal
from huanjie.office.demo.accounts import Team
from huanjie.office.demo.course import Course
from huanjie.office.demo.invented import Inventor
from huanjie.office.incumbents.elected import Winner, seat_elected
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.services import Seat
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit


def sealed(cast: Cast, election: Election, count: str = "complete") -> None:
    """The election, sealed on its polling day."""
    with on(POLLING_DAY):
        counts.declared(election, getattr(counts, count)(election))
        seal(acting_user=act(cast.chair), election=election)


def test_a_sealed_election_fills_the_posts(cast: Cast, election: Election) -> None:
    sealed(cast, election)
    body = Body.objects.get()
    assert (body.kind, body.elected_on) == ("villagers-committee", POLLING_DAY)
    assert body.seats == 4
    held = {(row.post, row.how, row.to_on) for row in body.holdings.all()}
    assert ("chair", "elected", None) in held


def test_a_void_election_seats_nobody(cast: Cast, election: Election) -> None:
    sealed(cast, election, "void")
    assert not Body.objects.exists()


def seat(name: str, post: str = "member") -> Winner:
    """Somebody elected on the polling day."""
    return Winner(seat=Seat(post=post, name=name, from_on=POLLING_DAY, how=How.ELECTED))


def elect(village: Unit, seats: int, *who: Winner) -> None:
    """An election of so many seats."""
    seat_elected(
        unit=village,
        kind="villagers-committee",
        name="村民委员会",
        seats=seats,
        elected_on=POLLING_DAY,
        who=who,
    )


@pytest.fixture
def sitting(village: Unit) -> Body:
    """A committee of three in the middle of its term."""
    body = Body.objects.create(
        unit=village,
        region=village.pk,
        kind="villagers-committee",
        name="三联村委会",
        seats=3,
        elected_on=datetime.date(2024, 5, 20),
    )
    own = {"body": body, "region": village.pk, "from_on": body.elected_on, "how": "elected"}
    for at, (name, post) in enumerate((("蓝大山", "chair"), ("雷一鸣", "member"))):
        Holding.objects.create(**own, name=name, post=post, person=str(at))
    return body


def test_a_new_term_ends_what_everybody_held(village: Unit, sitting: Body) -> None:
    elect(village, 3, seat("钟小青", "chair"), seat("雷一鸣"))
    assert set(sitting.holdings.filter(to_on=None).values_list("name", flat=True)) == {
        "钟小青",
        "雷一鸣",
    }
    sitting.refresh_from_db()
    assert sitting.elected_on == POLLING_DAY


def test_a_by_election_leaves_the_others_and_the_term_as_they_are(
    village: Unit, sitting: Body
) -> None:
    elect(village, 1, seat("钟小青"))
    now = dict(sitting.holdings.filter(to_on=None).values_list("name", "how"))
    assert now == {"蓝大山": "elected", "雷一鸣": "elected", "钟小青": "by-election"}
    sitting.refresh_from_db()
    assert sitting.elected_on == datetime.date(2024, 5, 20)


def test_fewer_seats_after_the_term_are_a_new_term(village: Unit, sitting: Body) -> None:
    Body.objects.update(elected_on=datetime.date(2021, 5, 20))
    elect(village, 1, seat("钟小青", "chair"))
    assert list(sitting.holdings.filter(to_on=None).values_list("name", flat=True)) == ["钟小青"]


def test_a_secretary_is_not_entered_as_a_member_besides(village: Unit, cast: Cast) -> None:
    team = Team(
        town=cast.town,
        chair=cast.chair,
        clerk=cast.clerk,
        tellers=(cast.teller, cast.other_teller),
        scrutineer=cast.scrutineer,
    )
    course = Course(
        unit=village,
        body="party-branch",
        polling_day=POLLING_DAY,
        until=Stage.SEALED,
        people=Inventor(random.Random(3), on=POLLING_DAY).people(30),
    )
    course.run(team, random.Random(5))
    posts = list(Body.objects.get().holdings.values_list("post", "person"))
    assert [post for post, _ in posts].count("secretary") == 1
    assert len(posts) == len({person for _, person in posts}) == 3
