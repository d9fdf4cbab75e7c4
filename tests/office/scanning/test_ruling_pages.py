"""The pages of a scan on which doubtful papers are ruled on (认定疑票的页面)."""

from __future__ import annotations

import re

import pytest
from tests.office.scanning.browsing import address, browser, ruled
from tests.office.scanning.conftest import Scanning, marked
from tests.office.scanning.papers import FULL, doubtful, pile, scan, sure

from huanjie.office.planning.laws import law_of
from huanjie.office.scanning.models import GivenRuling
from huanjie.office.security.models import Kind, SecurityEvent


def test_a_doubtful_paper_is_shown_with_its_picture_and_ruled_on(scanning: Scanning) -> None:
    boxes = [["chair", "p1"]]
    scanning.upload(scan(doubtful("c1", boxes=boxes), doubtful("c2")))
    client = browser(scanning.cast.teller)
    page = client.get(address(scanning, "doubtful/")).content.decode()
    assert "第 1 张，共 2 张" in page
    assert "还有 2 张等您认定" in page
    assert "data:image/jpeg;base64," in page
    assert "标记不能确定" in page
    assert page.count("<rect ") == 1
    word = re.search(r'name="item" value="(\w+)"', page)
    assert word
    answer = client.post(address(scanning, "doubtful/"), ruled() | {"item": word[1]})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?item={scanning.words[1]}")
    assert GivenRuling.objects.get().place == 1


def test_the_page_says_who_decides_of_a_doubtful_paper_where_the_law_says_so(
    scanning: Scanning,
) -> None:
    """浙江省村民委员会选举办法第二十七条第四款: the scrutineers ask the election committee."""
    scanning.upload(scan(doubtful()))
    said = browser(scanning.cast.teller).get(address(scanning, "doubtful/")).content.decode()
    (rule,) = law_of(scanning.election).pack.provided("illegible", "doubtful-ballots")
    assert rule.says in said
    assert rule.article in said


def test_every_look_at_a_picture_is_in_the_security_log(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1")))
    browser(scanning.cast.teller).get(address(scanning, "doubtful/"))
    event = SecurityEvent.objects.filter(kind=Kind.READ).latest("pk")
    assert (event.user, event.people, event.address) == (scanning.cast.teller, 1, "adjudicate")


def test_what_was_read_for_sure_is_filled_in_and_what_was_not_is_not(scanning: Scanning) -> None:
    marks = {"member": {"p3": "approve"}}
    scanning.upload(scan(doubtful("c1", marks=marks, boxes=[["chair", "p1"]])))
    page = browser(scanning.cast.teller).get(address(scanning, "doubtful/")).content.decode()

    def chosen(name: str) -> list[str]:
        found = re.findall(rf'<input type="radio" name="{name}" value="(\w+)"[^>]*checked', page)
        return list(found)

    assert chosen("member-mark-p3") == ["approve"]
    assert chosen("member-mark-p4") == ["none"]
    assert chosen("chair-mark-p1") == []


def test_of_the_paper_itself_nothing_is_said_before_a_person_does(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1", "write-in", marks=FULL)))
    client = browser(scanning.cast.teller)
    page = client.get(address(scanning, "doubtful/")).content.decode()
    assert not re.search(r'name="verdict"[^>]*checked', page)
    form = ruled() | {"item": scanning.words[0]}
    del form["verdict"]
    assert client.post(address(scanning, "doubtful/"), form).status_code == 422


def test_a_row_in_doubt_must_be_chosen(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1")))
    form = ruled() | {"item": scanning.words[0]}
    del form["chair-mark-p1"]
    answer = browser(scanning.cast.teller).post(address(scanning, "doubtful/"), form)
    assert answer.status_code == 422
    assert "还没有选。" in answer.content.decode()
    assert not GivenRuling.objects.exists()


def test_a_verdict_on_the_whole_needs_no_marks(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful(), doubtful(), sure("c1")))
    client = browser(scanning.cast.teller)
    first, second = scanning.words
    own = {"key": "k1", "verdict": "not-a-paper", "item": first}
    assert client.post(address(scanning, "doubtful/"), own).status_code == 302
    same = {"key": "k2", "verdict": "same-paper", "item": second}
    assert client.post(address(scanning, "doubtful/"), same).status_code == 422
    same |= {"key": "k3", "same_file": "中心票箱/a.pdf", "same_page": "3"}
    assert client.post(address(scanning, "doubtful/"), same).status_code == 302
    assert GivenRuling.objects.count() == 2


def test_the_third_person_sees_both_and_decides(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1")))
    scanning.rule(scanning.cast.teller, marked("p1"))
    scanning.rule(scanning.cast.other_teller, marked("", names=("雷春生",)))
    client = browser(scanning.cast.scrutineer)
    page = client.get(address(scanning, "doubtful/")).content.decode()
    assert "两个人的认定不同，由您裁定" in page
    assert "雷春生" in page
    client.post(address(scanning, "doubtful/"), ruled("p1") | {"item": scanning.words[0]})
    assert scanning.work.pile.papers == 1


def test_ones_own_ruling_is_shown_and_taken_back(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1")))
    word = scanning.words[0]
    scanning.rule(scanning.cast.teller, marked("p1"))
    client = browser(scanning.cast.teller)
    page = client.get(address(scanning, f"doubtful/?item={word}")).content.decode()
    assert "您的认定" in page
    assert "收回我的认定" in page
    client.post(address(scanning, "doubtful/back/"), {"key": "k", "item": word})
    assert not GivenRuling.objects.exists()


def test_an_unreadable_page_is_said_to_be(scanning: Scanning) -> None:
    scanning.upload(scan(sure("c1"), doubtful(kind="unreadable", form=None)))
    page = browser(scanning.cast.teller).get(address(scanning, "doubtful/")).content.decode()
    assert "这一页读不出图像" in page


@pytest.mark.parametrize("item", ["", "?item=nothing", "?item=" + "0" * 64])
def test_where_nothing_waits_the_page_says_so(scanning: Scanning, item: str) -> None:
    scanning.upload(pile(1, 12))
    page = browser(scanning.cast.teller).get(address(scanning, "doubtful/", item))
    assert "没有疑票" in page.content.decode()


def test_before_anything_is_scanned_there_is_nothing_to_adjudicate(scanning: Scanning) -> None:
    page = browser(scanning.cast.teller).get(address(scanning, "doubtful/")).content.decode()
    assert "这次投票没有扫描选票。" in page


def test_a_scrutineer_merges_spellings(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1")))
    scanning.both_rule(marked("", names=("雷春笙",)))
    client, there = browser(scanning.cast.scrutineer), address(scanning, "names/")
    form = {"key": "k1", "spelling": "雷春笙", "name": "雷春生"}
    page = client.post(there, form, follow=True).content.decode()
    assert "写法已经合并。" in page
    page = client.post(there, {"key": "k2", "part": "雷春笙"}, follow=True).content.decode()
    assert "写法已经分开。" in page
    answer = client.post(there, form | {"key": "k3", "name": "蓝志强"})
    assert answer.status_code == 422
    assert "是选票上的候选人" in answer.content.decode()
