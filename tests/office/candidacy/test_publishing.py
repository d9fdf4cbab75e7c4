"""Publishing the candidates (公布候选人): enough of them, in time, once, by the chair."""

from __future__ import annotations

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import LAST_DAY, add, publish, put_up, put_up_enough, take_back
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.paper import first_paper_of
from huanjie.office.candidacy.services import (
    publish_candidates,
    withdraw,
)
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election

PARTY_LAST_DAY = datetime.date(2026, 6, 4)


def _under(election: Election, *, region: str | None) -> None:
    """Put the village's election under the rules of a province, or of the nation alone."""
    pack = load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region=region)
    keep_pack(pack)
    Election.objects.filter(pk=election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    election.refresh_from_db()


def _unlawful_posts(election: Election) -> list[str]:
    return [line.contest.post for line in slate_of(election).lines if not line.is_lawful]


# The margin, at both sides


def test_one_candidate_more_than_seats_is_enough_for_every_post_of_a_village(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    assert _unlawful_posts(village_election) == []
    assert publish(cast, village_election) == "2026-05-18"
    assert village_election.stage == Stage.READY
    assert village_election.candidates_published_on == datetime.date(2026, 5, 18)
    assert set(Nominee.objects.values_list("state", flat=True)) == {NomineeState.CANDIDATE}


@pytest.mark.parametrize(
    ("name", "post"), [("丁大山", "chair"), ("欧阳秀", "member"), ("蓝小美", "妇女委员")]
)
def test_as_many_candidates_as_seats_are_too_few_for_a_post_of_a_village(
    cast: Cast, village_election: Election, name: str, post: str
) -> None:
    put_up_enough(cast, village_election)
    take_back(cast, village_election, name)
    assert _unlawful_posts(village_election) == [post]
    with pytest.raises(BadInput, match="第十八条第一款") as refused:
        publish(cast, village_election)
    assert refused.value.remedy == "再提名 1 人"
    village_election.refresh_from_db()
    assert village_election.stage == Stage.ROLL_PUBLISHED
    assert village_election.candidates_published_on is None
    assert not Nominee.objects.filter(state=NomineeState.CANDIDATE).exists()


def test_a_post_that_the_pack_does_not_name_needs_the_margin_of_the_members(
    village_election: Election,
) -> None:
    by_post = {line.contest.post: line.needed for line in slate_of(village_election).lines}
    assert by_post["妇女委员"].grounds == by_post["member"].grounds
    assert by_post["妇女委员"].minimum == 2


def test_a_fifth_beyond_three_seats_is_rounded_up_to_four_candidates_in_the_party(
    cast: Cast, branch_election: Election
) -> None:
    put_up(cast, branch_election, "member", "钟一鸣", "丁大山", "蓝小美")
    with pytest.raises(BadInput, match=r"委员选 3 人，候选人应有 4 人以上，现有 3 人.*第三章"):
        publish(cast, branch_election)
    put_up(cast, branch_election, "member", "王小红")
    publish(cast, branch_election)
    assert branch_election.stage == Stage.READY


@pytest.mark.parametrize(("seats", "enough"), [(5, 6), (6, 8)])
def test_a_fifth_beyond_five_seats_is_one_more_and_beyond_six_it_is_two(
    cast: Cast, branch_election: Election, seats: int, enough: int
) -> None:
    branch_election.contests.update(seats=seats)
    names = [f"王{sign}" for sign in "一二三四五六七八"][:enough]
    for number, name in enumerate(names, 50):
        add(branch_election, number, name, "m", "full")
    put_up(cast, branch_election, "member", *names[:-1])
    assert _unlawful_posts(branch_election) == ["member"]
    put_up(cast, branch_election, "member", names[-1])
    assert _unlawful_posts(branch_election) == []


# One person, one post


@pytest.mark.parametrize(
    ("region", "article"),
    [("sichuan", "第二十二条第二款"), ("zhejiang", "第十八条第二款"), ("hainan", "第十八条第二款")],
)
def test_somebody_who_stands_for_two_posts_confirms_one_before_the_list_is_published(
    cast: Cast, village_election: Election, region: str, article: str
) -> None:
    put_up_enough(cast, village_election)
    _under(village_election, region=region)
    put_up(cast, village_election, "member", "丁大山")
    with pytest.raises(BadInput, match=f"丁大山同时列为主任、委员的候选人.*{article}") as refused:
        publish(cast, village_election)
    assert "书面确认" in refused.value.remedy
    row = Nominee.objects.get(name="丁大山", contest__post="member")
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    publish(cast, village_election)
    assert village_election.stage == Stage.READY


def test_where_no_law_says_so_somebody_may_be_a_candidate_for_two_posts(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    _under(village_election, region=None)
    put_up(cast, village_election, "member", "丁大山")
    publish(cast, village_election)
    assert village_election.stage == Stage.READY


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("钟一鸣",), "主任选 1 人，候选人应有 2 人，现有 1 人"),
        (("钟一鸣", "丁大山"), None),
        (("钟一鸣", "丁大山", "蓝小美"), "主任选 1 人，候选人应有 2 人，现有 3 人"),
    ],
)
def test_where_a_province_wants_exactly_one_more_neither_fewer_nor_more_will_do(
    cast: Cast, village_election: Election, names: tuple[str, ...], says: str | None
) -> None:
    _under(village_election, region="sichuan")
    put_up(cast, village_election, "chair", *names)
    found = [x.says for x in obstacles(slate_of(village_election), today=OPENED_ON, named=True)]
    assert [each for each in found if each.startswith("主任")] == ([says] if says else [])


