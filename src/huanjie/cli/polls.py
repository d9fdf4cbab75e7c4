"""Which bodies are planned, each with its polling day (一起换届的组织和选举日), as the command line
says it: every --polling-day belongs to the --pack before it.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from huanjie.cli.arguments import add_local, day, local_files, named_pack, tell_national, today
from huanjie.domain.daywords import in_words
from huanjie.domain.unitschedule import Poll, propose
from huanjie.door.fault import BadInput
from huanjie.law.calendar import Calendar
from huanjie.law.ownfile import lay_local, version_of
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One body as it was said: the name of its pack, and its polling day where there is one."""

    pack: str
    polling_day: datetime.date | None


def add_polls(parser: argparse.ArgumentParser) -> None:
    """--pack, --polling-day (both as often as there are bodies), --region and --from."""
    parser.add_argument(
        "--pack",
        dest="said",
        action=_Say,
        required=True,
        metavar="PACK",
        help="规则包 rule pack: <body>、<body>@<施行日期>，或者一个 .toml 文件；几个组织就写几次",
    )
    parser.add_argument(
        "--polling-day",
        dest="said",
        action=_Say,
        type=day,
        metavar="DATE",
        help="前面那个 --pack 的选举日；不写就给出最早能定的一天",
    )
    parser.add_argument("--region", metavar="R", help="地区 region: sichuan、zhejiang…")
    add_local(parser)
    parser.add_argument(
        "--from", dest="start", metavar="DATE", type=day, help="最早可以开始办理的日期"
    )


class _Say(argparse.Action):
    """Keep packs and polling days in the order in which they were said."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        namespace.said = [*(namespace.said or []), values]


def said_polls(words: Sequence[str | datetime.date]) -> tuple[Said, ...]:
    """Join each polling day with the pack before it; one that is said first is the first pack's."""
    polls: list[Said] = []
    early: datetime.date | None = None
    for word in words:
        if isinstance(word, str):
            polls.append(Said(pack=word, polling_day=early))
            early = None
        elif not polls and early is None:
            early = word
        elif polls and polls[-1].polling_day is None:
            polls[-1] = Said(pack=polls[-1].pack, polling_day=word)
        else:
            raise BadInput(
                "一个规则包有两个选举日", at="--polling-day", remedy="一个 --pack 一个选举日"
            )
    if not polls:
        raise BadInput("没有写哪个组织", at="--pack", remedy="写 --pack <body>")
    return tuple(polls)


def chosen_polls(chosen: argparse.Namespace, calendar: Calendar) -> tuple[Poll, ...]:
    """Every body with its pack and day; a day that nobody said is proposed, and told."""
    said = said_polls(chosen.said)
    _refuse_local_of_nobody(said, chosen)
    polls = _polls(said, chosen, calendar)
    tell_national((poll.pack for poll in polls), region=chosen.region)
    for each, poll in zip(said, polls, strict=True):
        if each.polling_day is None:
            says = f"{poll.pack.name}：选举日最早可以定在 {in_words(poll.polling_day)}。"
            print(says, file=sys.stderr)
    return polls


def _polls(
    said: Sequence[Said], chosen: argparse.Namespace, calendar: Calendar
) -> tuple[Poll, ...]:
    packs = [_pack(each, chosen, each.polling_day) for each in said]
    days = [each.polling_day for each in said if each.polling_day]
    if len(days) < len(said):
        return _proposed(said, packs, chosen, calendar)
    return tuple(Poll(pack=pack, polling_day=day) for pack, day in zip(packs, days, strict=True))


def _pack(said: Said, chosen: argparse.Namespace, on: datetime.date | None) -> RulePack:
    """The pack of one body, with the plan and the decisions that are about it."""
    pack = named_pack(said.pack, region=chosen.region, on=on)
    for file in local_files(chosen):
        if version_of(file).body == pack.body:
            pack = lay_local(pack, file)
    return pack


def _refuse_local_of_nobody(said: Sequence[Said], chosen: argparse.Namespace) -> None:
    """A plan of a body that is not scheduled would be dropped silently."""
    bodies = {named_pack(each.pack, region=None, on=each.polling_day).body for each in said}
    for file in local_files(chosen):
        if version_of(file).body not in bodies:
            says = f"这是 {version_of(file).body} 的，没有排它的日程"
            raise BadInput(says, file=str(file), remedy="加上这个组织的 --pack")


def _proposed(
    said: Sequence[Said],
    packs: Sequence[RulePack],
    chosen: argparse.Namespace,
    calendar: Calendar,
) -> tuple[Poll, ...]:
    """Propose by the law in force now, and once more where another is in force on that day."""
    given = {
        pack.body: each.polling_day
        for pack, each in zip(packs, said, strict=True)
        if each.polling_day
    }
    start = chosen.start or today()
    polls = propose(packs, given=given, calendar=calendar, start=start)
    own = [_pack(each, chosen, poll.polling_day) for each, poll in zip(said, polls, strict=True)]
    if [pack.id for pack in own] == [pack.id for pack in packs]:
        return polls
    return propose(own, given=given, calendar=calendar, start=start)
