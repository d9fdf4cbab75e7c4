"""The pages of a scan (扫描计票的页面): files sent in, papers ruled on, ballots looked at."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.scanning.conftest import A_SHEET, Scanning, marked
from tests.office.scanning.papers import FULL, doubtful, pile, scan, sure

from huanjie.domain.scanned import PageRead
from huanjie.door.cursor import Cursor
from huanjie.exchange.pageread import read_page_read
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.polling.models import RecordFile
from huanjie.office.scanning import ballots
from huanjie.office.scanning.models import GivenRuling, ScanFile
from huanjie.office.security.models import Kind, SecurityEvent


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(scanning: Scanning, *ends: str) -> str:
    return f"/elections/{scanning.election.pk}/rounds/1/scans/" + "".join(ends)


def files(**contents: bytes) -> dict[str, Any]:
    """A form with these files; `_` in a name stands for its point."""
    several = [SimpleUploadedFile(name.replace("_", "."), raw) for name, raw in contents.items()]
    return {"key": uuid.uuid4().hex, "batch": "中心票箱", "pictures": several}


def ruled(chair: str = "p1", **more: str) -> dict[str, str]:
    """The form of a ruling that marks one person for the chair and nobody else."""
    marks = {f"chair-mark-{p}": "approve" if p == chair else "none" for p in ("p1", "p2")}
    marks |= {f"member-mark-p{n}": "none" for n in range(3, 7)}
    marks |= {f"妇女委员-mark-p{n}": "none" for n in (7, 8)}
    return {"key": uuid.uuid4().hex, "verdict": "marked"} | marks | more


# Sending files ----------------------------------------------------------------------------------


def test_several_files_are_sent_at_once_and_the_page_says_how_far_the_papers_are(
    scanning: Scanning,
) -> None:
    client = browser(scanning.cast.teller)
    form = files(a_pdf=pile(1, 4), b_jpg=pile(5, 5))
    said = client.post(address(scanning), form, follow=True).content.decode()
    assert "“a.pdf”读了 4 页。" in said
    assert "“b.jpg”读了 1 页。" in said
    assert "一共 5 张，比收回的选票少 7 张" in said
    assert ScanFile.objects.count() == 2


@pytest.mark.parametrize(
    ("last", "says"),
    [(11, "比收回的选票少 1 张"), (12, "与收回的选票相同"), (13, "比收回的选票多 1 张")],
)
def test_the_page_says_by_how_many_papers_the_numbers_differ(
    scanning: Scanning, last: int, says: str
) -> None:
    scanning.upload(pile(1, last))
    said = browser(scanning.cast.chair).get(address(scanning)).content.decode()
    assert f"一共 {last} 张，{says}" in said


def test_each_file_that_cannot_be_read_has_its_sentence_and_the_others_are_kept(
    scanning: Scanning,
) -> None:
    client = browser(scanning.cast.teller)
    form = files(good_pdf=pile(1, 4), bad_jpg=b"?", note_txt=b"x")
    answer = client.post(address(scanning), form)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "“good.pdf”读了 4 页。" in said
    assert "“bad.jpg”读不出图像" in said
    assert "“note.txt”不是图像，也不是 PDF" in said
    assert list(ScanFile.objects.values_list("name", flat=True)) == ["中心票箱/good.pdf"]


def test_a_script_is_answered_with_the_line_of_its_file_alone(scanning: Scanning) -> None:
    client = browser(scanning.cast.teller)
    headers = {"HX-Request": "true"}
    kept = client.post(address(scanning), files(a_pdf=pile(1, 1)) | {"n": "0"}, headers=headers)
    assert kept.status_code == 200
    assert "<html" not in kept.content.decode()
    assert "“a.pdf”读了 1 页。" in kept.content.decode()
    lost = client.post(address(scanning), files(b_pdf=b"?") | {"n": "1"}, headers=headers)
    assert lost.status_code == 422
    assert "“b.pdf”读不出图像" in lost.content.decode()


def test_one_form_sends_every_file_under_a_number_of_its_own(scanning: Scanning) -> None:
    client = browser(scanning.cast.teller)
    form = files(a_pdf=pile(1, 1))
    for number, raw in enumerate((pile(1, 1), pile(2, 2))):
        own = form | {"pictures": [SimpleUploadedFile("a.pdf", raw)], "n": str(number)}
        assert client.post(address(scanning), own).status_code == 302
    assert ScanFile.objects.count() == 2


def test_a_file_that_arrives_twice_is_answered_alike(scanning: Scanning) -> None:
    client = browser(scanning.cast.teller)
    form = files(a_pdf=pile(1, 1))
    for _ in range(2):
        own = form | {"pictures": [SimpleUploadedFile("a.pdf", pile(1, 1))]}
        said = client.post(address(scanning), own, follow=True).content.decode()
        assert "“a.pdf”读了 1 页。" in said
    assert ScanFile.objects.get().places.count() == 1


def test_a_file_sent_again_says_where_it_was_sent_before(scanning: Scanning) -> None:
    scanning.upload(pile(1, 1), name="a.pdf", batch="流动票箱")
    client = browser(scanning.cast.teller)
    said = client.post(address(scanning), files(b_pdf=pile(1, 1)), follow=True).content.decode()
    assert "“b.pdf”已经上传过（流动票箱/a.pdf），只算一次。" in said
    assert "又传过：" in said


def test_a_form_without_a_file_or_a_batch_says_so(scanning: Scanning) -> None:
    client = browser(scanning.cast.teller)
    answer = client.post(address(scanning), {"key": "k", "batch": ""})
    assert answer.status_code == 422
    assert "还没有选文件。" in answer.content.decode()


@pytest.mark.parametrize("who", ["chair", "clerk", "scrutineer", "observer", "town"])
def test_who_does_not_scan_sees_the_numbers_and_sends_nothing(scanning: Scanning, who: str) -> None:
    scanning.upload(pile(1, 3))
    client = browser(getattr(scanning.cast, who))
    page = client.get(address(scanning)).content.decode()
    assert "选票张数" in page
    assert "上传并识读" not in page
    assert client.post(address(scanning), files(a_pdf=pile(4, 4))).status_code == 403


def test_a_vote_with_a_sheet_offers_no_upload(scanning: Scanning) -> None:
    scanning.evening.enter(A_SHEET)
    page = browser(scanning.cast.other_teller).get(address(scanning)).content.decode()
    assert "不能再扫描" in page
    assert "上传并识读" not in page


def test_a_scanned_vote_offers_no_sheet(scanning: Scanning) -> None:
    scanning.upload(pile(1, 3))
    sheet = f"/elections/{scanning.election.pk}/rounds/1/sheet/"
    page = browser(scanning.cast.teller).get(sheet).content.decode()
    assert "这次投票用扫描计票，不填计票单。" in page


def test_a_file_is_taken_back_after_one_more_look(scanning: Scanning) -> None:
    file = scanning.upload(pile(1, 3))["file"]
    client = browser(scanning.cast.teller)
    there = address(scanning, "withdraw/")
    asked = client.post(there, {"file": file}).content.decode()
    assert "对它们的认定也一起撤下" in asked
    client.post(there, {"file": file, "confirm": "1", "key": "k1"})
    assert not ScanFile.objects.exists()
    assert client.post(there, {"file": file}).status_code == 422


def test_a_batch_is_taken_back_after_one_more_look(scanning: Scanning) -> None:
    for number in range(2):
        scanning.upload(pile(number, number), name=f"{number}.jpg", batch="一号箱")
    scanning.upload(pile(5, 5), batch="二号箱")
    client, there = browser(scanning.cast.teller), address(scanning, "withdraw/")
    assert "一号箱" in client.post(there, {"batch": "一号箱"}).content.decode()
    client.post(there, {"batch": "一号箱", "confirm": "1", "key": "k1"})
    assert [file.batch for file in ScanFile.objects.all()] == ["二号箱"]
    assert client.post(there, {"batch": "一号箱"}).status_code == 422


# Ruling -----------------------------------------------------------------------------------------


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


# Declaring and looking --------------------------------------------------------------------------


def test_the_page_of_the_declaration_says_which_numbers_disagree(scanning: Scanning) -> None:
    scanning.upload(pile(1, 10))
    there = f"/elections/{scanning.election.pk}/rounds/1/declare/"
    page = browser(scanning.cast.chair).get(there).content.decode()
    assert "读清 10 张，认定 0 张，一共 10 张，比收回的 12 张少 2 张" in page


def test_a_scanned_vote_is_declared_on_its_page(scanning: Scanning) -> None:
    scanning.upload(scan(*(sure(f"c{n}", **FULL) for n in range(12))))
    client = browser(scanning.cast.chair)
    there = f"/elections/{scanning.election.pk}/rounds/1/declare/"
    page = client.get(there).content.decode()
    assert "选票都读清了或者由两个人认定了" in page
    assert "scans/ballots/?post=chair&amp;what=votes&amp;whom=p1" in page
    assert client.post(there, {"key": "k", "confirm": "1"}).status_code == 302
    assert RecordFile.objects.exists()
    page = client.get(f"/elections/{scanning.election.pk}/rounds/1/").content.decode()
    assert "scans/ballots/?post=chair&amp;what=votes&amp;whom=p1" in page


@pytest.mark.parametrize("declared", [False, True])
def test_the_papers_of_a_total_are_shown_page_by_page_and_every_look_is_entered(
    scanning: Scanning, declared: bool
) -> None:
    papers = [sure(f"c{n}", **FULL) for n in range(8)]
    papers += [sure(f"d{n}", chair={"p2": "approve"}) for n in range(4)]
    scanning.upload(scan(*papers))
    if declared:
        scanning.evening.declare()
    client, there = browser(scanning.cast.scrutineer), address(scanning, "ballots/")
    asked = client.get(there, {"post": "chair", "what": "votes", "whom": "p1"})
    assert "这个数里有 8 张选票。" in asked.content.decode()
    assert "data:image" not in asked.content.decode()
    form = {"post": "chair", "what": "votes", "whom": "p1", "key": "k", "because": "复核得票"}
    first = client.post(there, form).content.decode()
    assert first.count("data:image/jpeg") == 6
    second = client.post(there, form | {"page": "2"}).content.decode()
    assert second.count("data:image/jpeg") == 2
    events = SecurityEvent.objects.filter(kind=Kind.READ, user=scanning.cast.scrutineer)
    assert list(events.order_by("pk").values_list("people", flat=True)) == [6, 2]


def test_a_look_decodes_the_pages_of_the_papers_it_shows_and_no_other_of_their_file(
    scanning: Scanning, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanning.upload(scan(*(sure(f"c{n}", **FULL) for n in range(12))))
    scanning.evening.declare()
    decoded: list[PageRead] = []

    def counted(at: Cursor) -> PageRead:
        decoded.append(read_page_read(at))
        return decoded[-1]

    monkeypatch.setattr(ballots, "read_page_read", counted)
    form = {"post": "chair", "what": "votes", "whom": "p1", "key": "k", "because": "复核得票"}
    page = browser(scanning.cast.scrutineer).post(address(scanning, "ballots/"), form)
    assert page.content.decode().count("data:image/jpeg") == ballots.A_PAGE
    assert len({each.place for each in decoded}) == len(decoded) == ballots.A_PAGE


def test_nobody_looks_without_saying_what_for(scanning: Scanning) -> None:
    scanning.upload(pile(1, 12))
    client, there = browser(scanning.cast.chair), address(scanning, "ballots/")
    answer = client.post(there, {"post": "chair", "what": "votes", "whom": "p1", "key": "k"})
    assert answer.status_code == 422
    assert "没有写用途" in answer.content.decode()
    assert not SecurityEvent.objects.filter(kind=Kind.READ).exists()


@pytest.mark.parametrize("who", ["teller", "observer", "clerk", "town", "county"])
def test_nobody_else_looks_at_ballots(scanning: Scanning, who: str) -> None:
    scanning.upload(pile(1, 12))
    scanning.evening.declare()
    client = browser(getattr(scanning.cast, who))
    asked = {"post": "chair", "what": "votes", "whom": "p1", "because": "看", "key": "k"}
    assert client.get(address(scanning, "ballots/"), asked).status_code == 403
    assert client.post(address(scanning, "ballots/"), asked).status_code == 403
    page = client.get(f"/elections/{scanning.election.pk}/rounds/1/").content.decode()
    assert "scans/ballots/" not in page


@pytest.mark.parametrize(
    "asked", [{"post": "mayor"}, {"post": "chair", "what": "guess"}, {"post": "chair\0"}]
)
def test_a_total_that_is_none_is_refused(scanning: Scanning, asked: dict[str, str]) -> None:
    scanning.upload(pile(1, 12))
    answer = browser(scanning.cast.chair).get(address(scanning, "ballots/"), asked)
    assert answer.status_code in (400, 422)


def test_papers_that_are_void_are_looked_at_too(scanning: Scanning) -> None:
    over = {"chair": {"p1": "approve", "p2": "approve"}}
    scanning.upload(scan(sure("v", **over), *(sure(f"c{n}", **FULL) for n in range(11))))
    there = address(scanning, "ballots/")
    form = {"post": "chair", "what": "invalid", "key": "k", "because": "复核无效票"}
    page = browser(scanning.cast.chair).post(there, form).content.decode()
    assert page.count("data:image/jpeg") == 1
