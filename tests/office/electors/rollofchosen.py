"""A roll that is made of the representatives who were chosen (用推选名单作名册), for the tests."""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast, act, plan
from tests.office.electors.choices import choice, enter
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.domain.choosing import Kind
from huanjie.domain.cycle import Stage
from huanjie.office.electors.posting import post_chosen
from huanjie.office.electors.representatives import make_roll_of_chosen
from huanjie.office.people.models import User
from huanjie.office.planning.models import Contest, Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

BY_THEM = "representatives"
SPEAK = (1, 2, 7, 8)
"""who is chosen: four beside a committee of one are four fifths of the meeting"""


def opened(cast: Cast, unit: Unit, method: str) -> Election:
    """An election of the residents' committee, of its chair alone, in this way."""
    own = plan(body="residents-committee", seats={"chair": 1, "member": 2}, method=method)
    pk = open_election(acting_user=act(cast.county), unit=unit, plan=own)
    Contest.objects.filter(election=pk).exclude(post="chair").delete()
    return Election.objects.select_related("unit").get(pk=pk)


def peopled(cast: Cast, election: Election, *, households: int = 12) -> Election:
    """A roll in two groups of six, or of so many."""
    load(cast, election, roll_csv(invented(households)))
    for entry in election.roll.all():
        entry.group = f"第{'一' if entry.number <= households // 2 else '二'}居民小组"
        entry.household = str(entry.number)
        entry.save()
    return election


def called_off(cast: Cast, source: Election) -> Election:
    """The election by representatives that is opened instead."""
    Election.objects.filter(pk=source.pk).update(stage=Stage.CANCELLED)
    source.refresh_from_db()
    return opened(cast, source.unit, BY_THEM)


def post(cast: Cast, election: Election) -> int:
    """The clerk posts whoever was chosen since."""
    return post_chosen(acting_user=act(cast.clerk), election=election)


def make(user: User, election: Election, source: Election | None = None) -> int:
    """The roll out of the list of this election, or of another."""
    of = source or election
    return make_roll_of_chosen(acting_user=act(user), election=election, source=of)


@pytest.fixture
def own(cast: Cast, community: Unit, of_the_community: None) -> Election:
    """An election by representatives: each group of the residents chose two, the first its head."""
    election = peopled(cast, opened(cast, community, BY_THEM))
    for number in SPEAK:
        enter(cast, election, choice(number))
    enter(cast, election, choice(1, Kind.HEAD))
    return election


@pytest.fixture
def source(cast: Cast, community: Unit, of_the_community: None) -> Election:
    """An election by all residents that was called off after its representatives were chosen."""
    election = peopled(cast, opened(cast, community, "voters"))
    publish(cast, election)
    election.refresh_from_db()
    for number in SPEAK:
        enter(cast, election, choice(number))
    enter(cast, election, choice(2, Kind.HEAD))
    return election
