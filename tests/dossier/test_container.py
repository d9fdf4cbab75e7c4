"""The container (卷宗容器): one spelling, and nothing that harms its reader."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.dossier import container

FILES = {"index.html": b"<p>\xe7\xbb\x93\xe6\x9e\x9c", "law/pack.json": b"{}", "log/key": b""}
NAMES = st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8}){0,2}\.txt", fullmatch=True)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """An ordinary ZIP, as any other program writes it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, raw in members:
            file.writestr(name, raw)
    return buffer.getvalue()


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=6))
def test_what_is_written_is_read_back_and_is_canonical(files: dict[str, bytes]) -> None:
    raw = container.write(files)
    assert container.read(raw) == files
    assert container.is_canonical(raw, files)


def test_the_order_in_which_files_come_does_not_matter() -> None:
    assert container.write(FILES) == container.write(dict(reversed(FILES.items())))


def test_another_program_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(container.write(FILES))) as file:
        assert file.testzip() is None
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [info.filename for info in file.infolist()] == sorted(FILES)


def test_a_chinese_name_is_utf8_to_every_reader() -> None:
    raw = container.write({"公告.txt": b""})
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        assert file.namelist() == ["公告.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_of_another_program_is_read_but_is_not_canonical(method: int) -> None:
    raw = zipped(*FILES.items(), method=method)
    assert container.read(raw) == FILES
    assert not container.is_canonical(raw, FILES)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../up.txt", "a/../b", "a/./b", "a//b", "C:/x", "a\\b", "a\nb", "folder/"],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        container.read(zipped((name, b"")))
    with pytest.raises(BadInput):
        container.write({name: b""})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twice", [("a.txt", "a.txt"), ("a.txt", "A.txt"), ("é", "e\u0301")])
def test_a_doubled_name_is_refused(twice: tuple[str, str]) -> None:
    with pytest.raises(BadInput, match="重名"):
        container.read(zipped(*((name, b"") for name in twice)))


def test_a_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "LARGEST_TOTAL", 10_000)
    bomb = zipped(("bomb", bytes(20_000)), method=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 10_000
    with pytest.raises(BadInput, match="过大"):
        container.read(bomb)


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_promised() -> None:
    bomb = bytearray(zipped(("bomb", bytes(200_000)), method=zipfile.ZIP_DEFLATED))
    directory = bomb.index(b"PK\x01\x02")
    struct.pack_into("<L", bomb, directory + 24, 10)
    with pytest.raises(BadInput):
        container.read(bytes(bomb))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_we_never_use_is_refused(method: int) -> None:
    with pytest.raises(BadInput, match="压缩方法"):
        container.read(zipped(("a", b"b"), method=method))


def test_an_encrypted_file_is_refused() -> None:
    raw = bytearray(zipped(("a", b"b")))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadInput, match="加密"):
        container.read(bytes(raw))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MOST_FILES", 2)
    with pytest.raises(BadInput):
        container.read(zipped(("a", b""), ("b", b""), ("c", b"")))


def test_a_wrong_checksum_names_its_file() -> None:
    raw = bytearray(container.write({"a.txt": b"first", "b.txt": b"second"}))
    raw[raw.index(b"second")] ^= 1
    with pytest.raises(BadInput) as caught:
        container.read(bytes(raw))
    assert caught.value.file == "b.txt"


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_nothing_but_bad_input_is_raised(raw: bytes) -> None:
    with pytest.raises(BadInput):
        container.read(raw)


@given(st.integers(0, 400), st.integers(0, 255), st.booleans())
def test_a_damaged_zip_raises_nothing_but_bad_input(at: int, byte: int, sums: bool) -> None:
    raw = bytearray(zipped(*FILES.items(), method=zipfile.ZIP_DEFLATED))
    raw[at % len(raw)] = byte
    try:
        container.read(bytes(raw), check_sums=sums)
    except BadInput:
        return
