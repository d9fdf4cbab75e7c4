"""Deleting what is due (到期删除): a job of the tick, one logged deed for each election.

What was deleted is also written into a list beside the database (`deletions.jsonl`, ids and days
alone): a backup that is restored brings back what is gone, and `rerun_deletions` deletes it again.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from huanjie.domain.calendar import corresponding_day
from huanjie.domain.cycle import OVER
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import read_text
from huanjie.law.retention import kind_of
from huanjie.office import clock
from huanjie.office.command import by_machine
from huanjie.office.keeping.ended import OF_THE_SITE, is_held, periods_of
from huanjie.office.keeping.models import Deletion
from huanjie.office.keeping.wiping import DELETE, WIPERS
from huanjie.office.planning.models import Election
from huanjie.office.security.models import Kind, SecurityEvent
from huanjie.office.security.noting import note

LIST: Final = "deletions.jsonl"


def delete_due() -> int:
    """Delete whatever is due today (到期删除); how many kinds of how many elections."""
    today = clock.today()
    return sum(len(_of(election, today)) for election in _waiting()) + _events(today)


def _waiting() -> Iterator[Election]:
    """Elections that are over and of which something may still have to go."""
    over = Election.objects.filter(stage__in=OVER).select_related("unit").order_by("pk")
    for election in list(over):  # all at once: what is read is written to in between
        if election.deletions.count() < len(WIPERS):
            yield election


def _of(election: Election, today: datetime.date) -> dict[str, int]:
    """What is due of one election, deleted under its lock; how many rows of each kind."""
    told: dict[str, int] = {}

    def delete() -> dict[str, object]:
        told.update(_delete(election, _due(election, today)))
        return {"deleted": told} if told else {}

    if _due(election, today):
        by_machine(DELETE, election, delete)
    if told:
        note(Kind.DELETED, user=None, region=election.region, detail="、".join(told))
    return told


def _due(election: Election, today: datetime.date) -> list[str]:
    gone = set(election.deletions.values_list("kind", flat=True))
    held = is_held(election)
    return [
        word
        for word, period in periods_of(election).items()
        if word in WIPERS and word not in gone and period.is_due(today, held=held)
    ]


def _delete(election: Election, words: list[str]) -> dict[str, int]:
    """Delete these kinds, note each, and write the list once all of it is certain."""
    told = {}
    for word in words:
        told[word] = WIPERS[word](election)
        Deletion.objects.update_or_create(
            election=election,
            kind=word,
            defaults={"done_on": clock.today(), "rows": told[word]},
        )
    transaction.on_commit(lambda: _append(election, words))
    return told


def _append(election: Election, words: list[str]) -> None:
    with _list().open("a", encoding="utf-8") as file:
        for word in words:
            day = clock.today().isoformat()
            file.write(json.dumps({"election": election.pk, "kind": word, "on": day}) + "\n")


def _list() -> Path:
    return Path(settings.HUANJIE_DATA) / LIST


def rerun_deletions() -> int:
    """Delete again what the list says was deleted (重新执行删除), after a backup was restored; how
    many rows were there again. An election that the backup does not hold is passed over.
    """
    found = 0
    for pk, word in dict.fromkeys(_listed()):
        election = Election.objects.filter(pk=pk).select_related("unit").first()
        if election and word in WIPERS:
            found += _again(election, word)
    return found


def delete_again() -> str:
    """`rerun_deletions`, told in a sentence; empty where nothing had come back."""
    rows = rerun_deletions()
    return f"按删除清单重新删除 {rows} 行 deleted again" if rows else ""


def _again(election: Election, word: str) -> int:
    told: dict[str, int] = {}

    def delete() -> dict[str, object]:
        told[word] = WIPERS[word](election)
        Deletion.objects.get_or_create(
            election=election,
            kind=word,
            defaults={"done_on": clock.today(), "rows": told[word]},
        )
        return {"deleted_again": told} if told[word] else {}

    by_machine(DELETE, election, delete)
    return told[word]


def _listed() -> Iterator[tuple[str, str]]:
    """The election and kind of every line; a line that cannot be read is refused by its number."""
    path = _list()
    for number, line in enumerate(read_text(path).splitlines() if path.exists() else (), start=1):
        try:
            told = json.loads(line)
            yield str(told["election"]), str(told["kind"])
        except (ValueError, KeyError, TypeError):
            raise BadInput("删除清单的这一行读不出来", file=str(path), line=number) from None


def _events(today: datetime.date) -> int:
    """Security events whose period is over; none of an election, so nothing holds them."""
    period = kind_of(OF_THE_SITE).delete
    assert period
    before = corresponding_day(today, months=-period.months)
    moment = datetime.datetime.combine(before, datetime.time(), tzinfo=clock.CHINA)
    gone, _ = SecurityEvent.objects.filter(moment__lt=moment).delete()
    if gone:
        note(Kind.DELETED, user=None, detail=f"安全日志 {gone} 条")
    return gone
