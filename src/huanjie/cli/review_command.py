"""`huanjie review match`: a department's own list against a batch, on its own computer."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from huanjie.cli.arguments import add_output, deliver, read_json, refuse_overlap
from huanjie.cli.components import component
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.exchange.departmentlist import list_numbers
from huanjie.exchange.matchfile import MatchAnswers, MatchBatch, answers_as_json, read_batch

if TYPE_CHECKING:
    from huanjie.bulk.spelled import Places

EXAMPLE = """BATCH 从部门的联审页下载；LIST 是本部门自己的名单：
CSV、XLSX，或者一行一个证件号码的文本。
名单不离开这台电脑：结果里只有比中的序号，传回联审页成为初核，还要另一个人签字。
两种文件的格式 Shapes: huanjie schema match-batch · match-answers
BATCH comes from the department's page, LIST is its own and never leaves this computer.

例 Example: huanjie review match batch-1-court.json list.csv -o answers.json
退出状态 Exit status: 0 比完 done · 1 名单有没有比的行或者工作表 rows or sheets that were not read
2 输入有误 input at fault"""
_AT_ONCE: Final = 100_000
_TOLD: Final = 5


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("review", help="联审名单比对 match a list for joint review")
    below = parser.add_subparsers(dest="review", metavar="做什么", required=True)
    match = below.add_parser(
        "match",
        help="比对 match",
        description="用本部门的名单比对一批人 Match a batch with the department's own lists.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    match.add_argument("batch", metavar="BATCH", type=Path, help="下载的比对文件")
    match.add_argument("lists", metavar="LIST", type=Path, nargs="+", help="本部门的名单")
    match.add_argument(
        "--condition", metavar="KEY", help="名单说明哪一条；只有一条时可以不写 which condition"
    )
    add_output(match)
    match.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Match, and say what could not be read."""
    batch = read_batch(read_json(chosen.batch))
    condition = _condition(batch, chosen.condition)
    if chosen.output:
        refuse_overlap([chosen.output], [chosen.batch, *chosen.lists])
    with component("numpy", extra="bulk"):
        from huanjie.bulk.identities import NO_KEY, keys_of
        from huanjie.bulk.matching import hits
    lines = list(batch.numbers)
    few = keys_of([batch.numbers[line] for line in lines])
    unread = _Unread()
    found = hits(few, (each for path in chosen.lists for each in _codes(path, unread, keys_of)))
    without = [line for line, code in zip(lines, few.tolist(), strict=True) if code == NO_KEY]
    matched = [
        line
        for line, is_hit, code in zip(lines, found.tolist(), few.tolist(), strict=True)
        if is_hit and code != NO_KEY
    ]
    answers = MatchAnswers(
        batch=batch.batch, department=batch.department, condition=condition, hits=tuple(matched)
    )
    deliver(jsontext.pretty(answers_as_json(answers)), chosen.output)
    _tell(batch, condition, answers, unread, without)
    return 1 if unread.rows or unread.sheets or without else 0


class _Unread:
    """Rows and sheets of the lists that hold no number (读不出的行、工作表), the first rows with
    their places.
    """

    def __init__(self) -> None:
        self.read = self.rows = 0
        self.places: list[str] = []
        self.sheets: list[str] = []

    def note_sheet(self, path: Path, name: str) -> None:
        self.sheets.append(f"{path.name} “{name}”")

    def note(self, path: Path, rows: Sequence[int], are_unread: Sequence[bool]) -> None:
        self.read += len(rows)
        for row, is_unread in zip(rows, are_unread, strict=True):
            if is_unread:
                self.rows += 1
                if len(self.places) < _TOLD:
                    self.places.append(f"{path.name} 第{row}行")


def _codes(path: Path, unread: _Unread, keys_of: Any) -> Iterator[Places]:
    numbers = list_numbers(path, partial(unread.note_sheet, path))
    while part := list(islice(numbers, _AT_ONCE)):
        codes: Places = keys_of([text for _row, text in part])
        are_unread = codes < 0
        unread.note(path, [row for row, _text in part], are_unread.tolist())
        yield codes[~are_unread]


def _condition(batch: MatchBatch, asked: str | None) -> str:
    known = "；".join(f"{key}：{name}" for key, name in batch.conditions.items())
    if asked is None and len(batch.conditions) == 1:
        return next(iter(batch.conditions))
    if asked is None or asked not in batch.conditions:
        says = "没有写名单说明哪一条" if asked is None else f"这一批没有问“{asked}”"
        raise BadInput(says, at="--condition", remedy=f"从这几条里选：{known}")
    return asked


def _tell(
    batch: MatchBatch,
    condition: str,
    answers: MatchAnswers,
    unread: _Unread,
    without: Sequence[int],
) -> None:
    told = [
        f"{len(batch.numbers)} 人，名单 {unread.read} 行，比中 {len(answers.hits)} 人："
        f"{batch.conditions[condition]}"
    ]
    if unread.rows:
        more = "…" if unread.rows > len(unread.places) else ""
        told.append(
            f"名单有 {unread.rows} 行没有可用的证件号码，没有比：{'、'.join(unread.places)}{more}"
        )
    if unread.sheets:
        told.append(
            f"名单有 {len(unread.sheets)} 个工作表没有找到证件号码的一列，没有比："
            f"{'、'.join(unread.sheets)}"
        )
    if without:
        named = "、".join(str(line) for line in without[:_TOLD])
        more = "…" if len(without) > _TOLD else ""
        told.append(f"这一批有 {len(without)} 人没有证件号码，没有比：第 {named}{more} 人")
    print("\n".join(told), file=sys.stderr)
