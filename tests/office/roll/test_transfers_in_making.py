"""Transfers of members while their roll is still being made (确认以前的组织关系转接): by the
letter, as afterwards, so that the number to attend and its reasons stay to be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.office.api.conftest import program
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.readaloud import english, faults
from tests.office.roll.conftest import invented, keep, load, newcomer, party_csv, publish, roll_csv
from tests.office.roll.test_transfers import IN, LETTER, OUT, come, go

from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.change_list import supplement
from huanjie.office.roll.changes import correct_on_roll
from huanjie.office.roll.checked import from_text
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.people import add_person, remove_person
from huanjie.office.roll.services import load_roll
from huanjie.office.roll.targets import targets
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


@pytest.fixture
def making(cast: Cast, party_election: Election) -> Election:
    """Three full members and a probationary one, on a roll that nobody confirmed yet."""
    standings = ["正式党员", "正式党员", "正式党员", "预备党员"]
    load(cast, party_election, party_csv(invented(4), *standings))
    return party_election


def numbers(election: Election) -> list[tuple[str, int, int]]:
    return [(each.kind, each.was, each.registered) for each in election.roll_changes.all()]


def test_the_number_to_attend_moves_with_each_and_stays_to_be_read(
    cast: Cast, making: Election
) -> None:
    come(cast.chair, making)
    go(cast.chair, making, number=1)
    go(cast.chair, making, number=4)
    assert numbers(making) == [(IN, 3, 4), (OUT, 4, 3), (OUT, 3, 3)]
    making.refresh_from_db()
    assert making.registered is None  # nothing is fixed before it is confirmed
    assert publish(cast, making) == 3
    assert making.roll_changes.filter(document=LETTER.document, paper_on=OPENED_ON).count() == 3


def test_once_confirmed_the_lines_go_on_and_nothing_is_posted(cast: Cast, making: Election) -> None:
    come(cast.chair, making)
    publish(cast, making)
    making.refresh_from_db()
    go(cast.chair, making, number=2)
    assert numbers(making) == [(IN, 3, 4), (OUT, 4, 3)]
    assert supplement(making).is_empty


@pytest.mark.parametrize("deed", [come, go])
def test_without_a_letter_nobody_is_transferred(
    cast: Cast, making: Election, deed: Callable[..., int]
) -> None:
    with pytest.raises(BadInput, match="要写明组织关系介绍信"):
        deed(cast.chair, making, None)
    assert not making.roll_changes.exists()
    assert making.roll.count() == 4


def test_everything_else_is_an_edit_of_the_roll(cast: Cast, making: Election) -> None:
    with pytest.raises(BadInput, match="只有凭组织关系介绍信的转入、转出"):
        go(cast.chair, making, None, kind="died")
    with pytest.raises(BadInput, match="只有凭组织关系介绍信的转入、转出"):
        correct_on_roll(
            acting_user=act(cast.chair), election=making, number=1, cells={"name": "蓝改名"}
        )


def test_in_a_village_nothing_is_a_change_before_the_roll_is_published(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(2)))
    for kind in (OUT, "died"):
        with pytest.raises(BadInput, match="名单还没有公布，不能变动名册"):
            go(cast.chair, election, None, kind=kind)


@pytest.mark.parametrize("who", ["clerk", "town", "county", "observer", "stranger"])
def test_only_whoever_presides_transfers(cast: Cast, making: Election, who: str) -> None:
    for deed in (come, go):
        with pytest.raises(PermissionDenied):
            deed(getattr(cast, who), making)


def test_whoever_came_by_letter_leaves_by_letter_and_no_number_is_given_twice(
    cast: Cast, making: Election
) -> None:
    come(cast.chair, making)
    with pytest.raises(BadInput, match="编号 5 是凭介绍信转入的"):
        remove_person(acting_user=act(cast.clerk), election=making, number=5)
    go(cast.chair, making, number=5)
    cells = {**newcomer(8), "standing": "正式党员"}
    added = add_person(acting_user=act(cast.clerk), election=making, cells=cells)  # type: ignore[arg-type]
    assert added == 6
    assert RollEntry.ever.filter(election=making).count() == 6


def test_a_roll_with_transfers_is_added_to_and_not_replaced(cast: Cast, making: Election) -> None:
    go(cast.chair, making, number=4)
    raw = party_csv(invented(2, seed=5), "正式党员", "正式党员")
    upload = keep(cast, making, raw)
    clerk = act(cast.clerk)
    with pytest.raises(BadInput, match="1 次凭介绍信的变动，不能整份替换"):
        load_roll(acting_user=clerk, election=making, upload=upload.pk, way="replace")
    load_roll(acting_user=act(cast.clerk), election=making, upload=upload.pk, way="add")
    assert sorted(making.roll.values_list("number", flat=True)) == [1, 2, 3, 5, 6]


def test_a_file_for_many_units_tells_how_often_letters_came_and_reads_none(
    cast: Cast, making: Election
) -> None:
    go(cast.chair, making, number=1)
    go(cast.chair, making, number=4)
    unit, county = making.unit, Unit.objects.get(level="county")
    with CaptureQueriesContext(connection) as asked:
        found = targets(county, making.body, [unit.name], replaces=True)
    assert "有 2 次凭介绍信的变动，不能整份替换" in found.refused[unit.name]
    assert not any('."before"' in each["sql"] for each in asked)
    assert not targets(county, making.body, [unit.name], replaces=False).refused


def test_no_file_and_no_hand_brings_back_whom_a_letter_took_elsewhere(
    cast: Cast, making: Election, browse: Browse
) -> None:
    go(cast.chair, making, number=1)
    goes, stays, new = invented(1)[0], making.roll.get(number=2), invented(1, seed=5)[0]
    again = party_csv([goes, new], "正式党员", "正式党员")
    upload = keep(cast, making, again)
    page = browse(cast.clerk).get(f"/elections/{making.pk}/roll/uploads/{upload.pk}/")
    assert "另有 1 人已经移出名册" in page.content.decode()
    loaded = load_roll(acting_user=act(cast.clerk), election=making, upload=upload.pk, way="add")
    assert loaded == {"rows": 2, "loaded": 1, "rejected": 1}
    upload.refresh_from_db()
    (row,) = from_text(upload.content or "").rejected
    assert [each.kind for each in row.problems] == ["left-roll"]
    assert "原来的编号 1" in row.problems[0].says
    with pytest.raises(BadInput, match="已经移出名册，原来的编号 1") as refused:
        add_by_hand(cast, making, goes.name, goes.identity_number)
    assert refused.value.at == "id_number"
    with pytest.raises(BadInput, match="已经在名册上，编号 2"):
        add_by_hand(cast, making, stays.name, stays.id_number or "")


def test_whoever_comes_back_by_letter_is_on_the_roll_once(cast: Cast, making: Election) -> None:
    come(cast.chair, making)
    go(cast.chair, making, number=5)
    come(cast.chair, making)
    cells = newcomer()
    with pytest.raises(BadInput, match="已经在名册上，编号 6"):
        add_by_hand(cast, making, cells["name"], cells["id_number"])


def add_by_hand(cast: Cast, election: Election, name: str, number: str) -> int:
    cells: Any = {"name": name, "id_number": number, "standing": "正式党员"}
    return add_person(acting_user=act(cast.clerk), election=election, cells=cells)


def test_the_pages_lead_to_a_transfer_and_show_it_before_the_roll_is_confirmed(
    cast: Cast, making: Election, browse: Browse
) -> None:
    chair, root = browse(cast.chair), f"/elections/{making.pk}/roll/"
    changes = f"{root}changes/"
    every = chair.get(changes).content.decode()
    assert "现在应到会的有选举权的党员 3 人" in every
    assert f"{changes}{OUT}/" in every
    assert f"{changes}died/" not in every
    form = {"key": "k", "number": "1", "document": "介绍信第12号", "paper_on": "2026-05-18"}
    before = chair.post(f"{changes}{OUT}/", form).content.decode()
    assert "介绍信第12号" in before
    assert "补充公告" not in before  # nothing is posted before the roll is confirmed
    assert (
        "变动由选举主持人办理，发出选票以后不能再变。"
        in browse(cast.clerk).get(changes).content.decode()
    )
    assert chair.post(f"{changes}{OUT}/", form | {"confirm": "1"}).status_code == 302
    confirm = chair.get(f"{root}publish/").content.decode()
    assert "介绍信第12号" in confirm
    assert chair.get(f"{changes}died/").status_code == 404
    browser = english(chair)
    for rest in ("", "changes/", "publish/"):
        html = browser.get(f"{root}{rest}").content.decode()
        assert list(faults(rest, html)) == []


def test_a_program_transfers_too(cast: Cast, making: Election) -> None:
    made = program(cast.chair, making.unit)
    said = {"kind": OUT, "number": 1, "paper": {"document": "介绍信第12号", "on": "2026-05-18"}}
    done = made.post(f"/elections/{making.pk}/roll/changes/strike", said)
    assert (done.status_code, done.json()["registered"]) == (201, 2)
