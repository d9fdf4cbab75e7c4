"""Arguments that several commands share (共用参数), and what they mean."""

from __future__ import annotations

import argparse
import datetime
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from huanjie.door import jsontext
from huanjie.door.cursor import LONGEST_TEXT, Cursor
from huanjie.door.fault import BadInput, one_line
from huanjie.door.files import write_whole
from huanjie.law.ownfile import lay_local, load_file, own_kind
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.law.shelf import load

STDIN: Final = "标准输入"
_ID_BYTES: Final = 8
BEIJING: Final = datetime.timezone(datetime.timedelta(hours=8))
"""Dates are decided by Beijing time (北京时间), wherever the machine stands."""


def now() -> datetime.datetime:
    """This moment, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def today() -> datetime.date:
    """Today's date in China."""
    return now().astimezone(BEIJING).date()


def random_id() -> str:
    """An id that says nothing of a paper (随机的记录编号)."""
    return secrets.token_hex(_ID_BYTES)


def picture_name(path: Path) -> str:
    """A picture as every file about it names it (图像的名字): the path as it was typed; a sign that
    is no text, or that nobody sees, becomes another.
    """
    return one_line(str(path), LONGEST_TEXT - 1).strip() or "�"


def day(text: str) -> datetime.date:
    """A date argument."""
    return Cursor(text).date()


def add_pack(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """--pack and --region."""
    parser.add_argument(
        "--pack",
        required=required,
        metavar="PACK",
        help="规则包 rule pack: <body>、<body>@<施行日期>，或者一个 .toml 文件",
    )
    parser.add_argument("--region", metavar="R", help="地区 region: sichuan、zhejiang…")
    add_local(parser)


def add_local(parser: argparse.ArgumentParser) -> None:
    """--plan and --decisions: what a place and a unit have settled for themselves."""
    parser.add_argument(
        "--plan", metavar="FILE", type=Path, help="地方方案 local plan：只能比法律严 never laxer"
    )
    parser.add_argument(
        "--decisions", metavar="FILE", type=Path, help="本单位的决定 the unit's own decisions"
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """-o: a file instead of the screen."""
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="写进文件 into a file")


def chosen_pack(chosen: argparse.Namespace, *, on: datetime.date | None) -> RulePack:
    """The pack that --pack and --region name, with --plan and --decisions laid over it."""
    pack = named_pack(chosen.pack, region=chosen.region, on=on)
    tell_national([pack], region=chosen.region)
    for file in local_files(chosen):
        pack = lay_local(pack, file)
    return pack


def local_files(chosen: argparse.Namespace) -> tuple[Path, ...]:
    """The files of --plan, then of --decisions; one that is the other is refused."""
    for file, kind in ((chosen.plan, "plan"), (chosen.decisions, "unit")):
        if file is not None and own_kind(file) != kind:
            says = {"plan": "不是地方方案，没有写 plan", "unit": "不是本单位的决定，没有写 unit"}
            raise BadInput(says[kind], file=str(file), remedy="用 huanjie packs check 检查这个文件")
    return tuple(file for file in (chosen.plan, chosen.decisions) if file is not None)


def named_pack(name: str, *, region: str | None, on: datetime.date | None) -> RulePack:
    """The pack of this name, or in this file, with the region's rules laid over it."""
    if name.endswith(".toml"):
        return load_file(Path(name), today=on or today(), region=region)
    return load(name, on=on, today=today(), region=region)


def tell_national(packs: Iterable[RulePack], *, region: str | None) -> None:
    """Say of each body whose rules of this region are not here that the nation's apply."""
    if region is None:
        return
    for name in dict.fromkeys(pack.name for pack in packs if pack.region is None):
        says = f"注意：没有收录{REGIONS[region]}关于{name}的规定，按国家的规定。"
        print(says, file=sys.stderr)


def read_stdin() -> Any:
    """JSON from standard input."""
    raw = sys.stdin.buffer.read(jsontext.LARGEST_FILE)
    return jsontext.loads(jsontext.decode(raw, file=STDIN), file=STDIN)


def read_json(path: Path) -> Cursor:
    """A JSON file, ready to be read."""
    return Cursor(jsontext.read(path))


def deliver(text: str, output: Path | None) -> None:
    """Print a text, or write it whole to the file that -o names."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_whole({output: text.encode()})


def deliver_file(raw: bytes, output: Path | None, *, kind: str) -> None:
    """Write a file that no screen can show; without -o it is refused."""
    if output is None:
        raise BadInput(
            f"{kind} 文件不能打印在屏幕上", at="-o", remedy=f"写进文件，例如 -o huanjie.{kind}"
        )
    write_whole({output: raw})


def refuse_overlap(outputs: Iterable[Path], inputs: Iterable[Path | None]) -> None:
    """Refuse to write over a file that is read, or two outputs into one file."""
    taken = {path.resolve(): path for path in inputs if path is not None}
    for output in outputs:
        if output.resolve() in taken and not output.is_char_device():
            raise BadInput(
                "这个文件还要用，不能写在它上面", file=str(output), remedy="换一个文件名"
            )
        taken[output.resolve()] = output
