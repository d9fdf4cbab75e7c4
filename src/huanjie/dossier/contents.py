"""The contents (卷宗内容): every file that is recomputed from the case, to seal and to verify.

The page and the notice belong to the format: whoever changes a word of theirs raises `FORMAT` and
keeps the old wording for the dossiers that were sealed with it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final

from huanjie.door.jsontext import pretty
from huanjie.dossier.case import Case
from huanjie.dossier.notice import result_notice
from huanjie.dossier.page import render
from huanjie.exchange.count import count_as_json
from huanjie.exchange.declared import declared_as_json
from huanjie.exchange.election import election_as_json
from huanjie.exchange.schedule import schedule_as_json
from huanjie.law.calendar import calendar_as_json

FORMAT: Final = 1

ELECTION: Final = "election.json"
COUNT: Final = "count.json"
PACK: Final = "law/pack.json"
CALENDAR: Final = "law/calendar.json"
SCHEDULE: Final = "schedule.json"
DECLARATION: Final = "declaration.json"
CORRECTION: Final = "correction.json"
NOTICE: Final = "documents/result-notice.txt"
PAGE: Final = "index.html"
ENTRIES: Final = "log/entries.json"
CHECKPOINT: Final = "log/checkpoint"
KEY: Final = "log/key"
MANIFEST: Final = "manifest.json"

CONTENTS: Final = (ELECTION, COUNT, PACK, CALENDAR, SCHEDULE, DECLARATION, NOTICE, PAGE)
ALWAYS: Final = (*CONTENTS, ENTRIES, CHECKPOINT, KEY, MANIFEST)
"""Every file of a dossier; one that corrects another has correction.json besides."""


def contents(case: Case) -> dict[str, bytes]:
    """Every content file (内容文件): all but the log, its key and the manifest."""
    values = json_contents(case)
    files = {name: pretty(value).encode() for name, value in values.items()}
    files[NOTICE] = result_notice(case).encode()
    files[PAGE] = render(case).encode()
    return files


def json_contents(case: Case) -> dict[str, Any]:
    """Every content file that is JSON, as its value."""
    values: dict[str, Any] = {
        ELECTION: election_as_json(case.count.election),
        COUNT: count_as_json(case.count),
        PACK: dict(case.pack.document),
        CALENDAR: calendar_as_json(case.calendar),
        SCHEDULE: schedule_as_json(case.schedule),
        DECLARATION: declared_as_json(case.count, case.declared),
    }
    if case.correction:
        values[CORRECTION] = case.correction.as_json()
    return values


def manifest(files: dict[str, bytes]) -> bytes:
    """manifest.json: the format, and the hash and size of every other file, sorted by name."""
    listed = [
        {"file": name, "sha256": sha256(files[name]).hexdigest(), "size": len(files[name])}
        for name in sorted(files)
    ]
    return pretty({"format": FORMAT, "files": listed}).encode()
