"""The records of a revote (再次投票的单票记录): sealed as their own file, and counted again."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from tests.dossier import cast
from tests.dossier.conftest import Open, Seal, Sealing
from tests.dossier.revotes import (
    AGAIN,
    AIDE,
    AIDES,
    FIRST,
    MEMBERS,
    OWN,
    Counting,
    again_election,
    first_count,
    first_with_aide,
    parts,
    revoted,
    tied_election,
)
from tests.dossier.test_page import words

from huanjie.domain.contest import PersonId
from huanjie.domain.counting import first_round, runoff_rounds
from huanjie.domain.election import Candidate, Contest, Turnout
from huanjie.domain.rounds import CountFile
from huanjie.domain.tally import Paper, tally
from huanjie.dossier import container
from huanjie.dossier.build import SealedDossier
from huanjie.dossier.sealedpart import gather, open_records

ORIGIN = "huanjie.local/510122001201/villagers-committee/2026-06-28"

# Sealed and counted again


def test_opened_the_revote_too_counts_to_the_same(dossier: SealedDossier, opened: Open) -> None:
    verdict = opened(dossier)
    assert verdict.whole
    assert "第 1 轮、第 1 轮的再次投票都一致" in verdict.steps[-1].says


def test_its_records_are_a_file_of_their_own_whose_name_says_so(dossier: SealedDossier) -> None:
    about = json.loads(parts(dossier)["about.json"])
    assert about["files"] == [
        {"file": "cvr-1.jsonl.sealed", "rounds": [0], "records": 60},
        {"file": OWN, "rounds": [0], "revote": 0, "records": 55},
    ]
    assert set(parts(dossier)) == {"about.json", "cvr-1.jsonl.sealed", OWN}


def test_its_lines_are_all_there_in_an_order_that_says_nothing(
    counting: Counting, dossier: SealedDossier, sealing: Sealing
) -> None:
    key = sealing.keys.archive_private_key
    lines = open_records(parts(dossier)[OWN], key, origin=ORIGIN, name=OWN)
    original = counting.paths[1].read_bytes().splitlines()
    assert sorted(lines) == sorted(original)
    assert lines not in (original, sorted(original))


def test_a_paper_that_names_both_for_the_one_seat_is_void(counting: Counting) -> None:
    (own,) = counting.count.rounds[0].revotes
    parts = [batch.contests[cast.MEMBER] for batch in own.batches]
    assert sum(part.invalid for part in parts) == 2
    assert sum(part.valid for part in parts) == 53


def test_the_entry_of_its_round_covers_it(counting: Counting, dossier: SealedDossier) -> None:
    entries = json.loads(container.read(dossier.public)["log/entries.json"])["entries"]
    assert [each["leaf"]["deed"] for each in entries] == [
        "round-counted",
        "result-declared",
        "ballots-sealed",
    ]
    (revote,) = entries[0]["payload"]["revotes"]
    assert revote["cvr_sha256"] == sha256(counting.paths[1].read_bytes()).hexdigest()
    assert [batch["batch"] for batch in revote["batches"]] == ["1号票箱", "2号票箱"]


def test_none_of_its_records_is_in_the_public_part(
    counting: Counting, dossier: SealedDossier
) -> None:
    for raw in container.read(dossier.public).values():
        assert b"marks" not in raw
        for line in counting.paths[1].read_bytes().splitlines():
            assert json.loads(line)["id"].encode() not in raw


def test_without_its_file_the_rest_is_sealed(
    counting: Counting, sealed: Seal, opened: Open
) -> None:
    dossier = sealed(replace(counting, paths=counting.paths[:1]))
    assert set(parts(dossier)) == {"about.json", "cvr-1.jsonl.sealed"}
    verdict = opened(dossier)
    assert verdict.whole
    assert verdict.steps[-1].says.endswith("第 1 轮都一致")


def test_alone_it_is_sealed_too(counting: Counting, sealed: Seal, opened: Open) -> None:
    dossier = sealed(replace(counting, paths=counting.paths[1:]))
    assert set(parts(dossier)) == {"about.json", OWN}
    assert opened(dossier).steps[-1].says.endswith("第 1 轮的再次投票都一致")


# Other revotes


def test_two_revotes_are_two_files(sealed: Seal, opened: Open, tmp_path: Path) -> None:
    one = revoted(first_with_aide(tmp_path), again_election(), cast.records(AGAIN, 55))
    two = revoted(
        one,
        again_election(AIDES),
        [
            replace(each, id=f"aide-{each.id}")
            for each in cast.records({AIDE: {cast.QIAN: 31, cast.WU: 20}}, 57)
        ],
    )
    dossier = sealed(two)
    assert set(parts(dossier)) > {OWN, "cvr-1-revote-2.jsonl.sealed"}
    assert opened(dossier).steps[-1].says.endswith("第 1 轮、第 1 轮的再次投票都一致")


def test_two_posts_voted_again_on_one_paper_share_one_file(
    sealed: Seal, opened: Open, tmp_path: Path
) -> None:
    papers = cast.records({**AGAIN, AIDE: {cast.QIAN: 31, cast.WU: 20}}, 55)
    papers[-1] = replace(papers[-1], contests={})
    two = revoted(first_with_aide(tmp_path), again_election(MEMBERS, AIDES), papers)
    dossier = sealed(two)
    assert set(parts(dossier)) == {"about.json", "cvr-1.jsonl.sealed", OWN}
    assert opened(dossier).whole


def test_two_posts_voted_again_on_papers_of_their_own_share_one_file(
    sealed: Seal, opened: Open, tmp_path: Path
) -> None:
    """One box holds papers of one post alone."""
    papers = cast.records(AGAIN, 55)
    papers += [
        replace(each, id=f"aide-{each.id}", batch="1号票箱")
        for each in cast.records({AIDE: {cast.QIAN: 31, cast.WU: 20}}, 53)
    ]
    vote = again_election(MEMBERS, AIDES, single_ballot=False)
    two = revoted(first_with_aide(tmp_path), vote, papers, collected=55)
    assert len(gather(two.count, cast.villagers(), two.paths)) == len(two.paths)
    assert opened(sealed(two)).whole


def test_marks_against_somebody_are_counted_though_the_first_paper_had_none(
    sealed: Seal, opened: Open, tmp_path: Path
) -> None:
    before = first_count(tmp_path, tied_election(style="choice"))
    after = revoted(before, again_election(), cast.records(AGAIN, 55))
    assert opened(sealed(after)).whole


def test_who_was_written_in_and_tied_is_printed_on_the_paper_of_the_revote(
    sealed: Seal, opened: Open, tmp_path: Path
) -> None:
    written = PersonId("冯立新")
    papers = [
        replace(
            each,
            contests={
                **each.contests,
                cast.MEMBER: Paper(
                    marks={
                        p: m for p, m in each.contests[cast.MEMBER].marks.items() if p != cast.ZHOU
                    },
                    write_ins=(written,)
                    if each.contests[cast.MEMBER].marks[cast.ZHOU] == "approve"
                    else (),
                ),
            },
        )
        for each in cast.records(FIRST, 60)
    ]
    own, path = tied_election(), tmp_path / "first.jsonl"
    hash_ = cast.written(path, papers)
    round_ = first_round(own, tally(own, papers, cast.villagers()), cvr_sha256=hash_)
    before = Counting(CountFile(election=own, rounds=(round_,)), [path])
    candidates = (
        Candidate(id=cast.LI, name="李建国", sex="m"),
        Candidate(id=written, name="冯立新"),
    )
    vote = again_election(Contest(post=cast.MEMBER, seats=1, candidates=candidates))
    again = cast.records({cast.MEMBER: {cast.LI: 20, written: 33}}, 55)
    assert opened(sealed(revoted(before, vote, again))).whole


def test_with_a_later_round_it_is_said_whose_revote_it_was(
    sealed: Seal, opened: Open, tmp_path: Path
) -> None:
    aide = cast.contest(AIDE, 1, cast.ZHENG, cast.QIAN)
    votes = {**FIRST, AIDE: {cast.ZHENG: 29, cast.QIAN: 25}}
    tie = revoted(
        first_count(tmp_path, tied_election(aide), votes), again_election(), cast.records(AGAIN, 55)
    )
    papers = cast.records({AIDE: {cast.ZHENG: 33, cast.QIAN: 21}}, 56)
    path = tmp_path / "runoff.jsonl"
    vote = again_election(aide)
    vote = replace(vote, turnout=Turnout(collected=56))
    more = runoff_rounds(
        vote, tally(vote, papers, cast.villagers()), cvr_sha256=cast.written(path, papers)
    )
    count = replace(tie.count, rounds=(*tie.count.rounds, *more))
    dossier = sealed(Counting(count, [*tie.paths, path]))
    assert "第 1、2 轮、第 1 轮的再次投票都一致" in opened(dossier).steps[-1].says
    page = words(container.read(dossier.public)["index.html"].decode())
    for said in ("第 1 轮 1号票箱", "第 1 轮再次投票 1号票箱", "第 2 轮 1号票箱"):
        assert said in page
