"""`huanjie roll check`: what is wrong with the rolls in some files, before anybody uploads them."""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from huanjie.cli.arguments import (
    add_output,
    add_pack,
    chosen_pack,
    day,
    deliver,
    deliver_file,
    refuse_overlap,
)
from huanjie.cli.components import component
from huanjie.domain.duplicates import Place, duplicates
from huanjie.domain.memberroll import MEMBER_ROLLS, MemberRoll
from huanjie.domain.registration import AgeLimit, age_limits
from huanjie.domain.rollfit import required_of
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole
from huanjie.exchange.rollclean import clean_rows, rejected_rows
from huanjie.exchange.rollfile import Finding, Note, RollFile, read_roll, roll_check_as_json
from huanjie.exchange.rolltaken import taken
from huanjie.exchange.rolltemplate import template, template_columns
from huanjie.exchange.rolltwice import repeated
from huanjie.law.pack import RulePack

EXAMPLE: Final = """例 Example: huanjie roll check 名册.xlsx --out 好的行.csv --bad 退回的行.xlsx
连年龄、党员和团员的类别一起核对，和网站一样 with ages and standings, as on the site:
  huanjie roll check 名册.xlsx --pack villagers-committee --on 2026-06-28
空的名册 an empty roll: huanjie roll check --pack villagers-committee --template -o 名册.xlsx
表头中文或英文：姓名、身份证号、性别、户号、小组、手机号 headings Chinese or English
退出状态 Exit status: 0 没有退回的行，也没有重复的人 · 1 有 bad rows or duplicates · 2 输入有误"""


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("roll", help="核对名册文件 check the rolls in files")
    roll = parser.add_subparsers(dest="roll_command", metavar="命令", required=True)
    check = roll.add_parser(
        "check",
        help="逐行核对 row by row",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("files", metavar="FILE", type=Path, nargs="*", help="XLSX、XLS、CSV")
    add_pack(check, required=False)
    check.add_argument(
        "--on",
        metavar="DATE",
        type=day,
        help="选举日：谁也不能在它以后出生；写明规则包的，还核对年龄 polling day",
    )
    check.add_argument(
        "--template", action="store_true", help="写出一张空的名册（XLSX），不核对 an empty roll"
    )
    check.add_argument("--out", metavar="CLEAN", type=Path, help="好的行，一人一行（CSV） the good")
    check.add_argument("--bad", metavar="BAD", type=Path, help="退回的行和原因（XLSX） the bad")
    check.add_argument("--json", action="store_true")
    add_output(check)
    check.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print what was found; a bad row, or somebody who stands twice, makes it a plain no. Or write
    an empty roll.
    """
    pack = chosen_pack(chosen, on=chosen.on) if chosen.pack else None
    if chosen.template:
        members = MEMBER_ROLLS.get(pack.body) if pack else None
        empty = _empty(chosen.output, members)
        deliver_file(empty, chosen.output, kind="xlsx")
        return 0
    if not chosen.files:
        raise BadInput("没有写名册", at="FILE", remedy="写文件名；--template 写出一张空的名册")
    return _check(chosen, pack)


def _empty(output: Path | None, members: MemberRoll | None) -> bytes:
    if output and output.suffix.lower() != ".xlsx":
        raise BadInput("空的名册是 xlsx 文件", at="-o", remedy="文件名写成 .xlsx")
    with component("xlsxwriter", extra="site"):
        return template(template_columns(members), members=members)


def _check(chosen: argparse.Namespace, pack: RulePack | None) -> int:
    limits, members = _limits(pack, chosen.on), MEMBER_ROLLS.get(pack.body) if pack else None
    outputs = [path for path in (chosen.output, chosen.out, chosen.bad) if path]
    refuse_overlap(outputs, chosen.files)
    paths = dict.fromkeys(chosen.files)  # a file that is named twice is one file
    read = (_read(path, chosen.on, members) for path in paths)
    rolls = [taken(roll, limits, members) for roll in read]
    if chosen.json:
        text = jsontext.pretty(roll_check_as_json(rolls))
    else:
        text = "".join(f"{line}\n" for line in (*_lines(rolls), _aged(pack, limits)))
    files = {chosen.out: clean_rows(rolls).encode()} if chosen.out else {}
    if chosen.bad:
        files[chosen.bad] = rejected_rows(rolls)
    write_whole(files)
    deliver(text, chosen.output)
    twice = duplicates(stand for roll in rolls for stand in roll.stands)
    return 1 if twice or any(roll.bad for roll in rolls) else 0


def _read(path: Path, on: datetime.date | None, members: MemberRoll | None) -> RollFile:
    raw, required = jsontext.read_bytes(path), required_of(members)
    return read_roll(str(path), raw, required=required, on=on, members=members)


def _limits(pack: RulePack | None, on: datetime.date | None) -> tuple[AgeLimit, ...]:
    """The limits of age on polling day (年龄); none without a pack."""
    if pack is None:
        return ()
    if on is None:
        raise BadInput("没有写选举日，不能核对年龄", at="--on", remedy="例如 --on 2026-06-28")
    return age_limits(pack, polling_day=on)


def _aged(pack: RulePack | None, limits: Sequence[AgeLimit]) -> str:
    """Whether ages were looked at, and how to ask for it."""
    if pack is None:
        return (
            "没有核对年龄，也没有核对党员、团员的类别。"
            "要核对的，写明规则包和选举日：--pack villagers-committee --on 2026-06-28"
        )
    if not limits:
        return f"没有核对年龄：{pack.id} 没有按选举日的年龄登记的规定"
    asked = "、".join(dict.fromkeys(f"{each.born_on} 以前（含当日）出生" for each in limits))
    return f"年龄按 {pack.id} 核对：{asked}"


def _lines(rolls: Sequence[RollFile]) -> Iterator[str]:
    again = Counter(place.file for place in repeated(rolls))
    for roll in rolls:
        yield _counted(roll, again[roll.file])
        yield from (f"  退回 {_said(each)}" for each in roll.bad)
        yield from (f"  提示 {_said(each)}" for each in roll.notes)
    for each in duplicates(stand for roll in rolls for stand in roll.stands):
        alike = "整行相同" if each.kind == "same-row" else "身份证号相同"
        yield f"重复 {alike}：{'、'.join(map(_place, each.places))}"


def _counted(roll: RollFile, again: int) -> str:
    """How many rows go where: what `--out` holds, and what goes back because it is bad or repeats
    others; together they are all the rows.
    """
    good, bad = len(roll.good) - again, len(roll.rejected)
    return f"{roll.file}：{roll.rows} 行，可以导入 {good} 行，退回 {bad} 行，重复退回 {again} 行"


def _said(each: Finding | Note) -> str:
    sheet = f"“{each.sheet}”" if each.sheet else ""
    column = f"{each.column}：" if each.column else ""
    return f"{sheet}第 {each.row} 行 {column}{each.says}"


def _place(place: Place) -> str:
    sheet = f"“{place.sheet}”" if place.sheet else ""
    return f"{place.file}{sheet}第 {place.row} 行"
