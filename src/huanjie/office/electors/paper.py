"""What the papers of electors say alike (文书共用的内容): the election and its law."""

from __future__ import annotations

import datetime
from typing import Protocol

from django.http import HttpResponse

from huanjie.domain.election import Election as ElectionFile
from huanjie.domain.election import Unit
from huanjie.office import clock
from huanjie.office.download import WORD, download
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.paper.poll_day import PollDay


class Printable(Protocol):
    """A paper (文书) that Word can open."""

    def as_bytes(self, *, made_at: datetime.datetime) -> bytes: ...


def word_file(election: Election, paper: Printable, *, name: str) -> HttpResponse:
    """A paper of an election, to be saved (下载)."""
    of = f"{election.unit_id}-{election.body}-{election.polling_day}"
    raw = paper.as_bytes(made_at=clock.now())
    return download(raw, name=f"{name}-{of}.docx", kind=WORD)


def poll_of(election: Election) -> PollDay:
    """The poll that an election's papers are about, before anybody knows who stands."""
    pack = law_of(election).pack
    return PollDay(
        election=ElectionFile(
            pack=pack.id,
            region=pack.region,
            unit=Unit(code=election.unit_id, name=election.unit.full_name),
            polling_day=election.polling_day,
            contests=(),
        ),
        pack=pack,
    )
