"""The container (卷宗容器): a ZIP with one spelling, so that every byte of a dossier counts.

Nothing is compressed, names are sorted, and every date, version and attribute is fixed: the same
files always make the same bytes. Reading takes any ordinary ZIP, canonical or not, and refuses
what could harm its reader: bombs, doubled names, names that lead elsewhere, folders, passwords.
"""

from __future__ import annotations

import io
import lzma
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from huanjie.door.fault import BadInput

LARGEST_TOTAL: Final = 512 * 1024 * 1024
MOST_FILES: Final = 1_000
LONGEST_NAME: Final = 200

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LENGTHS_AT = 26
"""Where a local header says how long its name and its extra field are."""
_VERSION = 20
_MADE_BY_UNIX = 3 << 8 | _VERSION
_UTF8_NAMES = 0x800
_MIDNIGHT, _FIRST_OF_1980 = 0, 1 << 5 | 1
_ORDINARY_FILE = 0o100644 << 16
_ENCRYPTED = 0x1
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,  # a password is wanted, or a feature that zipfile lacks
    ValueError,
    EOFError,
    OSError,
    OverflowError,
    LookupError,
)


def write(files: Mapping[str, bytes]) -> bytes:
    """The one canonical ZIP of these files; a name that no reader would take is refused."""
    _check_names(list(files))
    if sum(map(len, files.values())) > LARGEST_TOTAL:
        raise BadInput("卷宗的内容超过 512 MB", remedy="分成几份")
    body, directory = bytearray(), bytearray()
    for name in sorted(files, key=str.encode):
        encoded, raw = name.encode(), files[name]
        head = _head(encoded, raw)
        directory += _CENTRAL + struct.pack("<H", _MADE_BY_UNIX) + head
        directory += struct.pack("<HHHLL", 0, 0, 0, _ORDINARY_FILE, len(body)) + encoded
        body += _LOCAL + head + encoded + raw
    count = len(files)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + _END + end)


def read(raw: bytes, *, check_sums: bool = True) -> dict[str, bytes]:
    """Every file of a ZIP by its name; whatever the bytes are, nothing but BadInput is raised.

    Without `check_sums` a damaged file is read as it stands, so that the damage can be named.
    """
    if len(raw) > 2 * LARGEST_TOTAL:
        raise BadInput("文件过大，不是卷宗")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as container:
            members = container.infolist()
        _check_members(members)
        files = {member.filename: _content(raw, member) for member in members}
    except _ERRORS:
        raise BadInput("不是完好的 ZIP 文件", remedy="重新取得完整的文件") from None
    for member in members if check_sums else ():
        if zlib.crc32(files[member.filename]) != member.CRC:
            raise BadInput("内容与 ZIP 的校验值不符", file=member.filename)
    return files


def is_canonical(raw: bytes, files: Mapping[str, bytes]) -> bool:
    """Whether these bytes are the one spelling of these files."""
    try:
        return write(files) == raw
    except BadInput:
        return False


def _head(name: bytes, raw: bytes) -> bytes:
    """What the local header and the directory say alike of a file."""
    flags = 0 if name.isascii() else _UTF8_NAMES
    stored = struct.pack("<HHHHH", _VERSION, flags, 0, _MIDNIGHT, _FIRST_OF_1980)
    return stored + struct.pack("<LLLHH", zlib.crc32(raw), len(raw), len(raw), len(name), 0)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    _check_names([member.orig_filename for member in members])
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise BadInput("ZIP 里有加密的文件", file=member.filename)
        if member.compress_type not in _READABLE:
            raise BadInput("ZIP 用了不认识的压缩方法", file=member.filename)
    if sum(member.file_size for member in members) > LARGEST_TOTAL:
        raise BadInput("ZIP 解开后过大", remedy="这不是卷宗，不要打开它")


def _content(raw: bytes, member: zipfile.ZipInfo) -> bytes:
    """A member's bytes, never more than it promised."""
    start = member.header_offset
    name, extra = struct.unpack_from("<HH", raw, start + _LENGTHS_AT)
    data_at = start + _LENGTHS_AT + struct.calcsize("<HH") + name + extra
    data = raw[data_at : data_at + member.compress_size]
    if member.compress_type == zipfile.ZIP_DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, member.file_size + 1)
    if start < 0 or not raw.startswith(_LOCAL, start) or len(data) != member.file_size:
        raise BadInput("ZIP 里的文件不完整", file=member.orig_filename)
    return data


def _check_names(names: list[str]) -> None:
    if len(names) > MOST_FILES:
        raise BadInput(f"ZIP 里的文件超过 {MOST_FILES} 个")
    for name in names:
        _check_name(name)
    alike = {unicodedata.normalize("NFC", name).casefold() for name in names}
    if len(alike) != len(names):
        raise BadInput("ZIP 里有重名的文件")


def _check_name(name: str) -> None:
    """A relative path of plain parts: it can be unpacked anywhere and stays there."""
    parts = name.split("/")
    if not name or len(name) > LONGEST_NAME or any(part in ("", ".", "..") for part in parts):
        raise BadInput("ZIP 里有文件夹、绝对路径或指向别处的路径")
    if any(not sign.isprintable() or sign in '\\:*?"<>|' for sign in name):
        raise BadInput("ZIP 里的文件名有不能用的字符")
