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


def test_a_program_says_that_two_spellings_are_one_group_and_takes_it_back(
    cast: Cast, clerk: Program, election: Election
) -> None:
    upload = keep(cast, election, ROLL).pk
    address = f"/elections/{election.pk}/roll/uploads/{upload}"
    (pair,) = clerk.post(f"{address}/groups", {"names": [OTHER]}).json()["groups"]
    assert pair["is_one"]
    (pair,) = clerk.post(f"{address}/groups", {"names": []}).json()["groups"]
    assert not pair["is_one"]
    clerk.post(f"{address}/groups", {"names": [OTHER]})
    assert clerk.post(f"{address}/load", {"way": "replace"}).status_code == 200
    assert {each.group for each in election.roll.all()} == {"第一村民小组", "第十一村民小组"}


def test_a_program_joins_no_groups_that_are_not_alike_and_none_of_what_is_loaded(
    cast: Cast, clerk: Program, election: Election
) -> None:
    upload = keep(cast, election, ROLL).pk
    address = f"/elections/{election.pk}/roll/uploads/{upload}"
    refused = clerk.post(f"{address}/groups", {"names": ["第三村民小组"]})
    assert (refused.status_code, refused.json()["where"]) == (422, "names")
    clerk.post(f"{address}/load", {"way": "replace"})
    assert clerk.post(f"{address}/groups", {"names": [OTHER]}).status_code == 422
    assert clerk.post(f"{address}9/groups", {"names": [OTHER]}).status_code == 404
