"""An upload that waits (还没有导入的上传): one at a time, loaded once, or withdrawn."""

from __future__ import annotations

import pytest
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import HEADINGS, invented, keep, load, roll_csv

from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.roll.columns import Raw, keep_unknown
from huanjie.office.roll.models import RollEntry, Upload
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import keep_upload, load_roll, withdraw_upload

ZHAO = number(sequence="101")


def test_an_upload_alone_puts_nobody_on_the_roll(cast: Cast, election: Election) -> None:
    before = election.version
    upload = keep(cast, election, roll_csv(invented(3)))
    assert (upload.rows, upload.good, upload.bad) == (3, 3, 0)
    assert not election.roll.exists()
    election.refresh_from_db()
    assert election.version == before


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
