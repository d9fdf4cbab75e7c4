"""Leaving the published list (公布以后候选人退出), and filling the place where the law says so."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.candidacy.conftest import (
    add,
    declare_clean,
    publish,
    put_up,
    put_up_enough,
)
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Reason
from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.domain.rollchange import Kind
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load
from huanjie.office.candidacy.barring import Decision, decide_appeal, file_appeal
from huanjie.office.candidacy.departed import departures_of
from huanjie.office.candidacy.departing import (
    Leaving,
    fill_up,
    leave_list,
)
from huanjie.office.candidacy.models import Barring, Departure, Nominee, StatedFact
from huanjie.office.candidacy.paper import first_paper_of
from huanjie.office.deeds import journal
from huanjie.office.gates import issues_before
from huanjie.office.people.models import User
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election
from huanjie.office.polling.issuing import issue_papers
from huanjie.office.polling.models import Round
from huanjie.office.roll.changes import strike_off

DAY = datetime.timedelta(days=1)
STEPS_BACK_UNTIL = datetime.date(2026, 6, 25)
"""the third day before the poll, by the province's article 19"""
PUNISHED = {"criminal_punishment": True}


@pytest.fixture
def listed(cast: Cast, village_election: Election) -> Election:
    """The list of the village, published: one more stands for member than need be."""
    put_up_enough(cast, village_election)
    add(village_election, 20, "钟小妹")
    put_up(cast, village_election, "member", "钟小妹")
    declare_clean(cast, village_election)
    publish(cast, village_election)
    return village_election


def leaving(
    reason: Reason = Reason.OWN_WISH, *, received_on: datetime.date = OPENED_ON, **more: object
) -> Leaving:
    told: dict[str, object] = {"document": "退出声明1号", "received_on": received_on}
    return Leaving(reason=reason, **(told | more))  # type: ignore[arg-type]


INELIGIBLE = leaving(Reason.INELIGIBLE, facts=PUNISHED, appeal_until=OPENED_ON + DAY)


def leave(
    user: User, election: Election, name: str, said: Leaving | None = None, post: str = ""
) -> list[str]:
    rows = Nominee.objects.filter(election=election, name=name)
    row = rows.get(contest__post=post) if post else rows.order_by("pk").first()
    assert row
    return leave_list(
        acting_user=act(user), election=election, nominee=row.pk, leaving=said or leaving()
    )


def on_paper(election: Election) -> list[str]:
    return [x["name"] for each in first_paper_of(election) for x in each["candidates"]]


def waits(election: Election) -> list[BadInput]:
    return list(issues_before(Action.ISSUE_PAPERS, election))


def test_whoever_steps_back_is_on_no_ballot_and_the_list_has_a_new_date(
    cast: Cast, listed: Election
) -> None:
    with on(OPENED_ON + DAY):
        assert leave(cast.chair, listed, "欧阳秀") == ["member"]
    assert "欧阳秀" not in on_paper(listed)
    left = Departure.objects.get()
    assert (left.reason, left.document, left.left_on) == (
        Reason.OWN_WISH,
        "退出声明1号",
        OPENED_ON + DAY,
    )
    listed.refresh_from_db()
    assert (listed.stage, listed.candidates_published_on) == (Stage.READY, OPENED_ON)
    assert waits(listed) == []
    journal.check(listed.log_name)


def test_only_the_chair_takes_somebody_off_the_list(cast: Cast, listed: Election) -> None:
    for who in ("clerk", "town", "county", "observer", "stranger"):
        with pytest.raises(PermissionDenied):
            leave(getattr(cast, who), listed, "欧阳秀")
    assert not Departure.objects.exists()


def where_two_posts_are_allowed(election: Election) -> None:
    """Under a province that lets somebody stand for two posts."""
    pack = load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region="tianjin")
    assert pack.one_post_a_candidate is None
    election.pack, election.pack_sha256 = pack.id, keep_pack(pack)
    election.save()


