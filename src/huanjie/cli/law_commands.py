"""`huanjie packs`, `huanjie schema`: the law, and the shapes of files."""

from __future__ import annotations

import argparse
import datetime
from functools import partial
from pathlib import Path
from typing import Any

from huanjie.cli import compare_command
from huanjie.cli.arguments import (
    add_local,
    add_output,
    chosen_pack,
    day,
    deliver,
    tell_national,
    today,
)
from huanjie.cli.ending import ended
from huanjie.cli.packs_text import of_file, pack_as_text
from huanjie.domain.schedule import schedule
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.schema import names, schema
from huanjie.law.calendar import load_calendar
from huanjie.law.ownfile import load_file, own_kind, version_of
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.law.shelf import Version, versions


def add_to(commands: Any) -> None:
    """Add the commands."""
    _add_packs(commands)
    _add_schema(commands)


def _add_packs(commands: Any) -> None:
    packs = commands.add_parser(
        "packs",
        help="规则包 the law as data",
        description="两种散列 Two hashes: “文件”是一个文件自己的（list、check）of one file's text; "
        "“合并后”是省的规定、方案、决定合到国家规定上以后的（show、compare）of the whole law.",
    )
    own = packs.add_subparsers(
        dest="packs_command", metavar="list/show/check/compare", required=True
    )
    listing = own.add_parser("list", help="有哪些规则包 every version")
    listing.add_argument("--json", action="store_true")
    add_output(listing)
    listing.set_defaults(run=list_packs)
    show = own.add_parser(
        "show",
        help="每项数字和依据 every figure with its article",
        epilog="例 Example: huanjie packs show villagers-committee --region sichuan",
    )
    show.add_argument("pack", metavar="PACK")
    show.add_argument("--region", metavar="R")
    add_local(show)
    show.add_argument("--json", action="store_true")
    add_output(show)
    show.set_defaults(run=show_pack)
    check = own.add_parser(
        "check",
        help="检查规则包文件 check files",
        description="逐个检查，一个写错不影响其余的；退出状态是其中最重的。 "
        "Each file by itself; the exit status is the worst.",
        epilog="例 Example: huanjie packs check 2026-01-01.toml 我县的方案.toml",
    )
    check.add_argument("files", metavar="FILE", type=Path, nargs="+")
    check.add_argument(
        "--region", metavar="R", help="方案、决定在哪个省 the province of a plan: sichuan…"
    )
    check.add_argument("--on", metavar="DATE", type=day, help="哪一天的法律 the law of which day")
    check.set_defaults(run=check_packs)
    compare_command.add_to(own)


def _add_schema(commands: Any) -> None:
    parser = commands.add_parser(
        "schema",
        help="文件的 JSON Schema the shape of a file",
        description=f"名称 Names: {'、'.join(names())}",
        epilog="例 Example: huanjie schema election",
    )
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--json", action="store_true", help="本来就是 JSON")
    add_output(parser)
    parser.set_defaults(run=print_schema)


def list_packs(chosen: argparse.Namespace) -> int:
    """Every version on the shelf."""
    if chosen.json:
        rows = [_version_as_json(version) for version in versions()]
        deliver(jsontext.pretty({"packs": rows}), chosen.output)
        return 0
    deliver("".join(map(_version_as_text, versions())), chosen.output)
    return 0


def _version_as_text(version: Version) -> str:
    return f"{version.name}  第{version.document()['revision']}版  {of_file(version)}\n"


def _version_as_json(version: Version) -> dict[str, Any]:
    return {
        "pack": version.name,
        "body": version.body,
        "region": version.region,
        "effective_from": version.effective_from.isoformat(),
        "revision": version.document()["revision"],
        "hash": version.sha256(),
    }


def show_pack(chosen: argparse.Namespace) -> int:
    """Every figure of a resolved pack, with its article."""
    pack = chosen_pack(chosen, on=None)
    deliver(jsontext.pretty(pack.document) if chosen.json else pack_as_text(pack), chosen.output)
    return 0


def check_packs(chosen: argparse.Namespace) -> int:
    """Check each file, whatever is wrong with the others; the worst of them is the end."""
    return max(ended(partial(_check_pack, file, chosen)) for file in chosen.files)


def _check_pack(file: Path, chosen: argparse.Namespace) -> int:
    """Check a pack file: its shape, that its steps can be dated, and that a plan is not laxer than
    the law in force.
    """
    version, is_own = version_of(file), bool(own_kind(file))
    # A plan or a decision is held to the law of its own day where nobody names another.
    on = chosen.on or (version.effective_from if is_own else today())
    try:
        pack = load_file(file, today=on, region=chosen.region)
        schedule(pack, polling_day=on, calendar=load_calendar())
    except BadInput as fault:
        raise fault.within(file=str(file)) from None
    tell_national([pack], region=chosen.region)
    below = _law_below(pack, chosen.region, on) if is_own else ""
    deliver(f"{file}：可用，{pack.id}，{of_file(version)}\n{below}", None)
    return 0


def _law_below(pack: RulePack, region: str | None, on: datetime.date) -> str:
    """Over which law a plan or a decision was checked: the nation's alone where no region is
    named.
    """
    province = f"和{REGIONS[pack.region]}" if pack.region else ""
    hint = "" if region else "；省里另有规定的，写明 --region 再检查"
    return f"按 {on} 国家{province}的规定检查{hint}。\n"


def print_schema(chosen: argparse.Namespace) -> int:
    """A file's JSON Schema."""
    deliver(jsontext.pretty(schema(chosen.name)), chosen.output)
    return 0
