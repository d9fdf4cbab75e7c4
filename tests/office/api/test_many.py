"""Many at once by programs (用接口成批登记): all or none, every faulty item told beforehand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.api.conftest import Program
from tests.office.conftest import OPENED_ON, Cast
from tests.office.roll.conftest import invented, load, party_csv, publish, roll_csv

from huanjie.office.deeds.models import Deed
from huanjie.office.manydone import MOST_ROWS
from huanjie.office.planning.models import Election

TODAY = OPENED_ON.isoformat()
STATED = {"principal_absent": True, "written": True}


@pytest.fixture
def place(cast: Cast, election: Election) -> str:
    """A village's election on the day on which its roll was published: six people, one group."""
    load(cast, election, roll_csv(invented(6)))
    publish(cast, election)
    election.roll.update(group="第一村民小组")
    return f"/elections/{election.pk}"


@pytest.fixture
def branch(cast: Cast, party_election: Election) -> str:
    """Four full members on a roll that is confirmed."""
    load(cast, party_election, party_csv(invented(4), *["正式党员"] * 4))
    publish(cast, party_election)
    return f"/elections/{party_election.pk}"


def rows(*each: dict[str, Any]) -> dict[str, Any]:
    return {"rows": list(each)}


def choice(number: int, kind: str = "representative") -> dict[str, Any]:
    return {"number": number, "kind": kind, "chosen_by": "group", "chosen_on": TODAY}


def proxy(principal: int, holder: int, **stated: Any) -> dict[str, Any]:
    said = {"principal": principal, "holder": holder, "asked_on": TODAY}
    return said | {"stated": STATED | stated}


def going(number: int, document: str = "介绍信第12号") -> dict[str, Any]:
    return {"number": number, "paper": {"document": document, "on": TODAY}}


def wheres(answer: Any, name: str = "faults") -> list[str]:
    return [each["where"] for each in answer.json()[name]]


def total(program: Program, address: str) -> int:
    return int(program.get(address).json()["total"])


SOUND_AND_FAULTY: list[tuple[str, dict[str, Any], dict[str, Any], list[str]]] = [
    (
        "chosen",
        rows(choice(1, "group-head"), choice(2)),
        rows(choice(1, "group-head"), choice(2, "group-head"), choice(3), choice(99)),
        ["rows/1/number", "rows/3/number"],
    ),
    (
        "proxies",
        rows(proxy(1, 2), proxy(3, 4)),
        rows(proxy(1, 2), proxy(1, 3), proxy(5, 6, faith=True), proxy(4, 6, written=False)),
        ["rows/1/principal", "rows/2/stated/faith", "rows/3"],
    ),
]


@pytest.mark.parametrize(("what", "sound", "faulty", "told"), SOUND_AND_FAULTY)
def test_every_faulty_item_is_told_beforehand_and_nothing_is_done(
    clerk: Program, place: str, what: str, sound: Any, faulty: Any, told: list[str]
) -> None:
    deeds = Deed.objects.count()
    checked = clerk.post(f"{place}/{what}/many/check", faulty)
    assert (checked.status_code, checked.json()["rows"]) == (200, len(faulty["rows"]))
    assert wheres(checked) == told
    assert all(each["says"] and each["remedy"] for each in checked.json()["faults"])
    assert wheres(clerk.post(f"{place}/{what}/many/check", sound)) == []
    assert (Deed.objects.count(), total(clerk, f"{place}/{what}")) == (deeds, 0)


@pytest.mark.parametrize(("what", "sound", "faulty", "told"), SOUND_AND_FAULTY)
def test_all_are_done_in_one_deed_or_none_with_every_refusal(
    clerk: Program, place: str, what: str, sound: Any, faulty: Any, told: list[str]
) -> None:
    refused = clerk.post(f"{place}/{what}/many", faulty)
    assert refused.status_code == 422
    assert refused.json()["where"] == wheres(refused, "errors")[0]
    assert set(wheres(refused, "errors")) <= set(told)
    assert total(clerk, f"{place}/{what}") == 0
    deeds = Deed.objects.count()
    first, again = (clerk.post(f"{place}/{what}/many", sound, key="m") for _ in range(2))
    assert (first.status_code, first.json()["rows"], again.json()["rows"]) == (201, 2, 2)
    assert (Deed.objects.count(), total(clerk, f"{place}/{what}")) == (deeds + 1, 2)


def test_members_leave_by_their_letters_all_or_nobody(chair: Program, branch: str) -> None:
    address = f"{branch}/roll/changes/transfer-out"
    faulty = rows(going(1), going(2, " "), going(1), going(9))
    told = ["rows/1/document", "rows/2/number", "rows/3/number"]
    assert wheres(chair.post(f"{address}/check", faulty)) == told
    assert wheres(chair.post(address, faulty), "errors") == told
    assert total(chair, f"{branch}/roll/changes") == 0
    assert chair.post(address, rows(going(1), going(3))).json()["rows"] == 2
    assert total(chair, f"{branch}/roll/changes") == 2


def test_what_follows_for_a_group_is_told_before_and_with_the_deed(
    chair: Program, branch: str
) -> None:
    own = Election.objects.get(pk=branch.rsplit("/", 1)[-1])
    head = {"kind": "group-head", "chosen_by": "group", "chosen_on": OPENED_ON}
    entry = own.roll.get(number=1)
    own.chosen.create(region=own.region, entry=entry, group="第一党小组", **head)
    address = f"{branch}/roll/changes/transfer-out"
    for told in (
        chair.post(f"{address}/check", rows(going(1), going(2))),
        chair.post(address, rows(going(1))),
    ):
        (says,) = told.json()["follows"]
        assert says.startswith(f"{entry.name}是第一党小组的")
    assert chair.post(f"{address}/check", rows(going(2))).json()["follows"] == []


def test_nobody_is_transferred_out_of_a_village(chair: Program, place: str) -> None:
    for address in ("transfer-out", "transfer-out/check"):
        refused = chair.post(f"{place}/roll/changes/{address}", rows(going(1)))
        assert refused.status_code == 422


@pytest.mark.parametrize(("number", "status"), [(0, 422), (MOST_ROWS, 200), (MOST_ROWS + 1, 422)])
def test_no_more_at_once_than_a_file_may_hold(
    clerk: Program, place: str, number: int, status: int
) -> None:
    said = rows(*(choice(99) for _ in range(number)))
    assert clerk.post(f"{place}/chosen/many/check", said).status_code == status


def test_a_field_that_does_not_fit_is_told_at_its_item(clerk: Program, place: str) -> None:
    refused = clerk.post(f"{place}/chosen/many/check", rows(choice(1), choice(2, "king")))
    assert (refused.status_code, refused.json()["where"]) == (422, "rows/1/kind")


def test_where_nobody_may_be_chosen_any_more_the_check_is_refused_as_the_deed(
    clerk: Program, place: str, election: Election
) -> None:
    Election.objects.filter(pk=election.pk).update(stage="cancelled")
    for address in ("chosen/many", "chosen/many/check", "proxies/many", "proxies/many/check"):
        said = rows(choice(1)) if address.startswith("chosen") else rows(proxy(1, 2))
        assert clerk.post(f"{place}/{address}", said).status_code == 422
