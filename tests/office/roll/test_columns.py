"""Headings that nobody knows (列的对应): asked once, remembered for the unit, forgotten again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import send

from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.columns import (
    ColumnsUnknown,
    Raw,
    keep_unknown,
    match_columns,
    matched_columns,
    read_upload,
    unknown_columns,
)
from huanjie.office.roll.models import ColumnMatch, Upload
from huanjie.office.roll.services import load_roll, withdraw_upload
from huanjie.office.units.models import Unit

ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))
HEADS = ("户主及成员", "证", "队", "备注")
ROWS = (("赵一", ZHAO, "一队", "x"), ("钱二", QIAN, "二队", ""))
RAW = csv_file(("三联村名册", "", "", ""), HEADS, *ROWS)
CHOSEN = ("name", "id_number", "group", "")


def keep(cast: Cast, election: Election, raw: bytes = RAW) -> int:
    return keep_unknown(
        acting_user=act(cast.clerk), election=election, name="名册.csv", raw=Raw(raw)
    )


def match(cast: Cast, election: Election, upload: int, chosen: tuple[str, ...] = CHOSEN) -> int:
    unknown = unknown_columns(RAW)
    assert unknown
    columns = matched_columns(election, unknown, chosen)
    return match_columns(
        acting_user=act(cast.clerk), election=election, upload=upload, columns=columns
    )


def test_the_headings_above_the_first_people_are_asked_about_masked(election: Election) -> None:
    unknown = unknown_columns(RAW)
    assert unknown
    assert unknown.labels == HEADS
    assert unknown.rows[0] == ("赵一", f"{ZHAO[:4]}**********{ZHAO[-4:]}", "一队", "x")


@pytest.mark.parametrize(
    "typed",
    [
        f"{SUN[:6]} {SUN[6:14]} {SUN[14:]}",
        f"{SUN[:6]}-{SUN[6:]}",
        SUN.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ],
)
def test_a_number_in_pieces_or_in_wide_digits_is_masked_all_the_same(
    election: Election, typed: str
) -> None:
    unknown = unknown_columns(csv_file(HEADS, *ROWS, ("孙三", typed, "", "")))
    assert unknown
    assert unknown.rows[2][1].count("*") == len(SUN) - 8


def test_the_title_of_a_group_between_headings_and_people_is_neither(election: Election) -> None:
    unknown = unknown_columns(csv_file(HEADS, ("第一村民小组", "", "", ""), *ROWS))
    assert unknown
    assert unknown.labels == HEADS
    assert [row[0] for row in unknown.rows] == ["赵一", "钱二"]


def test_nothing_is_asked_where_the_headings_say_it(election: Election) -> None:
    raw = csv_file(("姓名", "身份证号"), *(row[:2] for row in ROWS))
    assert len(read_upload(election, name="名册.csv", raw=raw).good) == 2


@pytest.mark.parametrize(
    "raw",
    [
        csv_file(*ROWS),
        csv_file(HEADS, ("赵一", "12345", "一队", "")),
        csv_file(("姓名", "姓名", "身份证号"), ("赵一", "赵", ZHAO)),
        b"%PDF-1.4",
    ],
)
def test_nothing_is_asked_where_an_answer_would_not_help(election: Election, raw: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_upload(election, name="名册.csv", raw=raw)
    assert not isinstance(refused.value, ColumnsUnknown)


def test_a_file_is_checked_as_somebody_says_and_the_answer_is_remembered(
    cast: Cast, election: Election
) -> None:
    upload = keep(cast, election)
    match(cast, election, upload)
    kept = Upload.objects.get(pk=upload)
    assert (kept.rows, kept.good, kept.needs_columns) == (2, 2, False)
    load_roll(acting_user=act(cast.clerk), election=election, upload=upload, way="replace")
    assert [(e.name, e.group) for e in election.roll.all()] == [("赵一", "一队"), ("钱二", "二队")]
    again = csv_file(HEADS, ("孙三", SUN, "三队", ""))
    assert [each.person.name for each in read_upload(election, name="b.csv", raw=again).good] == [
        "孙三"
    ]


def test_the_check_of_each_row_is_the_same(cast: Cast, election: Election) -> None:
    raw = csv_file(HEADS, ("赵一", ZHAO, "", ""), ("钱二", spoiled(QIAN), "", ""))
    upload = keep(cast, election, raw)
    match(cast, election, upload)
    kept = Upload.objects.get(pk=upload)
    assert (kept.good, kept.bad) == (1, 1)


def test_other_headings_and_other_units_are_asked_anew(
    cast: Cast, election: Election, next_village: Unit
) -> None:
    match(cast, election, keep(cast, election))
    other = csv_file((*HEADS[:3], "附注"), *ROWS)
    with pytest.raises(ColumnsUnknown):
        read_upload(election, name="名册.csv", raw=other)
    pk = open_election(acting_user=act(cast.county), unit=next_village, plan=plan())
    with pytest.raises(ColumnsUnknown):
        read_upload(Election.objects.get(pk=pk), name="名册.csv", raw=RAW)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (("name", "name", "group", ""), "有两列都选了姓名"),
        (("name", "", "group", ""), "还没有选哪一列是身份证号"),
        (("", "", "", ""), "姓名、身份证号"),
        (("unit", "id_number", "", ""), "还没有选哪一列是姓名"),
    ],
)
def test_an_answer_that_reads_no_roll_is_refused(
    cast: Cast, election: Election, chosen: tuple[str, ...], says: str
) -> None:
    upload = keep(cast, election)
    with pytest.raises(BadInput, match=says):
        match(cast, election, upload, chosen)
    assert Upload.objects.get(pk=upload).needs_columns
    assert not ColumnMatch.objects.exists()


def test_what_nobody_has_matched_is_not_loaded_and_can_be_taken_back(
    cast: Cast, election: Election
) -> None:
    upload = keep(cast, election)
    with pytest.raises(BadInput, match="不知道这份文件的各列"):
        load_roll(acting_user=act(cast.clerk), election=election, upload=upload, way="replace")
    withdraw_upload(acting_user=act(cast.clerk), election=election, upload=upload)
    assert Upload.objects.get(pk=upload).content is None


def test_a_newer_file_makes_an_unmatched_one_void(cast: Cast, election: Election) -> None:
    older, newer = keep(cast, election), keep(cast, election)
    with pytest.raises(BadInput, match="已经撤回"):
        match(cast, election, older)
    match(cast, election, newer)


def test_the_log_says_nothing_of_the_people(cast: Cast, election: Election) -> None:
    match(cast, election, keep(cast, election))
    payloads = Entry.objects.filter(log_id=election.log_name).values_list("payload", flat=True)
    assert not any("赵一" in (each or "") or ZHAO in (each or "") for each in payloads)


def test_the_page_asks_once_and_can_be_made_to_ask_again(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    client = browse(cast.clerk)
    sent = send(client, election, "名册.csv", RAW)
    asked = client.get(sent.url)["Location"]
    assert asked.endswith("/columns/")
    page = client.get(asked).content.decode()
    assert "户主及成员" in page
    assert ZHAO not in page
    form = {"key": "m", "column_0": "name", "column_1": ""}
    assert client.post(asked, form).status_code == 422
    form |= {"key": "n", "column_1": "id_number"}
    assert client.post(asked, form)["Location"] == sent.url
    assert "可以导入" in client.get(sent.url).content.decode()
    assert client.post(f"{sent.url}withdraw/", {"key": "w1"}).status_code == 302
    known = send(client, election, "b.csv", RAW, "k2").url
    assert client.get(known).status_code == 200
    assert client.post(f"{known}withdraw/", {"key": "w2"}).status_code == 302
    match_id = ColumnMatch.objects.get().pk
    uploads = f"/elections/{election.pk}/roll/uploads/"
    assert "记住的表头" in client.get(uploads).content.decode()
    forget = f"/elections/{election.pk}/roll/columns/{match_id}/forget/"
    assert client.post(forget, {"key": "f"}).status_code == 302
    assert client.get(send(client, election, "c.csv", RAW, "k3").url)["Location"].endswith(
        "/columns/"
    )
