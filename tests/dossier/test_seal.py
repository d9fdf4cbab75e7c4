"""Sealing a dossier (封存卷宗): what is in it, and what never is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.examples import EXAMPLES, example

from huanjie.domain.rounds import CountFile
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads
from huanjie.dossier import container
from huanjie.dossier.build import Chance, seal_dossier
from huanjie.dossier.correction import Correction, correction_of
from huanjie.dossier.verify import verify
from huanjie.exchange.count import read_count
from huanjie.law.applied import Law
from huanjie.protect.signature import verify_signature
from huanjie.protect.verifierkey import read_verifier_key
from huanjie.record.checkpoint import open_checkpoint

CHANCE = Chance(now=cast.NOW, random=cast.chance())


@pytest.fixture
def files(sealing: Sealing) -> dict[str, bytes]:
    return container.read(sealing.public)


def test_it_holds_what_a_stranger_needs_and_nothing_else(files: dict[str, bytes]) -> None:
    assert set(files) == {
        "count.json",
        "declaration.json",
        "documents/result-notice.txt",
        "election.json",
        "index.html",
        "law/calendar.json",
        "law/pack.json",
        "log/checkpoint",
        "log/entries.json",
        "log/key",
        "manifest.json",
        "schedule.json",
    }


def test_it_is_whole_and_its_signer_is_checked_only_where_a_key_is_given(sealing: Sealing) -> None:
    verdict = verify(sealing.public)
    assert verdict.as_json() == {"whole": True, "fails": None, "signer": "not checked"}
    assert verdict.good
    assert verify(sealing.public, key=sealing.keys.fingerprint).signer == "checked"


def test_the_result_is_read_from_the_verdict(sealing: Sealing) -> None:
    assert verify(sealing.public).result[1:] == ("主任：赵明远", "委员：孙桂兰、李建国、周文斌")


def test_no_ballot_and_no_record_is_in_the_public_part(
    sealing: Sealing, files: dict[str, bytes]
) -> None:
    for path in sealing.records:
        for line in path.read_bytes().splitlines():
            record = json.loads(line)
            assert record["id"].encode() not in sealing.public
            assert record["source"][0]["file"].encode() not in sealing.public
    for raw in files.values():
        assert b"marks" not in raw
        assert b".png" not in raw


def test_the_count_is_read_back_as_it_was(sealing: Sealing, files: dict[str, bytes]) -> None:
    assert read_count(Cursor(json.loads(files["count.json"]))) == sealing.count


def test_the_calendar_holds_only_the_years_that_the_schedule_touches(
    files: dict[str, bytes],
) -> None:
    years = json.loads(files["law/calendar.json"])["years"]
    assert [year["year"] for year in years] == [2026]


def test_an_election_at_the_turn_of_the_year_takes_both_years(sealing: Sealing, law: Law) -> None:
    count = replace(
        sealing.count, election=replace(sealing.count.election, polling_day=date(2027, 1, 4))
    )
    dossier = seal_dossier(cast.by_hand(count), law, sealing.keys, CHANCE)
    years = json.loads(container.read(dossier.public)["law/calendar.json"])["years"]
    assert [year["year"] for year in years] == [2026, 2027]
    assert verify(dossier.public).whole


def test_the_log_has_an_entry_a_round_one_for_the_declaration_one_for_the_sealed_part(
    sealing: Sealing, files: dict[str, bytes]
) -> None:
    entries = json.loads(files["log/entries.json"])["entries"]
    assert [entry["leaf"]["deed"] for entry in entries] == [
        "round-counted",
        "round-counted",
        "result-declared",
        "ballots-sealed",
    ]
    assert entries[3]["payload"] == {"sha256": sha256(sealing.sealed).hexdigest()}
    hashes = entries[2]["payload"]["files"]
    assert hashes["index.html"] == sha256(files["index.html"]).hexdigest()
    assert {entry["leaf"]["role"] for entry in entries} == {"封存卷宗的人"}


def test_the_checkpoint_is_a_signed_note_that_any_other_reader_checks(
    sealing: Sealing, files: dict[str, bytes]
) -> None:
    key = read_verifier_key(files["log/key"].decode().strip())
    checkpoint = open_checkpoint(files["log/checkpoint"], key, verify_signature)
    assert checkpoint.origin == "huanjie.local/510122001201/villagers-committee/2026-06-28"
    assert checkpoint.size == 4


def test_the_same_time_and_chance_make_the_same_public_bytes(sealing: Sealing, law: Law) -> None:
    count = cast.by_hand(sealing.count)
    once, again = (
        seal_dossier(count, law, sealing.keys, Chance(now=cast.NOW, random=cast.chance())).public
        for _ in range(2)
    )
    assert once == again


def test_a_hand_count_has_no_sealed_part(sealing: Sealing, law: Law) -> None:
    dossier = seal_dossier(cast.by_hand(sealing.count), law, sealing.keys, CHANCE)
    assert dossier.sealed is None
    assert verify(dossier.public, key=sealing.keys.fingerprint).good


def test_a_count_whose_records_are_not_handed_in_is_sealed_without_them(
    sealing: Sealing, law: Law
) -> None:
    dossier = seal_dossier(sealing.count, law, sealing.keys, CHANCE)
    assert dossier.sealed is None
    assert verify(dossier.public).whole


def test_a_pack_that_is_not_the_elections_is_refused(sealing: Sealing, law: Law) -> None:
    for pack in (cast.villagers(None), cast.villagers("zhejiang"), cast.party()):
        with pytest.raises(BadInput):
            seal_dossier(sealing.count, replace(law, pack=pack), sealing.keys, CHANCE)


def test_a_correction_names_the_old_one_and_both_stay_whole(sealing: Sealing, law: Law) -> None:
    correction = correction_of(
        sealing.public, reason="二号票箱漏计", approved_by="镇换届选举指导小组组长"
    )
    dossier = seal_dossier(
        sealing.count, law, sealing.keys, CHANCE, records=sealing.records, correction=correction
    )
    verdict = verify(dossier.public, key=sealing.keys.fingerprint)
    assert verdict.good
    assert verdict.corrects == Correction(
        replaces=sha256(sealing.public).hexdigest(),
        reason="二号票箱漏计",
        approved_by="镇换届选举指导小组组长",
    )
    files = container.read(dossier.public)
    page = files["index.html"].decode()
    assert page.index("这是一份更正") < page.index("选举有效")
    last = json.loads(files["log/entries.json"])["entries"][-1]
    assert (last["leaf"]["deed"], last["leaf"]["role"]) == (
        "result-corrected",
        "镇换届选举指导小组组长",
    )
    assert verify(sealing.public).whole


@pytest.mark.parametrize(("reason", "role"), [("", "组长"), ("漏计", " ")])
def test_a_correction_without_its_reason_or_its_role_is_refused(
    sealing: Sealing, reason: str, role: str
) -> None:
    with pytest.raises(BadInput):
        correction_of(sealing.public, reason=reason, approved_by=role)


def test_only_a_dossier_is_corrected() -> None:
    with pytest.raises(BadInput):
        correction_of(container.write({"a.txt": b""}), reason="漏计", approved_by="组长")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_kind_of_result_is_sealed_and_verified(name: str, sealing: Sealing, law: Law) -> None:
    count, pack = example(name)
    dossier = seal_dossier(count, replace(law, pack=pack), sealing.keys, CHANCE)
    assert verify(dossier.public, key=sealing.keys.fingerprint).good


def test_a_count_that_no_law_can_answer_is_refused(sealing: Sealing, law: Law) -> None:
    document = loads(container.read(sealing.public)["count.json"].decode())
    del document["rounds"][0]["facts"]["registered"]
    count: CountFile = read_count(Cursor(document))
    with pytest.raises(BadInput, match="registered"):
        seal_dossier(count, law, sealing.keys, CHANCE)


def test_records_of_no_round_are_refused(sealing: Sealing, law: Law, tmp_path: Path) -> None:
    other = tmp_path / "cvr.jsonl"
    other.write_bytes(sealing.records[0].read_bytes() + b"\n")
    with pytest.raises(BadInput, match="没有哪一轮"):
        seal_dossier(sealing.count, law, sealing.keys, CHANCE, records=[other])


def test_a_batch_so_small_that_it_shows_how_somebody_voted_is_not_published(
    sealing: Sealing, law: Law
) -> None:
    """Three papers of a mobile box, stated by hand, join the next box; every sum stays."""
    document = loads(container.read(sealing.public)["count.json"].decode())
    (round_,) = document["rounds"] = document["rounds"][:1]
    round_["cvr_sha256"] = None
    one: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for batch, sign in ((one, 0), (other, 1)):
        for post in ("chair", "member"):
            batch[post] = {"valid": 3 if sign else 57, "invalid": 0, "votes": {}}
    one["chair"]["votes"], other["chair"]["votes"] = {"zhao": 38, "qian": 19}, {"zhao": 3}
    one["member"]["votes"] = {"sun": 37, "li": 36, "zhou": 25, "wu": 20}
    other["member"]["votes"] = {"sun": 3}
    round_["batches"] = [
        {"batch": "村部", "contests": one},
        {"batch": "流动", "contests": other},
    ]
    count = read_count(Cursor(document))
    dossier = seal_dossier(count, law, sealing.keys, CHANCE)
    published = json.loads(container.read(dossier.public)["count.json"])["rounds"][0]["batches"]
    assert [batch["batch"] for batch in published] == ["村部+流动"]
    assert published[0]["contests"]["chair"] == {
        "valid": 60,
        "invalid": 0,
        "votes": {"zhao": 41, "qian": 19},
    }
    assert verify(dossier.public).whole
