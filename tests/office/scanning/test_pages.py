"""The pages of a scan (扫描计票的页面): files sent in and taken back."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.office.scanning.browsing import address, browser, files
from tests.office.scanning.conftest import A_SHEET, Scanning
from tests.office.scanning.papers import pile

from huanjie.office.scanning.models import ScanFile


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
