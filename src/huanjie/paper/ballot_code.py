"""The code on a ballot (选票编号): it proves that the sheet is one of those printed, no more than
that.

A code is drawn at random, sheets are shuffled before they are handed out, and no list joins a code
to a person or to a record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import segno

from huanjie.domain.ballotform import CODE_ALPHABET, CODE_SIGNS, BallotForm

CODE_BYTES: Final = 10
"""Random bytes of a code: nobody hits upon one that was printed."""
_TEXT: Final = re.compile(rf"HJ:([0-9A-F]{{10}}):([1-9]):([{CODE_ALPHABET}]{{{CODE_SIGNS}}})")
_MODULES: Final = 25
"""The side of the picture in its smallest squares (QR version 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCode:
    """What is read from a sheet: the form's key, the page of the ballot, the ballot's code."""

    form: str
    part: int
    code: str


def code_from(raw: bytes) -> str:
    """A code from random bytes."""
    number = int.from_bytes(raw[:CODE_BYTES])
    return "".join(CODE_ALPHABET[number >> 5 * place & 31] for place in reversed(range(CODE_SIGNS)))


def code_text(form: BallotForm, part: int, code: str) -> str:
    """The text in the picture on page `part`."""
    return f"HJ:{form.key}:{part}:{code}"


def read_code(text: str) -> SheetCode | None:
    """What a picture's text says; None where it is no ballot's."""
    found = _TEXT.fullmatch(text)
    return SheetCode(form=found[1], part=int(found[2]), code=found[3]) if found else None


def code_picture(text: str) -> str:
    """The picture as SVG, black modules alone: its paper is the quiet zone."""
    made = segno.make(text, version=2, error="m", mode="alphanumeric", micro=False)
    runs = []
    for y, row in enumerate(made.matrix):
        runs += [f"M{a} {y}h{b - a}v1h{a - b}z" for a, b in _runs(row)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_MODULES} {_MODULES}">'
        f'<path d="{"".join(runs)}"/></svg>'
    )


def _runs(row: bytearray) -> list[tuple[int, int]]:
    edges = [x for x, (a, b) in enumerate(zip([0, *row], [*row, 0], strict=True)) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def spaced(code: str) -> str:
    """The code as it stands under the picture, in fours."""
    return " ".join(code[n : n + 4] for n in range(0, CODE_SIGNS, 4))
