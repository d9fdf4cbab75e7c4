"""The sealed part opened (开启封存部分): one vote's records, for whoever has the archive key."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.election import Unit
from huanjie.door.fault import BadInput
from huanjie.dossier import container
from huanjie.dossier.case import place_name
from huanjie.dossier.sealedpart import SealedFile, open_records, read_about, stated_origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The lines of one file of the sealed part (已开启的单票记录)."""

    name: str
    lines: list[bytes]


def open_part(
    sealed: bytes, archive_key: bytes, *, unit: Unit, body: str, name: str | None = None
) -> Opened:
    """One file of records of a body in a place; `name` says which, where there are several."""
    files = container.read(sealed)
    origin = stated_origin(files)
    if origin.rpartition("/")[0] != place_name(unit, body):
        raise BadInput(
            f"这是另一次选举的封存部分（{origin}）", remedy="核对选举文件和封存部分是不是同一次的"
        )
    chosen = _chosen(read_about(files, origin), name).name
    lines = open_records(files[chosen], archive_key, origin=origin, name=chosen)
    return Opened(name=chosen, lines=lines)


def _chosen(listed: list[SealedFile], name: str | None) -> SealedFile:
    named = [each for each in listed if name in (None, each.name)]
    if len(named) == 1:
        return named[0]
    there = "、".join(f"{each.name}（{each.votes.title}）" for each in listed)
    says = f"封存部分里没有“{name}”" if name else f"封存部分里有 {len(listed)} 个文件"
    raise BadInput(says, remedy=f"用 --part 写明是哪一个：{there}")
