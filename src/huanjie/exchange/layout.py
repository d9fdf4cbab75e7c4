"""layout.json (选票版面文件): where the boxes of every printed page stand, for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huanjie.domain.ballotform import Area, BallotForm, FormPage, PaperSize


def layout_as_json(paper: PaperSize, sheets: Iterable[tuple[BallotForm, str]]) -> dict[str, Any]:
    """The pages of sheets in the order of their PDF, each sheet with its code."""
    pages = [
        _page(page, part, code)
        for form, code in sheets
        for part, page in enumerate(form.pages, start=1)
    ]
    return {"paper": paper, "unit": "mm", "pages": pages}


def _page(page: FormPage, part: int, code: str) -> dict[str, Any]:
    return {
        "sheet": part,
        "code": code,
        "boxes": [
            {"contest": box.contest, "candidate": box.candidate, "mark": box.mark}
            | area_as_json(box.area)
            for box in page.boxes
        ],
        "write_in": [{"contest": line.contest} | area_as_json(line.area) for line in page.write_in],
    }


def area_as_json(area: Area) -> dict[str, float]:
    """A rectangle, in millimetres from the paper's top left corner."""
    return {"x": area.x, "y": area.y, "w": area.w, "h": area.h}
