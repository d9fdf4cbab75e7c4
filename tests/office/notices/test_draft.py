"""A draft of the public notice (公示的拟稿): the posted paper, before it is entered."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.office.conftest import Cast, on
from tests.office.notices.conftest import POSTED, post

from huanjie.door.fault import BadInput
from huanjie.office.notices.hung import draft, hung
from huanjie.office.notices.models import Notice
from huanjie.office.notices.posting import Posting
from huanjie.office.planning.models import Election
from huanjie.office.planning.occasion import occasion_of
from huanjie.paper.notice_papers import notice_paper

DAY = datetime.timedelta(days=1)
SAID = Posting(posted_on=POSTED, days=5, answer_days=3, decision="选举办法")


def test_a_draft_says_what_the_posted_notice_says_and_that_it_is_a_draft(
    cast: Cast, slate: Election
) -> None:
    with on(POSTED - DAY):
        before = draft(slate, SAID)
    assert not Notice.objects.exists()
    post(cast, slate)
    posted = hung(Notice.objects.get())
    assert before == posted
    drawn = notice_paper(occasion_of(slate), before, is_draft=True)
    assert drawn.title[-1] == "人选公示（拟稿）"
    assert "不张贴" in drawn.blocks[0].says  # type: ignore[union-attr]
    assert drawn.blocks[1:] == notice_paper(occasion_of(slate), posted).blocks


def test_a_draft_is_refused_as_posting_is(cast: Cast, village_election: Election) -> None:
    with on(POSTED), pytest.raises(BadInput, match="还没有人选"):
        draft(village_election, SAID)


def test_what_would_hang_beside_another_is_refused_and_what_follows_it_is_not(
    cast: Cast, posted: Election
) -> None:
    last = Notice.objects.get().last_day
    for day, refused in ((last, True), (last + DAY, False)):
        said = Posting(posted_on=day, days=5, answer_days=3, decision="选举办法")
        with on(POSTED):
            if refused:
                with pytest.raises(BadInput, match="24 时才满"):
                    draft(posted, said)
            else:
                assert draft(posted, said).posted_on == day


def test_the_page_hands_the_draft_out_and_posts_nothing(
    cast: Cast, slate: Election, client: Client
) -> None:
    client.force_login(cast.chair)
    form = {
        "key": "k",
        "seen": slate.version,
        "posted_on": POSTED.isoformat(),
        "days": "5",
        "answer_days": "3",
        "decision": "选举办法",
    }
    with on(POSTED):
        for kind, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
            answer = client.post(
                reverse("public-notice-post", args=[slate.pk]), form | {"draft": kind}
            )
            assert answer.content.startswith(begins)
        late = client.post(
            reverse("public-notice-post", args=[slate.pk]),
            form | {"draft": "docx", "decision": ""},
        )
    assert late.status_code == 422
    assert not Notice.objects.exists()
