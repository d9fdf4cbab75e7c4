"""The pages of a scan that declare, and on which ballots are looked at (看选票的页面)."""

from __future__ import annotations

import pytest
from tests.office.scanning.browsing import address, browser
from tests.office.scanning.conftest import Scanning
from tests.office.scanning.papers import FULL, pile, scan, sure

from huanjie.domain.scanned import PageRead
from huanjie.door.cursor import Cursor
from huanjie.exchange.pageread import read_page_read
from huanjie.office.polling.models import RecordFile
from huanjie.office.scanning import ballots
from huanjie.office.security.models import Kind, SecurityEvent


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
