"""The posted roll for programs (公布的名单接口): people of one name are told apart as on paper."""

from __future__ import annotations

from tests.office.api.conftest import Program
from tests.office.conftest import Cast
from tests.office.roll.test_namesakes import FIRST, SECOND, published_with

from huanjie.domain.identity import masked
from huanjie.office.planning.models import Election


def test_a_program_reads_a_masked_number_only_of_those_who_are_alike(
    cast: Cast, clerk: Program, election: Election
) -> None:
    rows = (("王伟", FIRST, "男", ""), ("王伟", SECOND, "男", ""))
    own = published_with(cast, election, *rows)
    there = f"/elections/{own.pk}/roll/posted"
    (part,) = clerk.get(there).json()
    told = {each["id_number"]: each for each in part["people"]}
    assert set(told) == {"", masked(FIRST), masked(SECOND)}
    assert {(each["born_in"], each["number"]) for each in part["people"]} == {(None, None)}
    assert told[""]["name"] == "李一"
    table = clerk.get(there, format="csv").content.decode()
    assert f"王伟,m,,{masked(FIRST)}," in table
