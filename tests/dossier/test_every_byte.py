"""Any byte counts (每个字节都算): packed again, cut, flipped, or with odd values anywhere."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.examples import example
from tests.dossier.tamper import Files, fails, packed, unpacked, with_log, with_manifest

from huanjie.door.fault import BadInput
from huanjie.dossier import container
from huanjie.dossier.build import Chance, seal_dossier
from huanjie.dossier.contents import MANIFEST
from huanjie.dossier.verdict import Failure
from huanjie.dossier.verify import verify
from huanjie.law.applied import Law
from huanjie.protect.keys import KeyRing


def test_a_dossier_packed_again_by_another_program_is_not_whole(sealing: Sealing) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in unpacked(sealing.public).items():
            file.writestr(name, raw)
    verdict = verify(buffer.getvalue())
    assert verdict.fails == Failure("", "", verdict.fails.says if verdict.fails else "")
    assert "重新打包" in verdict.fails.says


@pytest.mark.parametrize("name", ["count.json", "law/pack.json", "log/entries.json"])
def test_another_spelling_of_the_same_values_is_not_whole(
    files: Files, name: str, other_keys: KeyRing
) -> None:
    files[name] = json.dumps(json.loads(files[name])).encode()
    assert fails(files).file in (name, MANIFEST)
    if name != "log/entries.json":
        again = with_log(files, signed_by=other_keys)
        failure = fails(again)
        assert (failure.file, failure.says) == (name, "意思没有变，但不是规范的写法")


@pytest.mark.parametrize("cut", [1, 22, 100, 5_000])
def test_a_cut_dossier_is_a_damaged_one(sealing: Sealing, cut: int) -> None:
    verdict = verify(sealing.public[:-cut])
    assert not verdict.whole


@pytest.mark.parametrize("raw", [b"", b"PK", b"%PDF-1.7", container.write({"a.txt": b"b"})])
def test_what_is_no_dossier_is_bad_input(raw: bytes) -> None:
    with pytest.raises(BadInput):
        verify(raw)


def test_bytes_behind_or_before_a_dossier_are_found(sealing: Sealing) -> None:
    for raw in (sealing.public + b"\0", b"\0" + sealing.public):
        assert not verify(raw).whole


def flipped(raw: bytes, at: int) -> bytes:
    changed_ = bytearray(raw)
    changed_[at] ^= 1 << at % 8
    return bytes(changed_)


def stays_whole(raw: bytes) -> bool:
    try:
        return verify(raw).whole
    except BadInput:
        return False


STRIDES = 16


@pytest.mark.full
@pytest.mark.parametrize("start", range(STRIDES))
def test_every_byte_counts(sealing: Sealing, start: int) -> None:
    raw = small(sealing)
    missed = [at for at in range(start, len(raw), STRIDES) if stays_whole(flipped(raw, at))]
    assert missed == []


def test_every_byte_of_a_sample_counts(sealing: Sealing) -> None:
    raw = small(sealing)
    structure = [*range(120), *range(len(raw) - 900, len(raw), 4)]
    sample = [*structure, *range(120, len(raw), 211)]
    assert [at for at in sample if stays_whole(flipped(raw, at))] == []


def small(sealing: Sealing) -> bytes:
    """A dossier of one contest."""
    count, pack = example("tie-across-the-last-seat")
    law = Law(pack=pack, calendar=cast.calendar())
    chance = Chance(now=cast.NOW, random=cast.chance())
    return seal_dossier(count, law, sealing.keys, chance).public


JSON_NAMES = [
    "count.json",
    "declaration.json",
    "election.json",
    "law/calendar.json",
    "law/pack.json",
    "log/entries.json",
    "manifest.json",
    "schedule.json",
]

ODD_VALUES: list[Any] = [
    None,
    True,
    -1,
    10**13,
    0,
    "",
    "\ud800",
    "é",
    [],
    {},
    [[]],
    {"": 0},
    1.5,
    "1/2",
    "2026-13-01",
]

ODD = st.sampled_from(ODD_VALUES)

Path = tuple[Any, ...]


def places(value: Any, path: Path = ()) -> list[Path]:
    """Every place of a JSON value."""
    inside: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    if isinstance(value, list):
        inside = list(enumerate(value))
    below = [each for key, item in inside for each in places(item, (*path, key))]
    return [path, *below] if path else below


@settings(max_examples=150, deadline=None)
@given(data=st.data(), name=st.sampled_from(JSON_NAMES), odd=ODD, signed=st.booleans())
def test_odd_values_anywhere_get_a_verdict_and_never_a_crash(
    sealing: Sealing, other_keys: KeyRing, data: st.DataObject, name: str, odd: Any, signed: bool
) -> None:
    own = unpacked(sealing.public)
    document = json.loads(own[name])
    path = data.draw(st.sampled_from(places(document)))
    raw = json.dumps(_with(document, path, odd)).encode()
    try:
        own = {**own, name: raw}
        if name != MANIFEST:
            own = with_log(own, signed_by=other_keys) if signed else with_manifest(own)
    except (BadInput, LookupError, TypeError, ValueError, AttributeError):
        own = {**own, name: raw}
    verdict = verify(packed(own))
    assert verdict.whole is (verdict.fails is None)
    if verdict.whole and not (signed and name.startswith("log/")):
        assert json.loads(raw) == json.loads(unpacked(sealing.public)[name])


def _with(document: Any, path: Path, value: Any) -> Any:
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document
