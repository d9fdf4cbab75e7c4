"""A vote counted by scan (扫描计票): as many papers as collected, declared from its records."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.test import Client
from tests.office.conftest import act
from tests.office.polling.votes import final
from tests.office.scanning.conftest import A_SHEET, Scanning, marked
from tests.office.scanning.papers import FULL, doubtful, pile, scan, sure

from huanjie.domain.adjudication import Illegible
from huanjie.domain.contest import Count, PersonId, Post
from huanjie.door.fault import BadInput
from huanjie.dossier.verify import verify
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.keys import key_ring
from huanjie.office.polling.models import RecordFile
from huanjie.office.polling.rounds import stored_count
from huanjie.office.scanning.models import PaperCode, ScannedPage
from huanjie.office.scanning.records import ScannedPapers, _record


def full(first: int, last: int) -> bytes:
    """Papers that elect everybody."""
    return scan(*(sure(f"c{number}", **FULL) for number in range(first, last + 1)))


def test_papers_that_are_missing_are_said_and_nothing_is_declared(scanning: Scanning) -> None:
    scanning.upload(pile(1, 11))
    with pytest.raises(BadInput, match="读清 11 张，认定 0 张，一共 11 张，比收回的 12 张少 1 张"):
        scanning.evening.declare()


def test_more_papers_than_were_collected_are_said(scanning: Scanning) -> None:
    scanning.upload(pile(1, 13))
    with pytest.raises(BadInput, match="比收回的 12 张多 1 张"):
        scanning.evening.declare()


def test_nothing_is_declared_while_a_doubtful_paper_is_left(scanning: Scanning) -> None:
    scanning.upload(pile(1, 11))
    scanning.upload(scan(doubtful("c12")), name="b.pdf")
    with pytest.raises(BadInput, match="还有 1 张疑票没有认定"):
        scanning.evening.declare()


def test_a_whole_vote_by_scan_is_declared(scanning: Scanning) -> None:
    scanning.upload(full(1, 9))
    scanning.upload(scan(doubtful("c10"), doubtful("c11"), doubtful("c12")), name="b.pdf")
    first, second, third = scanning.words
    scanning.both_rule(marked(member=("p3", "p4"), 妇女委员=("p7",)), item=first)
    scanning.both_rule(marked("", names=("雷春生",)), item=second)
    scanning.both_rule(Illegible(), item=third)
    scanning.evening.declare()
    assert final(scanning.evening) == {
        "chair": ("p1",),
        "member": ("p4", "p3"),
        "妇女委员": ("p7",),
    }
    facts = stored_count(scanning.round).rounds[0].facts
    assert isinstance(facts, Count)
    chair = facts.contests[0]
    assert (chair.post, chair.valid, chair.invalid) == (Post("chair"), 11, 1)
    votes = {person.id: person.votes for person in chair.people}
    assert votes == {"p1": 10, "p2": 0, PersonId("雷春生"): 1}


def test_a_clean_over_vote_is_no_doubt_and_the_law_judges_it(scanning: Scanning) -> None:
    scanning.upload(full(1, 11))
    both = {"chair": {"p1": "approve", "p2": "approve"}}
    scanning.upload(scan(sure("c12", **both)), name="b.pdf")
    assert scanning.words == []
    scanning.evening.declare()
    facts = stored_count(scanning.round).rounds[0].facts
    assert isinstance(facts, Count)
    assert {(each.valid, each.invalid) for each in facts.contests} == {(11, 1)}


def test_the_records_are_kept_as_they_were_counted_and_nothing_leads_back_to_a_code(
    scanning: Scanning,
) -> None:
    scanning.upload(full(1, 12))
    assert PaperCode.objects.count() == 12
    scanning.evening.declare()
    kept = RecordFile.objects.get()
    content = kept.content or ""
    digest = stored_count(scanning.round).rounds[0].cvr_sha256
    assert digest == kept.sha256 == hashlib.sha256(content.encode()).hexdigest()
    lines = [json.loads(line) for line in content.splitlines()]
    assert len({line["id"] for line in lines}) == 12
    assert {line["batch"] for line in lines} == {"中心票箱"}
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    assert not PaperCode.objects.exists()
    assert ScannedPage.objects.count() == 12


def test_a_record_keeps_its_id_while_its_pictures_are_the_same(scanning: Scanning) -> None:
    scanning.upload(full(1, 12))
    papers = ScannedPapers()
    before = [each.id for each in papers.records(scanning.election, scanning.round)]
    assert [each.id for each in papers.records(scanning.election, scanning.round)] == before
    other = scanning.round
    other.pk += 1
    assert _record(scanning.work.pile.sure[0], other, {"中心票箱/a.pdf": "一"}).id not in before


def test_a_record_names_every_picture_of_its_paper(scanning: Scanning) -> None:
    scanning.upload(full(1, 12))
    scanning.upload(full(3, 3), name="again.pdf")
    scanning.evening.declare()
    lines = (RecordFile.objects.get().content or "").splitlines()
    sources = [[page["file"] for page in json.loads(line)["source"]] for line in lines]
    assert sorted(map(len, sources)) == [1] * 11 + [2]
    assert ["中心票箱/a.pdf", "中心票箱/again.pdf"] in sources


def test_the_dossier_seals_the_records(scanning: Scanning) -> None:
    scanning.upload(full(1, 12))
    scanning.evening.declare()
    seal(acting_user=act(scanning.cast.chair), election=scanning.election)
    dossier = Dossier.objects.get()
    raw, archive_key = bytes(dossier.content), key_ring().archive_private_key
    verdict = verify(raw, sealed=bytes(dossier.sealed or b""), archive_key=archive_key)
    assert [step for step in verdict.steps if step.ok is False] == []
    client = Client()
    client.force_login(scanning.cast.chair)
    page = client.get(f"/elections/{scanning.election.pk}/seal/").content.decode()
    assert "封存的单票记录" in page
    file = client.get(f"/elections/{scanning.election.pk}/sealed.zip")
    assert file.content == bytes(dossier.sealed or b"")
    client.force_login(scanning.cast.observer)
    assert client.get(f"/elections/{scanning.election.pk}/sealed.zip").status_code == 403


def test_a_hand_count_seals_nothing(scanning: Scanning) -> None:
    scanning.evening.enter_both(A_SHEET)
    scanning.evening.declare()
    seal(acting_user=act(scanning.cast.chair), election=scanning.election)
    assert not RecordFile.objects.exists()
    assert Dossier.objects.get().sealed is None


def test_names_are_counted_under_one_spelling(scanning: Scanning) -> None:
    scanning.upload(full(1, 10))
    scanning.upload(scan(doubtful("c11"), doubtful("c12")), name="b.pdf")
    first, second = scanning.words
    scanning.both_rule(marked("", names=("雷春生",)), item=first)
    scanning.both_rule(marked("", names=("雷春笙",)), item=second)
    scanning.merge("雷春笙", "雷春生")
    scanning.evening.declare()
    facts = stored_count(scanning.round).rounds[0].facts
    assert isinstance(facts, Count)
    votes = {person.id: person.votes for person in facts.contests[0].people}
    assert votes == {"p1": 10, "p2": 0, "雷春生": 2}


def test_a_corrected_number_of_papers_is_held_against_the_pictures(scanning: Scanning) -> None:
    scanning.upload(full(1, 11))
    scanning.evening.collect(11, voters=11)
    scanning.evening.declare()
    assert final(scanning.evening)["chair"] == ("p1",)
