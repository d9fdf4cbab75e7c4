"""Turnout (到会人数和选票数) as JSON: what an election and the facts of its result share."""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.contest import Box, Count
from huanjie.domain.election import Turnout
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import find_whole, refuse_repeats
from huanjie.law.rules import METHODS, WAYS

NUMBERS: Final = ("registered", "entitled", "attended", "voters", "issued", "collected")
TURNOUT_KEYS: Final = ("method", *NUMBERS, "boxes")
DEFAULT_METHOD: Final = METHODS[0]


def read_turnout(table: Cursor) -> Turnout:
    """The turnout that stands in this object; the caller refuses the keys that nobody knows."""
    method = table.find("method")
    turnout = Turnout(
        method=method.one_of(*WAYS) if method else DEFAULT_METHOD,
        registered=find_whole(table, "registered"),
        entitled=find_whole(table, "entitled", at_least=1),
        attended=find_whole(table, "attended"),
        voters=find_whole(table, "voters"),
        issued=find_whole(table, "issued"),
        collected=table.get("collected").whole(),
        boxes=read_boxes(table),
    )
    _check_people(table, turnout)
    return turnout


def _check_people(table: Cursor, turnout: Turnout) -> None:
    """Who came is among those entitled to, and who voted among those who came."""
    attended, entitled, voters = turnout.attended, turnout.entitled, turnout.voters
    if attended is not None and entitled is not None and attended > entitled:
        says = f"实到 {attended} 人，多于应到的 {entitled} 人"
        table.get("attended").refuse(says, "核对应到和实到人数")
    if voters is not None and attended is not None and voters > attended:
        says = f"投票 {voters} 人，多于实到的 {attended} 人"
        table.get("voters").refuse(says, "核对实到和投票人数")


def read_boxes(table: Cursor) -> tuple[Box, ...]:
    """The `boxes` (票箱), each id once; none where nobody stated them."""
    items = table.find("boxes")
    boxes = [(item, _read_box(item)) for item in items.items()] if items else []
    refuse_repeats((item.get("id"), box.id) for item, box in boxes)
    return tuple(box for _, box in boxes)


def _read_box(item: Cursor) -> Box:
    item.only("id", "listed", "collected")
    return Box(
        id=item.get("id").text(),
        listed=item.get("listed").whole(),
        collected=item.get("collected").whole(),
    )


def numbers_as_json(stated: Turnout | Count) -> dict[str, Any]:
    """The numbers that are known and the boxes, in the order of the shape."""
    numbers = {name: getattr(stated, name) for name in NUMBERS}
    known: dict[str, Any] = {name: n for name, n in numbers.items() if n is not None}
    if stated.boxes:
        known["boxes"] = [
            {"id": box.id, "listed": box.listed, "collected": box.collected} for box in stated.boxes
        ]
    return known
