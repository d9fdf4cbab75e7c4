"""Pictures of the printed forms (版面快照), small and grey, so that a change of looks is seen.

Renew them after a change that is meant: `python -m tests.paper.ballot_snapshots`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import cv2
from tests.paper.ballots import (
    CHAIR,
    MEMBER,
    NAMES,
    TIBETAN,
    UYGHUR,
    contest,
    election,
    wording,
)
from tests.paper.printed import page_at, print_one

from huanjie.paper.scan.raster import Grey

FOLDER: Final = Path(__file__).parent / "snapshots"
_DPI: Final = 40

SNAPSHOTS: Final[Mapping[str, dict[str, Any]]] = {
    "a4-eight": {"wording": wording(election(contest(8)))},
    "a5-twenty": {"wording": wording(election(contest(20))), "paper": "A5"},
    "a4-choice": {"wording": wording(election(contest(12), style="choice"))},
    "a4-symbols": {"wording": wording(election(contest(8))), "symbols": True},
    "a4-two-posts": {"wording": wording(election(CHAIR, MEMBER, single_ballot=True))},
    "a4-tibetan": {"wording": wording(election(contest(NAMES[:6])), TIBETAN)},
    "a5-uyghur": {"wording": wording(election(contest(NAMES[:6])), UYGHUR), "paper": "A5"},
}


def drawn(name: str) -> Grey:
    """The form as it is printed now."""
    return page_at(print_one(**SNAPSHOTS[name]).pdf, _DPI)


def kept(name: str) -> Grey | None:
    """The form as it was."""
    return cv2.imread(str(FOLDER / f"{name}.png"), cv2.IMREAD_GRAYSCALE)


def renew() -> None:
    """Draw every snapshot anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in SNAPSHOTS:
        cv2.imwrite(str(FOLDER / f"{name}.png"), drawn(name))


if __name__ == "__main__":
    renew()
