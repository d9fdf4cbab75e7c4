"""`huanjie demo`: a real county with invented people, ready to click through in the browser.

It is kept in the folder that `--data` or `HUANJIE_DATA` names, else in one of its own; never in a
folder that holds anything but a demo, nor in a database beside its folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import webbrowser
from pathlib import Path
from typing import Any, Final

from huanjie.cli.site_commands import add_place, serve, set_up_site
from huanjie.cli.walkthrough import walk_through
from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole
from huanjie.office import environment
from huanjie.office.progress import Bar

FOLDER: Final = Path("huanjie-demo")
_READY: Final = "demo-ready"
_OURS: Final = "demo-folder"
"""files of the folder: the county in it is whole, and: it is a demo's and may be made anew"""
_EVERY: Final = 50


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo",
        help="试用：一个县的换届 try it on a county",
        epilog="例 Example: huanjie demo --port 8000",
    )
    add_place(parser)
    parser.add_argument("--fresh", action="store_true", help="从头再来 start over")
    parser.add_argument("--no-open", action="store_true", help="不打开浏览器 no browser")
    parser.add_argument(
        "--files",
        metavar="DIR",
        type=Path,
        help="不开网站，在命令行走一遍，文件写在这里 the command line instead",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Make the county where it is not made yet, then serve it until stopped."""
    if chosen.files:
        return walk_through(chosen.files)
    folder = folder_of(chosen.data)
    refuse_a_database()
    prepare(folder, fresh=chosen.fresh)
    os.environ["HUANJIE_DEMO"] = "1"
    set_up_site(folder)
    if not (folder / _READY).exists():
        make(folder)
    opens = not chosen.no_open and sys.stdout.isatty()
    return serve(chosen.host, chosen.port, lambda address: tell(address, folder, opens=opens))


def folder_of(named: Path | None) -> Path:
    """Where the demo keeps its data (演示的数据文件夹): where the command line says, else where the
    environment does, else in a folder of its own.
    """
    return (named or environment.data_named() or FOLDER).absolute()


def refuse_a_database() -> None:
    """Nobody's database is filled with invented people (不写进别的数据库)."""
    if environment.text("HUANJIE_DATABASE"):
        raise BadInput(
            "演示的数据只放在自己的文件夹里，不写进 HUANJIE_DATABASE 的数据库",
            file="HUANJIE_DATABASE",
            remedy="去掉 HUANJIE_DATABASE 再运行 huanjie demo",
        )


def prepare(folder: Path, *, fresh: bool) -> None:
    """An empty folder, or one with a whole county; nobody else's folder is touched."""
    if folder.exists() and any(folder.iterdir()) and not (folder / _OURS).exists():
        raise BadInput(
            "这个文件夹里有别的东西，不是演示，不能放演示",
            file=str(folder),
            remedy="用 --data 另选一个文件夹；HUANJIE_DATA 写的是自己的数据的，演示时去掉它",
        )
    if folder.exists() and (fresh or not (folder / _READY).exists()):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole({folder / _OURS: b""})


def make(folder: Path) -> None:
    """The county, behind a bar."""
    from huanjie.office.demo.county import make_county

    print("正在编一个县的换届 · Making up a county's elections", file=sys.stderr)
    number = make_county(Bar(every=_EVERY).tell)
    print(f"{number} 次选举 · elections", file=sys.stderr)
    write_whole({folder / _READY: b""})


def tell(address: str, folder: Path, *, opens: bool) -> None:
    """Say where the site is and who may sign in."""
    from huanjie.domain.permission import ROLE_NAMES
    from huanjie.office.demo.accounts import ACCOUNTS, PASSWORD, VILLAGES

    lines = [f"\n打开 Open: {address}", f"账号 Accounts（密码 password: {PASSWORD}）:"]
    lines += [f"  {each.username:<12}{each.name}（{ROLE_NAMES[each.role]}）" for each in ACCOUNTS]
    lines.append(f"  {VILLAGES}")
    lines.append(f"数据 Data: {folder}；按 Ctrl-C 停 Ctrl-C stops")
    print("\n".join(lines), flush=True)
    if opens:
        webbrowser.open(address)
