"""Notices shorter than agreed (不满约定的天数): refused where five working days fit, and told where
the timetable holds fewer; and lists that are published without any.
"""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.office.candidacy.conftest import publish
from tests.office.conftest import POLLING_DAY, Cast, on
from tests.office.notices.conftest import AFTER, POSTED, post

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.gates import reminders_before
from huanjie.office.notices.models import Notice
from huanjie.office.notices.period import until
from huanjie.office.notices.shortness import too_short
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election

FITS_FIVE = datetime.date(2026, 6, 12)
FITS_FOUR = datetime.date(2026, 6, 15)
"""the list is due on the 23rd; 端午 is on Friday the 19th"""


def test_a_village_posts_no_fewer_than_five_working_days_where_they_fit(
    cast: Cast, slate: Election
) -> None:
    with pytest.raises(BadInput, match="不少于 5 个工作日") as refused:
        post(cast, slate, today=FITS_FIVE, posted_on=FITS_FIVE, days=4)
    assert refused.value.at == "days"
    assert too_short(slate, FITS_FIVE) is None
    post(cast, slate, today=FITS_FIVE, posted_on=FITS_FIVE, days=5)
    assert until(Notice.objects.get()).grounds[0].rank == "unit-decision"


def test_where_only_four_fit_four_are_posted_with_a_warning_and_no_fewer(
    cast: Cast, slate: Election
) -> None:
    with pytest.raises(BadInput, match="现在放得下 4 个"):
        post(cast, slate, today=FITS_FOUR, posted_on=FITS_FOUR, days=3)
    told = too_short(slate, FITS_FOUR)
    assert told
    assert "公布候选人的最后一天是 2026年6月23日" in told.says
    assert "只放得下 4 个工作日，不满 5 个（《换届约定》公示的天数）" in told.says
    post(cast, slate, today=FITS_FOUR, posted_on=FITS_FOUR, days=4)
    assert Notice.objects.get().days == 4


def test_a_notice_of_published_candidates_ends_by_the_pack_and_is_told_to_be_short(
    cast: Cast, slate: Election
) -> None:
    with on(datetime.date(2026, 6, 23)):
        publish(cast, slate)
    told = too_short(slate, datetime.date(2026, 6, 23))
    assert told
    assert "候选人已经公布" in told.says
    assert "只有 3 个工作日" in told.says
    day = datetime.date(2026, 6, 23)
    post(cast, slate, today=day, posted_on=day, days=None)
    assert Notice.objects.get().last_day == POLLING_DAY - datetime.timedelta(days=1)


def test_whoever_was_posted_for_five_days_before_is_not_told_of_again(
    cast: Cast, posted: Election
) -> None:
    with on(AFTER):
        publish(cast, posted)
    assert too_short(posted, POLLING_DAY - datetime.timedelta(days=2)) is None
    Notice.objects.update(days=4)
    assert too_short(posted, POLLING_DAY - datetime.timedelta(days=2))


def test_where_the_plan_says_how_long_nothing_is_told(party_election: Election) -> None:
    assert too_short(party_election, party_election.polling_day) is None


def test_the_page_offers_five_working_days_and_says_what_does_not_fit(
    cast: Cast, slate: Election
) -> None:
    chair = Client()
    chair.force_login(cast.chair)
    address = reverse("public-notice-post", args=[slate.pk])
    with on(POSTED):
        page = chair.get(address).text
    assert "公示不少于 5 个工作日" in page
    assert 'name="days" value="5"' in page
    assert "不满 5 个" not in page
    with on(FITS_FOUR):
        assert "不满 5 个" in chair.get(address).text


def told_before_publishing(election: Election) -> list[str]:
    found = reminders_before(Action.PUBLISH_CANDIDATES, election)
    return [each.says for each in found if "公示过" in each.says]


def test_a_list_that_nobody_was_posted_of_is_published_with_a_reminder(
    cast: Cast, slate: Election
) -> None:
    says = "还没有公示过人选；公示不少于 5 个工作日（《换届约定》公示的天数）"
    assert told_before_publishing(slate) == [says]
    chair = Client()
    chair.force_login(cast.chair)
    with on(POSTED):
        assert says in chair.get(reverse("candidates-publish", args=[slate.pk])).text
        assert publish(cast, slate), "no law forbids it"


def test_once_a_notice_has_hung_there_is_no_reminder(cast: Cast, posted: Election) -> None:
    assert not told_before_publishing(posted)


def test_a_branch_is_reminded_by_its_plan_and_a_body_without_a_notice_is_not(
    party_election: Election,
) -> None:
    (says,) = told_before_publishing(party_election)
    assert "三（二）1（2）" in says
    pack = load("womens-federation", on=POSTED, today=POSTED)
    keep_pack(pack)
    party_election.pack, party_election.pack_sha256 = pack.id, pack.sha256
    assert not told_before_publishing(party_election)