def test_an_own_wish_is_about_one_post_and_a_death_about_all(
    cast: Cast, village_election: Election
) -> None:
    where_two_posts_are_allowed(village_election)
    put_up_enough(cast, village_election)
    put_up(cast, village_election, "member", "钟一鸣")
    declare_clean(cast, village_election)
    publish(cast, village_election)
    assert leave(cast.chair, village_election, "钟一鸣", post="member") == ["member"]
    put = Nominee.objects.get(election=village_election, name="钟一鸣", contest__post="chair")
    assert put.state == NomineeState.CANDIDATE
    leave(cast.chair, village_election, "钟一鸣", leaving(Reason.DIED), post="chair")
    assert set(Departure.objects.values_list("reason", "nominee__contest__post")) == {
        (Reason.OWN_WISH, "member"),
        (Reason.DIED, "chair"),
    }


def test_whoever_died_leaves_every_post_and_can_then_be_struck_off_the_roll(
    cast: Cast, village_election: Election
) -> None:
    where_two_posts_are_allowed(village_election)
    put_up_enough(cast, village_election)
    put_up(cast, village_election, "member", "钟一鸣")
    declare_clean(cast, village_election)
    publish(cast, village_election)
    number = village_election.roll.get(name="钟一鸣").number
    died: dict[str, Any] = {"election": village_election, "kind": Kind.DIED, "number": number}
    with pytest.raises(BadInput, match="名册上的登记不能先改") as refused:
        strike_off(acting_user=act(cast.chair), **died)
    assert "登记候选人退出" in refused.value.remedy
    told = leave(cast.chair, village_election, "钟一鸣", leaving(Reason.DIED), post="chair")
    assert sorted(told) == ["chair", "member"]
    strike_off(acting_user=act(cast.chair), **died)
    assert not village_election.roll.filter(name="钟一鸣").exists()


# What bars is the law's conditions alone


def test_whoever_may_not_stand_any_more_is_barred_by_facts_with_their_paper(
    cast: Cast, listed: Election
) -> None:
    leave(cast.chair, listed, "欧阳秀", INELIGIBLE)
    row = Nominee.objects.get(election=listed, name="欧阳秀")
    assert row.state == NomineeState.BARRED
    fact = StatedFact.objects.filter(person=row.person, fact="criminal_punishment").last()
    assert fact
    assert (fact.source, fact.reference) == ("document", "退出声明1号")
    barring = Barring.objects.get(person=row.person)
    assert (barring.found_by, barring.appeal_until) == (cast.chair, OPENED_ON + DAY)


@pytest.mark.parametrize("until", [None, OPENED_ON - DAY, POLLING_DAY])
def test_whoever_may_not_stand_any_more_is_told_until_when_to_appeal(
    cast: Cast, listed: Election, until: datetime.date | None
) -> None:
    with pytest.raises(BadInput, match="不晚于选举日") as refused:
        leave(cast.chair, listed, "欧阳秀", replace(INELIGIBLE, appeal_until=until))
    assert refused.value.at == "appeal_until"
    assert not Departure.objects.exists()


def test_ballots_wait_for_the_appeal_of_whoever_was_struck_off(
    cast: Cast, listed: Election
) -> None:
    leave(cast.chair, listed, "欧阳秀", INELIGIBLE)
    waits = "有 1 名取消资格的候选人还可以申诉，或者申诉还没有决定"
    with on(OPENED_ON + DAY):
        assert waits in [x.says for x in issues_before(Action.ISSUE_PAPERS, listed)]
    with on(OPENED_ON + 2 * DAY):
        assert not list(issues_before(Action.ISSUE_PAPERS, listed))


