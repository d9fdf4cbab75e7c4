"""Tampering (篡改): one file at a time, then manifest, log and key made to agree with it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier import cast
from tests.dossier.conftest import Sealing
from tests.dossier.examples import example
from tests.dossier.tamper import Files, alone, changed, packed, unpacked, with_log, with_manifest

from huanjie.door.fault import BadInput
from huanjie.door.jsontext import pretty
from huanjie.dossier import check_log, container, pinpoint
from huanjie.dossier.build import Chance, seal_dossier
from huanjie.dossier.contents import MANIFEST
from huanjie.dossier.shipped import Packed, as_json
from huanjie.dossier.verdict import Failure
from huanjie.dossier.verify import CHECKS, verify
from huanjie.law.applied import Law
from huanjie.law.pack import read_pack
from huanjie.protect.keys import KeyRing

VOTE = "/rounds/0/facts/contests/1/candidates/0/votes"
Remake = Callable[[Files], Files]


def fails(files: Files, **how: Any) -> Failure:
    verdict = verify(packed(files), **how)
    assert not verdict.whole
    assert not verdict.good
    assert verdict.fails is not None
    return verdict.fails


@pytest.fixture
def files(sealing: Sealing) -> Files:
    return unpacked(sealing.public)


CHANGES = [
    ("count.json", VOTE, 41, "写的是 41，日志里是 40"),
    ("count.json", "/rounds/1/facts/votes/zhou", 34, "写的是 34，日志里是 33"),
    ("count.json", "/rounds/0/kind", "runoff", "写的是 runoff，日志里是 first"),
    ("count.json", "/election/unit/name", "别村", "写的是 别村，election.json 里是 清水村"),
    ("declaration.json", "/final/chair/0", "qian", "写的是 qian，日志里是 zhao"),
    (
        "declaration.json",
        "/rounds/0/answer/contests/0/minimum_votes",
        30,
        "写的是 30，日志里是 31",
    ),
    ("election.json", "/polling_day", "2026-06-29", None),
    ("schedule.json", "/steps/0/window/1", "2026-06-09", None),
    ("law/pack.json", "/majority/more_than", "1/3", "写的是 1/3，随程序发布的规则包里是 1/2"),
    ("law/pack.json", "/majority/article", "第九条", None),
    ("law/pack.json", "/step/0/days", 10, "写的是 10，随程序发布的规则包里是 20"),
    ("law/calendar.json", "/years/0/holidays/0", "2026-01-09", None),
    ("log/entries.json", "/entries/0/payload/facts/collected", 61, None),
    ("log/entries.json", "/entries/2/payload/declaration/final/chair/0", "qian", None),
]


@pytest.mark.parametrize("remake", [alone, with_manifest])
@pytest.mark.parametrize(("name", "pointer", "value", "says"), CHANGES)
def test_a_changed_value_is_named_to_the_pointer(
    files: Files, name: str, pointer: str, value: Any, says: str | None, remake: Remake
) -> None:
    failure = fails(remake(changed(files, name, pointer, value)))
    assert (failure.file, failure.pointer) == (name, pointer)
    assert says is None or failure.says == says


def test_a_changed_value_is_named_whoever_packs_the_zip_again(files: Files) -> None:
    document = json.loads(changed(files, "count.json", VOTE, 41)["count.json"])
    files["count.json"] = json.dumps(document).encode()
    assert fails(files).pointer == VOTE


@pytest.mark.parametrize(
    ("name", "pointer", "value", "where"),
    [
        ("declaration.json", "/final/chair/0", "qian", ("declaration.json", "/final/chair/0")),
        ("schedule.json", "/steps/0/window/1", "2026-06-09", None),
        ("law/pack.json", "/majority/more_than", "1/3", None),
        ("law/calendar.json", "/years/0/holidays/0", "2026-01-09", None),
        ("election.json", "/unit/name", "别村", None),
        (
            "declaration.json",
            "/rounds/0/grounds/0/article",
            "第九条",
            ("declaration.json", "/rounds/0/grounds/0/article"),
        ),
    ],
)
def test_a_log_rewritten_by_another_key_does_not_hide_what_does_not_follow(
    files: Files,
    name: str,
    pointer: str,
    value: Any,
    where: tuple[str, str] | None,
    other_keys: KeyRing,
) -> None:
    failure = fails(with_log(changed(files, name, pointer, value), signed_by=other_keys))
    assert (failure.file, failure.pointer) == (where or (name, pointer))


@pytest.mark.parametrize("name", ["index.html", "documents/result-notice.txt"])
def test_a_changed_page_is_found_at_every_level(
    files: Files, name: str, other_keys: KeyRing
) -> None:
    files[name] = files[name].replace("赵明远".encode(), "钱守义".encode())
    remakes: list[Remake] = [alone, with_manifest, lambda own: with_log(own, signed_by=other_keys)]
    for remake in remakes:
        assert fails(remake(files)).file == name


def test_a_rewritten_log_under_the_old_signature_is_found(files: Files) -> None:
    failure = fails(with_log(changed(files, "declaration.json", "/final/chair/0", "qian")))
    assert failure.file == "log/checkpoint"
    assert "签名" in failure.says


def test_a_whole_dossier_of_another_signer_is_whole_and_not_good(
    sealing: Sealing, law: Law, other_keys: KeyRing
) -> None:
    """A tamperer who counts anew and signs with a key of his own is known by the key alone."""
    count = cast.by_hand(sealing.count)
    forged = seal_dossier(count, law, other_keys, Chance(now=cast.NOW, random=cast.chance())).public
    verdict = verify(forged)
    assert verdict.whole
    assert verdict.signer == "not checked"
    verdict = verify(forged, key=sealing.keys.fingerprint)
    assert verdict.whole
    assert not verdict.good
    assert verdict.signer == "other"


def test_the_log_key_exchanged_alone_is_a_bad_signature(files: Files, other_keys: KeyRing) -> None:
    files["log/key"] = f"{other_keys.verifier_key().text}\n".encode()
    failure = fails(with_manifest(files))
    assert failure.file == "log/checkpoint"


def test_a_broken_signature_is_found_with_and_without_a_key(sealing: Sealing, files: Files) -> None:
    lines = files["log/checkpoint"].decode().split("\n")
    lines[-2] = lines[-2][:-10] + ("A" if lines[-2][-10] != "A" else "B") + lines[-2][-9:]
    files["log/checkpoint"] = "\n".join(lines).encode()
    for key in (None, sealing.keys.fingerprint):
        assert fails(with_manifest(files), key=key).file == "log/checkpoint"


@pytest.mark.parametrize(
    "spelling",
    [
        lambda keys: keys.fingerprint,
        lambda keys: keys.fingerprint.upper().replace("-", " "),
        lambda keys: keys.signing_public_key.hex(),
        lambda keys: (keys.folder / "signing.pub").read_text(),
        lambda keys: keys.verifier_key().text,
    ],
)
def test_a_key_is_known_in_every_spelling(
    sealing: Sealing, other_keys: KeyRing, spelling: Callable[[KeyRing], str]
) -> None:
    assert verify(sealing.public, key=spelling(sealing.keys)).signer == "checked"
    assert verify(sealing.public, key=spelling(other_keys)).signer == "other"


@given(key=st.text(max_size=100))
def test_no_text_that_is_not_the_key_passes_for_it(sealing: Sealing, key: str) -> None:
    assert verify(sealing.public, key=key).signer == "other"


def test_without_cryptography_all_else_is_checked(
    sealing: Sealing, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_log, "signatures_available", lambda: False)
    verdict = verify(sealing.public, key=sealing.keys.fingerprint)
    assert verdict.good
    assert verdict.signer == "not checked"
    assert any("签名未核对（缺少 cryptography）" in step.says for step in verdict.steps)
    assert fails(changed(files, "count.json", VOTE, 41)).pointer == VOTE
    assert verify(sealing.public, key="0000-0000").signer == "other"


def test_a_missing_file_and_one_too_many_are_named(files: Files) -> None:
    for name in files:
        without = {other: raw for other, raw in files.items() if other != name}
        assert fails(without).file == name
    assert fails({**files, "ballots.txt": b""}).file == "ballots.txt"
    assert fails(with_manifest({**files, "ballots.txt": b""})).file == "ballots.txt"


def test_a_changed_manifest_is_blamed_itself(files: Files) -> None:
    listed = json.loads(files[MANIFEST])
    for at, each in enumerate(listed["files"]):
        failure = fails(changed(files, MANIFEST, f"/files/{at}/sha256", "0" * 64))
        assert (failure.file, failure.pointer) == (MANIFEST, f"/files/{at}/sha256"), each


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


def test_a_pack_of_another_day_is_refused_even_when_signed(
    sealing: Sealing, law: Law, files: Files, other_keys: KeyRing
) -> None:
    """The national pack alone would leave out the province's rules."""
    files["law/pack.json"] = pretty(dict(cast.villagers(None).document)).encode()
    failure = fails(with_log(files, signed_by=other_keys))
    assert failure.file == "count.json"
    assert "villagers-committee@2026-01-01+sichuan@2026-01-01" in failure.says


