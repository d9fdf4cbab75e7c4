"""Papers of a sheet a post (每项职务一份的文书): each on a page of its own, under one title."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from huanjie.domain.election import Contest
from huanjie.paper.blocks import Block, Title
from huanjie.paper.dress import Leaf
from huanjie.paper.poll_day import PollDay
from huanjie.paper.word import Document


def post_sheets(
    poll: PollDay, name: str, sheet: Callable[[PollDay, Contest], Iterable[Block]], *, leaf: Leaf
) -> Document:
    """The document, `sheet` giving what stands on a post's own."""
    blocks: list[Block] = []
    for number, contest in enumerate(poll.election.contests):
        if number:
            blocks.append(Title(parts=(poll.name, name)))
        blocks += sheet(poll, contest)
    return Document(
        title=(poll.name, name),
        blocks=tuple(blocks),
        author=poll.election.unit.name,
        leaf=leaf,
    )
