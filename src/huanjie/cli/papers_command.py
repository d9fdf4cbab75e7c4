"""`huanjie papers`: what an election has printed besides its ballots, as Word files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from huanjie.cli.arguments import deliver, deliver_file, now, read_json, refuse_overlap
from huanjie.cli.components import component
from huanjie.cli.count_commands import faults_in, pack_of
from huanjie.cli.voters import LeftOut, Voters, read_voters
from huanjie.door import jsontext
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.exchange.election import read_election

VOTER_CARDS: Final = "voter-cards"
KINDS: Final = ("tally-sheet", "read-out", "envelope", "notice", VOTER_CARDS)
_EXAMPLE: Final = """例 Example: huanjie papers election.json --kind tally-sheet -o tally-sheet.docx
  huanjie papers election.json --kind voter-cards --roll roll.xlsx --place 村委会 -o cards.docx

tally-sheet 计票单 · read-out 唱票记录 · envelope 票袋封面和选票封存袋 · notice 投票须知 ·
voter-cards 参选证（选民证），要有名册 needs the roll
退出状态 Exit status: 0 全部写出 · 1 名册上有的行没有证，逐行打印 · 2 输入有误"""


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "papers",
        help="计票单、唱票记录、票袋、须知、选民证 papers of the poll (Word)",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("election", metavar="ELECTION.json", type=Path)
    parser.add_argument("--kind", choices=KINDS, required=True, help="哪一种 which paper")
    parser.add_argument(
        "--roll", metavar="ROLL", type=Path, help="名册 XLSX、XLS、CSV：只有 voter-cards 要"
    )
    parser.add_argument("--place", metavar="TEXT", help="投票地点 place; 不写的留空填写")
    parser.add_argument("--hours", metavar="TEXT", help="投票时间 hours, 例如 “8 时至 15 时”")
    parser.add_argument(
        "--box",
        metavar="NAME",
        action="append",
        default=[],
        help="票箱，一个写一次 ballot boxes; 选举文件里有的按文件",
    )
    parser.add_argument("--json", action="store_true", help="写出了什么 what was written, as JSON")
    parser.add_argument("-o", "--output", metavar="FILE.docx", type=Path)
    parser.set_defaults(run=print_papers)


def print_papers(chosen: argparse.Namespace) -> int:
    """Write one kind of paper; rows of the roll that have no card make it a plain no."""
    _check_roll(chosen)
    refuse_overlap([chosen.output] if chosen.output else [], [chosen.election, chosen.roll])
    with faults_in(chosen.election):
        election = read_election(read_json(chosen.election))
        pack = pack_of(election)
    with component("docx", extra="paper"):
        from huanjie.paper.election_papers import PAPERS
        from huanjie.paper.poll_day import PollDay
        from huanjie.paper.voter_cards import card_name, voter_cards
    poll = PollDay(
        election=election,
        pack=pack,
        place=_text(chosen.place, "--place"),
        hours=_text(chosen.hours, "--hours"),
        boxes=tuple(_text(box, "--box") for box in chosen.box),
    )
    voters = read_voters(chosen.roll, pack, on=election.polling_day) if chosen.roll else None
    if voters:
        name, document = card_name(pack), voter_cards(poll, voters.parts)
    else:
        name, document = PAPERS[chosen.kind].name, PAPERS[chosen.kind].make(poll)
    raw = document.as_bytes(made_at=now()) if chosen.output else b""
    deliver_file(raw, chosen.output, kind="docx")
    _tell(chosen, name, voters)
    return 1 if voters and voters.left_out else 0


def _check_roll(chosen: argparse.Namespace) -> None:
    if (chosen.kind == VOTER_CARDS) == (chosen.roll is not None):
        return
    if chosen.roll is None:
        raise BadInput("没有写名册", at="--roll", remedy="写 --roll 名册文件，每人一张证")
    raise BadInput(
        f"{chosen.kind} 用不着名册", at="--roll", remedy="去掉 --roll，或者写 --kind voter-cards"
    )


def _text(said: str | None, at: str) -> str:
    return Cursor(said, at).text() if said is not None else ""


def _tell(chosen: argparse.Namespace, name: str, voters: Voters | None) -> None:
    """What was written, and who was left out: as JSON all of it, as text the rows alone."""
    left_out = voters.left_out if voters else ()
    if chosen.json:
        table = {
            "kind": chosen.kind,
            "name": name,
            "file": str(chosen.output),
            "people": voters.people if voters else None,
            "left_out": [
                {"sheet": each.sheet, "row": each.row, "says": each.says} for each in left_out
            ],
        }
        deliver(jsontext.pretty(table), None)
    else:
        deliver("".join(f"{_row(each)}：{each.says}，没有证\n" for each in left_out), None)


def _row(each: LeftOut) -> str:
    sheet = f"“{each.sheet}”" if each.sheet else ""
    return f"{sheet}第 {each.row} 行"
