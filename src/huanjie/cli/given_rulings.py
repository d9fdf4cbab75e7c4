"""Rulings as a file gives them (各人的认定): each in its turn, each completed by what was read for
sure, so that two people who say the same in more or fewer words agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from huanjie.domain.adjudication import (
    TWO,
    Given,
    Item,
    ItemKey,
    Marked,
    Ruling,
    check_may_rule,
    decision,
)
from huanjie.domain.election import Election
from huanjie.domain.scanned import Doubt, PageRead
from huanjie.domain.seen import SaidPaper, completed, overruled, seen_together
from huanjie.domain.tally import Picture
from huanjie.door.fault import BadInput
from huanjie.exchange.doubtful import DoubtfulPicture
from huanjie.exchange.jsonlines import naming_lines
from huanjie.exchange.rulingfile import WrittenRuling

Doubted = Mapping[Picture, DoubtfulPicture]
"""The doubtful pictures by their places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What was ruled (认定的情况)."""

    election: Election
    doubted: Doubted
    given: Mapping[ItemKey, tuple[Given, ...]]

    @property
    def items(self) -> tuple[Item, ...]:
        """The papers as they were ruled on, and every picture that nobody ruled on."""
        taken = {place for key in self.given for place in key}
        keys = [*self.given, *((place,) for place in self.doubted if place not in taken)]
        return tuple(Item(pictures=tuple(_page(place) for place in key)) for key in keys)

    @property
    def decided(self) -> dict[ItemKey, Ruling]:
        """The rulings that hold."""
        found = {key: decision(own) for key, own in self.given.items()}
        return {key: ruling for key, ruling in found.items() if ruling is not None}

    @property
    def overruled(self) -> Iterator[str]:
        """Marks that were read for sure and decided otherwise, each in a word."""
        names = {
            (contest.post, each.id): each.name
            for contest in self.election.contests
            for each in contest.candidates
        }
        for key, ruling in self.decided.items():
            if isinstance(ruling, Marked):
                (file, page), *_ = key
                for post, person in overruled(ruling, _seen(key, self.doubted)):
                    yield f"{file} 第 {page} 页：{post} {names[post, person]}（{person}）"


def given_rulings(
    written: Iterable[WrittenRuling],
    doubted: Doubted,
    election: Election,
    *,
    file: Path,
) -> Rulings:
    """The rulings on each paper, in turn. Ruling twice, on what is not doubted, or with a candidate
    left out of whom nothing was read for sure is refused (BadInput) with its line.
    """
    people: dict[str, int] = {}
    given: dict[ItemKey, tuple[Given, ...]] = {}
    with naming_lines(written, file=str(file)) as lines:
        for each in lines:
            _check_pictures(each, doubted, given)
            own = given.get(each.pictures, ())
            who = people.setdefault(each.by, len(people))
            check_may_rule(own, who, as_third=len(own) == TWO)
            ruling = _completed(each, doubted, election)
            given[each.pictures] = (*own, Given(by=who, ruling=ruling))
    return Rulings(election=election, doubted=doubted, given=given)


def _completed(written: WrittenRuling, doubted: Doubted, election: Election) -> Ruling:
    if not isinstance(written.ruling, Mapping):
        return written.ruling
    try:
        return completed(written.ruling, _seen(written.pictures, doubted), election)
    except BadInput as fault:
        raise BadInput(fault.says, at=f"/ruling{fault.at}", remedy=fault.remedy) from None


def _seen(key: ItemKey, doubted: Doubted) -> SaidPaper:
    return seen_together([doubted[place].seen for place in key])


def _check_pictures(written: WrittenRuling, doubted: Doubted, given: Collection[ItemKey]) -> None:
    for place in written.pictures:
        if place not in doubted:
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


def _page(place: Picture) -> PageRead:
    return PageRead(file=place[0], page=place[1], marks={}, doubts=(Doubt(kind="unsure-mark"),))
