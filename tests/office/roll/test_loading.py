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
    party_csv,
    publish,
    roll_csv,
)

from huanjie.door.fault import BadInput
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.checked import from_text
from huanjie.office.roll.columns import Raw, keep_unknown
from huanjie.office.roll.models import RollEntry, Upload
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import keep_upload, load_roll, withdraw_upload
from huanjie.office.units.models import Unit

ZHAO, QIAN, SUN, LI = (number(sequence=each) for each in ("101", "102", "103", "104"))


def kinds(upload: Upload) -> list[tuple[int, str]]:
    """The rows that went back, each with its first reason."""
    checked = from_text(upload.content or "")
    return [(row.row, row.problems[0].kind) for row in checked.rejected]


def names(election: Election) -> list[str]:
    return [entry.name for entry in election.roll.all()]


def test_people_are_numbered_in_the_order_of_the_file(cast: Cast, election: Election) -> None:
    people = invented(5)
    assert load(cast, election, roll_csv(people)) == {"rows": 5, "loaded": 5, "rejected": 0}
    found = [(e.number, e.name, e.sex, e.group) for e in election.roll.all()]
    assert found == [(at, p.name, p.sex, p.group) for at, p in enumerate(people, 1)]


def test_an_upload_alone_puts_nobody_on_the_roll(cast: Cast, election: Election) -> None:
    before = election.version
    upload = keep(cast, election, roll_csv(invented(3)))
    assert (upload.rows, upload.good, upload.bad) == (3, 3, 0)
    assert not election.roll.exists()
    election.refresh_from_db()
    assert election.version == before


def test_a_bad_row_goes_back_and_the_others_are_loaded(cast: Cast, election: Election) -> None:
    people = invented(3)
    raw = roll_csv(people, ("李四", spoiled(ZHAO), "男"), ("", QIAN, ""))
    assert load(cast, election, raw) == {"rows": 5, "loaded": 3, "rejected": 2}
    assert kinds(Upload.objects.get()) == [(5, "id-checksum"), (6, "name-missing")]


def test_of_rows_that_say_the_same_the_first_is_loaded(cast: Cast, election: Election) -> None:
    row = ("赵一", ZHAO, "男", "1", "一组")
    raw = csv_file(HEADINGS[:5], row, ("钱二", QIAN, "", "", ""), row, row)
    upload = keep(cast, election, raw)
    assert kinds(upload) == [(4, "same-row"), (5, "same-row")]
    assert (upload.good, upload.bad, upload.rows) == (2, 2, 4)


@pytest.mark.parametrize("other", [("钱二", ZHAO, "二组"), ("赵一", ZHAO, "二组")])
def test_of_rows_of_one_number_with_different_words_none_is_loaded(
    cast: Cast, election: Election, other: tuple[str, ...]
) -> None:
    heads = ("姓名", "身份证号", "小组")
    raw = csv_file(heads, ("赵一", ZHAO, "一组"), ("孙三", SUN, "一组"), other)
    upload = keep(cast, election, raw)
    assert kinds(upload) == [(2, "same-number"), (4, "same-number")]
    assert (upload.good, upload.bad) == (1, 2)


def test_a_good_row_goes_back_where_a_bad_row_claims_its_number(
    cast: Cast, election: Election
) -> None:
    raw = csv_file(HEADINGS[:3], ("赵一", ZHAO, "男"), ("钱二", ZHAO, "女"))
    assert kinds(keep(cast, election, raw)) == [(2, "same-number"), (3, "sex-mismatch")]


def test_a_birth_date_after_the_polling_day_is_bad_and_on_the_day_is_not(
    cast: Cast, election: Election
) -> None:
    on_the_day, after = number("20260628"), number("20260629")
    raw = csv_file(HEADINGS[:2], ("赵一", on_the_day), ("钱二", after))
    assert kinds(keep(cast, election, raw)) == [(2, "too-young"), (3, "id-date")]


@pytest.mark.parametrize(("length", "bad"), [(40, []), (41, [(2, "too-long")])])
def test_a_group_longer_than_the_roll_holds_goes_back(
    cast: Cast, election: Election, length: int, bad: list[tuple[int, str]]
) -> None:
    raw = csv_file(("姓名", "身份证号", "小组"), ("赵一", ZHAO, "组" * length))
    assert kinds(keep(cast, election, raw)) == bad


def test_a_member_whose_standing_is_not_understood_goes_back(
    cast: Cast, party_election: Election
) -> None:
    raw = party_csv(invented(4), "正式党员", "", "老党员", "预备党员")
    upload = keep(cast, party_election, raw)
    assert kinds(upload) == [(3, "row-shape"), (4, "no-standing")]
    load_roll(acting_user=act(cast.clerk), election=party_election, upload=upload.pk, way="add")
    assert [e.standing for e in party_election.roll.all()] == ["full", "probationary"]


