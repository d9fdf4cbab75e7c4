"""Publishing the candidates (公布候选人): enough of them, in time, once, by the chair."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import LAST_DAY, add, put_up, put_up_enough
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.election import read_election
from huanjie.law.shelf import load
from huanjie.office.candidacy.models import Nominee, State
from huanjie.office.candidacy.paper import first_paper_of, near_relatives_of
from huanjie.office.candidacy.services import (
    mark_relatives,
    publish_candidates,
    unmark_relatives,
    withdraw,
)
from huanjie.office.candidacy.slate import obstacles, slate_of
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election

PARTY_LAST_DAY = datetime.date(2026, 6, 4)


def _publish(cast: Cast, election: Election) -> str:
    return publish_candidates(acting_user=act(cast.chair), election=election)


def _take_back(cast: Cast, election: Election, name: str) -> None:
    row = Nominee.objects.get(election=election, name=name)
    withdraw(acting_user=act(cast.clerk), election=election, nominee=row.pk)


def _unlawful_posts(election: Election) -> list[str]:
    return [line.contest.post for line in slate_of(election).lines if not line.is_lawful]


# The margin, at both sides


def test_one_candidate_more_than_seats_is_enough_for_every_post_of_a_village(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    assert _unlawful_posts(village_election) == []
    assert _publish(cast, village_election) == "2026-05-18"
    assert village_election.stage == Stage.READY
    assert village_election.candidates_published_on == datetime.date(2026, 5, 18)
    assert set(Nominee.objects.values_list("state", flat=True)) == {State.CANDIDATE}


@pytest.mark.parametrize(
    ("name", "post"), [("丁大山", "chair"), ("欧阳秀", "member"), ("蓝小美", "妇女委员")]
)
def test_as_many_candidates_as_seats_are_too_few_for_a_post_of_a_village(
    cast: Cast, village_election: Election, name: str, post: str
) -> None:
    put_up_enough(cast, village_election)
    _take_back(cast, village_election, name)
    assert _unlawful_posts(village_election) == [post]
    with pytest.raises(BadInput, match="第十八条第一款") as refused:
        _publish(cast, village_election)
    assert refused.value.remedy == "再提名 1 人"
    village_election.refresh_from_db()
    assert village_election.stage == Stage.ROLL_PUBLISHED
    assert village_election.candidates_published_on is None
    assert not Nominee.objects.filter(state=State.CANDIDATE).exists()


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
        _publish(cast, branch_election)
    put_up(cast, branch_election, "member", "王小红")
    _publish(cast, branch_election)
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
    pack = load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region="sichuan")
    keep_pack(pack)
    Election.objects.filter(pk=village_election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    village_election.refresh_from_db()
    put_up(cast, village_election, "chair", *names)
    found = [x.says for x in obstacles(slate_of(village_election), today=OPENED_ON)]
    assert [each for each in found if each.startswith("主任")] == ([says] if says else [])


# The last day


def test_the_fifth_day_before_the_poll_is_in_time(cast: Cast, village_election: Election) -> None:
    put_up_enough(cast, village_election)
    with on(LAST_DAY):
        assert _publish(cast, village_election) == "2026-06-23"


def test_the_fourth_day_before_the_poll_is_too_late(cast: Cast, village_election: Election) -> None:
    put_up_enough(cast, village_election)
    with (
        on(LAST_DAY + datetime.timedelta(days=1)),
        pytest.raises(BadInput, match=r"最迟在2026年6月23日.*第十八条第三款") as refused,
    ):
        _publish(cast, village_election)
    assert "选举日要推迟" in refused.value.remedy
    village_election.refresh_from_db()
    assert village_election.stage == Stage.ROLL_PUBLISHED


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (1, False)])
def test_the_branch_publishes_on_the_day_on_which_the_notice_begins(
    cast: Cast, branch_election: Election, days: int, in_time: bool
) -> None:
    slate = slate_of(branch_election)
    today = PARTY_LAST_DAY + datetime.timedelta(days=days)
    late = [each for each in obstacles(slate, today=today) if "已经晚了" in each.says]
    assert (not late) is in_time


# Who, when, once


@pytest.mark.parametrize("role", ["clerk", "teller", "scrutineer", "observer", "town", "stranger"])
def test_only_the_chair_publishes(cast: Cast, village_election: Election, role: str) -> None:
    put_up_enough(cast, village_election)
    with pytest.raises(PermissionDenied):
        publish_candidates(acting_user=act(getattr(cast, role)), election=village_election)
    assert not Nominee.objects.filter(state=State.CANDIDATE).exists()


@pytest.mark.parametrize("stage", [s for s in Stage if s != Stage.ROLL_PUBLISHED])
def test_the_wrong_stage_is_said_before_the_wrong_number_of_candidates(
    cast: Cast, village_election: Election, stage: Stage
) -> None:
    village_election.stage = stage
    village_election.save()
    with pytest.raises(BadInput, match="不能公布候选人"):
        _publish(cast, village_election)


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
    _publish(cast, village_election)
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
    _publish(cast, village_election)
    row.refresh_from_db()
    assert row.state == State.WITHDRAWN
    assert [each["name"] for each in first_paper_of(village_election)[0]["candidates"]] == [
        "丁大山",
        "钟一鸣",
    ]


# The paper


def _as_election_file(election: Election) -> dict[str, Any]:
    return {
        "pack": election.pack,
        "unit": {"code": election.unit_id, "name": election.unit.name},
        "polling_day": election.polling_day.isoformat(),
        "contests": first_paper_of(election),
        "near_relatives": [list(pair) for pair in near_relatives_of(election)],
    }


def test_the_first_paper_is_read_as_an_election_file_states_it(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p7", other="p1")
    _publish(cast, village_election)
    paper = read_election(Cursor(_as_election_file(village_election)))
    assert [(c.post, c.seats, c.write_ins) for c in paper.contests] == [
        ("chair", 1, 1),
        ("member", 2, 2),
        ("妇女委员", 1, 1),
    ]
    assert [[each.name for each in contest.candidates] for contest in paper.contests] == [
        ["丁大山", "钟一鸣"],
        ["李小梅", "欧阳秀", "曾阿宝"],
        ["王小红", "蓝小美"],
    ]
    assert [each.sex for each in paper.contests[1].candidates] == ["f", "f", "m"]
    assert not any(contest.women_seat_met for contest in paper.contests)
    assert paper.near_relatives == (("p1", "p7"),)


def test_there_is_no_paper_before_the_candidates_are_published(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    with pytest.raises(BadInput, match="还没有公布"):
        first_paper_of(village_election)


def test_people_stand_in_surname_stroke_order_however_they_were_nominated(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "member", "曾阿宝", "王小红", "丁大山", "欧阳秀", "李小梅")
    names = [each.name for each in slate_of(village_election).lines[1].people]
    assert names == ["丁大山", "王小红", "李小梅", "欧阳秀", "曾阿宝"]


def test_somebody_may_stand_for_two_posts_and_is_named(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    put_up(cast, village_election, "member", "钟一鸣", "丁大山")
    slate = slate_of(village_election)
    assert [each.name for each in slate.twice] == ["钟一鸣"]
    assert [each.name for each in slate.people] == ["丁大山", "钟一鸣"]


def test_two_people_of_one_name_are_named(cast: Cast, village_election: Election) -> None:
    add(village_election, 30, "王小红")
    first, second = village_election.roll.filter(name="王小红")
    put_up(cast, village_election, "chair", "钟一鸣")
    for entry in (first, second):
        Nominee.objects.create(
            election=village_election,
            region="",
            contest=village_election.contests.get(post="member"),
            entry=entry,
            person=f"p{entry.pk + 10}",
            name=entry.name,
            sex="f",
        )
    assert slate_of(village_election).namesakes == ("王小红",)


# Near relatives


def test_a_pair_of_near_relatives_is_the_same_from_both_ends(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    pair = mark_relatives(
        acting_user=act(cast.clerk), election=village_election, one="p2", other="p1"
    )
    assert pair == ["p1", "p2"]
    with pytest.raises(BadInput, match="已经标为近亲属"):
        mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")


@pytest.mark.parametrize(
    ("one", "other", "at"), [("p1", "p1", "other"), ("p1", "p9", "other"), ("", "p1", "one")]
)
def test_near_relatives_are_two_who_stand(
    cast: Cast, village_election: Election, one: str, other: str, at: str
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    with pytest.raises(BadInput) as refused:
        mark_relatives(acting_user=act(cast.clerk), election=village_election, one=one, other=other)
    assert refused.value.at == at
    assert not village_election.near_relatives.exists()


def test_a_mark_is_taken_away_once(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")
    unmark_relatives(acting_user=act(cast.clerk), election=village_election, one="p2", other="p1")
    assert slate_of(village_election).relatives == ()
    with pytest.raises(BadInput, match="没有标为近亲属"):
        unmark_relatives(
            acting_user=act(cast.clerk), election=village_election, one="p1", other="p2"
        )


def test_near_relatives_of_somebody_who_withdrew_are_not_shown_until_he_is_back(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")
    _take_back(cast, village_election, "钟一鸣")
    assert near_relatives_of(village_election) == []
    put_up(cast, village_election, "chair", "钟一鸣")
    assert near_relatives_of(village_election) == [("p1", "p2")]


def test_the_party_has_no_rule_on_near_relatives(cast: Cast, branch_election: Election) -> None:
    put_up(cast, branch_election, "member", "钟一鸣", "丁大山")
    with pytest.raises(BadInput, match="没有近亲属回避"):
        mark_relatives(acting_user=act(cast.clerk), election=branch_election, one="p1", other="p2")


def test_near_relatives_are_fixed_once_the_candidates_are_published(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    _publish(cast, village_election)
    with pytest.raises(BadInput, match="不能登记提名"):
        mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")
