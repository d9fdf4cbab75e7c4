"""Adjudication (疑票认定): what people decide of the pictures that a reader was not sure of.

Two people decide each doubtful paper without seeing each other's ruling. Equal rulings decide it;
where they differ a third person, who sees both, decides. A paper decided so becomes a record like
one that was read for sure. What is not decided is left, and nothing is declared while it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Literal

from huanjie.domain.contest import Post
from huanjie.domain.scanned import DOUBTS, Doubt, DoubtKind, Joined, PageRead, PaperRead
from huanjie.domain.tally import Paper, Picture
from huanjie.door.fault import BadInput

ItemKey = tuple[Picture, ...]
"""An item by its pictures; one more picture makes it another item, to be looked at anew."""

TWO: Final = 2
"""So many people decide, each alone (两人各自认定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The whole paper as a person reads it (认定的标记), and who is written in."""

    kind: ClassVar = "marked"
    contests: Mapping[Post, Paper]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAPaper:
    """不是这次投票的选票: another vote's, or no paper at all: a blank back side."""

    kind: ClassVar = "not-a-paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePaper:
    """The same paper as on another picture (和另一幅图像是同一张选票)."""

    kind: ClassVar = "same-paper"
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Illegible:
    """整张无效，无法辨认: a paper of this vote that nobody can read."""

    kind: ClassVar = "illegible"


Ruling = Marked | NotAPaper | SamePaper | Illegible
"""What one person decides of one item (认定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A ruling and the account that gave it (一人的认定)."""

    by: int
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """疑票: what is decided at once, the doubtful pictures of one paper."""

    pictures: tuple[PageRead, ...]

    @property
    def key(self) -> ItemKey:
        """Its pictures, in their order."""
        return tuple(each.place for each in self.pictures)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every reason once; there is at least one."""
        return tuple(dict.fromkeys(doubt for each in self.pictures for doubt in each.doubts))

    @property
    def kind(self) -> DoubtKind:
        """The first kind of its doubts, in the order in which kinds are listed: people see the
        papers of one kind together.
        """
        kinds = {doubt.kind for doubt in self.doubts}
        return next(kind for kind in DOUBTS if kind in kinds)


def items_of(joined: Joined) -> tuple[Item, ...]:
    """What is to be decided: the pages of one paper together, unless two papers have its code."""
    papers: dict[object, list[PageRead]] = {}
    for read in joined.doubtful:
        twice = any(doubt.kind == "code-twice" for doubt in read.doubts)
        known = read.form is not None and read.code is not None and not twice
        papers.setdefault((read.form, read.code) if known else read.place, []).append(read)
    return tuple(
        Item(pictures=tuple(sorted(pages, key=lambda page: (page.part, page.place))))
        for pages in papers.values()
    )


Standing = Literal["open", "half", "disputed", "decided"]
"""How far an item is: nobody, one of two, two who differ, decided."""


def standing(given: Sequence[Given]) -> Standing:
    """How far it is, the rulings in the order in which they were given."""
    if len(given) < TWO:
        return "half" if given else "open"
    return "disputed" if decision(given) is None else "decided"


def decision(given: Sequence[Given]) -> Ruling | None:
    """The ruling that holds: that of both where they are equal, else the third person's."""
    if len(given) > TWO:
        return given[TWO].ruling
    if len(given) == TWO and given[0].ruling == given[1].ruling:
        return given[0].ruling
    return None


def check_may_rule(given: Sequence[Given], who: int, *, as_third: bool) -> None:
    """Refuse a ruling out of turn (BadInput): twice by one person, on what is decided, and the
    third before two differ.
    """
    if any(each.by == who for each in given):
        raise BadInput("您已经认定过这张疑票", remedy="要改的，先收回自己的认定")
    now = standing(given)
    if now == "decided":
        raise BadInput("这张疑票已经认定", remedy="看下一张")
    if as_third and now != "disputed":
        raise BadInput("还没有两个人认定不一致，不用裁定", remedy="先由两个人各自认定")
    if now == "disputed" and not as_third:
        raise BadInput("两个人的认定不一致，由第三个人裁定", remedy="请没有认定过它的监票人裁定")


def one_name(ruling: Ruling, names: Mapping[str, str]) -> Ruling:
    """The ruling with every spelling of one person replaced by one name (写法合并); who stands on
    a paper in another order is the same.
    """
    if not isinstance(ruling, Marked):
        return ruling
    contests = {
        post: replace(paper, write_ins=tuple(sorted(paper.naming(names).write_ins)))
        for post, paper in ruling.contests.items()
    }
    return Marked(contests=contests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudicated:
    """What a pile of papers comes to (扫描计票的张数): every picture in exactly one place."""

    sure: tuple[PaperRead, ...]
    ruled: tuple[PaperRead, ...]
    void: tuple[PaperRead, ...]
    """整张无效: papers of this vote that nobody can read"""
    no_papers: tuple[Picture, ...]
    left: tuple[Item, ...]
    """not decided yet, or decided to be the same as a picture of no paper"""

    @property
    def papers(self) -> int:
        """How many papers are certain."""
        return len(self.sure) + len(self.ruled) + len(self.void)


def adjudicated(
    joined: Joined, items: Iterable[Item], decided: Mapping[ItemKey, Ruling]
) -> Adjudicated:
    """Put the decided items beside the papers that are sure."""
    return _Pile(joined, tuple(items), decided).adjudicated()


class _Pile:
    """The papers while pictures of the same paper are brought to them."""

    def __init__(
        self, joined: Joined, items: tuple[Item, ...], decided: Mapping[ItemKey, Ruling]
    ) -> None:
        self._items, self._decided = items, decided
        self._sure = {paper.source: paper for paper in joined.papers}
        self._root: dict[Picture, ItemKey] = {
            picture: source for source in self._sure for picture in source
        } | {picture: item.key for item in items for picture in item.key}
        self._also: dict[ItemKey, list[Picture]] = {}
        self._left: list[Item] = []

    def adjudicated(self) -> Adjudicated:
        """The pile once every item was looked at."""
        no_papers: list[Picture] = []
        for item in self._items:
            match self._decided.get(item.key):
                case None:
                    self._left.append(item)
                case SamePaper():
                    self._bring(item)
                case NotAPaper():
                    no_papers += item.key
        return Adjudicated(
            sure=tuple(self._whole(paper) for paper in self._sure.values()),
            ruled=tuple(
                self._whole(PaperRead(source=item.key, contests=ruling.contests))
                for item in self._items
                if isinstance(ruling := self._decided.get(item.key), Marked)
            ),
            void=tuple(
                self._whole(PaperRead(source=item.key, contests={}))
                for item in self._items
                if isinstance(self._decided.get(item.key), Illegible)
            ),
            no_papers=tuple(no_papers),
            left=tuple(self._left),
        )

    def _bring(self, item: Item) -> None:
        """Bring the pictures to their paper; left where there is none at the end of the way."""
        paper = self._paper_of(item)
        if paper is None:
            self._left.append(item)
        else:
            self._also.setdefault(paper, []).extend(item.key)

    def _paper_of(self, item: Item) -> ItemKey | None:
        """The paper that pictures are the same as, by way of others; no circle is a paper."""
        at: ItemKey | None = item.key
        seen: set[ItemKey] = set()
        while at is not None and at not in self._sure and at not in seen:
            seen.add(at)
            ruling = self._decided.get(at)
            if not isinstance(ruling, SamePaper):
                return None if isinstance(ruling, NotAPaper) else at
            at = self._root.get(ruling.picture)
        return at if at in self._sure else None

    def _whole(self, paper: PaperRead) -> PaperRead:
        """The paper with every picture that is of it."""
        more = self._also.get(paper.source)
        return replace(paper, source=tuple(sorted((*paper.source, *more)))) if more else paper


def check_papers(pile: Adjudicated, collected: int) -> None:
    """Refuse a pile that is not the papers collected (BadInput): says which numbers disagree."""
    if pile.left:
        raise BadInput(f"还有 {len(pile.left)} 张疑票没有认定", remedy="先认定全部疑票")
    if pile.papers != collected:
        apart = abs(pile.papers - collected)
        what = "少" if pile.papers < collected else "多"
        raise BadInput(
            f"读清 {len(pile.sure)} 张，认定 {len(pile.ruled) + len(pile.void)} 张，"
            f"一共 {pile.papers} 张，比收回的 {collected} 张{what} {apart} 张",
            remedy="补扫缺少的选票，或者核对重复的图像和收回选票的张数",
        )