def test_a_party_roll_without_standings_is_refused(cast: Cast, party_election: Election) -> None:
    with pytest.raises(BadInput, match="缺少：党员类别") as refused:
        keep(cast, party_election, roll_csv(invented(2)))
    assert refused.value.at == "file"


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
    assert [kind for _, kind in kinds(last)] == ["on-roll", "on-roll"]


def test_fifteen_digits_and_eighteen_are_the_same_person(cast: Cast, election: Election) -> None:
    old = ZHAO[:6] + ZHAO[8:17]
    load(cast, election, csv_file(HEADINGS[:2], ("赵一", ZHAO)))
    with pytest.raises(BadInput, match="没有可以导入的人"):
        load(cast, election, csv_file(HEADINGS[:2], ("赵一", old)), way="add")


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


def test_another_file_is_refused_while_people_wait_to_be_loaded(
    cast: Cast, election: Election
) -> None:
    first = keep(cast, election, roll_csv(invented(3), ("李四", spoiled(ZHAO))), name="甲.csv")
    with pytest.raises(BadInput, match=r"“甲\.csv”里有 3 人还没有导入") as refused:
        keep(cast, election, csv_file(HEADINGS[:2], ("李四", ZHAO)))
    assert "先导入" in refused.value.remedy
    assert "撤回" in refused.value.remedy
    load_roll(acting_user=act(cast.clerk), election=election, upload=first.pk, way="replace")
    load(cast, election, csv_file(HEADINGS[:2], ("李四", ZHAO)), way="add")
    assert election.roll.count() == 4


def test_a_file_whose_columns_are_not_known_is_refused_likewise(
    cast: Cast, election: Election
) -> None:
    first = keep(cast, election, roll_csv(invented(3)))
    with pytest.raises(BadInput, match="3 人还没有导入"):
        keep_unknown(acting_user=act(cast.clerk), election=election, name="乙.csv", raw=Raw(b"x"))
    first.refresh_from_db()
    assert first.content


def test_another_file_is_taken_once_the_first_is_withdrawn(cast: Cast, election: Election) -> None:
    first = keep(cast, election, roll_csv(invented(3)))
    withdraw_upload(acting_user=act(cast.clerk), election=election, upload=first.pk)
    load(cast, election, roll_csv(invented(2)))
    assert election.roll.count() == 2


def test_a_newer_upload_makes_one_without_a_good_row_void(cast: Cast, election: Election) -> None:
    older = keep(cast, election, csv_file(HEADINGS[:2], ("赵一", spoiled(ZHAO))))
    keep(cast, election, roll_csv(invented(3)))
    with pytest.raises(BadInput, match="后来又上传了别的"):
        load_roll(acting_user=act(cast.clerk), election=election, upload=older.pk, way="replace")
    older.refresh_from_db()
    assert older.content is None


def test_an_upload_is_loaded_once(cast: Cast, election: Election) -> None:
    upload = keep(cast, election, roll_csv(invented(2)))
    act_once = act(cast.clerk, key="one-form")
    twice = [
        load_roll(acting_user=act_once, election=election, upload=upload.pk, way="add")
        for _ in range(2)
    ]
    assert twice[0] == twice[1] == {"rows": 2, "loaded": 2, "rejected": 0}
    assert election.roll.count() == 2
    with pytest.raises(BadInput, match="已经导入过"):
        load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way="add")


def test_a_form_sent_twice_keeps_one_upload(cast: Cast, election: Election) -> None:
    checked = check_file(election, name="名册.csv", raw=roll_csv(invented(2)))
    for _ in range(2):
        keep_upload(acting_user=act(cast.clerk, key="k"), election=election, checked=checked)
    assert Upload.objects.count() == 1


def test_a_withdrawn_upload_is_gone_and_cannot_be_loaded(cast: Cast, election: Election) -> None:
    upload = keep(cast, election, roll_csv(invented(2)))
    withdraw_upload(acting_user=act(cast.clerk), election=election, upload=upload.pk)
    upload.refresh_from_db()
    assert upload.content is None
    with pytest.raises(BadInput, match="已经撤回"):
        load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way="add")


def test_the_upload_of_another_election_is_not_loaded(
    cast: Cast, election: Election, party_election: Election
) -> None:
    foreign = keep(cast, election, roll_csv(invented(2)))
    with pytest.raises(BadInput, match="没有这份上传"):
        load_roll(
            acting_user=act(cast.clerk), election=party_election, upload=foreign.pk, way="add"
        )
    with pytest.raises(BadInput, match="没有这份上传"):
        withdraw_upload(acting_user=act(cast.clerk), election=party_election, upload=foreign.pk)
    assert not RollEntry.objects.exists()


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
