"""Uploading pictures (上传选票图像): read before they are kept, once by their content, refused in a
sentence.
"""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from tests.office.scanning.conftest import A_SHEET, Scanning, marked
from tests.office.scanning.papers import FakePapers, doubtful, pile, scan, sure

from huanjie.domain.scanned import PageRead
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.polling.models import BallotPrint
from huanjie.office.scanning import intake, services
from huanjie.office.scanning.models import (
    GivenRuling,
    PaperCode,
    ScanFile,
    ScannedPage,
    ScanPlace,
)
from huanjie.office.scanning.papercodes import blind
from huanjie.office.scanning.sealing import content_of


def test_papers_of_several_files_are_joined(scanning: Scanning) -> None:
    scanning.upload(pile(1, 7), name="a.pdf")
    scanning.upload(pile(8, 12), name="b.pdf")
    assert scanning.work.pile.papers == 12


def test_a_paper_that_is_fed_again_in_another_file_counts_once(scanning: Scanning) -> None:
    scanning.upload(pile(1, 7), name="a.pdf")
    scanning.upload(pile(7, 9), name="b.pdf")
    assert scanning.work.pile.papers == 9


def test_two_papers_with_one_code_are_both_doubtful(scanning: Scanning) -> None:
    for name, person, ink in (("a.pdf", "p1", [15]), ("b.pdf", "p2", [15 << 40])):
        paper = sure("c1", chair={person: "approve"}) | {"ink": ink}
        scanning.upload(scan(paper), name=name)
    work = scanning.work
    assert (work.pile.papers, len(work.items)) == (0, 2)


def test_the_pages_of_one_paper_may_come_in_two_files(
    scanning: Scanning, reader: type[FakePapers]
) -> None:
    reader.pages = 2
    scanning.upload(scan(sure("c1")), name="a.pdf")
    assert [doubt.kind for doubt in scanning.work.items[0].doubts] == ["page-missing"]
    scanning.upload(scan({"code": "c1", "part": 2}), name="b.pdf")
    assert scanning.work.pile.papers == 1
    assert not scanning.work.items


def test_a_file_sent_twice_is_kept_once_and_both_places_are_named(scanning: Scanning) -> None:
    first = scanning.upload(pile(1, 3), name="a.pdf", batch="中心票箱")
    again = scanning.upload(pile(1, 3), name="copy.pdf", batch="流动票箱")
    assert (first["again"], again["again"]) == ([], ["中心票箱/a.pdf"])
    assert ScanFile.objects.count() == 1
    assert [str(each) for each in ScanPlace.objects.all()] == [
        "中心票箱/a.pdf",
        "流动票箱/copy.pdf",
    ]
    assert ScannedPage.objects.count() == 3
    assert scanning.work.pile.papers == 3


def test_other_files_of_one_name_are_told_apart(scanning: Scanning) -> None:
    for number in range(1, 4):
        scanning.upload(pile(number, number), name="1.jpg")
    names = list(ScanFile.objects.values_list("name", flat=True))
    assert names == ["中心票箱/1.jpg", "中心票箱/1.jpg (2)", "中心票箱/1.jpg (3)"]


def test_a_file_that_cannot_be_decoded_is_refused_by_its_name_and_not_kept(
    scanning: Scanning,
) -> None:
    with pytest.raises(BadInput, match=r"“坏了\.jpg”读不出图像") as fault:
        scanning.upload(b"nothing", name="坏了.jpg")
    assert "这个文件没有留下" in fault.value.remedy
    assert not ScanFile.objects.exists()
    assert not scanning.round.is_scanned


