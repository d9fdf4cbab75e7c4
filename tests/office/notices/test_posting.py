"""Posting the notice (张贴公示): whom it names, for how long, and what must wait for its end."""

from __future__ import annotations

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import (
    add,
    approve_nominees,
    publish,
    publish_roll,
    put_up,
    take_back,
)
from tests.office.conftest import POLLING_DAY, Cast, act, on
from tests.office.notices.conftest import AFTER, LAST, POSTED, post

from huanjie.domain.daywords import in_words
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.deeds.models import Entry
from huanjie.office.gates import issues_before
from huanjie.office.notices.listing import grounds_on_paper, hanging
from huanjie.office.notices.models import Line, Notice
from huanjie.office.notices.period import until
from huanjie.office.notices.posting import Posting, post_notice
from huanjie.office.planning.models import Election


def test_a_notice_names_everybody_on_the_slate_by_strokes_with_no_more_than_is_posted(
    cast: Cast, slate: Election
) -> None:
    assert post(cast, slate) == 1
    named = list(Line.objects.values_list("post", "name", "sex", "born"))
    assert named[:2] == [("主任", "丁大山", "m", "1980-02"), ("主任", "钟一鸣", "m", "1980-02")]
    assert len(named) == 7
    notice = Notice.objects.get()
    assert (notice.posted_on, notice.last_day, notice.days) == (POSTED, LAST, 5)
    assert until(notice).grounds[0].rank == "unit-decision"


def test_the_log_says_until_when_and_names_nobody(cast: Cast, slate: Election) -> None:
    post(cast, slate)
    payload = Entry.objects.latest("pk").payload
    assert payload
    said = json.loads(payload)
    assert said["notice"] == 1
    assert said["until"] == LAST.isoformat()
    assert len(said["posted"]) == 7
    assert "钟一鸣" not in str(said)


def test_what_was_posted_stays_when_somebody_leaves_after(cast: Cast, posted: Election) -> None:
    take_back(cast, posted, "钟一鸣")
    assert Line.objects.filter(name="钟一鸣").exists()


def test_nobody_but_the_chair_posts(cast: Cast, slate: Election) -> None:
    said = Posting(posted_on=POSTED, days=5, answer_days=3, decision="办法")
    for user in (cast.clerk, cast.town, cast.observer, cast.stranger):
        with on(POSTED), pytest.raises(PermissionDenied):
            post_notice(acting_user=act(user), election=slate, posting=said)
    assert not Notice.objects.exists()


def test_nothing_is_posted_where_nobody_stands(cast: Cast, village_election: Election) -> None:
    with pytest.raises(BadInput, match="还没有人选"):
        post(cast, village_election)


