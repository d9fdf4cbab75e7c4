"""Voter cards (参选证、选举人证): one for everybody who may vote, to be cut out and signed for.

A card says whose it is by name, group and number on the roll. No identity number comes near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.domain.rollorder import RollPart
from huanjie.law.pack import RulePack
from huanjie.paper import dress
from huanjie.paper.blocks import Card, Cards
from huanjie.paper.poll_day import BLANK, PollDay
from huanjie.paper.word import Document

_FORM: Final = "voter-card"
_OF_A_MEETING: Final = "选举人证"
_OTHERWISE: Final = "选民证"
CARD_NAMES: Final = ("参选证", _OTHERWISE, _OF_A_MEETING)
"""every name that a card has, by the packs or by us"""
_UNGROUPED: Final = "未分组"
_UNDER: Final = ("扫码查名单", "或填查询码：")
"""as the page that is asked calls the code"""
_SHORT_BLANK: Final = BLANK[: len(BLANK) // 2]
"""beside the day, on one line of a card"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """Somebody who may vote (有选举权的人), as a card says it."""

    number: int
    """on the roll (编号)"""
    name: str
    born_in: int | None
    """shown only where two of a group have one name"""
    code: str = ""
    """by which its holder asks whether they are on the roll (名册查询码)"""


def card_name(pack: RulePack) -> str:
    """What the card is called (参选证): as the pack lists it among its papers; who comes to a
    meeting that elects is an elector (选举人), and no voter of the villagers' roll.
    """
    listed = next((each.name for each in pack.forms if each.form == _FORM), None)
    return listed or (_OF_A_MEETING if pack.body in ELECTING_MEETINGS else _OTHERWISE)


def voter_cards(poll: PollDay, parts: Iterable[RollPart[Voter]], *, look_up: str = "") -> Document:
    """The cards of every group, one group after another, in the order of the posted roll.
    `look_up` is the address where the code on a card is asked.
    """
    name = card_name(poll.pack)
    return Document(
        title=(poll.name, name),
        blocks=tuple(_cards(poll, name, part, look_up) for part in parts),
        author=poll.election.unit.name,
        leaf=dress.CARDS,
        shows_title=False,
    )


def _cards(poll: PollDay, name: str, part: RollPart[Voter], look_up: str) -> Cards:
    group = part.name or _UNGROUPED
    cards = (
        Card(
            head=(poll.name, name),
            name=f"{each.name}{_year(each, part)}",
            lines=tuple(_lines(poll, group, each)),
            scan=f"{look_up}?card={each.code}" if each.code else "",
            under=_UNDER if each.code else (),
            code=each.code,
        )
        for each in part.people
    )
    return Cards(caption=f"{group}（{len(part.people)} 张）", cards=tuple(cards))


def _year(voter: Voter, part: RollPart[Voter]) -> str:
    is_double = voter.name in part.namesakes and voter.born_in is not None
    return f"（{voter.born_in} 年生）" if is_double else ""


def _lines(poll: PollDay, group: str, voter: Voter) -> Iterator[str]:
    yield f"编号：{voter.number}"
    yield f"组别：{group}"
    yield f"时间：{poll.day}"
    yield f"　　　{poll.hours or _SHORT_BLANK}"
    yield f"地点：{poll.place or BLANK}"
    yield "请带：本证和本人有效身份证件"
    yield "发证机构（盖章）："
