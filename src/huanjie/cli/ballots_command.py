"""`huanjie ballots`: sheets to print, or drill sheets with their truth."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from huanjie.cli.arguments import refuse_overlap
from huanjie.cli.components import component
from huanjie.domain.ballotform import PAPER_SIZES
from huanjie.door.fault import BadInput

MOST_SHEETS: Final = 20_000
"""Sheets of one print: a larger village prints twice, into the same file of codes."""
KINDS: Final = ("clean", "hard", "photo")
"""Pictures of a drill, by what they went through: the keys of `WEAR`, which only the component
paper can load."""


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "ballots",
        help="印选票，或者制作演练票 ballots to print, or drill sheets",
        epilog="例 Example: huanjie ballots election.json -o ballots.pdf --count 500 "
        "--codes codes.json",
    )
    parser.add_argument("election", metavar="ELECTION.json", type=Path)
    parser.add_argument("-o", "--output", metavar="ballots.pdf", type=Path)
    parser.add_argument("--count", metavar="N", type=int, default=1, help="印几张 how many sheets")
    parser.add_argument("--paper", choices=PAPER_SIZES, default="A4", help="纸张 paper size")
    parser.add_argument(
        "--codes",
        metavar="codes.json",
        type=Path,
        help="印制的编号写进这个文件，已有的保留 the printed codes; those in it stay",
    )
    parser.add_argument(
        "--layout", metavar="layout.json", type=Path, help="每个方框的位置 where each box stands"
    )
    parser.add_argument(
        "--symbols",
        action="store_true",
        help="每人一个方框，赞成画 ○，反对画 × one box each, for ○ or ×",
    )
    parser.add_argument(
        "--later",
        choices=("revote", "runoff"),
        help="后来的一轮：谁是候选人由上一轮的结果定，不核对差额 a later round: who stands follows "
        "from the round before, the number of candidates is not checked",
    )
    add_wording(parser)
    parser.add_argument(
        "--drill",
        metavar="DIR",
        type=Path,
        help="不印选票，在这个文件夹里制作演练票和答案 drill sheets and their truth",
    )
    parser.add_argument(
        "--kinds",
        metavar="K,…",
        default=",".join(KINDS),
        help=f"演练票的图像 pictures of a drill: {'、'.join(KINDS)}",
    )
    parser.add_argument("--seed", metavar="N", type=int, help="同一个数做出同样的演练票 repeatable")
    parser.add_argument("--json", action="store_true", help="印了什么，写成 JSON")
    parser.set_defaults(run=run)


def add_wording(parser: argparse.ArgumentParser) -> None:
    """--second, --fonts and --glyphs: what else may stand on the paper, and how it is drawn."""
    parser.add_argument(
        "--second", metavar="SECOND.json", type=Path, help="第二种文字 a second language"
    )
    parser.add_argument("--fonts", metavar="DIR", type=Path, help="另有字体的文件夹 more fonts")
    parser.add_argument(
        "--glyphs",
        metavar="DIR",
        type=Path,
        help="印不出的字的字形图，文件名如 U+2B79E.svg pictures of characters that no font has",
    )


def run(chosen: argparse.Namespace) -> int:
    """Print ballots, or make a drill."""
    if not 1 <= chosen.count <= MOST_SHEETS:
        raise BadInput(
            f"--count 是 {chosen.count}",
            at="--count",
            remedy=f"写从 1 到 {MOST_SHEETS} 的整数；更多的分几次印，编号写进同一个文件",
        )
    with component("typst", extra="paper"):
        from huanjie.cli import printing
    if chosen.drill:
        return printing.make_drill(chosen)
    if chosen.output is None:
        raise BadInput("没有说选票写进哪个文件", at="-o", remedy="例如 -o ballots.pdf")
    outputs = [path for path in (chosen.output, chosen.codes, chosen.layout) if path]
    refuse_overlap(outputs, [chosen.election, chosen.second])
    said = printing.print_sheets(chosen)
    print(said, file=sys.stdout if chosen.json else sys.stderr)
    return 0
