"""`huanjie cvr`: cast vote records for other programs, in a form that they know."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from huanjie.cli.arguments import now, read_json, refuse_overlap
from huanjie.cli.count_commands import faults_in, pack_of
from huanjie.domain.election import Election
from huanjie.domain.tally import CastVoteRecord, check_has_turnout
from huanjie.door.fault import BadInput
from huanjie.door.files import writing_whole
from huanjie.door.jsontext import read_bytes
from huanjie.dossier.openedpart import open_part
from huanjie.exchange.cvr import read_lines, read_records
from huanjie.exchange.election import read_election
from huanjie.exchange.jsonlines import naming_lines
from huanjie.exchange.nist_cvr import write_report
from huanjie.law.pack import RulePack
from huanjie.protect.keys import read_archive_key

_OWNERS_ALONE: Final = 0o600
"""Nobody else on the machine reads the ballots of others."""
_CAUTION: Final = "注意：这是一张张选票的记录，只供有权的人使用，不要公开。"


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "cvr",
        help="单票记录交给别的程序 cast vote records for other programs",
        epilog="例 Example: huanjie cvr election.json cvr.jsonl --format nist -o nist.json",
    )
    parser.add_argument("election", metavar="ELECTION.json", type=Path)
    parser.add_argument("records", metavar="CVR.jsonl", type=Path, nargs="?")
    parser.add_argument(
        "--format", choices=("nist",), default="nist", help="NIST SP 1500-103 (CVR CDF 1.0.0)"
    )
    parser.add_argument(
        "--sealed",
        metavar="sealed.zip",
        type=Path,
        help="不用 CVR.jsonl，从封存部分取 take them out of the sealed part instead",
    )
    parser.add_argument("--archive-key", metavar="FILE", type=Path, help="归档密钥，打开封存部分")
    parser.add_argument(
        "--part", metavar="NAME", help="封存部分里的哪一个文件 which file of the sealed part"
    )
    parser.add_argument("-o", "--output", metavar="nist.json", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="写出的本来就是 JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the records as they are read; what could not be counted leaves no file."""
    _check_sources(chosen)
    inputs = (chosen.election, chosen.records, chosen.sealed, chosen.archive_key)
    refuse_overlap([chosen.output], inputs)
    with faults_in(chosen.election):
        election = read_election(read_json(chosen.election))
        pack = pack_of(election)
        check_has_turnout(election)
    file, source = _records(chosen, election, pack)
    with (
        naming_lines(source, file=file) as records,
        writing_whole(chosen.output, mode=_OWNERS_ALONE) as target,
    ):
        for piece in write_report(election, records, pack, generated=now()):
            target.write(piece.encode())
    print(_CAUTION, file=sys.stderr)
    return 0


def _check_sources(chosen: argparse.Namespace) -> None:
    """One source of records, and of a sealed one the key."""
    if (chosen.records is None) == (chosen.sealed is None):
        raise BadInput(
            "CVR.jsonl 和 --sealed 要写一个，只写一个",
            at="--sealed",
            remedy="去掉其中一个，或者补上一个",
        )
    if chosen.sealed and not chosen.archive_key:
        raise BadInput(
            "没有归档密钥，打不开封存部分", at="--archive-key", remedy="加上 --archive-key"
        )
    if not chosen.sealed and (chosen.archive_key or chosen.part):
        raise BadInput(
            "--archive-key 和 --part 只和 --sealed 一起用",
            at="--sealed",
            remedy="去掉它们，或者加上 --sealed",
        )


def _records(
    chosen: argparse.Namespace, election: Election, pack: RulePack
) -> tuple[str, Iterable[CastVoteRecord]]:
    """What the records are called in a fault, and the records."""
    if chosen.records:
        return str(chosen.records), read_records(chosen.records)
    key = read_archive_key(chosen.archive_key)
    with faults_in(chosen.sealed):
        sealed = read_bytes(chosen.sealed)
        opened = open_part(sealed, key, unit=election.unit, body=pack.body, name=chosen.part)
    return opened.name, read_lines(opened.lines, file=opened.name)
