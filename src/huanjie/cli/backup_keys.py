"""To whom a backup is sealed, and with what it is opened (备份的钥匙和口令)."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Final

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.protect.keys import read_archive_key
from huanjie.protect.recoverykey import read_public_key
from huanjie.protect.sealedstream import Opener, Passphrase, Recipient, ToKey, WithKey

_TO_WHOM: Final = (
    "用 huanjie backup --new-key FILE 生成恢复钥匙，再加 --to FILE.pub；或者 --passphrase FILE"
)


def add_key(parser: argparse.ArgumentParser) -> None:
    """Ask for the private half of a recovery key."""
    parser.add_argument(
        "--key", metavar="FILE", type=Path, help="恢复钥匙（私钥） the recovery key's private half"
    )


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Ask for a file with a passphrase."""
    parser.add_argument(
        "--passphrase",
        metavar="FILE",
        type=Path,
        help="口令写在这个文件里 a file with the passphrase",
    )


def recipients_of(chosen: argparse.Namespace) -> list[Recipient]:
    """To whom a backup is sealed (封给谁): keys, a passphrase, or what a terminal says."""
    from django.conf import settings

    keys = chosen.to or [key for key in [settings.HUANJIE_BACKUP_TO] if key]
    found: list[Recipient] = [ToKey(read_public_key(key)) for key in keys]
    if chosen.passphrase:
        found.append(_passphrase(chosen.passphrase))
    if not found and sys.stdin.isatty():
        found.append(_asked_twice())
    if not found:
        raise BadInput("没有说备份封给谁", remedy=_TO_WHOM)
    return found


def opener_of(chosen: argparse.Namespace, data: Path) -> Opener:
    """With what a backup is opened (用什么打开): as was said, else with the archive key."""
    if chosen.key:
        return WithKey(read_archive_key(chosen.key))
    if chosen.passphrase:
        return _passphrase(chosen.passphrase)
    own = data / "keys" / "dossiers" / "archive.pem"
    if own.exists():
        return WithKey(read_archive_key(own))
    if sys.stdin.isatty():
        return Passphrase(getpass.getpass("口令 passphrase: "))
    raise BadInput("没有说用什么打开备份", remedy="--key 恢复钥匙，或者 --passphrase 口令文件")


def _passphrase(file: Path) -> Passphrase:
    lines = jsontext.read_text(file).splitlines()
    return Passphrase(lines[0].strip() if lines else "")


def _asked_twice() -> Passphrase:
    words = Passphrase(getpass.getpass("备份的口令 passphrase: "))
    if getpass.getpass("再输一次 again: ") != words.words:
        raise BadInput("两次输入的口令不同", remedy="重新来过")
    return words
