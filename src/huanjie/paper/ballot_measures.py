"""The measures of a ballot (选票的尺寸): what every form has alike, and what a paper size fixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from huanjie.domain.ballotform import PaperSize

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
class Measures:
    """What a paper size fixes (纸张的尺寸), all in millimetres."""

    width: float
    height: float
    instructions: float
    bilingual: float
    """how much taller the instructions are in two languages"""
    heading: float
    """a post's heading over its rows, both lines of it"""
    least_row: float
    most_row: float
    write_in: float
    column: float
    """a column of boxes"""
    number: float
    """the column of numbers before the names"""


MEASURES: Final[dict[PaperSize, Measures]] = {
    "A4": Measures(
        width=210,
        height=297,
        instructions=26,
        bilingual=22,
        heading=16,
        least_row=7.0,
        most_row=15,
        write_in=10,
        column=22,
        number=11,
    ),
    "A5": Measures(
        width=148,
        height=210,
        instructions=19,
        bilingual=16,
        heading=11,
        least_row=5.0,
        most_row=12,
        write_in=7.5,
        column=17,
        number=8,
    ),
}
