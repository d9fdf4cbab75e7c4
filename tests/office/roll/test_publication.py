"""Publishing the roll (公布名单): up to the last day of the law, by the chair, once for all."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, on
from tests.office.roll.conftest import EDGE_DAY, invented, keep, load, party_csv, publish, roll_csv

from huanjie.door.fault import BadInput
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.columns import Raw, keep_unknown
from huanjie.office.roll.models import Upload
from huanjie.office.roll.publication import groups_of, objections, publication_step, publish_roll

Browse = Callable[[User], Client]
AFTER_EDGE = EDGE_DAY + datetime.timedelta(days=1)


def _said(raw: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(io.BytesIO(raw)).paragraphs)


def test_the_roll_may_be_published_on_the_last_day_of_the_law(
    cast: Cast, election: Election
) -> None:
    step = publication_step(election)
    assert step
    assert step.window.latest == EDGE_DAY
    load(cast, election, roll_csv(invented(3)))
    with on(EDGE_DAY):
        assert publish(cast, election) == 3
    election.refresh_from_db()
    assert (election.registered, election.roll_published_on) == (3, EDGE_DAY)
    assert election.stage == "roll-published"


def test_a_day_later_it_is_refused_with_the_article_and_what_to_do(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    with on(AFTER_EDGE), pytest.raises(BadInput, match="第十七条第一款") as refused:
        publish(cast, election)
    assert refused.value.remedy == "选举日须推后"
    election.refresh_from_db()
    assert (election.registered, election.roll_published_on, election.stage) == (
        None,
        None,
        "opened",
    )


def test_an_empty_roll_is_not_published(cast: Cast, election: Election) -> None:
    keep(cast, election, roll_csv(invented(3)))
    with pytest.raises(BadInput, match="还没有人"):
        publish(cast, election)


def test_in_the_party_only_full_members_are_counted(cast: Cast, party_election: Election) -> None:
    standings = ("正式党员", "预备党员", "留党察看", "停止党员权利", "正式党员")
    load(cast, party_election, party_csv(invented(5), *standings))
    assert publish(cast, party_election) == 2
    party_election.refresh_from_db()
    assert (party_election.registered, party_election.roll.count()) == (2, 5)


def test_a_roll_without_a_single_full_member_is_not_confirmed(
    cast: Cast, party_election: Election
) -> None:
    load(cast, party_election, party_csv(invented(2), "预备党员", "留党察看"))
    with pytest.raises(BadInput, match="没有一个有选举权的人"):
        publish(cast, party_election)


def test_the_partys_roll_has_no_edge_before_the_meeting(
    cast: Cast, party_election: Election
) -> None:
    load(cast, party_election, party_csv(invented(2), "正式党员", "正式党员"))
    assert publication_step(party_election) is None
    with on(party_election.polling_day):
        assert publish(cast, party_election) == 2


@pytest.mark.parametrize("who", ["clerk", "town", "county", "teller", "observer", "stranger"])
def test_only_the_chair_publishes(cast: Cast, election: Election, who: str) -> None:
    load(cast, election, roll_csv(invented(3)))
    with pytest.raises(PermissionDenied):
        publish_roll(acting_user=act(getattr(cast, who)), election=election)
    assert election.registered is None


def test_it_is_published_once(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(3)))
    once = act(cast.chair, key="one-form")
    assert publish_roll(acting_user=once, election=election) == 3
    assert publish_roll(acting_user=once, election=election) == 3
    with pytest.raises(BadInput, match="不能公布名单"):
        publish(cast, election)
    deeds = [entry.deed for entry in journal.check(election.log_name).entries]
    assert deeds.count("publish-roll") == 1


def test_a_stale_form_publishes_nothing(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(3)))
    seen = election.version
    load(cast, election, roll_csv(invented(4)))
    with pytest.raises(Stale):
        publish_roll(acting_user=act(cast.chair, seen=seen), election=election)


def test_what_was_uploaded_is_deleted_when_the_roll_is_published(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3), ("李四", spoiled(number()))))
    assert Upload.objects.exclude(content=None).exists()
    publish(cast, election)
    assert not Upload.objects.exclude(content=None).exists()


def test_the_check_page_shows_groups_edge_and_article_and_changes_nothing(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(12)
    load(cast, election, roll_csv(people))
    page = browse(cast.chair).get(f"/elections/{election.pk}/roll/publish/").content.decode()
    assert "2026年6月8日（周一）" in page
    assert "第十七条第一款" in page
    for group in {person.group for person in people}:
        members = sum(person.group == group for person in people)
        assert re.search(rf'{group}</td><td class="num">{members}</td>', page)
    election.refresh_from_db()
    assert election.stage == "opened"


def test_the_check_page_of_a_late_roll_has_no_button(
    cast: Cast, election: Election, browse: Browse
) -> None:
    load(cast, election, roll_csv(invented(2)))
    with on(AFTER_EDGE):
        page = browse(cast.chair).get(f"/elections/{election.pk}/roll/publish/").content.decode()
    assert "选举日须推后" in page
    assert 'name="confirm"' not in page


def test_confirming_publishes_and_leads_to_the_list(
    cast: Cast, election: Election, browse: Browse
) -> None:
    load(cast, election, roll_csv(invented(3)))
    client = browse(cast.chair)
    address = f"/elections/{election.pk}/roll/publish/"
    for _ in range(2):  # a double click
        answer = client.post(address, {"key": "k", "seen": election.version, "confirm": "1"})
        assert answer.status_code == 302
        assert answer["Location"].endswith("/roll/list/")
    election.refresh_from_db()
    assert election.registered == 3
    assert client.get(address).status_code == 302


def test_the_clerk_may_not_open_the_check_page(
    cast: Cast, election: Election, browse: Browse
) -> None:
    load(cast, election, roll_csv(invented(3)))
    assert browse(cast.clerk).get(f"/elections/{election.pk}/roll/publish/").status_code == 403
    page = browse(cast.clerk).get(f"/elections/{election.pk}/roll/").content.decode()
    assert "轮到选举主持人办理" in page


def test_the_party_confirms_and_posts_nothing(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    load(cast, party_election, party_csv(invented(2), "正式党员", "预备党员"))
    page = browse(cast.chair).get(f"/elections/{party_election.pk}/roll/publish/").content.decode()
    assert "确认党员名册" in page
    assert "公布名单" not in page
    assert "第五条" in page
    publish(cast, party_election)
    listed = browse(cast.clerk).get(f"/elections/{party_election.pk}/roll/list/").content.decode()
    assert "正式党员（1 人）" in listed
    assert "公告" not in listed


def test_there_is_no_list_before_publication(
    cast: Cast, election: Election, browse: Browse
) -> None:
    load(cast, election, roll_csv(invented(3)))
    answer = browse(cast.clerk).get(f"/elections/{election.pk}/roll/list/")
    assert answer.status_code == 422
    assert "还没有公布" in answer.content.decode()


def test_the_posted_list_goes_by_groups_and_strokes_and_shows_no_number(
    cast: Cast, election: Election, browse: Browse
) -> None:
    names = ("陈一", "丁一明", "李大明", "李一")
    rows = [(name, number(sequence=f"10{at}"), "二组") for at, name in enumerate(names, 1)]
    other = ("王小红", number(sequence="106"), "一组")
    load(cast, election, csv_file(("姓名", "身份证号", "小组"), *rows, other))
    publish(cast, election)
    page = browse(cast.clerk).get(f"/elections/{election.pk}/roll/list/").content.decode()
    shown = [page.index(each) for each in ("二组（4 人）", "丁一明", "李一", "李大明", "陈一")]
    assert shown == sorted(shown)
    assert page.index("一组（1 人）") > page.index("陈一")
    assert "共 5 人" in page
    posted = page.split("<article")[1].split("</article")[0]
    own = re.sub(r'<p class="ask">.*?</p>', "", posted)  # whose address holds the village's code
    assert own != posted
    assert not re.search(r"\d{6}", own)
    assert "1990" not in page


def test_the_word_file_says_what_the_page_says_and_shows_no_number(
    cast: Cast, election: Election, browse: Browse
) -> None:
    names = ("陈一", "丁一明", "李大明", "李一")
    rows = [(name, number(sequence=f"10{at}"), "二组") for at, name in enumerate(names, 1)]
    load(cast, election, csv_file(("姓名", "身份证号", "小组"), *rows))
    client, address = browse(cast.clerk), f"/elections/{election.pk}/roll/list.docx"
    assert "还没有公布" in client.get(address).content.decode()
    publish(cast, election)
    text = _said(client.get(address).content)
    shown = [text.index(each) for each in ("二组（4 人）", "丁一明", "李一", "李大明", "陈一")]
    assert shown == sorted(shown)
    assert "登记参加选举的共 4 人" in text
    assert "第十七条第二款" in text
    assert "村民选举委员会（盖章）\n二〇二六年" in text
    asked_at = f"/on-roll/{election.unit_id}/{election.body}/"
    assert not re.search(r"\d{6}", text.replace(asked_at, ""))
    assert "1990" not in text


def test_the_word_file_of_a_branch_counts_members_and_takes_no_objection(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    load(cast, party_election, party_csv(invented(2), "正式党员", "预备党员"))
    publish(cast, party_election)
    address = f"/elections/{party_election.pk}/roll/list.docx"
    text = _said(browse(cast.clerk).get(address).content)
    assert "应到会的有选举权的党员 1 人" in text
    assert "正式党员（1 人）" in text
    assert "异议" not in text


def test_groups_are_posted_and_counted_by_their_numbers(
    cast: Cast, election: Election, browse: Browse
) -> None:
    groups = ("第10村民小组", "第2村民小组", "")
    rows = [("李一", number(sequence=f"10{at}"), group) for at, group in enumerate(groups)]
    load(cast, election, csv_file(("姓名", "身份证号", "小组"), *rows))
    assert [part.name for part in groups_of(election)] == ["", "第2村民小组", "第10村民小组"]
    publish(cast, election)
    page = browse(cast.clerk).get(f"/elections/{election.pk}/roll/list/").content.decode()
    shown = [page.index(f"{each}（1 人）") for each in ("未分组", *reversed(groups[:2]))]
    assert shown == sorted(shown)


def test_people_of_one_name_in_one_group_are_told_apart_by_year(
    cast: Cast, election: Election, browse: Browse
) -> None:
    rows = [("李一", number("19900307"), "一组"), ("李一", number("19710307"), "一组")]
    load(cast, election, csv_file(("姓名", "身份证号", "小组"), *rows))
    publish(cast, election)
    page = browse(cast.clerk).get(f"/elections/{election.pk}/roll/list/").content.decode()
    assert "1990 年生" in page
    assert "1971 年生" in page


@pytest.mark.parametrize(
    ("day", "last", "rolls"),
    [
        (datetime.date(2026, 5, 20), datetime.date(2026, 5, 25), False),
        (EDGE_DAY, datetime.date(2026, 6, 15), True),  # the fifth day is a Saturday
    ],
)
def test_objections_end_five_days_after_publication_or_on_the_next_working_day(
    cast: Cast,
    election: Election,
    browse: Browse,
    day: datetime.date,
    last: datetime.date,
    rolls: bool,
) -> None:
    load(cast, election, roll_csv(invented(3)))
    assert objections(election) is None
    with on(day):
        publish(cast, election)
        until = objections(election)
        page = browse(cast.clerk).get(f"/elections/{election.pk}/roll/list/").content.decode()
    with on(last + datetime.timedelta(days=1)):
        late = browse(cast.clerk).get(f"/elections/{election.pk}/roll/list/").content.decode()
    assert until
    assert until.last_day == last
    assert "认为漏登、错登的" not in late
    assert "受理地点：＿" in page
    assert "受理地点" not in late
    assert "异议的期限" in late
    assert f"认为漏登、错登的，在{last.year}年{last.month}月{last.day}日" in page
    assert "第十七条第二款" in page
    assert ("《中华人民共和国民法典》第二百零三条" in page) == rolls


def test_before_it_publishes_the_page_says_who_waits_to_be_loaded(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    load(cast, election, roll_csv(invented(3)))
    chair, address = browse(cast.chair), f"/elections/{election.pk}/roll/publish/"
    assert "没有导入" not in chair.get(address).content.decode()
    keep(cast, election, roll_csv(invented(2, seed=2)), name="乙.csv")
    page = chair.get(address).content.decode()
    assert "乙.csv" in page
    assert "这份文件里还有 2 人没有导入，他们不在名册上" in page
    assert f'name="leave_out" value="{election.uploads.latest("pk").pk}"' in page


def test_people_of_a_file_are_left_out_only_where_its_upload_is_named(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    loaded = election.uploads.get().pk
    waiting = keep(cast, election, roll_csv(invented(2, seed=2)), name="乙.csv").pk
    for named in (None, loaded, waiting + 1):
        with pytest.raises(BadInput, match=r"“乙\.csv”（编号 \d+）里有 2 人") as refused:
            publish(cast, election, leave_out=named)
        assert refused.value.at == "leave_out"
        assert f"编号 {waiting}" in refused.value.says
    assert Upload.objects.get(pk=waiting).content
    assert publish(cast, election, leave_out=waiting) == 3
    assert Upload.objects.get(pk=waiting).content is None
    last = Entry.objects.filter(log_id=election.log_name).latest("sequence").payload or ""
    assert f'"left_out":2,"left_out_upload":{waiting}' in last


def test_nothing_is_left_out_of_a_file_that_was_loaded_or_has_nobody_to_load(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    loaded = election.uploads.get().pk
    with pytest.raises(BadInput, match="没有等着导入的人") as refused:
        publish(cast, election, leave_out=loaded)
    assert refused.value.at == "leave_out"
    keep(cast, election, roll_csv([], ["错的名字", spoiled(number())]), name="丙.csv")
    assert publish(cast, election) == 3


def test_a_file_whose_columns_nobody_has_told_yet_is_left_out_only_where_it_is_named(
    cast: Cast, election: Election
) -> None:
    load(cast, election, roll_csv(invented(3)))
    unknown = keep_unknown(
        acting_user=act(cast.clerk), election=election, name="丁.csv", raw=Raw(b"x")
    )
    with pytest.raises(BadInput, match=r"丁.*还没有导入") as refused:
        publish(cast, election)
    assert refused.value.at == "leave_out"
    assert publish(cast, election, leave_out=unknown) == 3


def test_the_page_leaves_out_the_file_that_it_warned_of_and_no_other(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    load(cast, election, roll_csv(invented(3)))
    chair, address = browse(cast.chair), f"/elections/{election.pk}/roll/publish/"
    assert "leave_out" not in chair.get(address).content.decode()
    waiting = keep(cast, election, roll_csv(invented(2, seed=2)), name="乙.csv").pk
    unwarned = chair.post(address, {"key": "a", "confirm": "1"})
    assert unwarned.status_code == 422
    assert "2 人还没有导入" in unwarned.content.decode()
    assert chair.post(address, {"key": "b", "confirm": "1", "leave_out": "x"}).status_code == 422
    sent = {"key": "c", "confirm": "1", "leave_out": str(waiting)}
    assert chair.post(address, sent).status_code == 302
    election.refresh_from_db()
    assert election.registered == 3
