"""One person at a time (逐个办理), full numbers as logged deeds, and people on two rolls."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.office.conftest import POLLING_DAY, Cast, act, plan
from tests.office.roll.conftest import invented, keep, load, party_csv, publish, roll_csv

from huanjie.door.fault import BadInput
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.elsewhere import elsewhere
from huanjie.office.roll.entries import index_of, indexes_on
from huanjie.office.roll.people import add_person, remove_person, show_number, take_rejected_rows
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import keep_upload, load_roll
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
ZHAO = number(sequence="101")


def test_one_person_is_added_behind_the_others(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(3)))
    cells = {"name": "赵 一", "id_number": ZHAO.lower(), "group": "一组", "phone": ""}
    assert add_person(acting_user=act(cast.clerk), election=election, cells=cells) == 4  # type: ignore[arg-type]
    added = election.roll.get(number=4)
    assert (added.name, added.sex, added.birth_date) == ("赵一", "m", datetime.date(1990, 3, 7))


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"id_number": spoiled(ZHAO)}, "id_number"),
        ({"id_number": number(f"{POLLING_DAY + datetime.timedelta(days=1):%Y%m%d}")}, "id_number"),
        ({"name": "3"}, "name"),
        ({"name": ""}, "name"),
        ({"group": "组" * 41}, "group"),
    ],
)
def test_a_person_with_a_fault_is_refused_at_the_field(
    cast: Cast, election: Election, changes: dict[str, str], at: str
) -> None:
    cells = {"name": "赵一", "id_number": ZHAO} | changes
    with pytest.raises(BadInput) as refused:
        add_person(acting_user=act(cast.clerk), election=election, cells=cells)  # type: ignore[arg-type]
    assert refused.value.at == at
    assert not election.roll.exists()


def test_nobody_is_added_twice(cast: Cast, election: Election) -> None:
    people = invented(2)
    load(cast, election, roll_csv(people))
    cells = {"name": "别名", "id_number": people[1].identity_number}
    with pytest.raises(BadInput, match="编号 2") as refused:
        add_person(acting_user=act(cast.clerk), election=election, cells=cells)  # type: ignore[arg-type]
    assert refused.value.at == "id_number"


def test_somebody_is_removed_and_the_others_keep_their_numbers(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    remove_person(acting_user=act(cast.clerk), election=election, number=2)
    assert [entry.number for entry in election.roll.all()] == [1, 3]
    with pytest.raises(BadInput, match="没有编号 2"):
        remove_person(acting_user=act(cast.clerk), election=election, number=2)


def test_a_stale_form_removes_nobody(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(3)))
    seen = election.version
    remove_person(acting_user=act(cast.chair), election=election, number=1)
    with pytest.raises(Stale):
        remove_person(acting_user=act(cast.clerk, seen=seen), election=election, number=2)
    assert election.roll.count() == 2


def test_a_published_roll_takes_nobody_in_and_lets_nobody_out(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    publish(cast, election)
    cells = {"name": "赵一", "id_number": ZHAO}
    with pytest.raises(BadInput, match="不能导入名册"):
        add_person(acting_user=act(cast.clerk), election=election, cells=cells)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="不能导入名册"):
        remove_person(acting_user=act(cast.clerk), election=election, number=1)
    assert election.roll.count() == 3


def test_looking_at_a_number_is_in_the_log_without_the_number(
    cast: Cast, election: Election
) -> None:
    people = invented(2)
    load(cast, election, roll_csv(people))
    before = election.version
    assert show_number(acting_user=act(cast.town), election=election, number=2) == 2
    last = journal.check(election.log_name).entries[-1]
    assert (last.deed, last.role) == ("show-number", "乡镇换届工作办公室")
    told = "".join([entry.payload or "" for entry in Entry.objects.all()])
    told += "".join(str(deed.answer) for deed in Deed.objects.all())
    assert people[1].identity_number not in told
    election.refresh_from_db()
    assert election.version == before


@pytest.mark.parametrize("who", ["teller", "scrutineer", "observer", "stranger"])
def test_who_has_no_business_with_numbers_is_refused(
    cast: Cast, election: Election, who: str
) -> None:
    load(cast, election, roll_csv(invented(2), ("李四", spoiled(ZHAO))))
    upload = election.uploads.get()
    with pytest.raises(PermissionDenied):
        show_number(acting_user=act(getattr(cast, who)), election=election, number=1)
    with pytest.raises(PermissionDenied):
        take_rejected_rows(acting_user=act(getattr(cast, who)), election=election, upload=upload.pk)
    assert not Deed.objects.filter(action="show-number").exists()


def test_a_number_that_is_not_on_the_roll_cannot_be_shown(
    cast: Cast, election: Election, party_election: Election
) -> None:
    load(cast, election, roll_csv(invented(2)))
    for place, wanted in ((election, 3), (party_election, 1)):
        with pytest.raises(BadInput, match="没有编号"):
            show_number(acting_user=act(cast.clerk), election=place, number=wanted)


def test_a_person_on_the_roll_next_door_is_named_with_that_unit(
    cast: Cast, election: Election, next_village: Unit, browse: Browse
) -> None:
    people = invented(4)
    other = _opened_next_door(cast, next_village)
    _load_next_door(cast, other, roll_csv(people[:2]))
    found = elsewhere(election, [index_of(p.identity_number) for p in people[1:]])
    assert [(each.index, each.unit) for each in found] == [
        (index_of(people[1].identity_number), next_village)
    ]
    upload = keep(cast, election, roll_csv(people[1:]))
    page = browse(cast.clerk).get(f"/elections/{election.pk}/roll/uploads/{upload.pk}/")
    assert f"{people[1].name}：泰顺县罗阳镇溪坪村" in page.content.decode()
    assert upload.bad == 0


@pytest.mark.parametrize(("days", "found"), [(366, 1), (367, 0)])
def test_a_roll_of_an_earlier_cycle_is_no_second_place(
    cast: Cast, election: Election, next_village: Unit, days: int, found: int
) -> None:
    people = invented(1)
    other = _opened_next_door(cast, next_village)
    _load_next_door(cast, other, roll_csv(people))
    earlier = election.polling_day - datetime.timedelta(days=days)
    Election.objects.filter(pk=other.pk).update(polling_day=earlier)
    assert len(elsewhere(election, [index_of(people[0].identity_number)])) == found


def test_the_roll_of_a_cancelled_election_is_no_second_place(
    cast: Cast, election: Election, next_village: Unit
) -> None:
    people = invented(1)
    other = _opened_next_door(cast, next_village)
    _load_next_door(cast, other, roll_csv(people))
    assert elsewhere(election, [index_of(people[0].identity_number)])
    cancel_election(acting_user=act(cast.town), election=other, because="合并到邻村")
    assert elsewhere(election, [index_of(people[0].identity_number)]) == ()


def test_the_partys_roll_is_no_second_place_of_the_villages(
    cast: Cast, election: Election, party_election: Election
) -> None:
    people = invented(2)
    load(cast, party_election, party_csv(people, "正式党员", "正式党员"))
    assert elsewhere(election, indexes_on(party_election)) == ()


def _opened_next_door(cast: Cast, next_village: Unit) -> Election:
    opened = open_election(acting_user=act(cast.stranger), unit=next_village, plan=plan())
    return Election.objects.get(pk=opened)


def _load_next_door(cast: Cast, other: Election, raw: bytes) -> None:
    checked = check_file(other, name="名册.csv", raw=raw)
    pk = keep_upload(acting_user=act(cast.stranger), election=other, checked=checked)
    load_roll(acting_user=act(cast.stranger), election=other, upload=pk, way="replace")
