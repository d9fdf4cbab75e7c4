"""Field keys (字段钥匙): what identity numbers and phones are encrypted with at rest.

    field-1.key, field-2.key …   AES-256 keys, mode 0600; the newest encrypts, every one decrypts
    index.key                    the key of the blind index (盲索引), mode 0600, never rotated
    field-1.retired              where field-1.key stood before it was retired, with its id
    retired/field-1.key          a retired key, for backups that are older than its retirement

They live beside the database and never in it: a copy of the database alone opens nothing. Each file
is one line, `huanjie-field-key/1+use+base64(key)+check`. A folder that lacks one of them is
refused: a new key in its place would cut the site off from what it has already encrypted.
"""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.door.files import reason
from huanjie.protect.fieldcipher import KEY_BYTES, FieldCipher, id_of
from huanjie.protect.keyfolder import place
from huanjie.protect.signature import need_cryptography
from huanjie.protect.verifierkey import decode_base64

INDEX_FILE: Final = "index.key"
_HEADER: Final = "huanjie-field-key/1"
_FIELD: Final = re.compile(r"field-([1-9][0-9]*)\.key")
RETIRED: Final = "retired"
_CHECK_DIGITS: Final = 8
_RESTORE: Final = "从备份恢复整个字段钥匙文件夹；不要删掉旧钥匙，也不要改文件名"


