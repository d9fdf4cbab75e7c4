"""The recovery key (恢复钥匙): an X25519 pair whose private half is kept away from the machine that
makes the backups, and opens them when that machine is gone.
"""

from __future__ import annotations

import base64
from pathlib import Path

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.protect.keyfolder import place
from huanjie.protect.raw import raw_public
from huanjie.protect.signature import need_cryptography
from huanjie.protect.verifierkey import decode_base64

_KEY_BYTES = 32


def make_recovery_key(file: Path) -> bytes:
    """A new pair: the private half in `file`, the public half beside it as `file.pub`. The answer
    is the public key; a file that is there already is refused.
    """
    need_cryptography()
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    key = X25519PrivateKey.generate()
    public = raw_public(key.public_key())
    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    files = {file.name: pem, f"{file.name}.pub": base64.b64encode(public) + b"\n"}
    if not place(file.absolute().parent, files):
        raise BadInput("这里已经有钥匙文件，没有覆盖", file=str(file), remedy="换一个文件名")
    return public


def read_public_key(text: str) -> bytes:
    """A public key as it is given on a command line: itself in base64, or a file that holds it."""
    line = jsontext.read_text(Path(text)).strip() if _is_a_file(text) else text.strip()
    try:
        key = decode_base64(line)
    except BadInput:
        key = b""
    if len(key) != _KEY_BYTES:
        raise BadInput(
            "不是公钥，也不是公钥文件",
            file=text,
            remedy="用 huanjie backup --new-key FILE 生成，再用 FILE.pub",
        )
    return key


def _is_a_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
