"""Whoever was published stays a candidate while a place of the list is filled (公布过的正式候选人):
they leave it by the deeds of leaving alone, with a reason and a paper, and nobody takes back their
nomination.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.candidacy.conftest import (
    add,
    declare_clean,
    publish,
    put_up,
    put_up_enough,
    under,
)
from tests.office.candidacy.pages import at
from tests.office.candidacy.test_departing import (
    DAY,
    INELIGIBLE,
    PUNISHED,
    STEPS_BACK_UNTIL,
    leave,
    leaving,
    listed,
    on_paper,
)
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.readaloud import english, faults

from huanjie.domain.departure import Reason
from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.domain.rollchange import Kind
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.barring import Decision, bar_nominee, decide_appeal, file_appeal
from huanjie.office.candidacy.declaring import Paper, state_facts
from huanjie.office.candidacy.departed import departed_before, departures_of
from huanjie.office.candidacy.departing import fill_up
from huanjie.office.candidacy.filling import departed
from huanjie.office.candidacy.listday import filling_step
from huanjie.office.candidacy.models import Barring, Departure, Nominee
from huanjie.office.candidacy.preselecting import enter_preselection, votes_field
from huanjie.office.candidacy.services import decline, mark_relatives, unmark_relatives, withdraw
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import obstacles
from huanjie.office.candidacy.standing import who_stands
from huanjie.office.deeds import journal
from huanjie.office.gates import issues_before
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import strike_off

__all__ = ["listed"]
Browse = Callable[[User], Client]
STAYS = "公布过的正式候选人，不能"


@pytest.fixture
def filling(cast: Cast, listed: Election) -> Election:
    """丁大山 left the list, which is opened again; 蓝大有 is nominated for the place."""
    mark_pair(listed)
    leave(cast.chair, listed, "丁大山")
    fill_up(acting_user=act(cast.chair), election=listed)
    add(listed, 21, "蓝大有", "m")
    put_up(cast, listed, "chair", "蓝大有")
    listed.refresh_from_db()
    return listed


def row_of(election: Election, name: str) -> Nominee:
    return Nominee.objects.get(election=election, name=name)


@pytest.mark.parametrize("who", ["clerk", "chair"])
def test_nobody_takes_the_nomination_of_a_published_candidate_back(
    cast: Cast, filling: Election, who: str
) -> None:
    before = set(who_stands(filling))
    user = getattr(cast, who)
    for name in ("钟一鸣", "欧阳秀", "王小红"):
        pk = row_of(filling, name).pk
        with pytest.raises(BadInput, match=f"{name}是{STAYS}取消提名") as refused:
            withdraw(acting_user=act(user), election=filling, nominee=pk)
        assert "登记候选人离开名单" in refused.value.remedy
        with pytest.raises(BadInput, match=f"{STAYS}登记本人书面退出"):
            decline(acting_user=act(user), election=filling, nominee=pk, document="声明")
    assert set(who_stands(filling)) == before
    own = row_of(filling, "蓝大有").pk
    withdraw(acting_user=act(user), election=filling, nominee=own)
    assert row_of(filling, "蓝大有").state == NomineeState.WITHDRAWN


def test_nor_by_a_finding_and_the_chair_strikes_whom_the_conditions_bar(
    cast: Cast, filling: Election
) -> None:
    person = row_of(filling, "欧阳秀").person
    paper = Paper(source="document", reference="判决书1号", on=OPENED_ON)
    who: dict[str, Any] = {"election": filling, "person": person}
    state_facts(acting_user=act(cast.clerk), facts=PUNISHED, paper=paper, **who)
    with pytest.raises(BadInput, match=f"{STAYS}认定不符合条件"):
        bar_nominee(acting_user=act(cast.chair), appeal_until=OPENED_ON + DAY, **who)
    (found,) = [
        x for x in obstacles(slate_of(filling), today=OPENED_ON, named=True) if "欧阳秀" in x.says
    ]
    assert "登记候选人离开名单" in found.remedy
    leave(cast.chair, filling, "欧阳秀", INELIGIBLE)
    assert Barring.objects.get(person=person).struck_because == Reason.INELIGIBLE


def test_an_appeal_brings_them_back_as_a_candidate_while_the_place_is_filled(
    cast: Cast, filling: Election
) -> None:
    leave(cast.chair, filling, "欧阳秀", INELIGIBLE)
    assert [each.departure.nominee.name for each in departed(filling)] == ["丁大山", "欧阳秀"]
    who: dict[str, Any] = {"election": filling, "person": row_of(filling, "欧阳秀").person}
    file_appeal(acting_user=act(cast.clerk), filed_on=OPENED_ON, **who)
    said = Decision(
        is_upheld=True, document="决定书", facts={"criminal_punishment": False}, evidence="证明"
    )
    decide_appeal(acting_user=act(cast.town), decision=said, **who)
    assert row_of(filling, "欧阳秀").state == NomineeState.CANDIDATE
    assert [each.departure.nominee.name for each in departed(filling)] == ["丁大山"]
    step = filling_step(under(filling, "sichuan"))
    assert step
    assert "其他原因的缺额" not in step.grounds[0].says


def test_the_chair_alone_enters_that_somebody_leaves_meanwhile(
    cast: Cast, filling: Election
) -> None:
    with pytest.raises(PermissionDenied):
        leave(cast.clerk, filling, "欧阳秀")
    died: dict[str, Any] = {"election": filling, "kind": Kind.DIED}
    number = filling.roll.get(name="欧阳秀").number
    with pytest.raises(BadInput, match="名册上的登记不能先改") as refused:
        strike_off(acting_user=act(cast.chair), number=number, **died)
    assert "登记候选人退出" in refused.value.remedy
    assert leave(cast.chair, filling, "欧阳秀", leaving(Reason.DIED)) == ["member"]
    declare_clean(cast, filling)
    with on(OPENED_ON + DAY):
        publish(cast, filling)
    assert "欧阳秀" not in on_paper(filling)
    assert {"钟一鸣", "蓝大有"} <= set(on_paper(filling))
    filling.refresh_from_db()
    assert [each.nominee.name for each in departed_before(filling)] == ["欧阳秀"]
    assert departures_of(filling) == []
    journal.check(filling.log_name)


def test_a_list_that_is_whole_again_on_the_same_day_says_who_left_meanwhile_alone(
    cast: Cast, filling: Election
) -> None:
    """丁大山 left the list, 欧阳秀 while it was filled, 蓝大有 once it was whole again."""
    leave(cast.chair, filling, "欧阳秀", leaving(Reason.DIED))
    declare_clean(cast, filling)
    publish(cast, filling)
    filling.refresh_from_db()
    assert [each.nominee.name for each in departed_before(filling)] == ["欧阳秀"]
    assert departures_of(filling) == []
    leave(cast.chair, filling, "蓝大有")
    assert [each.nominee.name for each in departures_of(filling)] == ["蓝大有"]
    assert [each.nominee.name for each in departed_before(filling)] == ["欧阳秀"]


def test_the_list_published_anew_says_who_left_while_it_was_filled(
    cast: Cast, filling: Election, browse: Browse
) -> None:
    leave(cast.chair, filling, "欧阳秀", leaving(Reason.DIED))
    declare_clean(cast, filling)
    with on(OPENED_ON + DAY):
        publish(cast, filling)
    client = browse(cast.chair)
    notice = client.get(at(filling, "notice/")).content.decode()
    assert "欧阳秀不再是委员的候选人。" in notice
    assert "丁大山" not in notice
    assert "名单原于" not in notice
    with on(OPENED_ON + 2 * DAY):
        leave(cast.chair, filling, "钟小妹")
    notice = client.get(at(filling, "notice/")).content.decode()
    for word in ("欧阳秀不再是", "钟小妹不再是", "名单原于"):
        assert notice.count(word) == 1


def test_the_last_day_to_step_back_holds_meanwhile(cast: Cast, filling: Election) -> None:
    with on(STEPS_BACK_UNTIL + DAY):
        late = leaving(received_on=STEPS_BACK_UNTIL + DAY)
        with pytest.raises(BadInput, match="已经晚了"):
            leave(cast.chair, filling, "欧阳秀", late)
        leave(cast.chair, filling, "欧阳秀", replace(late, received_on=STEPS_BACK_UNTIL))


def test_a_new_nominee_does_not_leave_a_list_that_they_are_not_on(
    cast: Cast, filling: Election
) -> None:
    with pytest.raises(BadInput, match="公布的名单上没有这个人"):
        leave(cast.chair, filling, "蓝大有")


def test_before_the_first_list_nobody_leaves_one(village_election: Election) -> None:
    (issue,) = issues_before(Action.LEAVE_LIST, village_election)
    assert "名单还没有公布" in issue.says


def test_whoever_left_the_list_is_not_nominated_for_that_post_again(
    cast: Cast, filling: Election
) -> None:
    with pytest.raises(BadInput, match="丁大山已经离开公布过的主任候选人名单"):
        put_up(cast, filling, "chair", "丁大山")
    assert put_up(cast, filling, "member", "丁大山")


def mark_pair(election: Election) -> None:
    """Two of the list are near relatives: marked as somebody would have before it was published."""
    one, other = (row_of(election, name).person for name in ("曾阿宝", "李小梅"))
    election.near_relatives.create(
        region=election.region, one=one, other=other, said_of=one, relation="妻子"
    )


def test_a_mark_that_was_published_stays_and_one_of_a_new_nominee_does_not(
    cast: Cast, filling: Election
) -> None:
    ids = {each.name: each.person for each in filling.nominees.all()}
    with pytest.raises(BadInput, match="近亲属的标记已经随名单公布"):
        unmark_relatives(
            acting_user=act(cast.clerk), election=filling, one=ids["曾阿宝"], other=ids["李小梅"]
        )
    pair: dict[str, Any] = {"election": filling, "one": ids["钟一鸣"], "other": ids["蓝大有"]}
    mark_relatives(acting_user=act(cast.clerk), relation="弟弟", **pair)
    assert unmark_relatives(acting_user=act(cast.clerk), **pair)


def test_the_votes_of_the_pre_selection_by_which_they_were_listed_stay(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    counts = {each.pk: 50 for each in village_election.nominees.all()}

    def enter(votes: dict[int, int]) -> int:
        return enter_preselection(
            acting_user=act(cast.clerk), election=village_election, votes=votes
        )

    enter(counts)
    publish(cast, village_election)
    leave(cast.chair, village_election, "丁大山", leaving(Reason.DIED))
    fill_up(acting_user=act(cast.chair), election=village_election)
    del counts[row_of(village_election, "丁大山").pk]
    own = row_of(village_election, "欧阳秀").pk
    with pytest.raises(BadInput, match="欧阳秀是公布过的正式候选人，得票不能再改") as refused:
        enter(counts | {own: 51})
    assert refused.value.at == votes_field(row_of(village_election, "欧阳秀"))
    assert enter(counts) == len(counts)


def test_the_pages_offer_the_clerk_nothing_and_the_chair_the_deed_of_leaving(
    cast: Cast, filling: Election, browse: Browse
) -> None:
    old, new = row_of(filling, "欧阳秀").pk, row_of(filling, "蓝大有").pk
    clerk, chair = browse(cast.clerk), browse(cast.chair)
    page = clerk.get(at(filling)).content.decode()
    assert "正式候选人" in page
    for rest in ("remove/", "decline/", "leave/"):
        assert at(filling, f"{old}/{rest}") not in page
    assert at(filling, f"{new}/remove/") in page
    assert at(filling, f"{old}/leave/") in chair.get(at(filling)).content.decode()
    for rest in ("remove/", "decline/"):
        assert clerk.get(at(filling, f"{old}/{rest}")).status_code == 302
    sent = clerk.post(at(filling, f"{old}/remove/"), {"confirm": "1", "key": "a"})
    assert STAYS in sent.content.decode()
    sent = clerk.post(at(filling, f"{old}/decline/"), {"document": "声明", "key": "b"})
    assert (sent.status_code, STAYS in sent.content.decode()) == (422, True)
    assert row_of(filling, "欧阳秀").state == NomineeState.CANDIDATE
    person = row_of(filling, "欧阳秀").person
    marks = clerk.get(at(filling, "relatives/")).content.decode()
    assert "去掉标记" not in marks
    assert clerk.get(at(filling, f"findings/{person}/")).status_code == 200


def test_the_page_of_leaving_says_that_the_list_is_being_filled(
    cast: Cast, filling: Election, browse: Browse
) -> None:
    own, chair = at(filling, f"{row_of(filling, '欧阳秀').pk}/leave/"), browse(cast.chair)
    typed = {"reason": "died", "document": "证明1号", "received_on": OPENED_ON.isoformat()}
    with on(OPENED_ON):
        asked = chair.post(own, typed | {"key": "a"}).content.decode()
        assert "名单正在递补：补齐以后连同这一变动重新公布。" in asked
        done = chair.post(own, typed | {"key": "b", "confirm": "1"}, follow=True)
    assert "名单补齐以后，再核对公布" in done.content.decode()
    assert Departure.objects.filter(nominee__name="欧阳秀").exists()
    html = english(chair).get(at(filling)).content.decode()
    assert list(faults("", html)) == []


def test_a_list_that_was_being_filled_before_this_keeps_its_candidates(
    cast: Cast, filling: Election
) -> None:
    """Before, whoever stayed became a nominee again; whoever left, or is new, is none."""
    filling.nominees.filter(state=NomineeState.CANDIDATE).update(state=NomineeState.PROVISIONAL)
    filling.nominees.filter(name="丁大山").update(state=NomineeState.NOMINEE)
    path = "huanjie.office.candidacy.migrations.0010_stay_candidates"
    importlib.import_module(path).keep_candidates(apps, None)
    stays = filling.nominees.filter(state=NomineeState.CANDIDATE)
    assert stays.count() == 7
    assert not stays.filter(name__in=("丁大山", "蓝大有")).exists()
