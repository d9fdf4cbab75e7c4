"""The sealed part (封存部分): cast vote records that only the archive key opens again.

about.json                      which round each file belongs to, in the clear
cvr-1.jsonl.sealed              the records of round 1, shuffled, sealed to the archive key
cvr-1-revote-1.jsonl.sealed     the records of its first revote, the same way
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from huanjie.domain.rounds import CountFile
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode, loads, pretty, read_bytes
from huanjie.dossier import container
from huanjie.dossier.recount import Votes, groups, recount
from huanjie.exchange.cvr import read_lines
from huanjie.exchange.names import find_whole
from huanjie.law.pack import RulePack
from huanjie.protect.seal import open_seal, seal

ABOUT: Final = "about.json"
FORMAT: Final = 1
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class SealedFile:
    """One file of records (封存的单票记录) and what was counted from it."""

    votes: Votes

    @property
    def name(self) -> str:
        """Its first round, and which revote of that round where it is one's."""
        revote = "" if self.votes.revote is None else f"-revote-{self.votes.revote + 1}"
        return f"cvr-{self.votes.rounds[0] + 1}{revote}.jsonl.sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRecords:
    """Records that stand in no file on a disk (内存里的单票记录)."""

    name: str
    raw: bytes = field(repr=False)


def gather(
    count: CountFile, pack: RulePack, sources: Iterable[Path | HeldRecords]
) -> dict[Votes, list[bytes]]:
    """The lines of each file by what was counted from them, after counting them again."""
    wanted = groups(count)
    gathered: dict[Votes, list[bytes]] = {}
    for source in sources:
        path, raw = _named(source)
        votes = wanted.pop(sha256(raw).hexdigest(), None)
        if votes is None:
            raise BadInput(
                "没有哪一轮是用这个单票记录文件计票的",
                file=path,
                remedy="用计票时的原文件，一个字节也不能改",
            )
        lines = raw.splitlines()
        _check_records(count, pack, votes, lines, file=path)
        gathered[votes] = lines
    return gathered


def _named(source: Path | HeldRecords) -> tuple[str, bytes]:
    """What a fault calls the records, and their bytes."""
    if isinstance(source, HeldRecords):
        return source.name, source.raw
    return str(source), read_bytes(source)


def _check_records(
    count: CountFile, pack: RulePack, votes: Votes, lines: list[bytes], *, file: str
) -> None:
    """Refuse records that do not count to what they were counted for."""
    try:
        differs = recount(count, pack, votes, list(read_lines(lines, file=file)))
    except BadInput as fault:
        raise fault.within(file=file) from None
    if differs:
        says = differs.difference.says("按单票记录重算")
        raise BadInput(says, at=differs.difference.pointer, file="count.json")


def seal_records(
    gathered: Mapping[Votes, list[bytes]],
    *,
    origin: str,
    archive_public_key: bytes,
    random: Callable[[int], bytes],
) -> bytes:
    """sealed.zip."""
    files, about = {}, []
    for votes, lines in sorted(gathered.items(), key=lambda each: each[0].order):
        name = SealedFile(votes).name
        plain = b"".join(line + b"\n" for line in shuffled(lines, random))
        files[name] = seal(plain, archive_public_key, associated=_bound(origin, name))
        about.append({"file": name, **_votes_as_json(votes), "records": len(lines)})
    described: dict[str, Any] = {"format": FORMAT, "election": origin, "files": about}
    return container.write({**files, ABOUT: pretty(described).encode()})


def _votes_as_json(votes: Votes) -> dict[str, Any]:
    rounds: dict[str, Any] = {"rounds": list(votes.rounds)}
    return rounds if votes.revote is None else {**rounds, "revote": votes.revote}


def shuffled(lines: list[bytes], random: Callable[[int], bytes]) -> list[bytes]:
    """The lines in an order that says nothing: each is ranked by a hash under a key thrown away."""
    key = random(_KEY_BYTES)
    return sorted(lines, key=lambda line: sha256(key + line).digest())


def read_about(files: Mapping[str, bytes], origin: str) -> list[SealedFile]:
    """Which file belongs to which votes."""
    at = _about(files)
    if at.get("election").text() != origin:
        at.get("election").refuse("这不是同一次选举的封存部分")
    listed = [_read_file(item, files) for item in at.get("files").items()]
    if {each.name for each in listed} | {ABOUT} != set(files):
        at.get("files").refuse("文件与所列的不符")
    return listed


def stated_origin(files: Mapping[str, bytes]) -> str:
    """The election that the part says it belongs to; its seals are bound to the name."""
    return _about(files).get("election").text()


def _about(files: Mapping[str, bytes]) -> Cursor:
    if ABOUT not in files:
        raise BadInput("封存部分缺少 about.json")
    at = Cursor(loads(decode(files[ABOUT])))
    at.only("format", "election", "files")
    at.get("format").whole(at_least=FORMAT, at_most=FORMAT)
    return at


def _read_file(item: Cursor, files: Mapping[str, bytes]) -> SealedFile:
    item.only("file", "rounds", "revote", "records")
    rounds = tuple(each.whole() for each in item.get("rounds").items())
    if not rounds:
        item.get("rounds").refuse("至少写一轮")
    file = SealedFile(Votes(rounds=rounds, revote=find_whole(item, "revote")))
    if item.get("file").text() != file.name or file.name not in files:
        item.get("file").refuse("没有这个文件，或者不是这一轮的")
    return file


def open_records(raw: bytes, archive_key: bytes, *, origin: str, name: str) -> list[bytes]:
    """The lines of one sealed file."""
    return open_seal(raw, archive_key, associated=_bound(origin, name)).splitlines()


def _bound(origin: str, name: str) -> bytes:
    """What a seal is bound to: it cannot be moved to another election or another vote."""
    return f"{origin}\n{name}".encode()
