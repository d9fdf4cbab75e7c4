"""doubtful.jsonl (疑票文件): one picture a line that a person must see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from huanjie.domain.scanned import PageRead
from huanjie.door.cursor import Cursor
from huanjie.door.jsontext import canonical
from huanjie.exchange.jsonlines import each_line


def doubtful_as_json(page: PageRead) -> dict[str, Any]:
    """The picture's place, why it is doubted, and the boxes in doubt."""
    return {
        "file": page.file,
        "page": page.page,
        "reason": "；".join(str(doubt) for doubt in page.doubts),
        "boxes": [
            {
                "contest": box.contest,
                "candidate": box.candidate,
                "mark": box.mark,
                "fill": box.fill,
            }
            for box in page.boxes
        ],
    }


def write_doubtful(pages: Iterable[PageRead]) -> Iterator[str]:
    """Each picture as one line of canonical JSON, the line break included."""
    for page in pages:
        yield canonical(doubtful_as_json(page)).decode() + "\n"


def read_doubtful(path: Path) -> Iterator[tuple[tuple[str, int], str]]:
    """Each picture's place (file, page), and why it is doubted."""
    return each_line(path, _read)


def _read(cursor: Cursor) -> tuple[tuple[str, int], str]:
    cursor.only("file", "page", "reason", "boxes")
    place = cursor.get("file").text(), cursor.get("page").whole(at_least=1)
    return place, cursor.get("reason").text()
