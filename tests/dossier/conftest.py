"""A sealed dossier with its keys and its records (一份封存好的卷宗), made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.dossier import cast, revotes
from tests.dossier.tamper import Files, unpacked

from huanjie.domain.rounds import CountFile
from huanjie.dossier.build import Chance, SealedDossier, seal_dossier
from huanjie.dossier.verdict import Verdict
from huanjie.dossier.verify import verify
from huanjie.law.applied import Law
from huanjie.protect.keys import KeyRing, open_or_create

Seal = Callable[[revotes.Counting], SealedDossier]
Open = Callable[[SealedDossier], Verdict]


@dataclass(frozen=True)
class Sealing:
    """What a sealing started from, and what it made."""

    count: CountFile
    records: list[Path]
    keys: KeyRing
    dossier: SealedDossier

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Short, where hypothesis tells of a failure."""
        printer.text("<sealing>")

    @property
    def public(self) -> bytes:
        return self.dossier.public

    @property
    def sealed(self) -> bytes:
        assert self.dossier.sealed is not None
        return self.dossier.sealed


@pytest.fixture(scope="session")
def law() -> Law:
    return Law(pack=cast.villagers(), calendar=cast.calendar())


@pytest.fixture(scope="session")
def sealing(tmp_path_factory: pytest.TempPathFactory, law: Law) -> Sealing:
    folder = tmp_path_factory.mktemp("election")
    count, records = cast.counted(folder)
    keys = open_or_create(folder / "keys")
    chance = Chance(now=cast.NOW, random=cast.chance())
    dossier = seal_dossier(count, law, keys, chance, records=records)
    return Sealing(count=count, records=records, keys=keys, dossier=dossier)


@pytest.fixture
def files(sealing: Sealing) -> Files:
    """The files of the public dossier, to be tampered with."""
    return unpacked(sealing.public)


@pytest.fixture(scope="session")
def other_keys(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return open_or_create(tmp_path_factory.mktemp("other") / "keys")


@pytest.fixture(scope="session")
def counting(tmp_path_factory: pytest.TempPathFactory) -> revotes.Counting:
    """A tie and its revote."""
    return revotes.counted(tmp_path_factory.mktemp("tie"))


@pytest.fixture(scope="session")
def sealed(sealing: Sealing, law: Law) -> Seal:
    """How a count is sealed with its files."""

    def run(counting: revotes.Counting) -> SealedDossier:
        chance = Chance(now=cast.NOW, random=cast.chance())
        return seal_dossier(counting.count, law, sealing.keys, chance, records=counting.paths)

    return run


@pytest.fixture(scope="session")
def dossier(counting: revotes.Counting, sealed: Seal) -> SealedDossier:
    return sealed(counting)


@pytest.fixture(scope="session")
def opened(sealing: Sealing) -> Open:
    """How a dossier is verified with the archive key."""

    def run(dossier: SealedDossier) -> Verdict:
        key = sealing.keys.archive_private_key
        return verify(dossier.public, sealed=dossier.sealed, archive_key=key)

    return run