# The last day


def test_the_fifth_day_before_the_poll_is_in_time(cast: Cast, village_election: Election) -> None:
    put_up_enough(cast, village_election)
    with on(LAST_DAY):
        assert publish(cast, village_election) == "2026-06-23"


def test_the_fourth_day_before_the_poll_is_too_late(cast: Cast, village_election: Election) -> None:
    put_up_enough(cast, village_election)
    with (
        on(LAST_DAY + datetime.timedelta(days=1)),
        pytest.raises(BadInput, match=r"最迟在2026年6月23日.*第十八条第三款") as refused,
    ):
        publish(cast, village_election)
    assert "选举日要推迟" in refused.value.remedy
    village_election.refresh_from_db()
    assert village_election.stage == Stage.ROLL_PUBLISHED


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (1, False)])
def test_the_branch_publishes_on_the_day_on_which_the_notice_begins(
    cast: Cast, branch_election: Election, days: int, in_time: bool
) -> None:
    slate = slate_of(branch_election)
    today = PARTY_LAST_DAY + datetime.timedelta(days=days)
    late = [each for each in obstacles(slate, today=today, named=True) if "已经晚了" in each.says]
    assert (not late) is in_time


# Who, when, once


@pytest.mark.parametrize("role", ["clerk", "teller", "scrutineer", "observer", "town", "stranger"])
def test_only_the_chair_publishes(cast: Cast, village_election: Election, role: str) -> None:
    put_up_enough(cast, village_election)
    with pytest.raises(PermissionDenied):
        publish_candidates(acting_user=act(getattr(cast, role)), election=village_election)
    assert not Nominee.objects.filter(state=NomineeState.CANDIDATE).exists()


@pytest.mark.parametrize("stage", [s for s in Stage if s != Stage.ROLL_PUBLISHED])
def test_the_wrong_stage_is_said_before_the_wrong_number_of_candidates(
    cast: Cast, village_election: Election, stage: Stage
) -> None:
    village_election.stage = stage
    village_election.save()
    with pytest.raises(BadInput, match="不能公布候选人"):
        publish(cast, village_election)


def test_a_check_page_older_than_the_last_nomination_publishes_nothing(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    seen = village_election.version
    put_up(cast, village_election, "chair", "蓝小美")
    with pytest.raises(Stale):
        publish_candidates(acting_user=act(cast.chair, seen=seen), election=village_election)
    village_election.refresh_from_db()
    assert village_election.stage == Stage.ROLL_PUBLISHED


def test_publishing_twice_by_one_form_is_publishing_once(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    acting = act(cast.chair, key="k", seen=village_election.version)
    days = [publish_candidates(acting_user=acting, election=village_election) for _ in range(2)]
    assert days == ["2026-05-18", "2026-05-18"]
    deeds = [each.deed for each in journal.check(village_election.log_name).entries]
    assert deeds.count("publish-candidates") == 1


def test_the_log_holds_the_published_list_by_ids(cast: Cast, village_election: Election) -> None:
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    last = Entry.objects.filter(log_id=village_election.log_name).order_by("sequence").last()
    assert last
    assert last.payload
    said = json.loads(last.payload)
    assert said["candidates"]["chair"] == ["p2", "p1"]  # 丁 has fewer strokes than 钟
    assert not any(name in last.payload for name in ("丁", "钟"))


def test_who_withdrew_is_not_published(cast: Cast, village_election: Election) -> None:
    put_up_enough(cast, village_election)
    put_up(cast, village_election, "chair", "蓝小美")
    row = Nominee.objects.get(name="蓝小美", contest__post="chair")
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    publish(cast, village_election)
    row.refresh_from_db()
    assert row.state == NomineeState.WITHDRAWN
    assert [each["name"] for each in first_paper_of(village_election)[0]["candidates"]] == [
        "丁大山",
        "钟一鸣",
    ]
