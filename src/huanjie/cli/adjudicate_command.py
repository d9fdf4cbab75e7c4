"""`huanjie adjudicate`: what two people decided of doubtful pictures, beside the records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from huanjie.cli.arguments import random_id, read_json, refuse_overlap
from huanjie.cli.count_commands import faults_in
from huanjie.cli.given_rulings import Rulings, given_rulings
from huanjie.domain.adjudication import Adjudicated, Item, adjudicated, standing
from huanjie.domain.scanned import Joined, PaperRead
from huanjie.domain.tally import CastVoteRecord, Picture
from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole
from huanjie.exchange.cvr import read_records, write_records
from huanjie.exchange.doubtful import DoubtfulPicture, read_doubtful
from huanjie.exchange.election import read_election
from huanjie.exchange.jsonlines import naming_lines
from huanjie.exchange.rulingfile import read_rulings


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "adjudicate",
        help="疑票认定 what people decided of doubtful ballots",
        epilog="例 Example: huanjie adjudicate doubtful.jsonl --election election.json "
        "--records cvr.jsonl --rulings rulings.jsonl -o all.jsonl",
    )
    parser.add_argument("doubtful", metavar="doubtful.jsonl", type=Path)
    parser.add_argument("--election", metavar="ELECTION.json", type=Path, required=True)
    parser.add_argument("--records", metavar="cvr.jsonl", type=Path, required=True)
    parser.add_argument(
        "--rulings",
        metavar="rulings.jsonl",
        type=Path,
        required=True,
        help="两个人各写一行 a line a person: "
        '{"pictures": [{"file", "page"}], "by": "…", "ruling": {"kind": "marked", "contests": '
        '{"member": {"marks": {"A": "approve", "B": "none"}, "write_ins": []}}}}。'
        "读清的（疑票文件的 sure）可以不写，照读清的算；其余每一名候选人都要写，没有标记的写 none，"
        "漏写的不收。What was read for sure may be left out and stands; everybody else is named, "
        "or the ruling is refused. kind 还有 not-a-paper、same-paper（加 file、page）、illegible；"
        "huanjie schema rulings",
    )
    parser.add_argument("--batch", metavar="NAME", default="1", help="票箱 the box, its batch")
    parser.add_argument("-o", "--output", metavar="all.jsonl", type=Path, required=True)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Put what is decided beside the records; with anything left nothing is written, exit 1."""
    inputs = [chosen.doubtful, chosen.election, chosen.records, chosen.rulings]
    refuse_overlap([chosen.output], inputs)
    with faults_in(chosen.election):
        election = read_election(read_json(chosen.election))
    doubted = _doubted(chosen.doubtful)
    records = _records_read(chosen.records, doubted)
    written = read_rulings(chosen.rulings)
    rulings = given_rulings(written, doubted, election, file=chosen.rulings)
    sure = tuple(map(_read_again, records))
    pile = adjudicated(Joined(papers=sure, doubtful=()), rulings.items, rulings.decided)
    if pile.left:
        _tell_left(pile.left, rulings)
        return 1
    told = _records(pile, records, batch=chosen.batch)
    write_whole({chosen.output: "".join(write_records(told)).encode()})
    _tell(pile, rulings)
    return 0


def _doubted(path: Path) -> dict[Picture, DoubtfulPicture]:
    """The doubtful pictures; one that stands twice is refused (BadInput), for what is sure of it
    in one of its lines would be lost.
    """
    found: dict[Picture, DoubtfulPicture] = {}
    with naming_lines(read_doubtful(path), file=str(path)) as pictures:
        for each in pictures:
            if each.place in found:
                says = f"{_shown(each.place)}已经写在前面一行里"
                raise BadInput(says, remedy="一幅图像只留一行")
            found[each.place] = each
    return found


def _records_read(path: Path, doubted: Container[Picture]) -> list[CastVoteRecord]:
    """The papers that were read for sure. Refused (BadInput) is one without a picture, for nobody
    can say that a doubtful one is the same, and a picture of two papers, or in doubt as well: its
    paper would be lost, or count twice.
    """
    found: list[CastVoteRecord] = []
    taken: set[Picture] = set()
    with naming_lines(read_records(path), file=str(path)) as records:
        for record in records:
            if not record.source:
                says = "没有写是哪一幅图像的选票"
                raise BadInput(says, at="/source", remedy="写上这张选票的图像：file 和 page")
            for place in record.source:
                if place in doubted:
                    says = f"{_shown(place)}也在疑票里，这张选票会算两次"
                    raise BadInput(says, at="/source", remedy="用同一次识读写出的两个文件")
                if place in taken:
                    says = f"{_shown(place)}已经写在前面一条记录里"
                    raise BadInput(says, at="/source", remedy="一张选票只留一条记录")
            taken.update(record.source)
            found.append(record)
    return found


def _shown(picture: Picture) -> str:
    file, page = picture
    return f"{file} 第 {page} 页"


def _records(
    pile: Adjudicated, read: Collection[CastVoteRecord], *, batch: str
) -> list[CastVoteRecord]:
    """Every paper that is certain, those that were read for sure first."""
    kept = {place: record for record in read for place in record.source}
    ruled = [paper.record(id=random_id(), batch=batch) for paper in pile.ruled]
    void = [paper.record(id=random_id(), batch=batch) for paper in pile.void]
    return [
        *(_with_its_own(paper, kept) for paper in pile.sure),
        *ruled,
        *(replace(each, void=True) for each in void),
    ]


def _read_again(record: CastVoteRecord) -> PaperRead:
    return PaperRead(source=record.source, contests=record.contests)


def _with_its_own(paper: PaperRead, kept: Mapping[Picture, CastVoteRecord]) -> CastVoteRecord:
    """A record with every picture that turned out to be of its paper."""
    own = next(kept[place] for place in paper.source if place in kept)
    return replace(own, source=paper.source)


def _tell(pile: Adjudicated, rulings: Rulings) -> None:
    says = f"读清 {len(pile.sure)} 张，认定 {len(pile.ruled)} 张，整张无效 {len(pile.void)} 张，"
    print(f"{says}不是选票 {len(pile.no_papers)} 页。", file=sys.stderr)
    for each in rulings.overruled:
        print(f"  认定和读清的标记不同，按认定：{each}", file=sys.stderr)


def _tell_left(left: Sequence[Item], rulings: Rulings) -> None:
    print(f"还有 {len(left)} 张没有认定，没有写文件：", file=sys.stderr)
    for item in left:
        own = rulings.given.get(item.key, ())
        so_far = f"，已有 {len(own)} 个人认定" if own else ""
        if standing(own) == "disputed":
            so_far += "，两个人不一致，由第三个人裁定"
        first = item.key[0]
        reason = rulings.doubted[first].reason
        print(f"  {_shown(first)}：{reason}{so_far}", file=sys.stderr)
