"""Envelopes (票袋封面、选票封存袋): what is pasted on the bag of each ballot box, and on the bag in
which all papers are sealed after the count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from huanjie.law.citation import Citation
from huanjie.paper import dress
from huanjie.paper.blocks import Block, Fields, Paragraph, Title
from huanjie.paper.poll_day import PollDay, held_by, ruled
from huanjie.paper.word import Document

_OF_A_BOX: Final = "票袋封面"
_OF_ALL: Final = "选票封存袋"
_ROW: Final = 15
"""millimetres of a row, to be written in by hand"""
_SEAL: Final = 38
"""millimetres, room for a seal half on the flap (骑缝)"""
_SEALING: Final = ("ballots-sealed", "forged-ballots")
"""what a province says of sealed papers (其他规定)"""


def envelopes(poll: PollDay) -> Document:
    """A page for the bag of every box, and one for the bag in which all are sealed."""
    blocks: list[Block] = []
    for number, box in enumerate(_boxes(poll)):
        if number:
            blocks.append(Title(parts=(poll.name, _OF_A_BOX)))
        blocks += _of_a_box(poll, *box)
    blocks.append(Title(parts=(poll.name, _OF_ALL)))
    blocks += _of_all(poll)
    return Document(
        title=(poll.name, _OF_A_BOX),
        blocks=tuple(blocks),
        author=poll.election.unit.name,
        leaf=replace(dress.FORM, numbered=False),
    )


def _boxes(poll: PollDay) -> list[tuple[str, str]]:
    """Every box with how many are listed for it; one without a name where none is known."""
    stated = poll.election.turnout.boxes if poll.election.turnout else ()
    if stated:
        return [(box.id, f"{box.listed} 人") for box in stated]
    return [(name, "") for name in poll.boxes or ("",)]


def _of_a_box(poll: PollDay, name: str, listed: str) -> Iterator[Block]:
    yield Fields(
        rows=(
            (("票箱", name),),
            (("投票日", poll.day),),
            (("地点", poll.place),),
            (("名单人数", listed), ("领票人数", "")),
            (("发到本箱选票", ""), ("剩余选票", "")),
            (("本袋选票张数", ""), ("大写", "")),
            (("封箱时间", ""), ("开箱时间", "")),
        ),
        height=_ROW,
    )
    rule = poll.pack.box_total or poll.pack.ballot_total
    yield from _facts(
        "本袋选票取自上面写明的票箱，已经当众清点，张数如上，当场密封。",
        (rule.citation,) if rule else (),
    )
    yield from _signers(poll)


def _of_all(poll: PollDay) -> Iterator[Block]:
    """Where the law has what was not issued destroyed before the count, none of it is left to be
    sealed.
    """
    rule = poll.pack.unissued_destroyed
    yield Fields(
        rows=(
            (("第几袋", ""), ("共几袋", "")),
            (("投票日", poll.day),),
            (("发出选票", ""), ("收回选票", "")),
            (("有效票", ""), ("无效票", "")),
            (("已经销毁的选票" if rule else "没有发出的选票", ""), ("本袋张数", "")),
            (("封存时间", ""), ("保管人", "")),
        ),
        height=_ROW,
    )
    unissued = "" if rule else "没有发出、也没有销毁的选票单独捆好，一起封存。"
    yield from _facts(
        f"计票结束，选票当场清点、密封，袋内张数如上。{unissued}",
        (
            *((rule.citation,) if rule else ()),
            *poll.pack.provided(*_SEALING),
        ),
    )
    yield from _signers(poll)


def _facts(says: str, citations: tuple[Citation, ...]) -> Iterator[Paragraph]:
    yield Paragraph(says=says, form="fact")
    for each in ruled(*citations):
        yield replace(each, form="fact")


def _signers(poll: PollDay) -> Iterator[Fields | Paragraph]:
    """Who signs, and the seal, half of it on the flap, so that nobody opens the bag unseen."""
    chief = "选举委员会主任" if held_by(poll.pack) else "会议主持人"
    gap = Paragraph(says="", form="small")
    yield gap
    yield Fields(
        rows=(
            (("监票人（签字）", ""), ("监票人（签字）", "")),
            (("计票人（签字）", ""), (f"{chief}（签字）", "")),
        ),
        height=_ROW,
    )
    yield gap
    seal = f"{poll.sealed_by}\n（盖章，一半盖在封口上）"
    yield Fields(rows=((("骑缝盖章", seal),),), height=_SEAL)
