"""Which rows of a ballot stand on which page (选票的分页), how tall they are, and where their cells
lie: the form takes its boxes from here, and the printer its lines.

What does not fit one page goes on to the next, a post never without its heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.ballotform import Area, PaperSize
from huanjie.domain.election import Contest
from huanjie.door.fault import BadInput
from huanjie.paper.ballot_measures import EDGE, FOOT, HEAD, MEASURES, Measures

MOST_PAGES: Final = 9
"""Pages of one ballot: the code on a page has one digit for the page's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A post, or what of it stands on one page (一项职务的表格)."""

    contest: Contest
    first: int
    """the number of its first candidate here, from 0"""
    last: int
    """one more than the number of its last"""
    lines: int
    """write-in lines, two beside each other; the last one of an odd number as wide as two"""

    @property
    def rows(self) -> int:
        """How many candidates stand here."""
        return self.last - self.first

    @property
    def written_rows(self) -> int:
        """Rows of write-in lines."""
        return -(-self.lines // 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """A section with its place (表格的位置), in millimetres: where each of its cells lies."""

    section: Section
    own: Measures
    top: float
    row: float
    """the height of a candidate's row"""

    def row_top(self, number: int) -> float:
        """Where the row of a candidate begins; after the last, where the write-in lines do."""
        return self.top + self.own.heading + (number - self.section.first) * self.row

    def number_cell(self, number: int) -> Area:
        """The cell of a candidate's number."""
        return Area(x=EDGE, y=self.row_top(number), w=self.own.number, h=self.row)

    def name_cell(self, number: int, *, columns: int) -> Area:
        """The cell of a candidate's name, before so many columns of boxes."""
        left = self.own.names_left
        width = self.own.boxes_left(columns) - left
        return Area(x=left, y=self.row_top(number), w=width, h=self.row)

    def box_cells(self, number: int, *, columns: int) -> tuple[Area, ...]:
        """The cells around a candidate's boxes, from the left."""
        y, width = self.row_top(number), self.own.column
        lefts = (self.own.boxes_left(columns - place) for place in range(columns))
        return tuple(Area(x=x, y=y, w=width, h=self.row) for x in lefts)

    @property
    def write_in_label(self) -> Area:
        """The cell before the write-in lines, which says what they are."""
        return Area(
            x=EDGE,
            y=self.row_top(self.section.last),
            w=self.own.number * 2,
            h=_written(self.section, self.own),
        )


def table_top(paper: PaperSize, *, bilingual: bool) -> float:
    """Where the table begins."""
    own = MEASURES[paper]
    return HEAD + own.instructions + (own.bilingual if bilingual else 0) + 1


def plan(
    contests: Sequence[Contest], paper: PaperSize, *, bilingual: bool
) -> tuple[tuple[SectionPlan, ...], ...]:
    """The sections of each page, with their places; rows of one page are equally tall."""
    own = MEASURES[paper]
    top = table_top(paper, bilingual=bilingual)
    room = own.height - FOOT - top
    pages = tuple(_placed(page, own, top, room) for page in _pages(contests, own, room))
    if len(pages) > MOST_PAGES:
        raise BadInput(
            f"一张选票要印 {len(pages)} 页，最多 {MOST_PAGES} 页",
            at="/contests",
            remedy="每项职务印一张选票（single_ballot 写 false），或者改用 A4",
        )
    return pages


def _pages(contests: Sequence[Contest], own: Measures, room: float) -> Iterator[list[Section]]:
    """Fill page after page; a post that does not fit what is left begins a new page, and one that
    fits no page at all is broken between its rows.
    """
    page: list[Section] = []
    left = room
    for contest in contests:
        whole = Section(contest=contest, first=0, last=len(contest.candidates), lines=contest.lines)
        if page and _least(whole, own) > left:
            yield page
            page, left = [], room
        for section in _broken(whole, own, room):
            if page and _least(section, own) > left:
                yield page
                page, left = [], room
            page.append(section)
            left -= _least(section, own)
    yield page


def _broken(whole: Section, own: Measures, room: float) -> Iterator[Section]:
    """The section in pieces that each fit a page."""
    rest = whole
    while _least(rest, own) > room:
        rows = int((room - own.heading) / own.least_row)
        here = min(rows, rest.rows)
        if here < 1:
            raise BadInput(
                f"{whole.contest.post} 的另选他人栏有 {whole.lines} 行，一页纸印不下",
                at="/contests",
                remedy="减少另选他人栏（write_ins），或者改用 A4",
            )
        yield Section(contest=rest.contest, first=rest.first, last=rest.first + here, lines=0)
        rest = Section(
            contest=rest.contest, first=rest.first + here, last=rest.last, lines=rest.lines
        )
    yield rest


def _least(section: Section, own: Measures) -> float:
    return own.heading + section.rows * own.least_row + _written(section, own)


def _written(section: Section, own: Measures) -> float:
    return section.written_rows * own.write_in


def _placed(
    page: Sequence[Section], own: Measures, top: float, room: float
) -> tuple[SectionPlan, ...]:
    rows = sum(section.rows for section in page)
    fixed = sum(own.heading + _written(section, own) for section in page)
    row = min(own.most_row, (room - fixed) / rows) if rows else own.most_row
    plans = []
    for section in page:
        plans.append(SectionPlan(section=section, own=own, top=top, row=row))
        top += own.heading + section.rows * row + _written(section, own)
    return tuple(plans)
