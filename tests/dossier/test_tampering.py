"""Tampering (篡改): one file at a time, then manifest, log and key made to agree with it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.dossier.conftest import Sealing
from tests.dossier.tamper import (
    VOTE,
    Files,
    Remake,
    alone,
    changed,
    fails,
    packed,
    with_log,
    with_manifest,
)

from huanjie.dossier.contents import MANIFEST
from huanjie.dossier.verify import CHECKS, verify
from huanjie.protect.keys import KeyRing

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
