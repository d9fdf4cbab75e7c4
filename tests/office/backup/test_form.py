"""The form of a backup: what does not agree with its manifest is refused, wherever it is."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from huanjie.door.fault import BadInput
from huanjie.office.backup import reading
from huanjie.office.backup.form import File, Head, Part, Piece, Row, Table, Writer
from huanjie.office.backup.reading import parts
from huanjie.protect.keys import open_or_create
from huanjie.protect.signature import Signer


class Memory:
    """A sink that keeps what is written."""

    def __init__(self) -> None:
        self.raw = b""

    def write(self, content: bytes, /) -> None:
        self.raw += content

    def close(self) -> None:
        self.raw += b""


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return open_or_create(tmp_path_factory.mktemp("keys") / "keys").signer()


@pytest.fixture(scope="module")
def lines(signer: Signer) -> list[bytes]:
    """A small backup, line by line."""
    sink = Memory()
    writer = Writer(sink)
    writer.head(Head(version="1", made_at="2026-06-28T09:30:00Z", migrations=(("a", "0001"),)))
    writer.file("keys/a.key")
    writer.piece(b"one")
    writer.piece(b"two")
    writer.file("empty")
    writer.table(Table(name="a", columns=(("id", "int"), ("name", "text")), next=3))
    writer.row([1, "蓝大山"])
    writer.row([2, None])
    writer.table(Table(name="b", columns=(("code", "text"),), next=None))
    writer.end({}, signer)
    return zlib.decompress(sink.raw).splitlines(keepends=True)


def read(lines: list[bytes]) -> list[Part]:
    return list(parts(iter([zlib.compress(b"".join(lines))])))


def test_it_is_read_as_it_was_written(lines: list[bytes]) -> None:
    head, *middle, end = read(lines)
    assert isinstance(head, Head)
    assert middle == [
        File("keys/a.key"),
        Piece(b"one"),
        Piece(b"two"),
        File("empty"),
        Table(name="a", columns=(("id", "int"), ("name", "text")), next=3),
        Row([1, "蓝大山"]),
        Row([2, None]),
        Table(name="b", columns=(("code", "text"),), next=None),
    ]
    assert end.tables["a"]["rows"] == 2  # type: ignore[union-attr]


def changes(lines: list[bytes]) -> Iterator[list[bytes]]:
    """Every line left out, doubled, or changed places with the next."""
    for at in range(len(lines)):
        yield [*lines[:at], *lines[at + 1 :]]
        yield [*lines[: at + 1], *lines[at:]]
    for at in range(len(lines) - 1):
        yield [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def test_no_line_can_be_left_out_doubled_or_moved(lines: list[bytes]) -> None:
    allowed = [*lines[:4], *lines[4:]]
    for changed in changes(lines):
        if changed != allowed:
            with pytest.raises(BadInput):
                read(changed)


def test_no_value_can_be_changed(lines: list[bytes]) -> None:
    text = b"".join(lines)
    for old, new in (
        ("蓝大山", "蓝小山"),
        ("[2,null]", "[3,null]"),
        ('"next":3', '"next":4'),
        ('"name","text"', '"name","bytes"'),
        ("b25l", "b25m"),
        ('"rows":2', '"rows":1'),
        ('"signature":"', '"signature":"AAAA'),
    ):
        assert old.encode() in text
        with pytest.raises(BadInput):
            read([text.replace(old.encode(), new.encode(), 1)])


@pytest.mark.parametrize(
    "raw",
    [b"", b"no json\n", b"[]\n", b'{"huanjie-backup":2}\n', b'{"huanjie-backup":1}\n', b"[" * 9999],
)
def test_what_is_no_backup_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput):
        read([raw])


def test_what_does_not_end_is_refused_without_filling_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "_LONGEST_LINE", 2**22)

    def endless() -> Iterator[bytes]:
        packing = zlib.compressobj(level=1)
        for _ in range(64):
            yield packing.compress(b"x" * 2**20)
        pytest.fail("all of it was read")

    with pytest.raises(BadInput, match="备份的内容不完整"):
        list(parts(endless()))


@pytest.mark.parametrize("path", ["../keys", "/etc/x", "keys/../../x", ".hidden", "a/.b"])
def test_no_file_of_a_backup_leaves_its_folder(tmp_path: Path, path: str) -> None:
    from huanjie.office.backup.restoring import _created

    with pytest.raises(BadInput):
        _created(tmp_path / "inside", path)
    assert not list(tmp_path.iterdir())
