"""The stand-alone verifier (单文件复核程序): what runs inside verify.pyz.

python3 verify.pyz dossier.zip --key 7c04-10ca-…
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from huanjie.door.fault import Fault
from huanjie.dossier.report import print_verdict, say_plainly, verify_files

BAD_INPUT: Final = 2


def main(words: Sequence[str] | None = None) -> int:
    """Verify one dossier; the exit status."""
    say_plainly()
    asked = _parser().parse_args(words)
    try:
        verdict = verify_files(
            asked.dossier, key=asked.key, sealed=asked.sealed, archive_key=asked.archive_key
        )
    except Fault as fault:
        sys.stderr.write(f"{fault}\n")
        return BAD_INPUT
    return print_verdict(verdict, asked.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify.pyz",
        description="离线复核选举卷宗 · verify an election dossier offline",
        epilog="例 · example：python3 verify.pyz dossier.zip --key 7c04-10ca-8e97-0081-…",
    )
    parser.add_argument("dossier", type=Path, help="卷宗 dossier.zip · the dossier")
    parser.add_argument(
        "--key", help="公告上的公钥指纹、公钥，或公钥文件 · fingerprint, public key or its file"
    )
    parser.add_argument("--sealed", type=Path, help="封存部分 sealed.zip · the sealed part")
    parser.add_argument("--archive-key", type=Path, help="归档私钥文件 · the archive key's file")
    parser.add_argument("--json", action="store_true", help="输出 JSON · print JSON")
    return parser
