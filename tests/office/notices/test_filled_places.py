"""Whoever fills a place and was in no public notice (没有公示过的递补人选): told before each deed,
until a notice names them; and the notice of the earlier list holds nothing up.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.office.candidacy.conftest import (
    add,
    declare_clean,
    publish,
    put_up,
    take_back,
)
from tests.office.candidacy.test_departing import leave, leaving
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on
from tests.office.notices.conftest import AFTER, LAST, POSTED, object_to, post

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.departing import fill_up
from huanjie.office.candidacy.services import decline
from huanjie.office.gates import issues_before, reminders_before
from huanjie.office.notices.listing import hanging
from huanjie.office.notices.models import Notice
from huanjie.office.overview.kept import kept_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
DAY = datetime.timedelta(days=1)
NOT_POSTED = "甲一没有公示过"


def told(election: Election, deed: Action) -> list[str]:
    return [each.says for each in reminders_before(deed, election)]


@pytest.fixture
def short(cast: Cast, slate: Election) -> Election:
    """The list is published and posted up to the poll; 甲一 was nominated and taken back, and then
    丁大山 leaves the chair's place free.
    """
    add(slate, 30, "甲一", "m")
    put_up(cast, slate, "chair", "甲一")
    take_back(cast, slate, "甲一")
    declare_clean(cast, slate)
    with on(POSTED):
        publish(cast, slate)
        slate.refresh_from_db()
        post(cast, slate, days=None)
        leave(cast.chair, slate, "丁大山")
    return slate


@pytest.fixture
def filled(cast: Cast, short: Election) -> Election:
    """甲一 fills the place."""
    with on(POSTED):
        fill_up(acting_user=act(cast.chair), election=short)
        put_up(cast, short, "chair", "甲一")
        declare_clean(cast, short)
    short.refresh_from_db()
    return short


def test_the_check_page_says_who_was_in_no_notice_and_what_to_do(
    cast: Cast, short: Election, browse: Browse
) -> None:
    with on(POSTED):
        html = browse(cast.chair).get(f"/elections/{short.pk}/candidates/fill-up/").content.decode()
    assert NOT_POSTED in html
    assert "在“公示”页张贴新的公示" in html
    assert "新的名单最迟" in html


def test_before_the_new_list_is_published_its_page_says_so_again(
    cast: Cast, filled: Election, browse: Browse
) -> None:
    with on(POSTED):
        html = (
            browse(cast.chair).get(f"/elections/{filled.pk}/candidates/publish/").content.decode()
        )
    assert NOT_POSTED in html
    assert "现在不能公布" not in html


def test_the_notice_of_the_earlier_list_keeps_no_new_one_from_being_published_and_posted(
    cast: Cast, filled: Election
) -> None:
    assert Notice.objects.get().last_day == POLLING_DAY - DAY
    with on(POSTED + DAY):
        assert list(issues_before(Action.PUBLISH_CANDIDATES, filled)) == []
        publish(cast, filled)
        filled.refresh_from_db()
        assert told(filled, Action.ISSUE_PAPERS) == [NOT_POSTED]
        assert hanging(Notice.objects.get()).is_replaced
        assert post(cast, filled, days=None, posted_on=POSTED + DAY, today=POSTED + DAY) == 2
        assert told(filled, Action.ISSUE_PAPERS) == []
        assert hanging(Notice.objects.get(number=2)).is_running
        with pytest.raises(BadInput, match="第 2 次公示到2026年6月27日"):
            post(cast, filled, days=None, posted_on=POSTED + DAY, today=POSTED + DAY)


def test_a_departure_alone_replaces_no_notice(cast: Cast, short: Election) -> None:
    with on(POSTED):
        own = hanging(Notice.objects.get())
    assert (own.is_running, own.is_replaced) == (True, False)
    assert told(short, Action.ISSUE_PAPERS) == []


def test_a_first_list_of_which_nobody_was_posted_is_reminded_of_without_a_name_and_once(
    cast: Cast, slate: Election
) -> None:
    (says,) = told(slate, Action.PUBLISH_CANDIDATES)
    assert says.startswith("还没有公示过人选")
    with on(OPENED_ON):
        publish(cast, slate)
    assert told(slate, Action.ISSUE_PAPERS) == []


def test_whoever_is_nominated_after_a_notice_is_told_of(cast: Cast, posted: Election) -> None:
    assert told(posted, Action.PUBLISH_CANDIDATES) == []
    add(posted, 30, "甲一", "m")
    put_up(cast, posted, "member", "甲一")
    assert told(posted, Action.PUBLISH_CANDIDATES) == [NOT_POSTED]


def test_the_page_of_the_notice_says_that_the_list_has_changed(
    cast: Cast, filled: Election, browse: Browse
) -> None:
    with on(POSTED):
        html = browse(cast.chair).get(f"/elections/{filled.pk}/public-notice/").content.decode()
    assert "名单已经改变，要重新公示" in html


def test_the_next_steps_know_the_notice_of_the_list_as_it_is_alone(
    cast: Cast, short: Election
) -> None:
    assert kept_of(short).notice == (POSTED, POLLING_DAY - DAY)
    with on(POSTED):
        fill_up(acting_user=act(cast.chair), election=short)
    short.refresh_from_db()
    assert kept_of(short).notice is None


def told_to_villagers(election: Election) -> str:
    return Client().get(f"/places/{election.unit_id}/").content.decode()


def test_villagers_read_that_the_list_is_being_filled_up_until_it_is_published_anew(
    cast: Cast, filled: Election
) -> None:
    with on(POSTED + DAY):
        shown = told_to_villagers(filled)
        assert "名单有变动，将重新公示。" in shown
        assert "公示已经结束" not in shown
        publish(cast, filled)
        shown = told_to_villagers(filled)
    assert "名单有变动" not in shown
    assert "2026年6月2日（周二）张贴。" in shown
    assert "正在公示，到 2026年6月27日（周六） 为止（包括当天）。" in shown


def test_villagers_read_so_where_the_laws_own_notice_hung_alone(
    cast: Cast, filled: Election
) -> None:
    Notice.objects.all().delete()
    with on(POSTED + DAY):
        shown = told_to_villagers(filled)
    assert "名单有变动，将重新公示。" in shown
    assert "还没有公示" not in shown


def test_villagers_read_the_notice_on_while_a_departure_alone_changed_the_list(
    short: Election,
) -> None:
    with on(POSTED):
        shown = told_to_villagers(short)
    assert "名单有变动" not in shown
    assert "正在公示，到 2026年6月27日（周六） 为止（包括当天）。" in shown


@pytest.fixture
def for_days(cast: Cast, slate: Election) -> Election:
    """A notice of five working days is over, the list is published, and 丁大山 leaves it; 甲一, who
    was taken back, was in the notice, and 乙二 was not.
    """
    add(slate, 30, "甲一", "m")
    add(slate, 31, "乙二", "m")
    put_up(cast, slate, "chair", "甲一")
    post(cast, slate)
    take_back(cast, slate, "甲一")
    with on(AFTER):
        declare_clean(cast, slate)
        publish(cast, slate)
        slate.refresh_from_db()
        leave(cast.chair, slate, "丁大山", leaving(received_on=AFTER))
        fill_up(acting_user=act(cast.chair), election=slate)
    slate.refresh_from_db()
    return slate


def fill_by(cast: Cast, election: Election, name: str) -> None:
    with on(AFTER):
        put_up(cast, election, "chair", name)
        declare_clean(cast, election)
        publish(cast, election)
    election.refresh_from_db()


def steps_back(cast: Cast, election: Election, name: str) -> None:
    """Nominated, for it is their turn, somebody does not want to stand."""
    with on(AFTER):
        put_up(cast, election, "chair", name)
        row = election.nominees.get(name=name, contest__post="chair")
        decline(acting_user=act(cast.clerk), election=election, nominee=row.pk, document="退出1号")


def test_a_notice_that_was_over_is_of_the_earlier_list_once_a_new_name_is_published(
    cast: Cast, for_days: Election, browse: Browse
) -> None:
    with on(AFTER):
        assert not hanging(Notice.objects.get()).is_replaced
        assert kept_of(for_days).notice == (POSTED, LAST)
    steps_back(cast, for_days, "甲一")  # whose turn it is
    fill_by(cast, for_days, "乙二")
    with on(AFTER):
        own, page = hanging(Notice.objects.get()), f"/elections/{for_days.pk}/public-notice/"
        assert (own.is_running, own.is_replaced) == (False, True)
        assert kept_of(for_days).notice is None
        html = browse(cast.chair).get(page).content.decode()
        assert "名单已经改变，要重新公示" in html
        assert "公示期满" not in html
        assert "公示已经结束" not in told_to_villagers(for_days)
        assert post(cast, for_days, days=None, posted_on=AFTER, today=AFTER) == 2
        assert hanging(Notice.objects.get(number=2)).is_running
        assert kept_of(for_days).notice == (AFTER, POLLING_DAY - DAY)


def test_whoever_was_in_it_replaces_no_notice(cast: Cast, for_days: Election) -> None:
    fill_by(cast, for_days, "甲一")
    with on(AFTER):
        own = hanging(Notice.objects.get())
        assert (own.is_running, own.is_replaced) == (False, False)
        assert kept_of(for_days).notice == (POSTED, LAST)


@pytest.mark.parametrize("is_filled", [False, True])
def test_an_upheld_objection_says_when_the_list_is_posted_that_names_it(
    cast: Cast, short: Election, browse: Browse, is_filled: bool
) -> None:
    """At once; or, while a place is filled, by the list that is whole again."""
    object_to(cast, short, person="p1", received_on=POSTED, today=POSTED)
    with on(POSTED):
        if is_filled:
            fill_up(acting_user=act(cast.chair), election=short)
        form = {"key": "k", "evidence": "判决书8号", "criminal_punishment": "yes"}
        form["appeal_until"] = (POSTED + DAY).isoformat()
        address = reverse("nominee-objection-uphold", args=[short.pk, 1])
        page = browse(cast.chair).post(address, form).content.decode()
    assert "这个人今天从候选人名单上去掉" in page
    assert ("名单今天重新公布" in page) is not is_filled
    assert ("补齐以后连同这一变动重新公布" in page) is is_filled
