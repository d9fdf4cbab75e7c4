"""Groups of an upload that may be one (写法相近的小组), as a program sees them."""

from __future__ import annotations

from tests.office.api.conftest import Program
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import keep
from tests.office.roll.test_groups import OTHER, ROLL

from huanjie.office.planning.models import Election
from huanjie.office.roll.groups import join_groups


def test_a_program_is_told_which_pairs_were_said_to_be_one(
    cast: Cast, chair: Program, election: Election
) -> None:
    upload = keep(cast, election, ROLL).pk
    address = f"/elections/{election.pk}/roll/uploads/{upload}"
    (pair,) = chair.get(address).json()["groups"]
    assert (pair["name"], pair["other"], pair["is_one"]) == ("第一村民小组", OTHER, False)
    join_groups(acting_user=act(cast.clerk), election=election, upload=upload, names=[OTHER])
    (pair,) = chair.get(address).json()["groups"]
    assert pair["is_one"]