def test_nothing_is_posted_before_the_roll_is(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="准备名册"):
        post(cast, election)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("days", 0, "1 至 60"),
        ("days", 61, "1 至 60"),
        ("days", None, "1 至 60"),
        ("answer_days", 0, "1 至 60"),
        ("decision", " ", "没有写材料的名称"),
        ("posted_on", POSTED + datetime.timedelta(days=1), "还没有到"),
        ("posted_on", datetime.date(2026, 5, 31), "2026-06-01 公布的"),
    ],
)
def test_a_notice_says_how_long_from_when_and_by_which_decision(
    cast: Cast, slate: Election, field: str, value: object, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        post(cast, slate, **{field: value})
    assert refused.value.at == field
    assert not Notice.objects.exists()


def test_while_a_notice_hangs_no_other_is_posted_and_after_it_one_is(
    cast: Cast, posted: Election
) -> None:
    with pytest.raises(BadInput, match="第 1 次公示到2026年6月8日"):
        post(cast, posted, today=LAST)
    assert post(cast, posted, today=AFTER, posted_on=AFTER) == 2


@pytest.mark.parametrize(("day", "ends"), [(12, 22), (15, 23)])
def test_a_notice_must_be_over_before_the_last_day_to_publish(
    cast: Cast, slate: Election, day: int, ends: int
) -> None:
    """Candidates are published by the 23rd; 端午 is on Friday the 19th."""
    on_day = datetime.date(2026, 6, day)
    if ends < 23:
        post(cast, slate, today=on_day, posted_on=on_day)
        assert Notice.objects.get().last_day == datetime.date(2026, 6, ends)
        return
    with pytest.raises(BadInput, match="来不及") as refused:
        post(cast, slate, today=on_day, posted_on=on_day)
    assert "2026年6月23日" in refused.value.says


def test_candidates_are_not_published_on_its_last_day_and_are_on_the_day_after(
    cast: Cast, posted: Election
) -> None:
    with on(LAST):
        says = [x.says for x in obstacles(slate_of(posted), today=LAST, named=False)]
        assert any(f"公示到{in_words(LAST)} 24 时才满" in each for each in says)
        with pytest.raises(BadInput, match="24 时才满"):
            publish(cast, posted)
    with on(AFTER):
        assert not obstacles(slate_of(posted), today=AFTER, named=True)
        assert publish(cast, posted) == AFTER.isoformat()


def test_where_no_notice_hangs_it_is_no_obstacle(cast: Cast, slate: Election) -> None:
    assert not list(issues_before(Action.PUBLISH_CANDIDATES, slate))
    assert not list(issues_before(Action.ISSUE_PAPERS, slate))


def test_published_candidates_hang_up_to_the_day_before_the_poll(
    cast: Cast, slate: Election
) -> None:
    with on(POSTED):
        publish(cast, slate)
    post(cast, slate, days=None)
    notice = Notice.objects.get()
    assert notice.days is None
    assert notice.last_day == POLLING_DAY - datetime.timedelta(days=1)
    assert until(notice).grounds[0].article == "候选人公示"
    with on(notice.last_day):
        assert list(issues_before(Action.ISSUE_PAPERS, slate))
    with on(POLLING_DAY):
        assert not list(issues_before(Action.ISSUE_PAPERS, slate))


def test_a_party_branch_posts_no_fewer_than_five_working_days(
    cast: Cast, party_election: Election
) -> None:
    for number in range(1, 7):
        add(party_election, number, f"党员{'甲乙丙丁戊己'[number - 1]}", "m", "full")
    publish_roll(party_election)
    put_up(cast, party_election, "member", *(f"党员{x}" for x in "甲乙丙丁"))
    with pytest.raises(BadInput, match="人选还没有得到上级批复同意"):
        post(cast, party_election, days=5)
    approve_nominees(cast, party_election)
    with pytest.raises(BadInput, match="不少于 5 个工作日"):
        post(cast, party_election, days=4)


def test_what_a_branch_posts_names_its_own_decision_and_no_plan_of_another_place(
    cast: Cast, party_election: Election
) -> None:
    for number in range(1, 7):
        add(party_election, number, f"党员{'甲乙丙丁戊己'[number - 1]}", "m", "full")
    publish_roll(party_election)
    put_up(cast, party_election, "member", *(f"党员{x}" for x in "甲乙丙丁"))
    approve_nominees(cast, party_election)
    party_election.polling_day += datetime.timedelta(days=14)
    party_election.save()
    post(cast, party_election, days=5, decision="《选举办法》")
    own = hanging(Notice.objects.get())
    assert [each.law for each in own.due.grounds] == ["社区组织换届工作方案（2021年）"]
    assert [each.law for each in grounds_on_paper(own.notice)] == ["选举办法"]


def test_a_branch_gives_out_no_ballot_for_whom_it_has_not_posted(
    cast: Cast, party_election: Election
) -> None:
    for number in range(1, 7):
        add(party_election, number, f"党员{'甲乙丙丁戊己'[number - 1]}", "m", "full")
    publish_roll(party_election)
    put_up(cast, party_election, "member", *(f"党员{x}" for x in "甲乙丙丁"))
    publish(cast, party_election)
    says = [x.says for x in issues_before(Action.ISSUE_PAPERS, party_election)]
    assert says == ["有 4 名候选人还没有公示（《社区组织换届工作方案（2021年）》三（二）1（2））"]
