"""Where a picture of a paper is (图像的位置) as JSON: its file, and its page in it."""

from __future__ import annotations

from typing import Any

from huanjie.domain.tally import Picture
from huanjie.door.cursor import Cursor


def read_picture(item: Cursor) -> Picture:
    """A picture, of which nothing else is said."""
    item.only("file", "page")
    return picture_in(item)


def picture_in(table: Cursor) -> Picture:
    """The picture that a table is about, whatever else stands in it."""
    return table.get("file").text(), table.get("page").whole(at_least=1)


def picture_as_json(picture: Picture) -> dict[str, Any]:
    """A picture, its file first."""
    file, page = picture
    return {"file": file, "page": page}
