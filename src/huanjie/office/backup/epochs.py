"""A new epoch (新纪元): where a backup is older than what was published of a log.

What was entered after the backup is lost, and somebody holds a signed checkpoint that counts it.
The log does not pretend: its next entry says that a new epoch begins and names the last checkpoint
that was published, and from then on it signs under another origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office.countylog import publishing
from huanjie.office.countylog.epochs import History, begin, history_of
from huanjie.office.deeds.models import Entry, Log
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import verify_signature
from huanjie.protect.verifierkey import VerifierKey
from huanjie.record.checkpoint import Checkpoint, open_checkpoint
from huanjie.record.epoch import Beginning, origin_of, read_origin
from huanjie.record.merkle import EMPTY_ROOT, Frontier, leaf_hashes
from huanjie.record.note import read_note


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """A log that was behind (落后的日志)."""

    log: str
    number: int
    published: int
    restored: int

    @property
    def origin(self) -> str:
        """What its checkpoints are called from now on."""
        return origin_of(self.log, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A checkpoint that was published (公布过的检查点)."""

    raw: bytes
    checkpoint: Checkpoint

    @property
    def log(self) -> str:
        """Whose it is."""
        return read_origin(self.checkpoint.origin)[0]

    @property
    def order(self) -> tuple[int, int]:
        """The later of two has the later epoch, then the larger size."""
        return read_origin(self.checkpoint.origin)[1], self.checkpoint.size


def published_in(paths: Iterable[Path]) -> Iterator[Published]:
    """The checkpoints in these files, or in the files of these folders, each signed by the site's
    own key; any other is refused.
    """
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else (path,):
            try:
                yield _published(jsontext.read_bytes(file))
            except BadInput as fault:
                raise fault.within(file=str(file)) from None


def left_in(*folders: Path) -> Iterator[Published]:
    """What these data folders keep of what was published; what another site signed, whose folder
    it was before, is passed over.
    """
    for folder in folders:
        for file in publishing.kept(folder):
            try:
                yield _published(jsontext.read_bytes(file))
            except BadInput:
                continue


def enter_epochs(published: Iterable[Published]) -> Iterator[Epoch]:
    """Begin a new epoch in every log that lacks something published. BadInput where a log
    contradicts it: then the backup is of another site, or somebody has changed it.
    """
    by_log: dict[str, list[Published]] = defaultdict(list)
    for each in published:
        by_log[each.log].append(each)
    for name, found in sorted(by_log.items()):
        last = max(found, key=lambda each: each.order)
        history = history_of(name)
        lost = [_is_lost(each.checkpoint, history) for each in found]  # every one is compared
        if any(lost):
            yield _entered(history, last.checkpoint)
        publishing.keep(name, last.raw)


def _is_lost(published: Checkpoint, history: History) -> bool:
    """Whether it counts entries that the log lacks, and has not said so yet."""
    epoch = read_origin(published.origin)[1]
    if published.size <= history.reaches(epoch, size=_size(history.log)):
        if _root(history.log, published.size) != published.root:
            raise BadInput(
                "备份里的日志和已经公布的检查点矛盾",
                file=history.log,
                remedy="查明谁改动了它；用另一份备份",
            )
        return False
    return not history.admits(published)


def _entered(history: History, published: Checkpoint) -> Epoch:
    name, size = history.log, _size(history.log)
    log = Log.objects.filter(pk=name).first()
    number = max(history.epoch, read_origin(published.origin)[1]) + 1
    beginning = Beginning(epoch=number, published=published, size=size, root=_root(name, size))
    begin(beginning, region=log.region if log else name.split("/")[1])
    return Epoch(log=name, number=number, published=published.size, restored=size)


def _published(raw: bytes) -> Published:
    for line in read_note(raw).signatures:
        for public in _signing_keys():
            key = VerifierKey(line.name, public)
            if key.key_hash == line.key_hash:
                return Published(raw=raw, checkpoint=open_checkpoint(raw, key, verify_signature))
    raise BadInput("检查点不是这个网站签的", remedy="用这个网站公布的检查点")


def _signing_keys() -> list[bytes]:
    """The public half of every signing key of the site: logs may have one of their own."""
    folders = sorted(settings.HUANJIE_KEYS.glob("*/signing.pub"))
    return [open_or_create(path.parent).signing_public_key for path in folders]


def _size(name: str) -> int:
    return Log.objects.filter(pk=name).values_list("size", flat=True).first() or 0


def _root(name: str, size: int) -> bytes:
    if size == 0:
        return EMPTY_ROOT
    rows = Entry.objects.filter(log_id=name).order_by("sequence")[:size]
    leaves = (bytes(leaf) for leaf in rows.values_list("leaf", flat=True))
    return Frontier().plus(leaf_hashes(leaves)).root()