def test_an_appeal_brings_them_back_to_the_published_list(cast: Cast, listed: Election) -> None:
    before = first_paper_of(listed)
    leave(cast.chair, listed, "欧阳秀", INELIGIBLE)
    person = Nominee.objects.get(election=listed, name="欧阳秀").person
    who: dict[str, Any] = {"election": listed, "person": person}
    file_appeal(acting_user=act(cast.clerk), filed_on=OPENED_ON, **who)
    decision = Decision(
        is_upheld=True, document="决定书", facts={"criminal_punishment": False}, evidence="证明"
    )
    decide_appeal(acting_user=act(cast.town), decision=decision, **who)
    assert first_paper_of(listed) == before
    assert not departures_of(listed)
    assert not list(issues_before(Action.ISSUE_PAPERS, listed))


def test_once_ballots_are_out_an_appeal_comes_too_late(cast: Cast, listed: Election) -> None:
    leave(cast.chair, listed, "欧阳秀", replace(INELIGIBLE, appeal_until=POLLING_DAY - DAY))
    Round.objects.create(election=listed, region=listed.region, number=1, kind="first", paper=[])
    person = Nominee.objects.get(election=listed, name="欧阳秀").person
    with pytest.raises(BadInput, match="已经发出过选票，不能登记资格申诉"):
        file_appeal(acting_user=act(cast.clerk), election=listed, person=person, filed_on=OPENED_ON)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, "丧失资格要有查明的事实"),
        ({"criminal_punishment": False}, "没有认定欧阳秀不符合条件"),
        ({"religion": True}, "资格条件没有问到"),
    ],
)
def test_nobody_loses_the_right_to_stand_by_anything_else(
    cast: Cast, listed: Election, facts: dict[str, object], says: str
) -> None:
    before = StatedFact.objects.count()
    with pytest.raises(BadInput, match=says):
        leave(cast.chair, listed, "欧阳秀", leaving(Reason.INELIGIBLE, facts=facts))
    assert (StatedFact.objects.count(), Departure.objects.count()) == (before, 0)
    assert Nominee.objects.get(election=listed, name="欧阳秀").state == NomineeState.CANDIDATE


def test_a_wish_and_a_death_state_no_facts(cast: Cast, listed: Election) -> None:
    for reason in (Reason.OWN_WISH, Reason.DIED):
        with pytest.raises(BadInput, match="只有丧失资格的才填事实"):
            leave(cast.chair, listed, "欧阳秀", leaving(reason, facts=PUNISHED))


def test_an_objection_is_decided_on_its_own_page(cast: Cast, listed: Election) -> None:
    with pytest.raises(BadInput, match="没有写明原因"):
        leave(cast.chair, listed, "欧阳秀", leaving(Reason.OBJECTION))


# When


def test_the_last_day_to_step_back_is_in_time_and_the_next_is_not(
    cast: Cast, listed: Election
) -> None:
    with on(STEPS_BACK_UNTIL + DAY):
        late = leaving(received_on=STEPS_BACK_UNTIL + DAY)
        with pytest.raises(BadInput, match="最迟在2026年6月25日（周四）书面提出") as refused:
            leave(cast.chair, listed, "欧阳秀", late)
        assert "《浙江省村民委员会选举办法》第十九条" in refused.value.says
        assert refused.value.at == "received_on"
        leave(cast.chair, listed, "欧阳秀", leaving(received_on=STEPS_BACK_UNTIL))


def test_a_paper_of_tomorrow_is_refused(cast: Cast, listed: Election) -> None:
    with pytest.raises(BadInput, match="不能晚于今天"):
        leave(cast.chair, listed, "欧阳秀", leaving(received_on=OPENED_ON + DAY))


def test_a_departure_without_a_paper_is_refused(cast: Cast, listed: Election) -> None:
    with pytest.raises(BadInput, match="没有写材料的名称"):
        leave(cast.chair, listed, "欧阳秀", leaving(document=" "))


