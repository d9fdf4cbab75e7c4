"""Groups that may be one (写法相近的小组): told at the preview, one where somebody says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from tests.domain.numbers import number
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import HEADINGS, keep, load, send
from tests.office.roll.pages import at, text

from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import as_text, from_text
from huanjie.office.roll.grouppairs import group_pairs
from huanjie.office.roll.groups import join_groups
from huanjie.office.roll.models import Upload
from huanjie.office.roll.services import Way, load_roll, withdraw_upload

Browse = Callable[[User], Client]
HEADS = (*HEADINGS[:2], "小组")
ZHAO, QIAN, SUN, LI = (number(sequence=each) for each in ("101", "102", "103", "104"))
ROLL = csv_file(
    HEADS,
    ("赵一", ZHAO, "第一村民小组"),
    ("钱二", QIAN, "第1村民小组"),
    ("孙三", SUN, "第一村民小组"),
    ("李四", LI, "第十一村民小组"),
)
OTHER = "第1村民小组"


def told(election: Election, upload: Upload) -> list[tuple[str, str, bool]]:
    pairs = group_pairs(election, from_text(Upload.objects.get(pk=upload.pk).content or ""))
    return [(each.alike.name.name, each.alike.other.name, each.is_one) for each in pairs]


def join(cast: Cast, election: Election, upload: Upload, *names: str) -> int:
    acting = act(cast.clerk)
    return join_groups(acting_user=acting, election=election, upload=upload.pk, names=names)


def groups(election: Election) -> list[str]:
    return list(election.roll.order_by("number").values_list("group", flat=True))


def test_two_spellings_are_told_and_another_group_is_not(cast: Cast, election: Election) -> None:
    upload = keep(cast, election, ROLL)
    assert told(election, upload) == [("第一村民小组", OTHER, False)]


def test_nothing_is_merged_where_nobody_says_so(cast: Cast, election: Election) -> None:
    load(cast, election, ROLL)
    assert groups(election) == ["第一村民小组", OTHER, "第一村民小组", "第十一村民小组"]


def test_what_was_said_is_remembered_in_the_upload_and_done_when_it_is_loaded(
    cast: Cast, election: Election
) -> None:
    upload = keep(cast, election, ROLL)
    assert join(cast, election, upload, OTHER) == 1
    assert told(election, upload) == [("第一村民小组", OTHER, True)]
    load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way="replace")
    assert groups(election) == ["第一村民小组"] * 3 + ["第十一村民小组"]
    assert any('"joined_groups":1' in (entry.payload or "") for entry in Entry.objects.all())


def test_it_can_be_taken_back_until_then(cast: Cast, election: Election) -> None:
    upload = keep(cast, election, ROLL)
    join(cast, election, upload, OTHER)
    assert join(cast, election, upload) == 0
    assert told(election, upload) == [("第一村民小组", OTHER, False)]


def test_a_file_is_held_against_the_groups_on_the_roll(cast: Cast, election: Election) -> None:
    load(cast, election, csv_file(HEADS, ("赵一", ZHAO, "一组")))
    upload = keep(cast, election, csv_file(HEADS, ("钱二", QIAN, "1组"), ("孙三", SUN, "1组")))
    assert told(election, upload) == [("一组", "1组", False)]
    join(cast, election, upload, "1组")
    load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way="add")
    assert groups(election) == ["一组"] * 3


def loaded(cast: Cast, election: Election, upload: Upload, way: Way) -> list[str]:
    load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way=way)
    return groups(election)


def test_a_file_in_place_of_the_roll_is_not_held_against_it(
    cast: Cast, election: Election, browse: Browse
) -> None:
    load(cast, election, csv_file(HEADS, ("赵一", ZHAO, "一组")))
    upload = keep(cast, election, csv_file(HEADS, ("钱二", QIAN, "1组"), ("孙三", SUN, "1组")))
    join(cast, election, upload, "1组")
    client, page = browse(cast.clerk), at(election, f"uploads/{upload.pk}/load/")
    assert "写成" in text(client.get(f"{page}?way=add"))
    assert "写法相近的小组" not in text(client.get(f"{page}?way=replace"))
    assert loaded(cast, election, upload, "replace") == ["1组", "1组"]


@pytest.mark.parametrize(
    ("said", "put"), [(("1组", "第一组"), ["1组"] * 3), (("第一组",), ["1组", "1组", "第一组"])]
)
def test_two_that_are_one_with_a_group_that_goes_are_one_with_each_other(
    cast: Cast, election: Election, said: tuple[str, ...], put: list[str]
) -> None:
    load(cast, election, csv_file(HEADS, ("赵一", ZHAO, "一组")))
    rows = (("钱二", QIAN, "1组"), ("孙三", SUN, "1组"), ("李四", LI, "第一组"))
    upload = keep(cast, election, csv_file(HEADS, *rows))
    join(cast, election, upload, *said)
    assert loaded(cast, election, upload, "replace") == put


def test_the_chosen_spelling_stays_when_the_roll_that_had_it_goes(
    cast: Cast, election: Election
) -> None:
    load(cast, election, csv_file(HEADS, ("赵一", ZHAO, "一组")))
    rows = (("钱二", QIAN, "1组"), ("孙三", SUN, "1组"), ("李四", LI, "一组"))
    upload = keep(cast, election, csv_file(HEADS, *rows))
    join(cast, election, upload, "1组")
    assert loaded(cast, election, upload, "replace") == ["一组"] * 3


def test_what_was_said_of_a_pair_that_is_no_longer_shown_is_not_done(
    cast: Cast, election: Election
) -> None:
    upload = keep(cast, election, csv_file(HEADS, ("钱二", QIAN, "1组"), ("孙三", SUN, "2组")))
    checked = from_text(upload.content or "")
    upload.content = as_text(replace(checked, one_group={"1组": "2组"}))
    upload.save()
    assert loaded(cast, election, upload, "replace") == ["1组", "2组"]


def test_a_name_that_is_like_no_other_is_refused(cast: Cast, election: Election) -> None:
    upload = keep(cast, election, ROLL)
    with pytest.raises(BadInput, match="“第十一村民小组”没有写法相近的小组"):
        join(cast, election, upload, "第十一村民小组")


def test_an_upload_that_is_gone_is_refused(cast: Cast, election: Election) -> None:
    upload = keep(cast, election, ROLL)
    withdraw_upload(acting_user=act(cast.clerk), election=election, upload=upload.pk)
    with pytest.raises(BadInput, match="已经撤回"):
        join(cast, election, upload, OTHER)


def test_the_pages_tell_people_and_rows_and_remember_what_was_ticked(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    address = send(client, election, "名册.csv", ROLL)["Location"]
    page = text(client.get(address))
    assert "有 1 对小组只是写法不同，可能是同一个小组" in page
    assert "文件里 2 人" in page
    assert "第 2 行、第 4 行" in page
    assert " checked" not in page
    answer = client.post(f"{address}groups/", {"key": "g", "names": [OTHER]}, follow=True)
    assert "已记住；导入时照此处理。" in text(answer)
    assert " checked" in text(answer)
    assert "写成" in text(client.get(f"{address}load/?way=replace"))


def test_a_page_of_a_file_without_alike_groups_says_nothing(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    raw = csv_file(HEADS, ("赵一", ZHAO, "第一组"), ("李四", LI, "第十一组"))
    assert "写法不同" not in text(client.get(send(client, election, "名册.csv", raw)["Location"]))


def test_a_name_that_the_page_did_not_offer_is_refused(
    cast: Cast, election: Election, browse: Browse
) -> None:
    upload = keep(cast, election, ROLL)
    form = {"key": "g", "names": ["第九组"]}
    answer = browse(cast.clerk).post(at(election, f"uploads/{upload.pk}/groups/"), form)
    assert answer.status_code == 422
    assert told(election, upload) == [("第一村民小组", OTHER, False)]


def test_an_upload_from_before_this_was_asked_is_read(cast: Cast, election: Election) -> None:
    upload = keep(cast, election, ROLL)
    stored = json.loads(upload.content or "")
    del stored["one_group"]
    assert from_text(json.dumps(stored)).one_group == {}
