"""The list of proxies (委托投票名单), to be posted: who votes for whom. No identity number, and not
why somebody is away.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.assembly import ELECTING_MEETINGS
from huanjie.paper.blocks import Block, Paragraph, Table
from huanjie.paper.poll_day import PollDay, ruled_below, sealed
from huanjie.paper.word import Document

_NAME: Final = "委托投票名单公告"
_HEAD: Final = ("序号", "委托人", "委托人小组", "受委托人", "受委托人小组")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenProxy:
    """One proxy (一份委托) as it is posted."""

    principal: str
    principal_group: str
    holder: str
    holder_group: str


def proxy_list(
    poll: PollDay, proxies: Sequence[GivenProxy], *, posted_on: datetime.date | None = None
) -> Document:
    """The whole list, with the rules that it rests on, under the seal of whoever holds the
    election; without `posted_on` the day is written by hand.
    """
    return Document(
        title=(poll.name, _NAME),
        blocks=(*_blocks(poll, proxies), sealed(poll, on=posted_on)),
        author=poll.election.unit.name,
    )


def _blocks(poll: PollDay, proxies: Sequence[GivenProxy]) -> Iterator[Block]:
    whose = "成员" if poll.pack.body in ELECTING_MEETINGS else "选民"
    yield Paragraph(
        says=f"选举日为{poll.day}。下列{whose}书面委托他人代为投票，"
        f"共 {len(proxies)} 份，现予公布。"
    )
    yield Table(
        head=_HEAD,
        rows=tuple(
            (str(number), each.principal, each.principal_group, each.holder, each.holder_group)
            for number, each in enumerate(proxies, 1)
        ),
        right=frozenset({_HEAD[0]}),
    )
    yield from ruled_below(*(condition.citation for condition in poll.pack.proxy))
