"""The pages of a bar (认定不符合条件): told, appealed against, decided above, and relaxed."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.office.candidacy.conftest import put_up
from tests.office.candidacy.pages import at, text_of
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.readaloud import english, faults

from huanjie.law.shelf import load
from huanjie.office.candidacy.barring import file_appeal
from huanjie.office.candidacy.models import Barring, Nominee
from huanjie.office.people.models import User
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


def test_a_bar_asks_until_when_to_appeal_and_offers_the_letter(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    clerk = browse(cast.clerk)
    page = text_of(clerk, at(punished, "findings/p1/bar/"))
    assert "法律没有规定申诉的期限" in page
    form = {"key": "k", "appeal_until": "2026-05-21", "confirm": "1"}
    assert clerk.post(at(punished, "findings/p1/bar/"), form).status_code == 302
    text = text_of(clerk, at(punished, "findings/p1/"))
    assert "下载告知书" in text
    assert "钟一鸣" not in text_of(clerk, at(punished, "")).split("公布以前还缺")[0]


def test_a_bar_offers_three_working_days_to_appeal_and_warns_of_fewer(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    clerk, address = browse(cast.clerk), at(punished, "findings/p1/bar/")
    assert 'value="2026-05-21"' in text_of(clerk, address)  # it is a Monday
    for day, warned in (("2026-05-18", True), ("2026-05-20", True), ("2026-05-21", False)):
        check = clerk.post(address, {"key": "k", "appeal_until": day})
        assert check.status_code == 200
        assert ("不满 3 个（换届约定）" in check.content.decode()) is warned, day
    assert not Barring.objects.exists()
    short = {"key": "s", "appeal_until": "2026-05-18", "confirm": "1"}
    assert clerk.post(address, short).status_code == 302, "told, and not refused"


def test_an_appeal_goes_from_the_clerk_to_the_chair_and_back_to_the_list(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    clerk, chair = browse(cast.clerk), browse(cast.chair)
    filed = {"key": "a", "filed_on": "2026-05-18"}
    assert clerk.post(at(barred, "findings/p1/appeal/"), filed).status_code == 302
    assert "findings/p1/decision/" not in text_of(clerk, at(barred, "findings/p1/"))
    assert "findings/p1/decision/" in text_of(chair, at(barred, "findings/p1/"))
    decided = {
        "key": "b",
        "upheld": "yes",
        "document": "决定书1号",
        "criminal_punishment": "no",
        "evidence": "法院证明，2026年第3号",
        "confirm": "1",
    }
    assert chair.post(at(barred, "findings/p1/decision/"), decided).status_code == 302
    assert Nominee.objects.get(person="p1").state == "provisional"
    assert "以前的认定" in text_of(clerk, at(barred, "findings/p1/"))


def test_an_appeal_upheld_without_facts_comes_back_with_the_reason(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    file_appeal(acting_user=act(cast.clerk), election=barred, person="p1", filed_on=OPENED_ON)
    form = {"key": "b", "upheld": "yes", "document": "决定书1号"}
    answer = browse(cast.chair).post(at(barred, "findings/p1/decision/"), form)
    assert answer.status_code == 422
    assert "申诉成立要有新的事实" in answer.content.decode()
    assert Barring.objects.get().appeal_state == "filed"


def test_the_office_enters_an_exemption_on_its_page(
    cast: Cast, branch_election: Election, browse: Browse
) -> None:
    pack = load("party-branch@1990-06-27", today=OPENED_ON)
    keep_pack(pack)
    Election.objects.filter(pk=branch_election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    branch_election.refresh_from_db()
    put_up(cast, branch_election, "member", "钟一鸣")
    branch_election.roll.filter(name="钟一鸣").update(standing="rights-suspended")
    town = browse(cast.town)
    assert "findings/p1/exemption/" in text_of(town, at(branch_election, "findings/p1/"))
    form = {
        "key": "k",
        "condition": "suspended",
        "approved_by": "中共罗阳镇委员会",
        "document": "罗委〔2026〕8号",
        "approved_on": "2026-05-18",
    }
    address = at(branch_election, "findings/p1/exemption/")
    assert town.post(address, form).status_code == 302
    text = text_of(town, at(branch_election, "findings/p1/"))
    assert "已批准放宽" in text
    assert "罗委〔2026〕8号" in text


def test_a_bar_and_its_appeal_read_in_english(cast: Cast, barred: Election, browse: Browse) -> None:
    file_appeal(acting_user=act(cast.clerk), election=barred, person="p1", filed_on=OPENED_ON)
    chair = english(browse(cast.chair))
    for rest in ("findings/", "findings/p1/", "findings/p1/decision/", "findings/p1/bar/", ""):
        page = chair.get(at(barred, rest))
        assert not list(faults(rest, page.content.decode()))
