"""The reader's limits (识读的界限): settings with two edges, between which a person decides."""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.door.fault import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where ink begins, and how much of it is a mark; shares are of the inside of a box."""

    ink: float = 0.75
    """what is darker than this share of the paper's white is ink (笔迹)"""
    trace: float = 0.88
    """what is lighter than this share is paper; between the two a pencil may have been"""
    blank: float = 0.012
    """a box with this much of traces, or less, is empty (空白)"""
    marked: float = 0.055
    """a box with this much ink, or more, is marked (有标记); between the two a person decides"""
    frame: float = 0.7
    """the share of a box's frame that must be where the form says, or the page is damaged"""

    def __post_init__(self) -> None:
        """Refuse limits between which nothing is left to a person (BadInput)."""
        if not 0 < self.blank < self.marked < 1:
            raise BadInput(
                f"空白的界限是 {self.blank}，有标记的界限是 {self.marked}",
                at="blank、marked",
                remedy="两个都在 0 和 1 之间，空白的比有标记的小",
            )