def test_an_unreadable_page_among_others_is_for_people_to_see(scanning: Scanning) -> None:
    scanning.upload(scan(sure("c1"), doubtful(kind="unreadable", form=None)))
    assert len(scanning.work.items) == 1


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.docx", b"[]", "“a.docx”不是图像，也不是 PDF"),
        ("a.jpg", b"", "“a.jpg”是空的"),
        ("../../a\u202e.txt", b"[]", "“a.txt”不是图像"),
    ],
)
def test_what_is_no_picture_is_refused(
    scanning: Scanning, name: str, raw: bytes, says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        scanning.upload(raw, name=name)


def test_the_largest_file_is_taken_and_a_byte_more_is_not(
    scanning: Scanning, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = pile(1, 2)
    monkeypatch.setattr(settings, "LARGEST_UPLOAD", len(raw))
    scanning.upload(raw)
    with pytest.raises(BadInput, match="分成几个文件上传"):
        scanning.upload(raw + b" ")


def test_as_many_pages_as_a_file_may_have_are_taken_and_one_more_is_not(
    scanning: Scanning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_PAGES_A_FILE", 3)
    scanning.upload(pile(1, 3))
    with pytest.raises(BadInput, match=r"“a\.pdf”超过 3 页"):
        scanning.upload(pile(1, 4))


def test_as_many_pages_as_a_vote_may_have_are_taken_and_one_more_is_not(
    scanning: Scanning, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_PAGES", 3)
    scanning.upload(pile(1, 2))
    scanning.upload(pile(3, 3))
    with pytest.raises(BadInput, match="这次投票的图像超过 3 页"):
        scanning.upload(pile(4, 4))


@pytest.mark.parametrize(("batch", "says"), [(" ", "没有写批次"), ("箱" * 21, "批次超过 20 个字")])
def test_a_batch_has_a_short_name(scanning: Scanning, batch: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        scanning.upload(pile(1, 1), batch=batch)


def test_pictures_and_what_was_read_are_encrypted_and_no_code_is_kept(scanning: Scanning) -> None:
    raw = scan(sure("K7M2PX"), doubtful("K7M2PX"))
    scanning.upload(raw)
    file = ScanFile.objects.get()
    assert content_of(file) == raw
    assert b"K7M2PX" not in bytes(file.content or b"")
    for page in ScannedPage.objects.all():
        assert "K7M2PX" not in (page.content or "")
    codes = {bytes(code) for code in PaperCode.objects.values_list("code", flat=True)}
    assert len(codes) == 1
    assert b"K7M2PX" not in codes.pop()


def test_one_code_in_two_votes_leaves_two_hashes(scanning: Scanning) -> None:
    one, other = scanning.round, scanning.round
    other.pk = one.pk + 1
    assert blind(one, "c1") != blind(other, "c1")


def test_no_vote_is_counted_both_ways(scanning: Scanning) -> None:
    scanning.upload(pile(1, 2))
    with pytest.raises(BadInput, match="这次投票用扫描计票，不再交计票单"):
        scanning.evening.enter(A_SHEET)


def test_a_vote_with_a_sheet_is_not_scanned(scanning: Scanning) -> None:
    scanning.evening.enter(A_SHEET)
    with pytest.raises(BadInput, match="一次投票不能两种方式混用"):
        scanning.upload(pile(1, 2))


def test_before_the_papers_are_collected_nothing_is_scanned(
    scanning: Scanning,
) -> None:
    scanning.election.stage = "polling"
    scanning.election.save()
    with pytest.raises(BadInput, match="上传选票图像只能在“正在计票”时办理"):
        scanning.upload(pile(1, 2))


def test_taking_the_last_file_back_opens_both_ways_again(scanning: Scanning) -> None:
    one = scanning.upload(pile(1, 2), name="a.pdf")["file"]
    other = scanning.upload(pile(3, 4), name="b.pdf")["file"]
    scanning.withdraw(one)
    assert scanning.round.is_scanned
    scanning.withdraw(other)
    assert not scanning.round.is_scanned
    assert not PaperCode.objects.exists()


def test_what_was_decided_of_a_file_that_is_taken_back_goes_with_it(scanning: Scanning) -> None:
    file = scanning.upload(scan(doubtful(), doubtful()), name="a.pdf")["file"]
    scanning.upload(scan(doubtful("c9")), name="b.pdf")
    for word in scanning.words:
        scanning.rule(scanning.cast.teller, marked(), item=word)
    scanning.withdraw(file)
    assert GivenRuling.objects.count() == 1


def test_a_whole_batch_is_taken_back_at_once(scanning: Scanning) -> None:
    files = [scanning.upload(pile(n, n), name=f"{n}.jpg")["file"] for n in range(3)]
    scanning.upload(pile(9, 9), name="9.jpg", batch="流动票箱")
    assert scanning.withdraw(*files) == 3
    assert list(ScanFile.objects.values_list("batch", flat=True)) == ["流动票箱"]


def test_a_file_of_another_vote_is_not_taken_back(scanning: Scanning) -> None:
    with pytest.raises(BadInput, match="没有这份图像文件"):
        scanning.withdraw(77)
    with pytest.raises(BadInput, match="没有这份图像文件"):
        scanning.withdraw()


def test_a_code_that_was_not_printed_here_is_for_a_person(scanning: Scanning) -> None:
    """Where the papers were printed here, a paper with another code is none of them."""
    scanning.upload(pile(1, 2))
    assert not scanning.work.joined.doubtful
    BallotPrint.objects.create(
        election=scanning.election,
        region=scanning.election.region,
        number=scanning.round.number,
        batch=1,
        size="A4",
        symbols=False,
        papers=1,
        codes=json.dumps(["0123456789ABCDEF"]),
        made_at=clock.now(),
    )
    unknown: tuple[PageRead, ...] = scanning.work.joined.doubtful
    assert [str(page.doubts[0]) for page in unknown] == ["选票编号不在印制的编号里"] * 2
