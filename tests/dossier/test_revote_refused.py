"""A revote whose records do not bear it out (不符的再次投票), and what is shown of one."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from tests.dossier import cast, tamper
from tests.dossier.conftest import Open, Seal, Sealing
from tests.dossier.revotes import (
    AGAIN,
    OWN,
    Counting,
    again_election,
    first_count,
    parts,
    revoted,
)
from tests.dossier.test_page import case_of, words

from huanjie.domain.rounds import Batch, BatchCount, CountFile
from huanjie.domain.tally import Paper
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.dossier import container
from huanjie.dossier.build import Chance, SealedDossier, _public, seal_dossier
from huanjie.dossier.page import render
from huanjie.dossier.verify import verify
from huanjie.exchange.count import count_as_json, read_count
from huanjie.law.applied import Law
from huanjie.protect.seal import seal

CHANCE = Chance(now=cast.NOW, random=cast.chance())
ORIGIN = "huanjie.local/510122001201/villagers-committee/2026-06-28"

# What does not hold


def with_votes(counting: Counting, li: int) -> CountFile:
    """The same, with another number of votes in the revote and in its one batch."""
    document = count_as_json(counting.count)
    (round_,) = document["rounds"]
    (own,) = round_["revotes"]
    one, other = (batch["contests"]["member"] for batch in own["batches"])
    for key in ("valid", "invalid"):
        one[key] += other[key]
    votes = round_["facts"]["contests"][1]["revote"]["votes"]
    votes["li"] = li
    one["votes"] = votes
    del own["batches"][1]
    return read_count(Cursor(document))


def test_records_that_do_not_count_to_the_revote_are_refused(
    counting: Counting, sealed: Seal
) -> None:
    with pytest.raises(BadInput) as caught:
        sealed(replace(counting, count=with_votes(counting, 31)))
    assert caught.value.at == "/rounds/0/facts/contests/1/revote/votes/li"
    assert caught.value.says.startswith("写的是 31，按单票记录重算是 ")


def test_batches_that_its_records_belie_are_refused(counting: Counting, sealed: Seal) -> None:
    (first,) = counting.count.rounds
    one, other = first.revotes[0].batches
    swapped = (replace(one, contests=other.contests), replace(other, contests=one.contests))
    own = replace(first.revotes[0], batches=swapped)
    count = replace(counting.count, rounds=(replace(first, revotes=(own,)),))
    with pytest.raises(BadInput) as caught:
        sealed(replace(counting, count=count))
    assert caught.value.at.startswith("/rounds/0/revotes/0/batches/0/contests/member/")


def test_a_revotes_file_that_was_changed_is_nobodys(
    counting: Counting, sealed: Seal, tmp_path: Path
) -> None:
    other = tmp_path / "revote.jsonl"
    other.write_bytes(counting.paths[1].read_bytes() + b"\n")
    with pytest.raises(BadInput, match="没有哪一轮"):
        sealed(replace(counting, paths=[other]))


def test_a_revote_on_a_paper_for_too_many_seats_is_refused(sealed: Seal, tmp_path: Path) -> None:
    """Counted by a program that let two names stand for the one seat."""
    papers = cast.records(AGAIN, 55)
    both = Paper(marks={cast.LI: "approve", cast.ZHOU: "approve"})
    papers[3] = replace(papers[3], contests={cast.MEMBER: both})
    vote = again_election(cast.contest(cast.MEMBER, 2, cast.LI, cast.ZHOU))
    with pytest.raises(BadInput) as caught:
        sealed(revoted(first_count(tmp_path), vote, papers))
    assert caught.value.at.startswith("/rounds/0/facts/contests/1/revote/votes/")


def test_a_changed_batch_of_a_revote_is_named(dossier: SealedDossier) -> None:
    place = "/rounds/0/revotes/0/batches/0/contests/member/votes/li"
    files = tamper.unpacked(dossier.public)
    n = cast.pointer(json.loads(files["count.json"]), place)
    forged = tamper.with_manifest(tamper.changed(files, "count.json", place, n - 1))
    verdict = verify(tamper.packed(forged))
    assert verdict.fails is not None
    assert (verdict.fails.file, verdict.fails.pointer) == ("count.json", place)


def relogged(sealing: Sealing, counting: Counting, files: dict[str, bytes]) -> SealedDossier:
    """The dossier as its own signer would have made it for another sealed part."""
    raw = container.write(files)
    case = replace(
        case_of(counting.count, cast.villagers()),
        key=sealing.keys.verifier_key(),
        sealed_sha256=sha256(raw).hexdigest(),
    )
    public = _public(case, sealing.keys, CHANCE)
    return SealedDossier(public=public, sealed=raw, sha256=sha256(public).hexdigest())


def test_other_records_of_the_revote_give_themselves_away(
    counting: Counting, dossier: SealedDossier, sealing: Sealing, opened: Open
) -> None:
    lines = counting.paths[1].read_bytes().splitlines()
    marks = json.loads(lines[0])
    own = marks["contests"]["member"]["marks"]
    own["li"], own["zhou"] = own["zhou"], own["li"]
    forged = b"".join(line + b"\n" for line in [json.dumps(marks).encode(), *lines[1:]])
    bound = f"{ORIGIN}\n{OWN}".encode()
    files = parts(dossier)
    files[OWN] = seal(forged, sealing.keys.archive_public_key, associated=bound)
    verdict = opened(relogged(sealing, counting, files))
    assert verdict.fails is not None
    assert verdict.fails.pointer.startswith("/rounds/0/facts/contests/1/revote/votes/")
    assert verdict.fails.says.startswith("第 1 轮的再次投票：")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"file": "cvr-1.jsonl.sealed"}, "没有这个文件"),
        ({"revote": None}, "没有这个文件"),
        ({"revote": 1}, "没有这个文件"),
        ({"rounds": []}, "至少写一轮"),
    ],
)
def test_a_description_that_is_not_the_revotes_is_refused(
    change: dict[str, object],
    says: str,
    counting: Counting,
    dossier: SealedDossier,
    sealing: Sealing,
    opened: Open,
) -> None:
    files = parts(dossier)
    about = json.loads(files["about.json"])
    about["files"][1] |= change
    files["about.json"] = json.dumps(about).encode()
    verdict = opened(relogged(sealing, counting, files))
    assert verdict.fails is not None
    assert (verdict.fails.file, says in verdict.fails.says) == ("sealed.zip", True)


def test_a_revotes_file_does_not_open_as_the_rounds(
    counting: Counting, dossier: SealedDossier, sealing: Sealing, opened: Open
) -> None:
    files = parts(dossier)
    files["cvr-1.jsonl.sealed"] = files[OWN]
    verdict = opened(relogged(sealing, counting, files))
    assert verdict.fails is not None
    assert verdict.fails.file == "cvr-1.jsonl.sealed"


# What everybody sees


def test_the_page_shows_its_batches_beside_the_others(counting: Counting) -> None:
    page = words(render(case_of(counting.count, cast.villagers())))
    batches = page[page.index("分箱计票") :]
    first, again = batches.index("1号票箱"), batches.index("再次投票 1号票箱")
    assert first < again
    assert "再次投票 2号票箱" in batches


def test_a_small_box_of_a_revote_counted_by_hand_is_not_published(
    counting: Counting, sealing: Sealing, law: Law
) -> None:
    (first,) = counting.count.rounds
    one, other = (batch.contests[cast.MEMBER] for batch in first.revotes[0].batches)
    few = BatchCount(valid=1, invalid=0, votes={cast.ZHOU: 1})
    less = {**other.votes, cast.ZHOU: other.votes[cast.ZHOU] - 1}
    rest = replace(other, valid=other.valid - 1, votes=less)
    boxes = zip(("村部", "学校", "流动"), (one, rest, few), strict=True)
    batches = tuple(Batch(name=name, contests={cast.MEMBER: part}) for name, part in boxes)
    own = replace(first.revotes[0], batches=batches, cvr_sha256=None)
    count = replace(counting.count, rounds=(replace(first, revotes=(own,)),))
    dossier = seal_dossier(count, law, sealing.keys, CHANCE)
    (round_,) = json.loads(container.read(dossier.public)["count.json"])["rounds"]
    published = [batch["batch"] for batch in round_["revotes"][0]["batches"]]
    assert sorted(published) != ["学校", "村部", "流动"]
    assert any("流动" in name and "+" in name for name in published)
    assert verify(dossier.public).whole
