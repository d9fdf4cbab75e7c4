"""Loading a roll (导入名册): loaded + rejected = rows, once, into the right election, encrypted."""

from __future__ import annotations

import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import (
    HEADINGS,
    invented,
    keep,
    line,
    load,
    publish,
    roll_csv,
    went_back,
)

from huanjie.door.fault import BadInput
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.models import RollEntry, Upload
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import keep_upload, load_roll, withdraw_upload
from huanjie.office.units.models import Unit

ZHAO, QIAN, SUN, LI = (number(sequence=each) for each in ("101", "102", "103", "104"))


def names(election: Election) -> list[str]:
    return [entry.name for entry in election.roll.all()]


def test_people_are_numbered_in_the_order_of_the_file(cast: Cast, election: Election) -> None:
    people = invented(5)
    assert load(cast, election, roll_csv(people)) == {"rows": 5, "loaded": 5, "rejected": 0}
    found = [(e.number, e.name, e.sex, e.group) for e in election.roll.all()]
    assert found == [(at, p.name, p.sex, p.group) for at, p in enumerate(people, 1)]


def test_adding_keeps_who_is_there_and_sends_back_who_comes_again(
    cast: Cast, election: Election
) -> None:
    people = invented(6)
    load(cast, election, roll_csv(people[:4]))
    answer = load(cast, election, roll_csv(people[2:]), way="add")
    assert answer == {"rows": 4, "loaded": 2, "rejected": 2}
    assert names(election) == [person.name for person in people]
    assert [entry.number for entry in election.roll.all()] == [1, 2, 3, 4, 5, 6]
    last = election.uploads.order_by("pk").last()
    assert last
    assert (last.good, last.bad) == (2, 2)
    assert [kind for _, kind in went_back(last)] == ["on-roll", "on-roll"]


def test_replacing_leaves_only_the_people_of_the_new_file(cast: Cast, election: Election) -> None:
    people = invented(5)
    load(cast, election, roll_csv(people[:3]))
    load(cast, election, roll_csv(people[3:]))
    assert names(election) == [person.name for person in people[3:]]


def test_a_file_without_a_good_row_replaces_nobody(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(2)))
    with pytest.raises(BadInput, match="没有可以导入的人"):
        load(cast, election, csv_file(HEADINGS[:2], ("赵一", spoiled(ZHAO))))
    assert election.roll.count() == 2


def test_a_stale_form_loads_nothing(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(1)))
    seen = election.version
    load(cast, election, roll_csv(invented(3)))
    upload = keep(cast, election, roll_csv(invented(2)))
    with pytest.raises(Stale):
        load_roll(
            acting_user=act(cast.clerk, seen=seen),
            election=election,
            upload=upload.pk,
            way="replace",
        )
    assert election.roll.count() == 3


@pytest.mark.parametrize("who", ["town", "county", "teller", "scrutineer", "observer", "stranger"])
def test_only_chair_and_clerk_load_a_roll(cast: Cast, election: Election, who: str) -> None:
    checked = check_file(election, name="名册.csv", raw=roll_csv(invented(2)))
    with pytest.raises(PermissionDenied):
        keep_upload(acting_user=act(getattr(cast, who)), election=election, checked=checked)
    upload = keep(cast, election, roll_csv(invented(2)))
    with pytest.raises(PermissionDenied):
        load_roll(
            acting_user=act(getattr(cast, who)), election=election, upload=upload.pk, way="add"
        )
    assert not election.roll.exists()


def test_after_publication_nothing_is_loaded(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(2)))
    publish(cast, election)
    checked = check_file(election, name="名册.csv", raw=roll_csv(invented(3)))
    with pytest.raises(BadInput, match="不能上传名册"):
        keep_upload(acting_user=act(cast.clerk), election=election, checked=checked)
    assert election.roll.count() == 2


