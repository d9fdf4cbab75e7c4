"""Records of a vote (单票记录): what papers that were scanned come to.

Who reads the pictures is a later app, and registers here when the site starts, as at the gates.
"""

from __future__ import annotations

from typing import Protocol

from huanjie.domain.adjudication import Adjudicated
from huanjie.domain.tally import CastVoteRecord
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round


class Scans(Protocol):
    """Whoever keeps the pictures of a vote (扫描识读)."""

    def pile(self, election: Election, round_: Round, /) -> Adjudicated:
        """How far the papers are: read for sure, ruled on, left."""

    def records(self, election: Election, round_: Round, /) -> tuple[CastVoteRecord, ...]:
        """One record a paper of the pile; whether these are all papers `check_papers` says."""

    def declared(self, round_: Round, /) -> None:
        """The vote is declared: whatever could still join a paper to its record goes."""


_registered: list[Scans] = []


def register(scans: Scans) -> None:
    """Ask this app for the records, in place of whoever registered before."""
    _registered[:] = [scans]


def scans() -> Scans:
    """Who keeps the pictures."""
    return _registered[0]
