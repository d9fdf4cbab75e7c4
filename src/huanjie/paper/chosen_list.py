"""The list of group heads and representatives (小组组长和代表名单), to be posted. It says by which
group or how many households each was chosen, and nobody's name besides.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.paper.blocks import Block, Heading, Paragraph, Table
from huanjie.paper.poll_day import PollDay, ruled_below, sealed
from huanjie.paper.word import Document

_NAME: Final = "小组组长和代表名单公告"
_SEXES: Final = {"m": "男", "f": "女"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenOne:
    """Somebody who was chosen (推选出的一人)."""

    name: str
    kind: str
    sex: str
    chosen_by: str
    households: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenGroup:
    """A group and whoever it chose (小组)."""

    name: str
    people: tuple[ChosenOne, ...]


def chosen_list(
    poll: PollDay, groups: Sequence[ChosenGroup], *, posted_on: datetime.date | None = None
) -> Document:
    """The whole list, with the rule that it rests on, under a seal; without `posted_on` its day is
    written by hand.
    """
    return Document(
        title=(poll.election.unit.name, _NAME),
        blocks=(*_blocks(poll, groups), sealed(poll, on=posted_on)),
        author=poll.election.unit.name,
    )


def _blocks(poll: PollDay, groups: Sequence[ChosenGroup]) -> Iterator[Block]:
    people = sum(len(each.people) for each in groups)
    yield Paragraph(says=f"各小组推选出的组长和代表，共 {people} 人次，现予公布。")
    for group in groups:
        yield Heading(says=group.name)
        yield Table(
            head=("姓名", "性别", "身份", "怎样推选"),
            rows=tuple(
                (each.name, _SEXES.get(each.sex, ""), each.kind, _how(each))
                for each in group.people
            ),
            whole=True,
        )
    rule = poll.pack.representatives
    yield from ruled_below(rule.citation if rule else None)


def _how(chosen: ChosenOne) -> str:
    if chosen.households is None:
        return chosen.chosen_by
    return f"{chosen.chosen_by}（{chosen.households} 户）"
