"""A number that was written wrong is put right while somebody stands (更正证件号码): what the
nomination and its findings rest on, name, sex and birth, is not.
"""

from __future__ import annotations

import pytest
from tests.domain.numbers import number
from tests.office.candidacy.conftest import declare_clean, on_roll, publish, put_up_enough
from tests.office.conftest import Cast, act

from huanjie.domain.rollcolumns import Column
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import Nominee
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import correct_on_roll
from huanjie.office.roll.models import RollEntry

NAME = "钟一鸣"


@pytest.fixture
def standing(cast: Cast, village_election: Election) -> RollEntry:
    put_up_enough(cast, village_election)
    declare_clean(cast, village_election)
    return on_roll(village_election, NAME)


def correct(cast: Cast, entry: RollEntry, cells: dict[Column, str]) -> int:
    return correct_on_roll(
        acting_user=act(cast.chair), election=entry.election, number=entry.number, cells=cells
    )


def born(entry: RollEntry) -> str:
    assert entry.birth_date
    return f"{entry.birth_date:%Y%m%d}"


@pytest.mark.parametrize("is_published", [False, True])
def test_a_wrong_sign_in_a_number_is_put_right_and_the_nomination_stays(
    cast: Cast, standing: RollEntry, is_published: bool
) -> None:
    if is_published:
        publish(cast, standing.election)
    before = list(Nominee.objects.order_by("pk").values_list("person", "state"))
    right = number(born(standing), "777" if standing.sex == "m" else "778")
    assert correct(cast, standing, {"id_number": right})
    assert on_roll(standing.election, NAME).id_number == right
    assert list(Nominee.objects.order_by("pk").values_list("person", "state")) == before


@pytest.mark.parametrize("cells", ["another name", "another birthday", "another sex"])
def test_what_a_nomination_rests_on_is_not_changed_under_it(
    cast: Cast, standing: RollEntry, cells: str
) -> None:
    own = born(standing)
    theirs, others = ("777", "778") if standing.sex == "m" else ("778", "777")
    changed: dict[str, dict[Column, str]] = {
        "another name": {"name": "钟一名", "id_number": number(own, theirs)},
        "another birthday": {"id_number": number(f"{int(own[:4]) - 1}{own[4:]}", theirs)},
        "another sex": {"id_number": number(own, others)},
    }
    with pytest.raises(BadInput, match=f"{NAME}是.*的人选，名册上的登记不能先改"):
        correct(cast, standing, changed[cells])
    assert on_roll(standing.election, NAME).id_number == standing.id_number
