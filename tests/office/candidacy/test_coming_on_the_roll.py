"""Coming on the roll after standing beside it (名册以外的人补登): one person has one entry."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.candidacy.conftest import add, put_up
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import RESIDENT, newcomer

from huanjie.domain.identity import Identity, read_identity
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import Addition, add_to_roll
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.models import RollEntry


@pytest.mark.parametrize("name", ["", "别人"])
def test_whoever_comes_on_the_roll_later_keeps_number_and_nomination(
    cast: Cast, village_election: Election, name: str
) -> None:
    """Of another name by the same day of birth it is somebody else."""
    cells: Any = newcomer()
    add(village_election, 20, name or cells["name"])
    born = read_identity(cells["id_number"])
    assert isinstance(born, Identity)
    noted = RollEntry.objects.filter(number=20)
    noted.update(off_roll=True, birth_date=born.birth_date)
    add_to_roll(
        acting_user=act(cast.chair),
        election=village_election,
        who=Addition(kind="moved-in", cells=cells, stated=RESIDENT),
    )
    entry = village_election.roll.get(name=cells["name"])
    village_election.refresh_from_db()
    assert (entry.number, village_election.registered) == (21 if name else 20, 10)
    assert RollEntry.ever.filter(off_roll=True).exists() is bool(name)


def test_whom_the_roll_would_call_otherwise_than_the_nomination_is_not_put_on_it(
    cast: Cast, village_election: Election
) -> None:
    add(village_election, 20, "别人")
    put_up(cast, village_election, "member", "别人")
    cells: Any = newcomer()
    RollEntry.objects.filter(number=20).update(off_roll=True, id_index=index_of(cells["id_number"]))
    with pytest.raises(BadInput, match="别人是委员的人选，名册以外的登记不能先改"):
        add_to_roll(
            acting_user=act(cast.chair),
            election=village_election,
            who=Addition(kind="moved-in", cells=cells, stated=RESIDENT),
        )
    assert not village_election.roll.filter(name=cells["name"]).exists()