def test_a_pack_of_our_own_is_recomputed_with_a_word_about_it(sealing: Sealing) -> None:
    """A unit's pack that the program does not ship: nothing to hold it against."""
    document = {**cast.villagers().document, "id": "own@2026-01-01", "body": "own"}
    count = cast.by_hand(sealing.count)
    count = replace(count, election=replace(count.election, pack="own", region="sichuan"))
    law = Law(pack=read_pack(document), calendar=cast.calendar())
    chance = Chance(now=cast.NOW, random=cast.chance())
    verdict = verify(seal_dossier(count, law, sealing.keys, chance).public)
    assert verdict.whole
    assert any("本程序没有 own@2026-01-01" in step.says for step in verdict.steps)


def test_an_older_revision_of_a_pack_stays_whole_with_a_word_about_it(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = json.loads(json.dumps(as_json()))  # a copy: packs are made once, for everybody
    newer = shipped["packs"]["villagers-committee@2026-01-01+sichuan@2026-01-01"]
    newer["revision"] += 1
    newer["majority"]["says"] = "后来改正的一句话。"
    monkeypatch.setattr(pinpoint, "library", lambda: Packed(json.dumps(shipped)))
    verdict = verify(sealing.public)
    assert verdict.whole
    assert any("另一次修订" in step.says for step in verdict.steps)


def test_a_calendar_published_later_does_not_break_an_older_dossier(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = as_json()
    year = next(y for y in shipped["calendar"]["years"] if y["year"] == 2026)
    year["notice"] = "后来的通知"
    year["holidays"] = year["holidays"][:-1]
    monkeypatch.setattr(pinpoint, "library", lambda: Packed(json.dumps(shipped)))
    assert verify(sealing.public).whole


def test_a_dossier_of_a_newer_format_says_so(files: Files) -> None:
    failure = fails(changed(files, MANIFEST, "/format", 2))
    assert (failure.file, failure.pointer) == (MANIFEST, "/format")


def test_every_step_is_shown_and_those_after_the_failure_are_not_done(
    sealing: Sealing, files: Files
) -> None:
    whole = verify(sealing.public, key=sealing.keys.fingerprint)
    assert [step.ok for step in whole.steps] == [True] * len(CHECKS) + [None]
    broken = verify(packed(changed(files, "count.json", VOTE, 41)))
    assert [step.ok for step in broken.steps][:3] == [True, False, None]
    assert len(broken.steps) == len(whole.steps)


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
