"""What this program ships (随程序发布的法律): to hold an enclosed pack and calendar against.

An installed program reads its own shelf. `verify.pyz` carries the same law resolved, in one file,
because a file inside a ZIP has no path.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Protocol

from huanjie.domain.election import Election
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import loads
from huanjie.law.calendar import Calendar, calendar_as_json, calendar_from_json, load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.shelf import Version, resolve, versions

PACKED: Final = "shipped.json"
"""Beside this module, in verify.pyz alone."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edition:
    """A file of the shelf by name (版本): a national version, or a region's overlay."""

    body: str
    region: str
    """empty for a national version"""
    effective_from: datetime.date


class Library(Protocol):
    """Where shipped law is read from."""

    def editions(self) -> tuple[Edition, ...]:
        """Every version."""

    def document(self, id_: str) -> Mapping[str, Any] | None:
        """The resolved document of this id; None where the program has no such pack."""

    def calendar(self) -> Calendar:
        """The whole calendar."""


class Shelf:
    """The shelf of an installed program."""

    def editions(self) -> tuple[Edition, ...]:
        return tuple(_edition(version) for version in versions())

    def document(self, id_: str) -> Mapping[str, Any] | None:
        for national, overlay in combinations():
            if name_of(_edition(national), _edition(overlay) if overlay else None) == id_:
                return resolve(national, overlay).document
        return None

    def calendar(self) -> Calendar:
        return load_calendar()


class Packed:
    """The law that verify.pyz carries."""

    def __init__(self, text: str) -> None:
        self._value = loads(text)

    def editions(self) -> tuple[Edition, ...]:
        return tuple(
            Edition(body=body, region=region, effective_from=datetime.date.fromisoformat(day))
            for body, region, day in self._value["editions"]
        )

    def document(self, id_: str) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self._value["packs"].get(id_)
        return found

    def calendar(self) -> Calendar:
        return calendar_from_json(Cursor(self._value["calendar"]))


@cache
def library() -> Library:
    """The law that this program ships, wherever it runs from."""
    packed = files("huanjie.dossier") / PACKED
    return Packed(packed.read_text("utf-8")) if packed.is_file() else Shelf()


def as_json() -> dict[str, Any]:
    """The shelf in one value, for verify.pyz."""
    shelf = Shelf()
    documents = [resolve(*each).document for each in combinations()]
    return {
        "editions": [
            [each.body, each.region, each.effective_from.isoformat()] for each in shelf.editions()
        ],
        "packs": {document["id"]: document for document in documents},
        "calendar": calendar_as_json(shelf.calendar()),
    }


def combinations() -> list[tuple[Version, Version | None]]:
    """Every national version, alone and under each overlay of its body that was ever in force
    together with it.
    """
    shelf = versions()
    pairs: list[tuple[Version, Version | None]] = []
    for national in (version for version in shelf if version.region is None):
        own = (version for version in shelf if version.region and version.body == national.body)
        pairs.append((national, None))
        pairs += ((national, overlay) for overlay in own if _met(national, overlay, shelf))
    return pairs


def _met(national: Version, overlay: Version, shelf: tuple[Version, ...]) -> bool:
    """Whether both were in force on one day: each began before the other was replaced."""
    return national.effective_from < _until(overlay, shelf) and (
        overlay.effective_from < _until(national, shelf)
    )


def _until(version: Version, shelf: tuple[Version, ...]) -> datetime.date:
    """The day on which the next version took its place; the last of all days where none did."""
    same = (each for each in shelf if (each.body, each.region) == (version.body, version.region))
    later = (each.effective_from for each in same if each.effective_from > version.effective_from)
    return min(later, default=datetime.date.max)


def in_force(body: str, region: str | None, day: datetime.date) -> str | None:
    """The id of the shipped pack in force on a day; None where the program has none."""
    before = [e for e in library().editions() if e.body == body and e.effective_from <= day]
    national = max((each for each in before if not each.region), default=None)
    overlay = max((each for each in before if region and each.region == region), default=None)
    return name_of(national, overlay) if national else None


def _edition(version: Version) -> Edition:
    return Edition(
        body=version.body, region=version.region or "", effective_from=version.effective_from
    )


def name_of(national: Edition, overlay: Edition | None) -> str:
    """How a resolved pack is called."""
    name = f"{national.body}@{national.effective_from}"
    return f"{name}+{overlay.region}@{overlay.effective_from}" if overlay else name


def check_pack_is_the_elections(election: Election, pack: RulePack) -> None:
    """Refuse a pack of another body, version or region than the election names."""
    body, _, dated = election.pack.partition("@")
    if pack.body != body or (dated and dated != str(pack.effective_from)):
        raise BadInput(f"选举写的规则包是 {election.pack}，所用的是 {pack.id}", at="/election/pack")
    if pack.region and pack.region != election.region:
        raise BadInput(f"选举的地区不是 {pack.region}", at="/election/region")


def check_pack_is_in_force(election: Election, pack: RulePack) -> None:
    """Refuse to seal under a pack that is not the election's own on its polling day."""
    check_pack_is_the_elections(election, pack)
    wanted = in_force(pack.body, election.region, election.polling_day)
    if wanted and wanted != pack.id and library().document(pack.id):
        says = f"{election.polling_day} 施行的是 {wanted}，所用的是 {pack.id}"
        raise BadInput(says, at="/election/polling_day")
