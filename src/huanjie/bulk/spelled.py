"""Columns of text as code points (文字的列): what numpy can look at without a Python string."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

LINE_END: Final = ord("\n")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spelled:
    """One column (一列): the code points of many cells; where each begins, and how long it is."""

    text: str
    codes: Codes
    starts: Places
    lengths: Places

    def cell(self, at: int) -> str:
        """One cell as text."""
        start = int(self.starts[at])
        return self.text[start : start + int(self.lengths[at])]

    def cells(self) -> list[str]:
        """Every cell as text."""
        text = self.text
        ends = (self.starts + self.lengths).tolist()
        return [text[start:end] for start, end in zip(self.starts.tolist(), ends, strict=True)]

    def runs(self, longest: int) -> Places:
        """The first of each run of equal cells that follow each other; a longer cell is alone."""
        codes, lengths = self.first_codes(longest), self.lengths
        same = (lengths[1:] == lengths[:-1]) & (lengths[1:] <= longest)
        same &= (codes[1:] == codes[:-1]).all(axis=1)
        return np.flatnonzero(np.concatenate(([True], ~same))[: len(lengths)])

    def code(self, at: int) -> Codes:
        """The code point at a place of each cell, nought where the cell is shorter."""
        there = self.lengths > at
        return np.where(there, self.codes[np.where(there, self.starts + at, 0)], 0)

    def first_codes(self, longest: int) -> Codes:
        """The first code points of each cell, a row each; nought behind a shorter one."""
        width = min(int(self.lengths.max(initial=0)), longest)
        places = np.arange(width)
        there = self.lengths[:, None] > places
        codes: Codes = np.where(
            there, self.codes[np.where(there, self.starts[:, None] + places, 0)], 0
        )
        return codes


def codes_of(text: str) -> Codes:
    """The code points of a text; a half of a surrogate pair is one, as it is in Python."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def columns_of_text(text: str, separator: str, width: int) -> list[Spelled] | None:
    """The columns of lines of one width; None where a line has more or fewer cells."""
    codes = codes_of(text)
    ends = np.flatnonzero((codes == ord(separator)) | (codes == LINE_END))
    rows = int(np.count_nonzero(codes == LINE_END))
    last = ends[width - 1 :: width]
    if len(ends) != rows * width or not (codes[last] == LINE_END).all():
        return None
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    lengths = ends - starts
    return [
        Spelled(text=text, codes=codes, starts=starts[at::width], lengths=lengths[at::width])
        for at in range(width)
    ]


def column_of_cells(cells: Sequence[str]) -> Spelled:
    """A column of these cells, none of which holds a line end."""
    text = "\n".join([*cells, ""])
    codes = codes_of(text)
    ends = np.flatnonzero(codes == LINE_END)
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))[: len(cells)]
    return Spelled(text=text, codes=codes, starts=starts, lengths=ends - starts)


def table_of(signs: Iterable[int]) -> Flags:
    """A table of all code points that marks every one but these, and nought."""
    table = np.ones(0x110000, np.bool_)
    table[0] = False
    table[np.fromiter(signs, np.int64)] = False
    return table
