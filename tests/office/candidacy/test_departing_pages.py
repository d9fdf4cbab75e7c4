"""The pages of the published list (公布以后的名单): leaving it, the notice posted anew, filling a
place.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import (
    add,
    declare_clean,
    publish,
    put_up,
    put_up_enough,
    under,
)
from tests.office.candidacy.test_departing import INELIGIBLE, leave, leaving
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on
from tests.office.readaloud import english, faults

from huanjie.domain.cycle import Stage
from huanjie.domain.departure import Reason
from huanjie.law.shelf import load
from huanjie.office.candidacy.models import Departure, Nominee
from huanjie.office.overview.particulars import in_words
from huanjie.office.people.models import User
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election
from huanjie.office.polling.issuing import issue_papers

Browse = Callable[[User], Client]
TYPED = {"reason": "own-wish", "document": "退出声明1号", "received_on": OPENED_ON.isoformat()}


@pytest.fixture
def listed(cast: Cast, village_election: Election) -> Election:
    put_up_enough(cast, village_election)
    add(village_election, 20, "钟小妹")
    put_up(cast, village_election, "member", "钟小妹")
    declare_clean(cast, village_election)
    publish(cast, village_election)
    return village_election


def at(election: Election, rest: str = "") -> str:
    return f"/elections/{election.pk}/candidates/{rest}"


def number_of(election: Election, name: str) -> int:
    return Nominee.objects.get(election=election, name=name).pk


def test_the_chair_enters_that_somebody_left_and_the_notice_says_so_without_a_reason(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    chair = browse(cast.chair)
    own = at(listed, f"{number_of(listed, '欧阳秀')}/leave/")
    assert own in chair.get(at(listed)).content.decode()
    form = chair.get(own).content.decode()
    assert "2026年6月25日" in form
    assert "没有因犯罪受过刑事处罚" not in form
    with on(OPENED_ON):
        typed = TYPED | {"key": "a", "confirm": "1"}
        done = chair.post(own, typed, follow=True).content.decode()
    assert "已从名单上去掉" in done
    assert "不再是委员的候选人" in done
    notice = browse(cast.observer).get(at(listed, "notice/")).content.decode()
    assert "欧阳秀不再是委员的候选人。" in notice
    assert "调整后重新公布" in notice
    assert "退出声明" not in notice
    assert "本人书面退出" not in notice


def test_whoever_may_not_see_findings_reads_no_reason(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    leave(cast.chair, listed, "欧阳秀", leaving(Reason.DIED, document="死亡证明"))
    for who, sees in ((cast.observer, False), (cast.clerk, True)):
        page = browse(who).get(at(listed)).content.decode()
        assert "欧阳秀" in page
        assert ("死亡" in page) is sees
    person = Nominee.objects.get(name="欧阳秀").person
    page = browse(cast.clerk).get(at(listed, f"findings/{person}/")).content.decode()
    assert "<p>死亡 · " in page
    assert "退出" not in page.split("<h2", 1)[1].split("</section>")[0]


def test_a_refusal_comes_back_with_what_was_typed(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    own = at(listed, f"{number_of(listed, '欧阳秀')}/leave/")
    answer = browse(cast.chair).post(own, TYPED | {"reason": "ineligible", "key": "a"})
    assert answer.status_code == 422
    assert "丧失资格要有查明的事实" in answer.content.decode()
    assert "退出声明1号" in answer.content.decode()
    assert not Departure.objects.exists()


def test_only_the_chair_has_the_link_and_nobody_once_ballots_are_out(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    assert "/leave/" not in browse(cast.clerk).get(at(listed)).content.decode()
    assert "/leave/" in browse(cast.chair).get(at(listed)).content.decode()
    with on(POLLING_DAY):
        issue_papers(acting_user=act(cast.clerk), election=listed, number=1, issued=9)
    assert "/leave/" not in browse(cast.chair).get(at(listed)).content.decode()


def test_a_list_that_is_too_short_leads_to_filling_and_back_to_nominating(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    leave(cast.chair, listed, "丁大山")
    chair = browse(cast.chair)
    page = chair.get(at(listed)).content.decode()
    assert "现在不能发出选票" in page
    assert at(listed, "fill-up/") in page
    assert at(listed, "fill-up/") not in browse(cast.clerk).get(at(listed)).content.decode()
    asked = chair.get(at(listed, "fill-up/")).content.decode()
    assert "名额不足的，在原投票提名的人中按得票补足" in asked
    assert "要补充提名" in asked
    done = chair.post(at(listed, "fill-up/"), {"confirm": "1", "key": "b"}, follow=True)
    assert "可以重新提名" in done.content.decode()
    listed.refresh_from_db()
    assert listed.stage == Stage.ROLL_PUBLISHED


def test_an_appeal_that_may_still_come_holds_ballots_back_and_leads_to_no_filling(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    leave(cast.chair, listed, "欧阳秀", INELIGIBLE)
    chair = browse(cast.chair)
    with on(OPENED_ON):
        page = chair.get(at(listed)).content.decode()
        asked = chair.get(at(listed, "fill-up/")).content.decode()
    assert "现在不能发出选票" in page
    assert "还可以申诉" in page
    assert at(listed, "fill-up/") not in page
    assert "候选人没有缺额，不用递补" in asked
    assert 'name="confirm"' not in asked


def test_where_no_law_fills_the_place_there_is_no_button(
    cast: Cast, listed: Election, browse: Browse
) -> None:
    leave(cast.chair, listed, "丁大山")
    pack = load("villagers-committee", on=POLLING_DAY, today=POLLING_DAY)
    Election.objects.filter(pk=listed.pk).update(pack=pack.id, pack_sha256=keep_pack(pack))
    chair = browse(cast.chair)
    page = chair.get(at(listed)).content.decode()
    assert "撤销这次选举" in page
    assert at(listed, "fill-up/") not in page
    assert "没有写候选人缺额怎样递补" in chair.get(at(listed, "fill-up/")).content.decode()


def test_the_pages_are_whole_in_english(cast: Cast, listed: Election, browse: Browse) -> None:
    leave(cast.chair, listed, "丁大山")
    browser = english(browse(cast.chair))
    for rest in ("", "fill-up/", f"{number_of(listed, '欧阳秀')}/leave/"):
        html = browser.get(at(listed, rest)).content.decode()
        assert list(faults(rest, html)) == []


def test_a_history_says_how_many_left_and_why() -> None:
    says = {"left": ["p1"], "left_because": "died", "filed_on": "2026-06-20"}
    assert in_words("leave-list", says) == "离开名单 1 人次，死亡，2026年6月20日（周六）收到"
    assert in_words("fill-up", {"relisted": ["p1", "p2"]}) == "留在名单上 2 人次"


@pytest.mark.parametrize(("region", "is_fixed"), [("tianjin", True), ("zhejiang", False)])
def test_of_a_list_that_no_one_may_change_it_says_what_the_text_does_not_except(
    cast: Cast, village_election: Election, browse: Browse, region: str, is_fixed: bool
) -> None:
    """Tianjin 22(2): 任何组织或者个人不得取消、调整或者变更."""
    under(village_election, region)
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    own = at(village_election, f"{number_of(village_election, '欧阳秀')}/leave/")
    form = browse(cast.chair).get(own).content.decode()
    assert ("条文没有写成例外，按约定从名单上去掉" in form) is is_fixed
