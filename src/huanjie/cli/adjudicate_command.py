"""`huanjie adjudicate`: what two people decided of doubtful pictures, beside the records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from huanjie.cli.arguments import random_id, refuse_overlap
from huanjie.domain.adjudication import (
    TWO,
    Given,
    Item,
    ItemKey,
    Picture,
    adjudicated,
    check_may_rule,
    decision,
    standing,
)
from huanjie.domain.scanned import Doubt, Joined, PageRead, PaperRead
from huanjie.domain.tally import CastVoteRecord
from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole
from huanjie.exchange.cvr import read_records, write_records
from huanjie.exchange.doubtful import read_doubtful
from huanjie.exchange.rulingfile import WrittenRuling, read_rulings


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "adjudicate",
        help="疑票认定 what people decided of doubtful ballots",
        epilog="例 Example: huanjie adjudicate doubtful.jsonl --records cvr.jsonl "
        "--rulings rulings.jsonl -o all.jsonl",
    )
    parser.add_argument("doubtful", metavar="doubtful.jsonl", type=Path)
    parser.add_argument("--records", metavar="cvr.jsonl", type=Path, required=True)
    parser.add_argument(
        "--rulings",
        metavar="rulings.jsonl",
        type=Path,
        required=True,
        help="两个人各写一行，写整张选票的标记，不只写有疑问的 a line a person, the whole paper: "
        '{"pictures": [{"file", "page"}], "by": "…", "ruling": {"kind": "marked", "contests": …}}；'
        "kind 还有 not-a-paper、same-paper（加 file、page）、illegible",
    )
    parser.add_argument("--batch", metavar="NAME", default="1", help="票箱 the box, its batch")
    parser.add_argument("-o", "--output", metavar="all.jsonl", type=Path, required=True)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Put what is decided beside the records; with anything left nothing is written, exit 1."""
    refuse_overlap([chosen.output], [chosen.doubtful, chosen.records, chosen.rulings])
    reasons = dict(read_doubtful(chosen.doubtful))
    records = {record.source: record for record in read_records(chosen.records)}
    given = _given(read_rulings(chosen.rulings), reasons, file=chosen.rulings)
    items = _items(reasons, given)
    pile = adjudicated(
        Joined(papers=tuple(map(_read_again, records.values())), doubtful=()),
        items,
        {key: found for key, own in given.items() if (found := decision(own))},
    )
    if pile.left:
        _tell_left(pile.left, reasons, given)
        return 1
    kept = {place: record for source, record in records.items() for place in source}
    told = [_with_its_own(paper, kept) for paper in pile.sure]
    told += [paper.record(id=random_id(), batch=chosen.batch) for paper in pile.ruled]
    told += [
        replace(paper.record(id=random_id(), batch=chosen.batch), void=True) for paper in pile.void
    ]
    write_whole({chosen.output: "".join(write_records(told)).encode()})
    says = f"读清 {len(pile.sure)} 张，认定 {len(pile.ruled)} 张，整张无效 {len(pile.void)} 张，"
    print(f"{says}不是选票 {len(pile.no_papers)} 页。", file=sys.stderr)
    return 0


def _given(
    rulings: Iterable[WrittenRuling], reasons: Mapping[Picture, str], *, file: Path
) -> dict[ItemKey, tuple[Given, ...]]:
    """The rulings on each paper, in turn; ruling twice, or on what is not doubted, is refused."""
    people: dict[str, int] = {}
    given: dict[ItemKey, tuple[Given, ...]] = {}
    for line, written in enumerate(rulings, start=1):
        try:
            _check_pictures(written, reasons, given)
            own = given.get(written.pictures, ())
            who = people.setdefault(written.by, len(people))
            check_may_rule(own, who, as_third=len(own) == TWO)
        except BadInput as fault:
            raise fault.within(file=str(file), line=line) from None
        given[written.pictures] = (*own, Given(by=who, ruling=written.ruling))
    return given


def _check_pictures(
    written: WrittenRuling, reasons: Mapping[Picture, str], given: Mapping[ItemKey, Any]
) -> None:
    for place in written.pictures:
        if place not in reasons:
            raise BadInput(
                f"{place[0]} 第 {place[1]} 页不在疑票里",
                at="/pictures",
                remedy="文件名和页码照疑票文件里的写",
            )
        if any(place in key for key in given if key != written.pictures):
            raise BadInput(
                f"{place[0]} 第 {place[1]} 页已经和别的图像一起认定",
                at="/pictures",
                remedy="同一张选票的图像，每个人都写同样的几幅",
            )


def _items(
    reasons: Mapping[Picture, str], given: Mapping[ItemKey, Sequence[Given]]
) -> tuple[Item, ...]:
    """The papers as they were ruled on, and every picture that nobody ruled on."""
    taken = {place for key in given for place in key}
    keys = [*given, *((place,) for place in reasons if place not in taken)]
    return tuple(Item(pictures=tuple(_page(place) for place in key)) for key in keys)


def _page(place: Picture) -> PageRead:
    return PageRead(file=place[0], page=place[1], marks={}, doubts=(Doubt(kind="unsure-mark"),))


def _read_again(record: CastVoteRecord) -> PaperRead:
    return PaperRead(source=record.source, contests=record.contests)


def _with_its_own(paper: PaperRead, kept: Mapping[Picture, CastVoteRecord]) -> CastVoteRecord:
    """A record with every picture that turned out to be of its paper."""
    own = next(kept[place] for place in paper.source if place in kept)
    return replace(own, source=paper.source)


def _tell_left(
    left: Sequence[Item],
    reasons: Mapping[Picture, str],
    given: Mapping[ItemKey, Sequence[Given]],
) -> None:
    print(f"还有 {len(left)} 张没有认定，没有写文件：", file=sys.stderr)
    for item in left:
        file, page = item.key[0]
        own = given.get(item.key, ())
        so_far = f"，已有 {len(own)} 个人认定" if own else ""
        if standing(own) == "disputed":
            so_far += "，两个人不一致，由第三个人裁定"
        print(f"  {file} 第 {page} 页：{reasons[file, page]}{so_far}", file=sys.stderr)
