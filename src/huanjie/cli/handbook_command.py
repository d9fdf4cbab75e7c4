"""`huanjie handbook`: everything that whoever runs one election needs, as one Word file."""

from __future__ import annotations

import argparse
import sys
from typing import Any, Final

from huanjie.cli.arguments import (
    add_output,
    add_pack,
    chosen_pack,
    day,
    deliver_file,
    now,
    today,
)
from huanjie.cli.components import component
from huanjie.domain.composition import wrong_size
from huanjie.domain.contest import Post
from huanjie.domain.schedule import schedule
from huanjie.domain.thresholds import UnitNumbers
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.rules import METHODS

_NUMBERS: Final = {
    "registered": "登记参加选举的人数 registered",
    "entitled": "应到人数（党员大会等） entitled",
    "voters": "有选举权的人数 all who may vote",
    "households": "户数 households",
    "representatives": "代表人数 representatives",
}


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "handbook",
        help="指导手册 the handbook of one election (Word)",
        epilog="例 Example: huanjie handbook --pack villagers-committee --polling-day 2026-06-28 "
        "--registered 1000 --households 320 --seats chair=1 --seats member=3 --unit 清水村 "
        "-o handbook.docx",
    )
    add_pack(parser)
    parser.add_argument("--polling-day", metavar="DATE", type=day, required=True, help="选举日")
    parser.add_argument(
        "--from", dest="start", metavar="DATE", type=day, help="最早可以开始办理的日期"
    )
    parser.add_argument("--method", choices=METHODS, help="选举方式；默认按规则包")
    for name, says in _NUMBERS.items():
        parser.add_argument(f"--{name}", metavar="N", type=_people, help=says)
    parser.add_argument(
        "--seats",
        metavar="POST=N",
        action="append",
        default=[],
        help="应选名额，一项职务写一次 seats: --seats chair=1，--seats 委员=3",
    )
    parser.add_argument("--unit", metavar="NAME", default="", help="单位名称 the place's name")
    add_output(parser)
    parser.set_defaults(run=print_handbook)


def print_handbook(chosen: argparse.Namespace) -> int:
    """Write the handbook; a step that cannot fit, or seats that make no lawful body, make it a
    plain no.
    """
    pack = chosen_pack(chosen, on=chosen.polling_day)
    dated = schedule(
        pack, polling_day=chosen.polling_day, calendar=load_calendar(), start=chosen.start
    )
    numbers = UnitNumbers(
        method=chosen.method or pack.usual_method,
        seats=dict(_seats(each, pack) for each in chosen.seats)
        or {Post(post): each.seats for post, each in pack.seats.items() if each.seats},
        **{name: getattr(chosen, name) for name in _NUMBERS},
    )
    with component("docx", extra="paper"):
        from huanjie.paper.handbook import Handbook
    unit = Cursor(chosen.unit, "--unit").text() if chosen.unit else ""
    book = Handbook(pack=pack, schedule=dated, numbers=numbers, unit=unit)
    raw = book.as_docx(made_at=now(), day=today()) if chosen.output else b""
    deliver_file(raw, chosen.output, kind="docx")
    lawful = _tell_size(pack, numbers)
    return 0 if dated.fits and lawful else 1


def _tell_size(pack: RulePack, numbers: UnitNumbers) -> bool:
    """Say where all seats together are not as many as the law has; whether they are lawful."""
    wrong = wrong_size(pack, numbers.seats)
    if wrong is None:
        return True
    print(
        f"注意：{wrong.says}（{wrong.citation.named}）；职数没有写全的，补上 --seats。",
        file=sys.stderr,
    )
    return wrong.usual


def _people(text: str) -> int:
    """A number of people or households: at least one."""
    if not text.isdecimal():
        raise BadInput(f"“{text}”不是人数", remedy="写成整数，例如 1000")
    return Cursor(int(text)).whole(at_least=1)


def _seats(text: str, pack: RulePack) -> tuple[Post, int]:
    """One post and its seats; a post is named by its word or as the pack names it."""
    post, equals, number = text.partition("=")
    if not (post and equals):
        raise BadInput(f"“{text}”不是职数", at="--seats", remedy="写成 chair=1 这样的形式")
    word = next((each.post for each in pack.posts if each.name == post), post)
    return Post(word), _people(number)
