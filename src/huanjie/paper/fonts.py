"""Fonts (字体): which of them draw a text, and which characters none of them draws.

The project's own come first, so that a paper looks the same wherever it is printed; then the
machine's, then those of a folder that the user names. A character that no font holds is never
printed as an empty box: the paper is refused, or a picture of the character is taken in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import typst
from fontTools.ttLib import TTFont

OWN: Final = Path(__file__).parent / "fonts"

FAMILIES: Final = (
    "Noto Serif SC",
    "Noto Serif CJK SC",
    "Noto Serif Tibetan",
    "Noto Naskh Arabic",
    "Noto Sans Yi",
    "Noto Serif",
)
"""What papers are set in (字体的次序), each for what the ones before it do not hold."""

REGULAR: Final = 400
BOLD: Final = 700
"""The weights that papers are set in."""


@dataclass(frozen=True)
class Fonts:
    """The fonts at hand (能用的字体): `more` is a folder with further ones."""

    more: Path | None = None

    @property
    def folders(self) -> list[str]:
        """Where they are, beside the machine's own places."""
        return [str(folder) for folder in (self.more, OWN) if folder and folder.is_dir()]

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The families in the order in which a character is looked for."""
        theirs = {info.family for info in self._found if self._is_theirs(info)}
        known = {info.family for info in self._found}
        ours = [family for family in FAMILIES if family in known]
        return (*ours, *sorted(theirs - set(ours)))

    @cached_property
    def _found(self) -> list[typst.FontInfo]:
        return typst.Fonts(
            include_system_fonts=True, include_embedded_fonts=False, font_paths=self.folders
        ).fonts()

    def _is_theirs(self, info: typst.FontInfo) -> bool:
        return bool(self.more and info.path and self.more in Path(info.path).parents)

    @cached_property
    def characters(self) -> frozenset[int]:
        """Every character that some family draws, regular and bold (字库)."""
        return frozenset[int]().union(*map(self._drawn_by, self.families))

    def _drawn_by(self, family: str) -> frozenset[int]:
        own = [info for info in self._found if info.family == family and info.style == "normal"]
        used = {min(own, key=lambda info: abs(info.weight - weight)) for weight in (REGULAR, BOLD)}
        return frozenset.intersection(*map(_characters_of, used))

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The characters that nothing here draws (印不出的字), each once, in order."""
        signs = dict.fromkeys(sign for text in texts for sign in text if not sign.isspace())
        return tuple(sign for sign in signs if ord(sign) not in self.characters)


def _characters_of(info: typst.FontInfo) -> frozenset[int]:
    return _characters_at(str(info.path), info.index)


@cache
def _characters_at(path: str, index: int) -> frozenset[int]:
    """Each font is looked through once: the large ones take longer than a print."""
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())
