"""doubtful.jsonl (疑票文件): one picture a line that a person must see, and what is sure of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huanjie.domain.ballotform import BallotForm
from huanjie.domain.scanned import PageRead
from huanjie.domain.seen import SeenPage, seen_on
from huanjie.domain.tally import Picture
from huanjie.door.cursor import Cursor
from huanjie.door.jsontext import canonical
from huanjie.exchange.jsonlines import each_line
from huanjie.exchange.pageread import box_as_json, read_box
from huanjie.exchange.pictures import picture_as_json, picture_in
from huanjie.exchange.said import read_said, said_as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulPicture:
    """One line (一行疑票)."""

    place: Picture
    reason: str
    seen: SeenPage


def doubtful_as_json(page: PageRead, forms: Collection[BallotForm] = ()) -> dict[str, Any]:
    """The picture's place, why it is doubted, the boxes in doubt, and what is sure where its form
    is one of these.
    """
    sure = seen_on(page, forms).sure
    return {
        **picture_as_json(page.place),
        "reason": "；".join(str(doubt) for doubt in page.doubts),
        "boxes": [box_as_json(box) for box in page.boxes],
        **({"sure": said_as_json(sure)} if sure else {}),
    }


def write_doubtful(pages: Iterable[PageRead], forms: Collection[BallotForm] = ()) -> Iterator[str]:
    """Each picture as one line of canonical JSON, the line break included."""
    for page in pages:
        yield canonical(doubtful_as_json(page, forms)).decode() + "\n"


def read_doubtful(path: Path) -> Iterator[DoubtfulPicture]:
    """Every picture in the order of the file; a fault names the line."""
    return each_line(path, read_doubtful_line)


def read_doubtful_line(cursor: Cursor) -> DoubtfulPicture:
    """One picture; how much of a box is inked decides nothing any more."""
    cursor.only("file", "page", "reason", "boxes", "sure")
    sure = cursor.find("sure")
    boxes = [read_box(box) for box in cursor.get("boxes").items()]
    return DoubtfulPicture(
        place=picture_in(cursor),
        reason=cursor.get("reason").text(),
        seen=SeenPage(
            sure=read_said(sure) if sure else {},
            doubted=frozenset((box.contest, box.candidate) for box in boxes),
        ),
    )
