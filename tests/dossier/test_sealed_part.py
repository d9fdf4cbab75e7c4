"""The sealed part (封存部分): opened with the archive key, it bears the counts out."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.examples import example

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.counting import first_round, officers_round, runoff_rounds
from huanjie.domain.election import Candidate, Contest, Turnout
from huanjie.domain.rounds import CountFile
from huanjie.domain.tally import CastVoteRecord, Paper, tally
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.dossier import container
from huanjie.dossier.build import (
    Chance,
    SealedDossier,
    _public,
    seal_dossier,
)
from huanjie.dossier.case import Case, years_touched
from huanjie.dossier.sealedpart import open_records
from huanjie.dossier.verdict import Verdict
from huanjie.dossier.verify import verify
from huanjie.exchange.count import count_as_json, read_count
from huanjie.law.applied import Law
from huanjie.protect.keys import KeyRing
from huanjie.protect.seal import seal

CHANCE = Chance(now=cast.NOW, random=cast.chance())
ORIGIN = "huanjie.local/510122001201/villagers-committee/2026-06-28"


def opened(sealing: Sealing, dossier: SealedDossier | None = None) -> Verdict:
    own = dossier or sealing.dossier
    key = sealing.keys.archive_private_key
    return verify(own.public, sealed=own.sealed, archive_key=key)


def test_opened_it_counts_to_the_same(sealing: Sealing) -> None:
    verdict = opened(sealing)
    assert verdict.whole
    assert "第 1、2 轮都一致" in verdict.steps[-1].says


def test_without_the_archive_key_its_hash_is_checked(sealing: Sealing) -> None:
    assert verify(sealing.public, sealed=sealing.sealed).whole
    changed = sealing.sealed[:-1] + bytes([sealing.sealed[-1] ^ 1])
    verdict = verify(sealing.public, sealed=changed)
    assert verdict.fails is not None
    assert verdict.fails.file == "sealed.zip"


def test_another_archive_key_does_not_open_it(sealing: Sealing, other_keys: KeyRing) -> None:
    verdict = verify(
        sealing.public, sealed=sealing.sealed, archive_key=other_keys.archive_private_key
    )
    assert verdict.fails is not None
    assert verdict.fails.file == "cvr-1.jsonl.sealed"
    assert "打不开" in verdict.fails.says


def test_a_key_that_is_no_key_is_a_verdict_and_no_crash(sealing: Sealing) -> None:
    assert not verify(sealing.public, sealed=sealing.sealed, archive_key=b"short").whole


def test_the_lines_are_all_there_in_an_order_that_says_nothing(sealing: Sealing) -> None:
    raw = container.read(sealing.sealed)["cvr-1.jsonl.sealed"]
    key = sealing.keys.archive_private_key
    lines = open_records(raw, key, origin=ORIGIN, name="cvr-1.jsonl.sealed")
    original = sealing.records[0].read_bytes().splitlines()
    assert sorted(lines) == sorted(original)
    assert lines != original
    assert lines != sorted(original)


def test_nothing_of_a_record_can_be_read_without_the_key(sealing: Sealing) -> None:
    assert b"approve" not in sealing.sealed
    about = json.loads(container.read(sealing.sealed)["about.json"])
    assert about["files"] == [
        {"file": "cvr-1.jsonl.sealed", "rounds": [0], "records": 60},
        {"file": "cvr-2.jsonl.sealed", "rounds": [1], "records": 57},
    ]


def test_a_sealed_part_for_a_dossier_without_one_is_refused(sealing: Sealing, law: Law) -> None:
    bare = seal_dossier(cast.by_hand(sealing.count), law, sealing.keys, CHANCE)
    verdict = verify(bare.public, sealed=sealing.sealed)
    assert verdict.fails is not None
    assert verdict.fails.says == "这份卷宗没有封存部分"


def with_number(count: CountFile, pointer: str, by: int) -> CountFile:
    document = count_as_json(count)
    *path, last = pointer.split("/")[1:]
    place: Any = document
    for step in path:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[last] += by
    return read_count(Cursor(document))


def without_batches(count: CountFile) -> CountFile:
    return replace(count, rounds=tuple(replace(each, batches=()) for each in count.rounds))


def test_records_that_do_not_count_to_the_round_are_refused(sealing: Sealing, law: Law) -> None:
    first = without_batches(replace(sealing.count, rounds=sealing.count.rounds[:1]))
    wrong = with_number(first, "/rounds/0/facts/contests/1/candidates/1/votes", -1)
    with pytest.raises(BadInput) as caught:
        seal_dossier(wrong, law, sealing.keys, CHANCE, records=sealing.records[:1])
    assert caught.value.at == "/rounds/0/facts/contests/1/candidates/1/votes"
    assert caught.value.says == "写的是 35，按单票记录重算是 36"


def test_a_count_that_states_no_batches_is_held_to_its_votes_alone(
    sealing: Sealing, law: Law
) -> None:
    bare = without_batches(sealing.count)
    dossier = seal_dossier(bare, law, sealing.keys, CHANCE, records=sealing.records)
    assert opened(sealing, dossier).whole


def test_a_sealed_part_with_other_records_names_the_round(sealing: Sealing, law: Law) -> None:
    """Whoever holds all keys can seal other records and log their hash; the counts give it away."""
    lines = sealing.records[0].read_bytes().splitlines()
    record = json.loads(lines[0])
    marks = record["contests"]["chair"]["marks"]
    marks["zhao"], marks["qian"] = marks["qian"], marks["zhao"]
    forged = b"".join([json.dumps(record).encode() + b"\n", *(line + b"\n" for line in lines[1:])])
    files = container.read(sealing.sealed)
    name = "cvr-1.jsonl.sealed"
    bound = f"{ORIGIN}\n{name}".encode()
    files[name] = seal(forged, sealing.keys.archive_public_key, associated=bound)
    sealed = container.write(files)
    dossier = relogged(sealing, sealed)
    verdict = verify(dossier, sealed=sealed, archive_key=sealing.keys.archive_private_key)
    assert verdict.fails is not None
    assert (verdict.fails.file, verdict.fails.pointer) == (
        "count.json",
        "/rounds/0/facts/contests/0/candidates/0/votes",
    )
    assert verdict.fails.says.startswith("第 1 轮：")
    assert verify(dossier, sealed=sealed).whole


def relogged(sealing: Sealing, sealed: bytes) -> bytes:
    """The public dossier as its own signer would have made it for another sealed part."""
    count, pack = sealing.count, cast.villagers()
    case = Case(
        count=count,
        pack=pack,
        calendar=years_touched(count, pack, cast.calendar()),
        key=sealing.keys.verifier_key(),
        sealed_sha256=sha256(sealed).hexdigest(),
    )
    return _public(case, sealing.keys, CHANCE)


def test_a_file_moved_to_another_round_does_not_open(sealing: Sealing) -> None:
    files = container.read(sealing.sealed)
    files["cvr-1.jsonl.sealed"] = files["cvr-2.jsonl.sealed"]
    sealed = container.write(files)
    key = sealing.keys.archive_private_key
    verdict = verify(relogged(sealing, sealed), sealed=sealed, archive_key=key)
    assert verdict.fails is not None
    assert verdict.fails.file == "cvr-1.jsonl.sealed"


def test_a_write_in_who_is_run_off_is_a_candidate_of_the_later_paper(
    sealing: Sealing, law: Law, tmp_path: Path
) -> None:
    """Who was written in is called by his name; on the next paper he is printed."""
    written = PersonId("冯立新")
    election = replace(
        cast.runoff_election(),
        contests=(
            Contest(
                post=cast.MEMBER,
                seats=1,
                candidates=(
                    Candidate(id=cast.ZHOU, name="周文斌", sex="m"),
                    Candidate(id=written, name="冯立新"),
                ),
                write_ins=1,
            ),
        ),
    )
    papers = cast.records({cast.MEMBER: {cast.ZHOU: 30, written: 20}}, 57)
    other = papers[-1]
    papers[-1] = replace(
        other, contests={cast.MEMBER: Paper(marks={cast.ZHOU: "oppose"}, write_ins=("卫东",))}
    )
    dossier = later(sealing, law, tmp_path, election, papers)
    assert opened(sealing, dossier).whole


def later(
    sealing: Sealing, law: Law, folder: Path, election: Any, papers: list[CastVoteRecord]
) -> SealedDossier:
    path = folder / "again.jsonl"
    hash_ = cast.written(path, papers)
    more = runoff_rounds(election, tally(election, papers, law.pack), cvr_sha256=hash_)
    count = replace(sealing.count, rounds=(sealing.count.rounds[0], *more))
    records = [sealing.records[0], path]
    return seal_dossier(count, law, sealing.keys, CHANCE, records=records)


def test_two_posts_run_off_on_one_evening_share_one_file(
    sealing: Sealing, law: Law, tmp_path: Path
) -> None:
    again = tmp_path / "again.jsonl"
    votes = {cast.MEMBER: {cast.ZHOU: 30, cast.WU: 24}, Post("aide"): {cast.QIAN: 40, cast.LI: 9}}
    first = replace(
        cast.first_election(),
        contests=(
            *cast.first_election().contests,
            cast.contest(Post("aide"), 1, cast.QIAN, cast.ZHENG),
        ),
    )
    early = {**cast.FIRST_VOTES, Post("aide"): {cast.QIAN: 25, cast.ZHENG: 22}}
    one = tmp_path / "one.jsonl"
    papers, more = cast.records(early, 60), cast.records(votes, 57)
    hashes = cast.written(one, papers), cast.written(again, more)
    later_election = replace(
        cast.runoff_election(),
        contests=(
            cast.contest(cast.MEMBER, 1, cast.ZHOU, cast.WU),
            cast.contest(Post("aide"), 1, cast.QIAN, cast.LI),
        ),
    )
    count = CountFile(
        election=first,
        rounds=(
            first_round(first, tally(first, papers, law.pack), cvr_sha256=hashes[0]),
            *runoff_rounds(
                later_election, tally(later_election, more, law.pack), cvr_sha256=hashes[1]
            ),
        ),
    )
    dossier = seal_dossier(count, law, sealing.keys, CHANCE, records=[again, one])
    assert dossier.sealed is not None
    about = json.loads(container.read(dossier.sealed)["about.json"])
    assert [each["rounds"] for each in about["files"]] == [[0], [1, 2]]
    assert opened(sealing, dossier).whole


def test_the_committees_own_vote_is_recounted(sealing: Sealing, tmp_path: Path) -> None:
    count, pack = example("party-first-stage")
    committee = tuple(c.id for c in count.election.contests[0].candidates)[:3]
    election = replace(
        count.election,
        contests=(
            Contest(
                post=Post("secretary"),
                seats=1,
                candidates=(Candidate(id=committee[0], name="甲"),),
            ),
        ),
        turnout=Turnout(collected=3, attended=3, entitled=3, voters=3),
    )
    papers = cast.records({Post("secretary"): {committee[0]: 2}}, 3)
    path = tmp_path / "officers.jsonl"
    round_ = officers_round(
        election,
        tally(election, papers, pack),
        committee=committee,
        cvr_sha256=cast.written(path, papers),
    )
    count = replace(count, rounds=(*count.rounds, round_))
    law = Law(pack=pack, calendar=cast.calendar())
    dossier = seal_dossier(count, law, sealing.keys, CHANCE, records=[path])
    assert opened(sealing, dossier).whole
