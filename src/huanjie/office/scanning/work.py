"""The work on a vote's pictures (扫描计票的情况): pages joined to papers, rulings, what is left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from huanjie.domain.adjudication import (
    Adjudicated,
    Given,
    Item,
    ItemKey,
    Ruling,
    SamePaper,
    Standing,
    adjudicated,
    decision,
    items_of,
    one_name,
    standing,
)
from huanjie.domain.ballotform import BallotForm
from huanjie.domain.scanned import DOUBTS, Joined, PageRead, join_pages
from huanjie.domain.tally import Picture
from huanjie.door.cursor import Cursor
from huanjie.door.jsontext import loads
from huanjie.exchange.pageread import read_page_read
from huanjie.exchange.rulings import read_ruling
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.scanning.machine import papers_of
from huanjie.office.scanning.models import GivenRuling, ScannedPage, Spellings
from huanjie.office.scanning.papercodes import printed_here


@dataclass(frozen=True, slots=True)
class Written:
    """A ruling as it was given and as it is compared (一人的认定), spellings made one."""

    row: GivenRuling
    given: Given


@dataclass(frozen=True, kw_only=True)
class Work:
    """One vote's pictures as they are now."""

    forms: tuple[BallotForm, ...]
    joined: Joined
    items: tuple[Item, ...]
    """every doubtful paper, those of one kind together"""
    written: Mapping[str, Sequence[Written]]
    """by the item's word"""
    names: Mapping[str, str]
    """spelling to name"""

    def written_on(self, item: Item) -> Sequence[Written]:
        """The rulings on one item, in their order."""
        return self.written.get(word_of(item.key), ())

    def given(self, item: Item) -> tuple[Given, ...]:
        """The same as the domain compares them."""
        return tuple(each.given for each in self.written_on(item))

    def standing(self, item: Item) -> Standing:
        """How far an item is."""
        return standing(self.given(item))

    def standing_with(self, item: Item, place: int, given: Given) -> Standing:
        """How far an item is with one ruling more, at its place."""
        more = {each.row.place: each.given for each in self.written_on(item)}
        more[place] = Given(by=given.by, ruling=self.same(given.ruling))
        return standing([more[at] for at in sorted(more)])

    def item(self, word: str) -> Item | None:
        """An item by its word."""
        return next((each for each in self.items if word_of(each.key) == word), None)

    @cached_property
    def decided(self) -> Mapping[ItemKey, Ruling]:
        """The rulings that hold."""
        found = {item.key: decision(self.given(item)) for item in self.items}
        return {key: ruling for key, ruling in found.items() if ruling is not None}

    @cached_property
    def pile(self) -> Adjudicated:
        """What the papers come to."""
        return adjudicated(self.joined, self.items, self.decided)

    @cached_property
    def pictures(self) -> Mapping[Picture, Picture]:
        """Every picture of the vote, and the first one of the same paper: what both say who mean
        one paper.
        """
        keys = [*(paper.source for paper in self.joined.papers), *(i.key for i in self.items)]
        return {picture: key[0] for key in keys for picture in key}

    def same(self, ruling: Ruling) -> Ruling:
        """The ruling as it is compared: by the first picture of a paper, and by one name."""
        if isinstance(ruling, SamePaper):
            return SamePaper(picture=self.pictures.get(ruling.picture, ruling.picture))
        return one_name(ruling, self.names)


def work_of(election: Election, round_: Round) -> Work:
    """Join what was read, and bring the rulings to it."""
    forms = papers_of(election, round_).forms
    joined = join_pages(_pages(round_), forms, codes=printed_here(election, round_))
    items = tuple(sorted(items_of(joined), key=_in_queue))
    work = Work(forms=forms, joined=joined, items=items, written={}, names=spellings_of(round_))
    rows: dict[str, list[Written]] = {}
    for row in GivenRuling.objects.filter(round=round_).order_by("place"):
        ruling = work.same(read_ruling(Cursor(loads(row.content or ""))))
        given = Given(by=row.by_id, ruling=ruling)
        rows.setdefault(row.item, []).append(Written(row, given))
    return Work(forms=forms, joined=joined, items=items, written=rows, names=work.names)


def word_of(key: ItemKey) -> str:
    """What an address and the database call an item."""
    text = "\0".join(f"{file}\0{page}" for file, page in key)
    return hashlib.sha256(text.encode()).hexdigest()


def spellings_of(round_: Round) -> dict[str, str]:
    """Which spelling is which name."""
    kept = Spellings.objects.filter(round=round_).first()
    stated: dict[str, str] = loads(kept.content or "{}") if kept else {}
    return stated


def _pages(round_: Round) -> Iterator[PageRead]:
    rows = ScannedPage.objects.filter(file__round=round_).select_related("paper")
    for row in rows.order_by("file", "page"):
        paper = getattr(row, "paper", None)
        code = bytes(paper.code).hex() if paper else None
        yield read_page_read(Cursor(loads(row.content or "")), code=code)


def _in_queue(item: Item) -> tuple[int, ItemKey]:
    """Those of one kind together, as the kinds are listed; then as they were scanned."""
    return tuple(DOUBTS).index(item.kind), item.key