def test_the_log_says_the_files_hash_and_the_figures_and_nobodys_name(
    cast: Cast, election: Election
) -> None:
    people = invented(3)
    load(cast, election, roll_csv(people))
    checked = journal.check(election.log_name)
    assert [entry.deed for entry in checked.entries] == ["upload-roll", "load-roll"]
    told = "".join(entry.payload or "" for entry in Entry.objects.all())
    answers = "".join(str(deed.answer) for deed in Deed.objects.all())
    assert Upload.objects.get().sha256 in told
    for person in people:
        assert person.name not in told + answers
        assert person.identity_number not in told + answers


def test_no_number_stands_in_the_database_file_in_the_clear(cast: Cast, election: Election) -> None:
    people = invented(3)
    load(cast, election, roll_csv(people, ("李四", spoiled(ZHAO))))
    keep(cast, election, roll_csv(people))
    with connection.cursor() as cursor:
        cells: list[object] = []
        for table in ("roll_rollentry", "roll_upload", "deeds_entry", "deeds_deed"):
            cursor.execute(f"SELECT * FROM {table}")
            cells += itertools.chain.from_iterable(cursor.fetchall())
    stored = b"\n".join(c if isinstance(c, bytes) else str(c).encode() for c in cells)
    assert people[0].name.encode() in stored
    for person in people:
        assert person.identity_number.encode() not in stored
        assert person.identity_number[:17].encode() not in stored
        assert person.phone.encode() not in stored
    assert spoiled(ZHAO).encode() not in stored


def test_numbers_come_back_whole_from_the_database(cast: Cast, election: Election) -> None:
    people = invented(2)
    load(cast, election, roll_csv(people))
    found = [(e.id_number, e.phone) for e in RollEntry.objects.all()]
    assert found == [(person.identity_number, person.phone) for person in people]


def test_two_elections_have_rolls_of_their_own(
    cast: Cast, election: Election, next_village: Unit
) -> None:
    people = invented(2)
    load(cast, election, roll_csv(people))
    opened = open_election(acting_user=act(cast.stranger), unit=next_village, plan=plan())
    other = Election.objects.get(pk=opened)
    checked = check_file(other, name="名册.csv", raw=roll_csv(people))
    pk = keep_upload(acting_user=act(cast.stranger), election=other, checked=checked)
    load_roll(acting_user=act(cast.stranger), election=other, upload=pk, way="replace")
    assert (election.roll.count(), other.roll.count()) == (2, 2)


ROWS = st.tuples(
    st.sampled_from(["赵一", "钱二", "", "3"]),
    st.sampled_from([ZHAO, QIAN, SUN, LI, spoiled(ZHAO), ""]),
    st.sampled_from(["男", "女", "", "不明"]),
    st.sampled_from(["一组", "二组", "组" * 41]),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=st.lists(st.lists(ROWS, min_size=1, max_size=8), min_size=1, max_size=3))
def test_loaded_and_rejected_are_all_the_rows_of_every_file(
    cast: Cast, election: Election, files: list[list[tuple[str, ...]]]
) -> None:
    election.roll.all().delete()
    for rows in files:
        before = election.roll.count()
        raw = csv_file((*HEADINGS[:3], "小组"), *rows)
        upload = keep(cast, election, raw)
        assert upload.good + upload.bad == upload.rows
        full = [row for row in rows if any(row)]
        assert upload.rows == len(full)
        try:
            answer = load_roll(
                acting_user=act(cast.clerk), election=election, upload=upload.pk, way="add"
            )
        except BadInput:
            assert election.roll.count() == before
            withdraw_upload(acting_user=act(cast.clerk), election=election, upload=upload.pk)
            continue
        assert answer["loaded"] + answer["rejected"] == answer["rows"] == len(full)
        assert election.roll.count() == before + answer["loaded"]
    numbers = [entry.id_number for entry in election.roll.all()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.full
def test_thirty_thousand_people_are_loaded(cast: Cast, election: Election) -> None:
    people = invented(30_000)
    assert load(cast, election, roll_csv(people))["loaded"] == 30_000
    assert election.roll.count() == 30_000
    last = election.roll.get(number=30_000)
    assert (last.name, last.id_number) == (people[-1].name, people[-1].identity_number)
    assert line(people[-1])[0] == last.name
