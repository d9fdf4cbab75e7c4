"""`huanjie dossier` and `huanjie verify`: seal a result, and let anybody recompute it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from huanjie.cli.arguments import deliver, now, refuse_overlap
from huanjie.cli.count_commands import pack_of, read_count_file
from huanjie.domain.rounds import CountFile
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole
from huanjie.dossier.build import Chance, SealedDossier, seal_dossier
from huanjie.dossier.correction import Correction, correction_of
from huanjie.dossier.recount import groups
from huanjie.dossier.replaces import check_replaces
from huanjie.dossier.report import print_verdict, verify_files
from huanjie.dossier.sealedpart import gather
from huanjie.exchange.cvr import sha256_of
from huanjie.law.applied import Law
from huanjie.law.calendar import load_calendar
from huanjie.protect.keys import KeyRing, default_folder, open_or_create


def add_to(commands: Any) -> None:
    """Add the commands."""
    _add_dossier(commands)
    _add_verify(commands)


def _add_dossier(commands: Any) -> None:
    parser = commands.add_parser(
        "dossier",
        help="卷宗 declare and seal",
        epilog="例 Example: huanjie dossier count.json --cvr cvr.jsonl -o dossier.zip",
    )
    parser.add_argument("count", metavar="COUNT.json", type=Path)
    parser.add_argument(
        "--cvr",
        metavar="CVR.jsonl",
        type=Path,
        action="append",
        default=[],
        help="单票记录，每轮、每次再次投票各一个，只进封存部分 the records, sealed only",
    )
    parser.add_argument("--keys", metavar="DIR", type=Path, help="密钥文件夹；默认在用户配置文件夹")
    parser.add_argument("--corrects", metavar="OLD.zip", type=Path, help="更正哪一份卷宗")
    parser.add_argument("--reason", metavar="TEXT", help="更正的原因")
    parser.add_argument("--approved-by", metavar="ROLE", help="由谁批准（写职务，不写姓名）")
    parser.add_argument("-o", "--output", metavar="dossier.zip", type=Path, required=True)
    parser.add_argument(
        "--sealed", metavar="sealed.zip", type=Path, help="封存部分；默认是 -o 旁边的 …-sealed.zip"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run_dossier)


def _add_verify(commands: Any) -> None:
    parser = commands.add_parser(
        "verify",
        help="复核卷宗 verify a dossier, offline",
        epilog="例 Example: huanjie verify dossier.zip --key 4f1d-…",
    )
    parser.add_argument("dossier", metavar="dossier.zip", type=Path)
    parser.add_argument(
        "--key", metavar="KEY", help="公告上的指纹，或者公钥 fingerprint or public key"
    )
    parser.add_argument("--sealed", metavar="sealed.zip", type=Path)
    parser.add_argument("--archive-key", metavar="FILE", type=Path, help="归档密钥，打开封存部分")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run_verify)


def run_dossier(chosen: argparse.Namespace) -> int:
    """Seal one election; nothing is written unless all of it can be."""
    place = chosen.sealed or chosen.output.with_name(f"{chosen.output.stem}-sealed.zip")
    outputs = [chosen.output, place] if chosen.cvr else [chosen.output]
    refuse_overlap(outputs, [chosen.count, chosen.corrects, *chosen.cvr])
    if chosen.sealed and not chosen.cvr:
        raise BadInput("没有单票记录，就没有封存部分", remedy="加上 --cvr，或者去掉 --sealed")
    count = read_count_file(chosen.count)
    pack = pack_of(count.election)
    correction = _correction(chosen, count)
    gather(count, pack, chosen.cvr)
    _tell_unsealed(count, chosen.cvr)
    keys = _keys(chosen)
    law = Law(pack=pack, calendar=load_calendar())
    chance = Chance(now=f"{now():%Y-%m-%dT%H:%M:%SZ}", random=os.urandom)
    sealed = seal_dossier(count, law, keys, chance, records=chosen.cvr, correction=correction)
    files = {chosen.output: sealed.public}
    if sealed.sealed is not None:
        files[place] = sealed.sealed
    write_whole(files)
    _tell(chosen, keys, sealed, place)
    return 0


def _keys(chosen: argparse.Namespace) -> KeyRing:
    """The keys, made at first use, when nothing else can be refused any more."""
    keys = open_or_create(chosen.keys or default_folder())
    if keys.created:
        says = f"新建了密钥：{keys.folder}。指纹印在结果公告上；请备份，丢了它就打不开封存部分。"
        print(says, file=sys.stderr)
    return keys


def _tell_unsealed(count: CountFile, given: list[Path]) -> None:
    """Say which votes have records that are not sealed with this dossier."""
    kept = {sha256_of(path) for path in given}
    for digest, votes in groups(count).items():
        if digest not in kept:
            says = f"注意：{votes.title}有单票记录，没有用 --cvr 给出，不会封存。"
            print(says, file=sys.stderr)


def _correction(chosen: argparse.Namespace, count: CountFile) -> Correction | None:
    given = (chosen.corrects, chosen.reason, chosen.approved_by)
    if not any(given):
        return None
    if not all(given):
        raise BadInput("--corrects、--reason、--approved-by 要一起写", remedy="三项都写")
    try:
        old = jsontext.read_bytes(chosen.corrects)
        check_replaces(old, count)
        return correction_of(old, reason=chosen.reason, approved_by=chosen.approved_by)
    except BadInput as fault:
        raise fault.within(file=str(chosen.corrects)) from None


def _tell(chosen: argparse.Namespace, keys: KeyRing, sealed: SealedDossier, place: Path) -> None:
    beside = str(place) if sealed.sealed is not None else None
    if chosen.json:
        told = {
            "dossier": str(chosen.output),
            "sha256": sealed.sha256,
            "fingerprint": keys.fingerprint,
            "sealed": beside,
        }
        deliver(jsontext.pretty(told), None)
        return
    lines = [f"卷宗：{chosen.output}", f"SHA-256：{sealed.sha256}", f"签署指纹：{keys.fingerprint}"]
    if beside:
        lines.append(f"封存部分：{beside}（单票记录，已加密，只在依法重新计票时打开）")
    deliver("\n".join(lines) + "\n", None)


def run_verify(chosen: argparse.Namespace) -> int:
    """Recompute a dossier, and name the first thing that does not hold."""
    verdict = verify_files(
        chosen.dossier, key=chosen.key, sealed=chosen.sealed, archive_key=chosen.archive_key
    )
    return print_verdict(verdict, chosen.json)
