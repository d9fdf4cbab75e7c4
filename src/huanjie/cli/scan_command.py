"""`huanjie scan`: from pictures of ballots to cast vote records, and to what a person must see."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from huanjie.cli.arguments import refuse_overlap
from huanjie.cli.ballots_command import add_wording
from huanjie.cli.components import component
from huanjie.door.fault import BadInput
from huanjie.paper.scan.limits import Limits


def add_to(commands: Any) -> None:
    """Add the command."""
    limits = Limits()
    parser = commands.add_parser(
        "scan",
        help="识读扫描的选票 read scanned ballots",
        epilog="例 Example: huanjie scan scans/ --election election.json --codes codes.json "
        "-o cvr.jsonl",
    )
    parser.add_argument(
        "files",
        metavar="FILES",
        type=Path,
        nargs="+",
        help="图像、PDF，或者装着它们的文件夹 images, PDFs or folders of them",
    )
    parser.add_argument("--election", metavar="ELECTION.json", type=Path, required=True)
    parser.add_argument(
        "--codes",
        metavar="codes.json",
        type=Path,
        action="append",
        default=[],
        help="印制的编号；不写就不核对，另外印的选票和换了新编号的复印件看不出来 the printed "
        "codes; without them nobody sees a foreign paper, or a copy under a new code",
    )
    parser.add_argument("-o", "--output", metavar="cvr.jsonl", type=Path, required=True)
    parser.add_argument(
        "--doubtful",
        metavar="doubtful.jsonl",
        type=Path,
        help="疑票写进这个文件，平时在 -o 旁边 what a person must see",
    )
    parser.add_argument("--batch", metavar="NAME", default="1", help="票箱 the box, its batch")
    parser.add_argument(
        "--blank",
        metavar="SHARE",
        type=float,
        help=f"方框里的墨迹不多于这个比例是空白 no more ink than this is blank（{limits.blank}）",
    )
    parser.add_argument(
        "--marked",
        metavar="SHARE",
        type=float,
        help="不少于这个比例是有标记，两者之间由人认定 no less is a mark; a person decides between"
        f"（{limits.marked}）",
    )
    add_wording(parser)
    parser.add_argument("--jobs", metavar="N", type=int, help="同时用几个处理器 processors")
    parser.add_argument("--json", action="store_true", help="读了多少，写成 JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read every picture; with anything doubtful the exit status is 1."""
    if chosen.jobs is not None and chosen.jobs < 1:
        raise BadInput("至少用一个处理器", at="--jobs", remedy="写 1 或者更大的整数")
    doubtful = chosen.doubtful or chosen.output.with_name("doubtful.jsonl")
    refuse_overlap(
        [chosen.output, doubtful],
        [chosen.election, chosen.second, *chosen.codes, *chosen.files],
    )
    with component("cv2", extra="paper"):
        from huanjie.cli import scanning
    return scanning.scan(chosen, doubtful)
