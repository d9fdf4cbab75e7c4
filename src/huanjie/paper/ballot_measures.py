"""The measures of a ballot (选票的尺寸): what every form has alike, and what a paper size fixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from huanjie.domain.ballotform import Area, PaperSize

CORNER: Final = 6.0
"""The side of a corner mark (定位角块), a black square."""
EDGE: Final = 8.0
"""From the paper's edge to what is printed: no office printer needs more."""
CODE: Final = 18.0
"""The side of the code (二维码)."""
HEAD: Final = 32.0
"""Above this stand title, corner marks and code."""
FOOT: Final = EDGE + CORNER + 5.0
"""Below this from the bottom stand corner marks and the page's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How large the letters of a paper size are (字号), in points, where there is room."""

    title: float
    text: float
    """of the day and the instructions"""
    seal: float
    heading: float
    column: float
    """over a column"""
    number: float
    name: float
    write_in: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a paper size fixes (纸张的尺寸), all in millimetres."""

    width: float
    height: float
    title: Area
    day: Area
    """the polling day (选举日期)"""
    seal: Area
    """the square around the seal (盖章处): a village's is some four centimetres wide; pressed a
    little beside its place it still meets no corner mark, no code and no box
    """
    seal_words: Area
    """who seals, printed where the seal covers it"""
    seal_one_line: bool
    """whether that stands on one line"""
    instructions: float
    """how tall the instructions are, in Chinese alone"""
    instructions_left: float
    """where the instructions begin: beside the seal, if the paper is wide enough"""
    bilingual: float
    """how much taller the instructions are in two languages"""
    heading: float
    """a post's heading over its rows, both lines of it"""
    least_row: float
    """how tall a candidate's row is, at least and at most"""
    most_row: float
    write_in: float
    """how tall a write-in line is"""
    column: float
    """a column of boxes"""
    number: float
    """the column of numbers before the names"""
    letters: Letters

    @property
    def table(self) -> float:
        """How wide the table is."""
        return self.width - 2 * EDGE

    @property
    def names_left(self) -> float:
        """Where the column of names begins."""
        return EDGE + self.number

    @property
    def write_ins_left(self) -> float:
        """Where the write-in lines begin, beside the words that say what they are."""
        return EDGE + self.number * 2

    def boxes_left(self, columns: int) -> float:
        """Where the last so many columns of boxes begin."""
        return self.width - EDGE - columns * self.column


MEASURES: Final[dict[PaperSize, Measures]] = {
    "A4": Measures(
        width=210,
        height=297,
        title=Area(x=55, y=EDGE, w=113, h=15),
        day=Area(x=55, y=23.5, w=113, h=5.5),
        seal=Area(x=9.5, y=17.5, w=42, h=42),
        seal_words=Area(x=13.5, y=31.5, w=34, h=14),
        seal_one_line=False,
        instructions=30,
        instructions_left=55,
        bilingual=22,
        heading=16,
        least_row=7.0,
        most_row=15,
        write_in=10,
        column=22,
        number=11,
        letters=Letters(
            title=20, text=11.5, seal=8, heading=14, column=10.5, number=11, name=16, write_in=11
        ),
    ),
    "A5": Measures(
        width=148,
        height=210,
        title=Area(x=19, y=EDGE, w=87, h=11.5),
        day=Area(x=19, y=20, w=87, h=4.4),
        seal=Area(x=44.5, y=EDGE, w=36, h=36),
        seal_words=Area(x=19, y=25, w=87, h=3.6),
        seal_one_line=True,
        instructions=19,
        instructions_left=9.5,
        bilingual=16,
        heading=10,
        least_row=5.0,
        most_row=14,
        write_in=7,
        column=17,
        number=8,
        letters=Letters(
            title=15, text=8.5, seal=6.5, heading=11, column=8, number=9, name=12, write_in=8
        ),
    ),
}