@dataclass(frozen=True, slots=True)
class FieldKeys:
    """The field keys of a folder (字段钥匙串): encrypt, decrypt, and index what must be found."""

    folder: Path
    created: bool
    """whether they were made just now: ask for a backup"""
    _cipher: FieldCipher

    @classmethod
    def open_or_create(cls, folder: Path) -> FieldKeys:
        """Open the folder; where it holds no field key at all, make the first."""
        need_cryptography()
        created = not _key_files(folder)
        if created:
            created = place(folder, {_name(1): _new("field"), INDEX_FILE: _new("index")})
        return cls(folder, created, _open(folder))

    def rotate(self) -> FieldKeys:
        """Add a newer key, which encrypts from now on (轮换); the older ones still decrypt.

        Encrypt again whatever is to leave an old key behind. The index key stays as it is.
        """
        newest = max(_numbers(self.folder))
        if not place(self.folder, {_name(newest + 1): _new("field")}):
            raise BadInput("另一个程序刚刚换了钥匙", file=str(self.folder), remedy="重新打开再试")
        return FieldKeys.open_or_create(self.folder)

    def retire(self, key: str) -> FieldKeys:
        """Put a key away that nothing is encrypted with any more (停用); the caller has made sure.

        It goes into `retired/`, and a line in its place says so: only backups older than this need
        it. BadInput where it is the newest, or none of ours.
        """
        if key == self.newest or key not in self.ids:
            raise BadInput(
                f"钥匙 {key} 不能停用：不在这里，或者是正在用的一把", remedy="先换钥匙，再停用旧的"
            )
        number = next(n for n in sorted(_numbers(self.folder)) if self._is(n, key))
        place(self.folder, {_marker(number): f"{key}\n".encode()})
        put_away = self.folder / RETIRED
        try:
            put_away.mkdir(mode=0o700, exist_ok=True)
            (self.folder / _name(number)).rename(put_away / _name(number))
        except OSError as error:
            says = f"钥匙挪不进去（{reason(error)}）"
            raise BadInput(says, file=str(put_away), remedy="检查权限和磁盘空间") from None
        return FieldKeys.open_or_create(self.folder)

    def _is(self, number: int, key: str) -> bool:
        return id_of(_read(self.folder / _name(number), "field")).hex() == key

    @property
    def newest(self) -> str:
        """The id of the key that encrypts (钥匙编号), as ciphertexts carry it; no secret."""
        return self._cipher.newest.hex()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all keys that decrypt, the oldest first."""
        return tuple(id_.hex() for id_ in self._cipher.ids)

    def encrypt(self, text: str, *, bound_to: str) -> bytes:
        """Encrypt a field (加密) for one place, `people_person.phone`; equal texts differ."""
        return self._cipher.encrypt(text, bound_to)

    def encrypt_all(self, texts: Sequence[str], *, bound_to: str) -> list[bytes]:
        """Encrypt a field of many people (成批加密), each as `encrypt` does."""
        return self._cipher.encrypt_all(texts, bound_to)

    def decrypt(self, raw: bytes, *, bound_to: str) -> str:
        """Decrypt a field (解密). BadInput where it was changed, moved or made by another key."""
        return self._cipher.decrypt(raw, bound_to)

    def blind_index(self, text: str, *, bound_to: str) -> bytes:
        """What an equal text is found by (盲索引), 32 bytes: equal for equal texts of one place.

        The caller brings texts to one form first: 15x and 15X are two texts.
        """
        return self._cipher.blind_index(text, bound_to)

    def blind_index_all(self, texts: Sequence[str], *, bound_to: str) -> list[bytes]:
        """The blind indexes of many texts (成批盲索引), each as `blind_index` makes it."""
        return self._cipher.blind_index_all(texts, bound_to)

    def key_of(self, raw: bytes) -> str:
        """The id of the key that a ciphertext was made with: `newest` needs no rotation."""
        return self._cipher.key_of(raw).hex()


def _open(folder: Path) -> FieldCipher:
    numbers = _numbers(folder)
    every = range(1, max(numbers, default=1) + 1)
    names = [_name(n) for n in every if n in numbers or not (folder / _marker(n)).exists()]
    for name in (*names, INDEX_FILE):
        if not (folder / name).exists():
            raise BadInput("字段钥匙文件夹缺少这个文件", file=str(folder / name), remedy=_RESTORE)
    keys = [_read(folder / name, "field") for name in names]
    index = _read(folder / INDEX_FILE, "index")
    if len({*keys, index}) <= len(keys):
        raise BadInput("字段钥匙文件夹中有两个相同的钥匙", file=str(folder), remedy=_RESTORE)
    return FieldCipher(keys, index)


def _key_files(folder: Path) -> list[str]:
    """The names of the key files of a folder; none where there is no folder yet."""
    try:
        names = [path.name for path in folder.iterdir()] if folder.exists() else []
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        says = f"读不到字段钥匙文件夹（{why}）"
        raise BadInput(says, file=str(folder), remedy="检查文件夹的权限") from None
    return [name for name in names if name == INDEX_FILE or _FIELD.fullmatch(name)]


def _numbers(folder: Path) -> list[int]:
    found = (_FIELD.fullmatch(name) for name in _key_files(folder))
    return [int(each[1]) for each in found if each]


def _name(number: int) -> str:
    return f"field-{number}.key"


def _marker(number: int) -> str:
    return f"field-{number}.retired"


def _new(use: str) -> bytes:
    return f"{_line(use, secrets.token_bytes(KEY_BYTES))}\n".encode()


def _line(use: str, key: bytes) -> str:
    """The one spelling of a key file; the check shows a slip of copying, and nothing of the key."""
    body = f"{_HEADER}+{use}+{base64.b64encode(key).decode()}"
    return f"{body}+{sha256(body.encode()).hexdigest()[:_CHECK_DIGITS]}"


def _read(path: Path, use: str) -> bytes:
    """The key of a file; another kind of file, or one sign changed, is refused by its name."""
    line = jsontext.read_text(path).strip()
    header, _, rest = line.partition("+")
    kind, _, rest = rest.partition("+")
    if header != _HEADER:
        raise BadInput("不是字段钥匙文件，或来自更新的版本", file=str(path), remedy=_RESTORE)
    if kind != use:
        raise BadInput(f"应为 {use} 钥匙，却是另一种", file=str(path), remedy=_RESTORE)
    try:
        key = decode_base64(rest.rpartition("+")[0])
    except BadInput:
        key = b""
    if len(key) != KEY_BYTES or _line(use, key) != line:
        raise BadInput("字段钥匙文件已损坏", file=str(path), remedy=_RESTORE)
    return key
