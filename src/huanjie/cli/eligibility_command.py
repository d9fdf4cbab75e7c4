"""`huanjie eligibility`: a file of people, a finding each."""

from __future__ import annotations

import argparse
import csv
import importlib.util
import io
import sys
from collections.abc import Callable, Iterable, Sequence
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
    today,
)
from huanjie.domain.eligibility import MEMBER, Judge, check_has_eligibility, judge_cases
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.eligibilities import (
    RESULT_HEADINGS,
    judge_people,
    people_as_json,
    people_as_rows,
    people_as_text,
)
from huanjie.exchange.peoplecolumns import post_of, template_headings
from huanjie.exchange.peoplefile import PersonRow, read_people
from huanjie.exchange.rolltemplate import harmless, text_sheet
from huanjie.law.pack import RulePack

LONG: Final = 5_000
"""people from which columns are quicker than rows"""
_EVERY: Final = 10_000
"""people between two notes of progress"""

EXAMPLE: Final = """例 Example: huanjie eligibility --pack villagers-committee people.csv

列标题是规则包的事实，写代号或者中文名称，另有 姓名、职务、日期；一张只有列标题的空表：
Headings are the pack's facts, by word or Chinese name, and name, post, on; an empty table of them:
  huanjie eligibility --pack villagers-committee --template -o people.xlsx
-o 按文件名写成 .csv、.xlsx 或者文字 by its ending
退出状态 Exit status: 0 没有不符合条件的 · 1 有人不符合条件 · 2 输入有误 · 3 规则包没有这条规定"""


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "eligibility",
        help="任职资格 who may stand",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "people", metavar="PEOPLE", type=Path, nargs="?", help="人员表 CSV 或者 XLSX"
    )
    add_pack(parser)
    parser.add_argument("--on", metavar="DATE", type=day, help="选举日 the day; 默认今天")
    parser.add_argument("--post", metavar="POST", help="没有写职务的人的职务 default post")
    parser.add_argument(
        "--template", action="store_true", help="写出列标题，不判断 an empty table to fill in"
    )
    parser.add_argument("--json", action="store_true")
    add_output(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print an empty table, or judge the people of one."""
    pack = chosen_pack(chosen, on=chosen.on)
    check_has_eligibility(pack)
    if chosen.template:
        ending = _ending(chosen.output, ("", ".csv", ".xlsx"), what="空表")
        _deliver_table(template_headings(pack), (), chosen.output, ending)
        return 0
    if chosen.people is None:
        raise BadInput("没有写人员表", at="PEOPLE", remedy="写文件名；--template 写出一张空表")
    return _judge(chosen, pack)


def _judge(chosen: argparse.Namespace, pack: RulePack) -> int:
    """Read, judge, print; somebody who is barred makes it a plain no."""
    known = ("", ".json", ".txt") if chosen.json else ("", ".txt", ".csv", ".xlsx")
    ending = _ending(chosen.output, known, what="结果")
    refuse_overlap([chosen.output] if chosen.output else [], [chosen.people])
    raw = jsontext.read_bytes(chosen.people)
    read = read_people(str(chosen.people), raw, pack, progress=_progress("已读"))
    for note in read.notes:
        print(f"注意：{note}", file=sys.stderr)
    try:
        found = judge_people(
            pack,
            read.people,
            post=post_of(pack, chosen.post) if chosen.post else MEMBER,
            on=chosen.on or max(today(), pack.effective_from),
            judge=_judge_of(read.people),
            progress=_progress("已判断"),
        )
    except BadInput as fault:
        raise fault.within(file=str(chosen.people)) from None
    if chosen.json:
        deliver(jsontext.pretty(people_as_json(pack, found)), chosen.output)
    elif ending in (".csv", ".xlsx"):
        _deliver_table(RESULT_HEADINGS, people_as_rows(pack, found), chosen.output, ending)
    else:
        deliver("".join(people_as_text(pack, found)), chosen.output)
    return 1 if any(each.found.finding == "barred" for each in found) else 0


def _ending(output: Path | None, known: tuple[str, ...], *, what: str) -> str:
    """How the file of -o ends, by which it is written; BadInput for one that nobody writes."""
    ending = output.suffix.lower() if output else ""
    if ending not in known:
        kinds = "、".join(filter(None, known))
        raise BadInput(f"{what}写不成 {ending} 文件", at="-o", remedy=f"文件名写成 {kinds}")
    return ending


def _deliver_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], output: Path | None, ending: str
) -> None:
    """A table as a workbook or as CSV, by the ending."""
    if ending == ".xlsx":
        deliver_file(text_sheet("人员表", headings, rows), output, kind="xlsx")
        return
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(map(harmless, row) for row in rows)
    # The mark tells a spreadsheet that the file is UTF-8.
    deliver("\ufeff" + target.getvalue(), output)


def _judge_of(people: Sequence[PersonRow]) -> Judge:
    """Row by row; a long table by columns, where numpy is there: the findings are the same."""
    if len(people) < LONG or importlib.util.find_spec("numpy") is None:
        return judge_cases
    from huanjie.bulk import eligibility as by_columns

    return by_columns.judge_cases


def _progress(word: str) -> Callable[[int], None]:
    """A note every so many people."""

    def told(people: int) -> None:
        if people % _EVERY == 0:
            print(f"{word} {people} 人", file=sys.stderr)

    return told
