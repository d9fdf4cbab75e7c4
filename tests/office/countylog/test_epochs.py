"""Epochs of a county log (纪元): what is signed after a restore can neither be taken for a fork of
what was published, nor hide it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.countylog.conftest import COUNTY, COUNTY_LOG, at
from tests.office.countylog.test_witnesses import cosigned, send

from huanjie.door.fault import BadInput
from huanjie.office.backup.epochs import Epoch as Entered
from huanjie.office.backup.epochs import enter_epochs, left_in, published_in
from huanjie.office.countylog.checking import check_all
from huanjie.office.countylog.collecting import collect
from huanjie.office.countylog.models import Checkpoint, Epoch
from huanjie.office.countylog.signing import sign_due
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.keeping.wiping import wipe_particulars
from huanjie.office.keys import log_ring
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import verify_signature
from huanjie.record.checkpoint import Checkpoint as State
from huanjie.record.checkpoint import open_checkpoint, sign_checkpoint
from huanjie.record.cosignature import WitnessKey
from huanjie.record.entry import Opening
from huanjie.record.epoch import proven_beginning
from huanjie.record.merkle import verify_consistency

SECOND, THIRD = f"{COUNTY_LOG}/epoch-2", f"{COUNTY_LOG}/epoch-3"
LOST = bytes([7]) * 32
"""the root of a tree that nobody has any more"""


def published(folder: Path, origin: str, size: int, root: bytes = LOST) -> Path:
    """A checkpoint of ours that somebody kept."""
    note = sign_checkpoint(State(origin, size, root), log_ring().signer(origin))
    file = folder / f"{origin.replace('/', '_')}-{size}"
    file.write_bytes(note.raw)
    return file


def restored(*files: Path) -> list[Entered]:
    """The end of a restore: what is there is the backup, these are known to have been published."""
    return list(enter_epochs(published_in(files)))


def grown(election: Election, cast: Cast) -> Checkpoint:
    """The log an hour later, with an entry more, signed."""
    with at(70):
        cancel_election(acting_user=act(cast.chair), election=election, because="试")
        collect()
        sign_due()
    return Checkpoint.objects.order_by("-size")[0]


def opened(row: Checkpoint, origin: str) -> State:
    return open_checkpoint(row.note.encode(), log_ring().verifier_key(origin), verify_signature)


@contextmanager
def known(witness: WitnessKey) -> Iterator[None]:
    """A witness that the site knows meanwhile."""
    file = Path(settings.HUANJIE_KEYS) / "witnesses.txt"
    file.write_text(f"{witness.text}\n", "utf-8")
    yield
    file.unlink()


def test_a_log_that_lost_what_was_published_signs_under_another_origin(
    signed: Checkpoint, cast: Cast, election: Election, tmp_path: Path
) -> None:
    (told,) = restored(published(tmp_path, COUNTY_LOG, 3))
    assert (told.number, told.published, told.restored, told.origin) == (2, 3, 1, SECOND)
    row = grown(election, cast)
    assert (row.size, opened(row, SECOND).origin) == (3, SECOND)
    with pytest.raises(BadInput):
        opened(row, COUNTY_LOG)  # the old key's name does not take it
    assert not list(check_all())


@pytest.mark.parametrize("size", [0, 1])
def test_a_log_that_lost_nothing_goes_on_under_its_name(
    signed: Checkpoint, cast: Cast, election: Election, tmp_path: Path, size: int
) -> None:
    root = journal.check(COUNTY_LOG).root if size else None
    files = [published(tmp_path, COUNTY_LOG, size, root)] if root else []
    assert restored(*files) == []
    assert opened(grown(election, cast), COUNTY_LOG).origin == COUNTY_LOG


def test_a_stranger_proves_what_is_lost_and_that_the_rest_is_not(
    signed: Checkpoint, cast: Cast, election: Election, tmp_path: Path
) -> None:
    restored(published(tmp_path, COUNTY_LOG, 3))
    new = opened(grown(election, cast), SECOND)
    told = json.loads(Client().get(f"/log/{COUNTY}/epoch.json?number=2").content)
    raw = base64.b64decode
    opening = Opening(raw(told["opening"]["salt"]), told["opening"]["payload"])
    proof = [raw(each) for each in told["proof"]]
    found = proven_beginning(raw(told["leaf"]), opening, proof, new)
    assert (found.published, found.size) == (State(COUNTY_LOG, 3, LOST), 1)
    old = opened(signed, COUNTY_LOG)
    grew = json.loads(Client().get(f"/log/{COUNTY}/consistency.json?old=1").content)
    assert grew["origin"] == SECOND
    path = [raw(each) for each in grew["proof"]]
    assert verify_consistency(1, new.size, path, old.root, new.root)


@pytest.mark.parametrize(("number", "status"), [("1", 422), ("2", 200), ("3", 422), ("x", 422)])
def test_only_an_epoch_that_began_has_a_beginning(
    signed: Checkpoint, cast: Cast, election: Election, tmp_path: Path, number: str, status: int
) -> None:
    restored(published(tmp_path, COUNTY_LOG, 3))
    grown(election, cast)
    assert Client().get(f"/log/{COUNTY}/epoch.json", {"number": number}).status_code == status


def test_the_page_says_what_was_lost(
    signed: Checkpoint, cast: Cast, election: Election, tmp_path: Path
) -> None:
    assert "从备份恢复过" not in Client().get(f"/log/{COUNTY}/").content.decode()
    restored(published(tmp_path, COUNTY_LOG, 3))
    page = Client().get(f"/log/{COUNTY}/").content.decode()
    assert "第 2 纪元：公布过 3 条，恢复了 1 条" in page
    assert f"{SECOND}+" in page  # the verifier key by which the new ones are checked


def test_a_witness_cosigns_both_epochs_each_by_its_origin(
    signed: Checkpoint, cast: Cast, election: Election, tmp_path: Path
) -> None:
    signer = open_or_create(tmp_path / "witness").signer("witness.example/w1")
    (tmp_path / "notes").mkdir()
    restored(published(tmp_path / "notes", COUNTY_LOG, 3))
    new = grown(election, cast)
    with known(WitnessKey(signer.name, signer.public_key)):
        for row in (signed, new):
            assert send(row.note, cosigned(signer, row.note))[0] == 200
        note = published(tmp_path / "notes", COUNTY_LOG, 3, opened(new, SECOND).root).read_text()
        assert send(note, cosigned(signer, note))[0] == 422


def test_an_older_backup_skips_every_epoch_that_was_published(
    signed: Checkpoint, tmp_path: Path
) -> None:
    (told,) = restored(published(tmp_path, COUNTY_LOG, 9), published(tmp_path, SECOND, 5))
    assert (told.number, told.published, told.origin) == (3, 5, THIRD)


def test_what_an_epoch_has_admitted_is_no_new_loss(signed: Checkpoint, tmp_path: Path) -> None:
    files = [published(tmp_path, COUNTY_LOG, size) for size in (2, 3)]
    assert len(restored(files[1])) == 1
    assert restored(*files) == []
    assert [each.origin for each in restored(published(tmp_path, COUNTY_LOG, 4))] == [THIRD]


@pytest.mark.parametrize("origin", [COUNTY_LOG, SECOND])
def test_what_contradicts_a_checkpoint_begins_no_epoch(
    signed: Checkpoint, cast: Cast, election: Election, tmp_path: Path, origin: str
) -> None:
    if origin == SECOND:
        restored(published(tmp_path, COUNTY_LOG, 3))
        grown(election, cast)
    size = 1 if origin == COUNTY_LOG else 3
    with pytest.raises(BadInput, match="矛盾"):
        restored(published(tmp_path, origin, size), published(tmp_path, THIRD, 9))


def test_what_was_signed_last_lies_beside_the_database(
    signed: Checkpoint, cast: Cast, election: Election
) -> None:
    row = grown(election, cast)
    kept = [each for each in left_in(Path(settings.HUANJIE_DATA)) if each.log == COUNTY_LOG]
    assert [each.raw for each in kept] == [row.note.encode()]


def test_what_another_site_left_in_the_folder_is_passed_over(
    signed: Checkpoint, tmp_path: Path
) -> None:
    signer = open_or_create(tmp_path / "keys").signer(COUNTY_LOG)
    (tmp_path / "published").mkdir()
    file = tmp_path / "published" / "other.txt"
    file.write_bytes(sign_checkpoint(State(COUNTY_LOG, 9, LOST), signer).raw)
    assert list(left_in(tmp_path)) == []
    file.write_bytes(published(tmp_path, COUNTY_LOG, 9).read_bytes())
    assert [each.checkpoint.size for each in left_in(tmp_path)] == [9]


def test_an_epoch_that_is_kept_silent_about_is_found(signed: Checkpoint, tmp_path: Path) -> None:
    restored(published(tmp_path, COUNTY_LOG, 3))
    Epoch.objects.all().delete()
    assert "序号 1 开始的纪元没有登记" in str(next(check_all()))


def test_an_epoch_that_never_began_is_found(signed: Checkpoint, tmp_path: Path) -> None:
    restored(published(tmp_path, COUNTY_LOG, 3))
    Epoch.objects.update(log_id="huanjie.local/330329100257")
    assert any("纪元的开头不在它的位置" in str(fault) for fault in check_all())


def test_a_beginning_that_was_deleted_is_found(signed: Checkpoint, tmp_path: Path) -> None:
    restored(published(tmp_path, COUNTY_LOG, 3))
    Entry.objects.filter(epoch__number=2).update(payload=None, salt=None)
    assert any("第 2 纪元的开头被删掉了" in str(fault) for fault in check_all())


def test_the_end_of_an_election_s_periods_leaves_its_epochs(
    cast: Cast, election: Election, tmp_path: Path
) -> None:
    restored(published(tmp_path, election.log_name, 9))
    wipe_particulars(election)
    assert not list(check_all())
