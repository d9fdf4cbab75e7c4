"""The key folder (钥匙文件夹): a signing key and an archive key, made once and never overwritten.

    signing.pem   Ed25519 private key (签名私钥), PKCS#8, mode 0600
    signing.pub   its public key, one line of base64
    archive.pem   X25519 private key (归档私钥), which opens sealed ballots, PKCS#8, mode 0600
    archive.pub   its public key, one line of base64

A folder that lacks a file, or whose files do not belong together, is refused: making new keys there
would cut the election off from what it has already signed and sealed.
"""

from __future__ import annotations

import base64
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.protect.keyfolder import place
from huanjie.protect.raw import raw_private, raw_public
from huanjie.protect.signature import Signer, fingerprint, need_cryptography
from huanjie.protect.verifierkey import VerifierKey, decode_base64

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

Use = Literal["signing", "archive"]
USES: Final[tuple[Use, ...]] = ("signing", "archive")
DEFAULT_NAME: Final = "huanjie"
_RESTORE = "从备份恢复整个钥匙文件夹，或用 --keys 另指一个文件夹；不要删掉旧钥匙"
_KIND = {"signing": "Ed25519", "archive": "X25519"}


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a folder (钥匙串)."""

    folder: Path
    created: bool
    """whether they were made just now: say so, print the fingerprint, ask for a backup"""
    signing_public_key: bytes
    archive_public_key: bytes
    _signing: bytes = field(repr=False)
    _archive: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """The signing key's fingerprint, for the posted notice."""
        return fingerprint(self.signing_public_key)

    @property
    def archive_private_key(self) -> bytes:
        """The raw key that opens seals."""
        return self._archive

    def signer(self, name: str = DEFAULT_NAME) -> Signer:
        """The signing key under a name, as signed notes want it."""
        return _KeySigner(name, self.signing_public_key, self._signing)

    def verifier_key(self, name: str = DEFAULT_NAME) -> VerifierKey:
        """The public half of `signer(name)`."""
        return VerifierKey(name, self.signing_public_key)


@dataclass(frozen=True, slots=True)
class _KeySigner:
    name: str
    public_key: bytes
    _private: bytes = field(repr=False)

    def sign(self, message: bytes, /) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self._private).sign(message)


def open_or_create(folder: Path) -> KeyRing:
    """Open the key folder; where it holds no key at all, make them."""
    need_cryptography()
    files = [f"{use}.{kind}" for use in USES for kind in ("pem", "pub")]
    created = not any(_present(folder / name) for name in files)
    if created:
        created = place(folder, _new_files())
    for name in files:
        if not _present(folder / name):
            raise BadInput("钥匙文件夹缺少这个文件", file=str(folder / name), remedy=_RESTORE)
    return _open(folder, created=created)


def read_archive_key(path: Path) -> bytes:
    """The raw archive private key of a file (归档私钥), for opening seals."""
    need_cryptography()
    return raw_private(_private(path, "archive"))


def default_folder() -> Path:
    """Where this user's keys live; the only function here that asks the environment."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return base / "huanjie" / "keys"


def _present(path: Path) -> bool:
    try:
        return path.is_symlink() or path.exists()
    except (OSError, ValueError) as error:
        raise BadInput(f"读不到钥匙文件夹（{error}）", file=str(path)) from None


def _open(folder: Path, *, created: bool) -> KeyRing:
    private = {use: _private(folder / f"{use}.pem", use) for use in USES}
    public = {use: raw_public(key.public_key()) for use, key in private.items()}
    for use in USES:
        _check_public(folder / f"{use}.pub", public[use])
    return KeyRing(
        folder=folder,
        created=created,
        signing_public_key=public["signing"],
        archive_public_key=public["archive"],
        _signing=raw_private(private["signing"]),
        _archive=raw_private(private["archive"]),
    )


def _private(path: Path, use: Use) -> Ed25519PrivateKey | X25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    raw = jsontext.read_bytes(path)
    try:
        key = load_pem_private_key(raw, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadInput("不是完好的私钥文件", file=str(path), remedy=_RESTORE) from None
    wanted = Ed25519PrivateKey if use == "signing" else X25519PrivateKey
    if not isinstance(key, wanted):
        raise BadInput(f"应为 {_KIND[use]} 私钥", file=str(path), remedy=_RESTORE)
    return key


def _check_public(path: Path, expected: bytes) -> None:
    try:
        found = decode_base64(jsontext.read_text(path).strip())
    except BadInput as fault:
        raise BadInput(fault.says, file=str(path), remedy=_RESTORE) from None
    if found != expected:
        raise BadInput("公钥与旁边的私钥不是一对", file=str(path), remedy=_RESTORE)


def _new_files() -> dict[str, bytes]:
    """The four files of a new folder."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    result = {}
    keys: dict[Use, Ed25519PrivateKey | X25519PrivateKey] = {
        "signing": Ed25519PrivateKey.generate(),
        "archive": X25519PrivateKey.generate(),
    }
    for use, key in keys.items():
        result[f"{use}.pem"] = key.private_bytes(
            form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
        )
        public = raw_public(key.public_key())
        result[f"{use}.pub"] = base64.b64encode(public) + b"\n"
    return result
