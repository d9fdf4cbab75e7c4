"""The roll beside (旁边的名册): where representatives elect, the published roll of the same place's
committee names people who may stand, and nobody is written down twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import BORN, add, named
from tests.office.candidacy.offroll import note, stand, watching
from tests.office.candidacy.pages import at, text_of
from tests.office.conftest import Cast

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.find import find_people
from huanjie.office.candidacy.offroll import entries_to_nominate, roll_beside
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

__all__ = ["watching"]  # a fixture

Browse = Callable[[User], Client]


def test_villagers_are_found_on_the_roll_of_the_committee(
    cast: Cast, village_election: Election, watching: Election, browse: Browse
) -> None:
    page = text_of(browse(cast.clerk), at(watching, "find/?q=丁大山"))
    assert "村民委员会选举的名册 2 号" in page
    (there,) = named(village_election, "丁大山")
    stand(cast, watching, there)
    stand(cast, watching, there, post="head")
    entry = RollEntry.ever.get(election=watching, off_roll=True)
    assert (entry.name, entry.birth_date, entry.number) == ("丁大山", BORN, 3)
    assert village_election.roll.count() == 9
    again = text_of(browse(cast.clerk), at(watching, "find/?q=丁大山"))
    assert "名册以外的人" in again
    assert "名册 2 号" not in again


def test_whoever_is_on_the_roll_beside_is_found_there_and_not_written_down(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    with pytest.raises(BadInput, match="在村民委员会选举的名册上，编号 2") as refused:
        note(cast, watching, "丁大山")
    assert refused.value.at == "name"
    assert note(cast, watching) == 3
    there = RollEntry.objects.filter(election=village_election, name="丁大山")
    there.update(birth_date=BORN + datetime.timedelta(days=1))
    assert note(cast, watching, "丁大山") == 4


@pytest.mark.parametrize(("own", "same"), [(None, True), (b"one", True), (b"other", False)])
def test_a_number_that_one_of_two_entries_lacks_makes_no_second_person(
    cast: Cast, village_election: Election, watching: Election, own: bytes | None, same: bool
) -> None:
    RollEntry.ever.filter(pk=add_villager(watching)).update(id_index=own)
    there = RollEntry.objects.get(election=village_election, name="丁大山")
    RollEntry.objects.filter(pk=there.pk).update(id_index=b"one")
    found = find_people(watching, "丁大山", beside=village_election).entries
    assert (there not in found) is same
    (entry,) = entries_to_nominate(watching, cast.clerk, [there.pk]).values()
    assert (entry.number == 3) is same


def test_whoever_is_written_down_is_not_found_a_second_time_on_the_roll_beside(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    there = RollEntry.objects.get(election=village_election, name="丁大山")
    RollEntry.ever.filter(pk=add_villager(watching)).update(id_index=b"one")
    assert find_people(watching, "丁大山", beside=village_election).total == 1
    assert entries_to_nominate(watching, cast.clerk, [there.pk])[there.pk].number == 3


def add_villager(election: Election) -> int:
    """The villager 丁大山, noted beside the roll as number 3."""
    add(election, 3, "丁大山", "m")
    RollEntry.objects.filter(election=election, number=3).update(off_roll=True)
    return RollEntry.ever.get(election=election, number=3).pk


def test_the_roll_of_a_cancelled_election_lends_nobody(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    assert roll_beside(watching, cast.clerk) == village_election
    Election.objects.filter(pk=village_election.pk).update(stage=Stage.CANCELLED)
    assert roll_beside(watching, cast.clerk) is None


def test_a_roll_that_is_not_published_lends_nobody(
    cast: Cast, village_election: Election, watching: Election
) -> None:
    Election.objects.filter(pk=village_election.pk).update(roll_published_on=None)
    (there,) = named(village_election, "丁大山")
    assert not entries_to_nominate(watching, cast.clerk, [there.entry])
    with pytest.raises(BadInput, match="不在这次选举的名册上"):
        stand(cast, watching, there)
