"""An election by households (户代表选举): its roll has one person of each household, and counts
them; where everybody votes, a household has many.
"""

from __future__ import annotations

import pytest
from tests.office.conftest import Cast, act, plan
from tests.office.electors.conftest import Published
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.households import check_household
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit


@pytest.fixture
def by_households(cast: Cast, community: Unit) -> Election:
    """A community's election in which one of each household votes."""
    own = plan(body="residents-committee", method="households", seats={"chair": 1, "member": 2})
    return Election.objects.get(
        pk=open_election(acting_user=act(cast.town), unit=community, plan=own)
    )


def on_roll(election: Election, *households: str) -> None:
    for number, household in enumerate(households, 1):
        RollEntry.objects.create(
            election=election,
            region=election.region,
            number=number,
            name="甲",
            household=household,
        )


def published_by_town(cast: Cast, election: Election) -> int:
    Assignment.objects.create(user=cast.stranger, role=Role.CHAIR, unit=election.unit)
    return publish(Cast(**{**vars_of(cast), "chair": cast.stranger}), election)


def vars_of(cast: Cast) -> dict[str, User]:
    return {name: getattr(cast, name) for name in Cast.__dataclass_fields__}


def test_where_households_vote_the_roll_has_one_of_each_and_counts_them(
    cast: Cast, by_households: Election
) -> None:
    on_roll(by_households, "0001", "0002", "0003")
    assert published_by_town(cast, by_households) == 3
    by_households.refresh_from_db()
    assert by_households.registered == 3


@pytest.mark.parametrize(
    ("households", "says"),
    [
        (("0001", "0002", "0001"), "户号 0001在名册上不止一人"),
        (("0001", ""), "有 1 人没有写户号"),
        (("1", "1", "2", "2", "3", "3", "4", "4", "5", "5", "6", "6"), "1、2、3、4、5等 6 户"),
    ],
)
def test_two_of_a_household_and_nobodys_household_hold_the_roll_back(
    cast: Cast, by_households: Election, households: tuple[str, ...], says: str
) -> None:
    on_roll(by_households, *households)
    with pytest.raises(BadInput, match=says) as refused:
        published_by_town(cast, by_households)
    assert "《" in refused.value.says


def test_where_everybody_votes_a_household_may_stand_as_often_as_it_has_people(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    election.roll.update(household="0001")
    assert publish(cast, election) == 3


@pytest.mark.parametrize(
    ("household", "says"),
    [("0002", "户号 0002 在名册上已有编号 2"), ("", "没有写户号"), ("0009", "")],
)
def test_a_published_roll_of_households_keeps_one_of_each(
    by_households: Election, household: str, says: str
) -> None:
    on_roll(by_households, "0001", "0002")
    if says:
        with pytest.raises(BadInput, match=rf"{says}.*（《.+》第.+条") as refused:
            check_household(by_households, household)
        assert refused.value.at == "household"
    else:
        check_household(by_households, household)


def test_a_representative_may_be_corrected_within_their_own_household(
    by_households: Election,
) -> None:
    on_roll(by_households, "0001", "0002")
    own = by_households.roll.get(number=2)
    check_household(by_households, "0002", besides=own.pk)
    with pytest.raises(BadInput, match="已有编号 1"):
        check_household(by_households, "0001", besides=own.pk)


def test_where_everybody_votes_a_household_has_many(published: Published) -> None:
    check_household(published.election, "")
