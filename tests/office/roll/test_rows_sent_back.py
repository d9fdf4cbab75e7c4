"""Rows that go back (退回的行): each with its reason, and the others are loaded."""

from __future__ import annotations

import pytest
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import (
    HEADINGS,
    invented,
    keep,
    load,
    party_csv,
    roll_csv,
    went_back,
)

from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Upload
from huanjie.office.roll.services import load_roll

ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))


def test_a_bad_row_goes_back_and_the_others_are_loaded(cast: Cast, election: Election) -> None:
    people = invented(3)
    raw = roll_csv(people, ("李四", spoiled(ZHAO), "男"), ("", QIAN, ""))
    assert load(cast, election, raw) == {"rows": 5, "loaded": 3, "rejected": 2}
    assert went_back(Upload.objects.get()) == [(5, "id-checksum"), (6, "name-missing")]


def test_of_rows_that_say_the_same_the_first_is_loaded(cast: Cast, election: Election) -> None:
    row = ("赵一", ZHAO, "男", "1", "一组")
    raw = csv_file(HEADINGS[:5], row, ("钱二", QIAN, "", "", ""), row, row)
    upload = keep(cast, election, raw)
    assert went_back(upload) == [(4, "same-row"), (5, "same-row")]
    assert (upload.good, upload.bad, upload.rows) == (2, 2, 4)


@pytest.mark.parametrize("other", [("钱二", ZHAO, "二组"), ("赵一", ZHAO, "二组")])
def test_of_rows_of_one_number_with_different_words_none_is_loaded(
    cast: Cast, election: Election, other: tuple[str, ...]
) -> None:
    heads = ("姓名", "身份证号", "小组")
    raw = csv_file(heads, ("赵一", ZHAO, "一组"), ("孙三", SUN, "一组"), other)
    upload = keep(cast, election, raw)
    assert went_back(upload) == [(2, "same-number"), (4, "same-number")]
    assert (upload.good, upload.bad) == (1, 2)


def test_a_good_row_goes_back_where_a_bad_row_claims_its_number(
    cast: Cast, election: Election
) -> None:
    raw = csv_file(HEADINGS[:3], ("赵一", ZHAO, "男"), ("钱二", ZHAO, "女"))
    assert went_back(keep(cast, election, raw)) == [(2, "same-number"), (3, "sex-mismatch")]


def test_a_birth_date_after_the_polling_day_is_bad_and_on_the_day_is_not(
    cast: Cast, election: Election
) -> None:
    on_the_day, after = number("20260628"), number("20260629")
    raw = csv_file(HEADINGS[:2], ("赵一", on_the_day), ("钱二", after))
    assert went_back(keep(cast, election, raw)) == [(2, "too-young"), (3, "id-date")]


@pytest.mark.parametrize(("length", "bad"), [(40, []), (41, [(2, "too-long")])])
def test_a_group_longer_than_the_roll_holds_goes_back(
    cast: Cast, election: Election, length: int, bad: list[tuple[int, str]]
) -> None:
    raw = csv_file(("姓名", "身份证号", "小组"), ("赵一", ZHAO, "组" * length))
    assert went_back(keep(cast, election, raw)) == bad


def test_a_member_whose_standing_is_not_understood_goes_back(
    cast: Cast, party_election: Election
) -> None:
    raw = party_csv(invented(4), "正式党员", "", "老党员", "预备党员")
    upload = keep(cast, party_election, raw)
    assert went_back(upload) == [(3, "row-shape"), (4, "no-standing")]
    load_roll(acting_user=act(cast.clerk), election=party_election, upload=upload.pk, way="add")
    assert [e.standing for e in party_election.roll.all()] == ["full", "probationary"]


def test_a_party_roll_without_standings_is_refused(cast: Cast, party_election: Election) -> None:
    with pytest.raises(BadInput, match="缺少：党员类别") as refused:
        keep(cast, party_election, roll_csv(invented(2)))
    assert refused.value.at == "file"


def test_fifteen_digits_and_eighteen_are_the_same_person(cast: Cast, election: Election) -> None:
    old = ZHAO[:6] + ZHAO[8:17]
    load(cast, election, csv_file(HEADINGS[:2], ("赵一", ZHAO)))
    with pytest.raises(BadInput, match="没有可以导入的人"):
        load(cast, election, csv_file(HEADINGS[:2], ("赵一", old)), way="add")