def test_once_ballots_are_out_nobody_leaves_the_list(cast: Cast, listed: Election) -> None:
    with on(POLLING_DAY):
        issue_papers(acting_user=act(cast.clerk), election=listed, number=1, issued=9)
        with pytest.raises(BadInput, match="现在是“正在投票”，不能登记候选人退出"):
            leave(cast.chair, listed, "欧阳秀", leaving(Reason.DIED))
        Election.objects.filter(pk=listed.pk).update(stage=Stage.READY)
        for deed in (Action.LEAVE_LIST, Action.FILL_UP):
            (issue,) = issues_before(deed, listed)
            assert "已经发出过选票" in issue.says


def test_before_the_list_is_published_a_nominee_declines_instead(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    with pytest.raises(BadInput, match="不能登记候选人退出"):
        leave(cast.chair, village_election, "钟一鸣")


def test_whoever_left_is_not_on_the_list_to_leave_again(cast: Cast, listed: Election) -> None:
    leave(cast.chair, listed, "欧阳秀")
    with pytest.raises(BadInput, match="公布的名单上没有这个人"):
        leave(cast.chair, listed, "欧阳秀")


# Too few


def test_no_ballot_goes_out_for_a_list_that_is_too_short(cast: Cast, listed: Election) -> None:
    leave(cast.chair, listed, "丁大山")
    (short,) = waits(listed)
    assert "主任选 1 人，候选人应有 2" in short.says
    assert "第十八条第一款" in short.says
    assert "递补候选人" in short.remedy
    assert "《浙江省村民委员会选举办法》第十九条" in short.remedy
    with on(POLLING_DAY), pytest.raises(BadInput, match="候选人应有"):
        issue_papers(acting_user=act(cast.clerk), election=listed, number=1, issued=9)


def test_where_no_law_fills_the_place_the_election_begins_anew(
    cast: Cast, listed: Election
) -> None:
    leave(cast.chair, listed, "丁大山")
    listed.pack_sha256 = keep_pack(load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY))
    listed.save()
    (short,) = waits(listed)
    assert "撤销这次选举" in short.remedy
    with pytest.raises(BadInput, match="适用的规定没有写候选人缺额怎样递补"):
        fill_up(acting_user=act(cast.chair), election=listed)
    listed.refresh_from_db()
    assert (listed.stage, listed.candidates_published_on) == (Stage.READY, OPENED_ON)


def test_nothing_is_filled_where_nothing_is_missing(cast: Cast, listed: Election) -> None:
    with pytest.raises(BadInput, match="候选人没有缺额"):
        fill_up(acting_user=act(cast.chair), election=listed)
    leave(cast.chair, listed, "欧阳秀")
    with pytest.raises(BadInput, match="候选人没有缺额"):
        fill_up(acting_user=act(cast.chair), election=listed)


def test_only_the_chair_begins_to_fill(cast: Cast, listed: Election) -> None:
    leave(cast.chair, listed, "丁大山")
    with pytest.raises(PermissionDenied):
        fill_up(acting_user=act(cast.clerk), election=listed)


def test_a_place_is_filled_and_the_list_published_anew(cast: Cast, listed: Election) -> None:
    leave(cast.chair, listed, "丁大山")
    assert fill_up(acting_user=act(cast.chair), election=listed) == 7
    listed.refresh_from_db()
    assert (listed.stage, listed.candidates_published_on) == (Stage.ROLL_PUBLISHED, None)
    with pytest.raises(BadInput, match="候选人还没有公布"):
        first_paper_of(listed)
    add(listed, 21, "蓝大有", "m")
    put_up(cast, listed, "chair", "蓝大有")
    declare_clean(cast, listed)
    with on(OPENED_ON + DAY):
        publish(cast, listed)
    listed.refresh_from_db()
    assert (listed.stage, listed.candidates_published_on) == (Stage.READY, OPENED_ON + DAY)
    assert {"钟一鸣", "蓝大有"} <= set(on_paper(listed))
    assert "丁大山" not in on_paper(listed)
    assert departures_of(listed) == []
    assert waits(listed) == []
