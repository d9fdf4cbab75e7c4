"""A sealed dossier with its keys and its records (一份封存好的卷宗), made once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.dossier import cast

from huanjie.domain.rounds import CountFile
from huanjie.dossier.build import Chance, Law, SealedDossier, seal_dossier
from huanjie.protect.keys import KeyRing, open_or_create


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


@pytest.fixture(scope="session")
def other_keys(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return open_or_create(tmp_path_factory.mktemp("other") / "keys")
