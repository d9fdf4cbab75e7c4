"""Sheets (计票单) of a hand count as JSON: the two tellers', and the settled one where they differ.

Whether the facts of a round follow from them is `sheetfacts`' question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

from huanjie.domain.contest import PersonId
from huanjie.domain.sheets import Difference, Place, Sheet, SheetContest, Sheets, differences
from huanjie.door.cursor import Cursor, shown
from huanjie.exchange.names import read_by_post, read_key, read_votes

_KEYS: Final = ("valid", "invalid", "votes", "oppose", "abstain", "spoilt", "write_ins")
_COLUMNS: Final = ("votes", "oppose", "abstain")


def read_sheets(counted: Cursor) -> Sheets | None:
    """The sheets of a round or of a revote; None where it was not counted by hand, or nobody kept
    them.
    """
    stated = counted.find("sheets")
    if stated is None:
        return None
    stated.only("first", "second", "settled")
    third = stated.find("settled")
    sheets = Sheets(
        first=read_sheet(stated.get("first")),
        second=read_sheet(stated.get("second")),
        settled=read_sheet(third) if third else None,
    )
    if counted.find("cvr_sha256"):
        stated.refuse("有单票记录的，不再写计票单", "手工计票的，cvr_sha256 写 null")
    for other in filter(None, (stated.get("second"), third)):
        _check_one_paper(stated.get("first"), other)
    _check_settled(stated, sheets)
    return sheets


def read_sheet(cursor: Cursor) -> Sheet:
    """One sheet alone (一份计票单): every post of its paper."""
    cursor.only("contests")
    contests = cursor.get("contests")
    parts = read_by_post(contests, _read_part)
    if not parts:
        contests.refuse("至少写一项职务")
    return Sheet(contests=parts)


def _read_part(part: Cursor) -> SheetContest:
    part.only(*_KEYS)
    written = part.find("write_ins")
    votes = read_votes(part.get("votes"), at_most=None)
    oppose, abstain = (_find_column(part, key, votes) for key in ("oppose", "abstain"))
    if (oppose is None) != (abstain is None):
        missing = "oppose" if oppose is None else "abstain"
        part.refuse(f"缺少“{missing}”，反对票和弃权票要一起写", f"补上“{missing}”")
    spoilt = _find_column(part, "spoilt", votes)
    if spoilt is not None and oppose is None:
        part.get("spoilt").refuse("没有反对票和弃权票的，不写部分作废", "删去“spoilt”")
    return SheetContest(
        valid=part.get("valid").whole(),
        invalid=part.get("invalid").whole(),
        votes=votes,
        oppose=oppose,
        abstain=abstain,
        spoilt=spoilt,
        write_ins=_read_write_ins(written) if written else {},
    )


def _find_column(
    part: Cursor, key: str, people: Mapping[PersonId, int]
) -> dict[PersonId, int] | None:
    column = part.find(key)
    if column is None:
        return None
    votes = read_votes(column, at_most=None)
    if set(votes) != set(people):
        column.refuse(f"计票单上“{key}”和“votes”不是同一些人", "每个候选人都写，没有的写 0")
    return votes


def _read_write_ins(written: Cursor) -> dict[str, int]:
    return {read_key(written, name): n.whole(at_least=1) for name, n in written.entries()}


def _check_one_paper(first: Cursor, other: Cursor) -> None:
    """Refuse a sheet with other posts, other people or other columns than the first."""
    one, two = first.get("contests"), other.get("contests")
    for post, part in two.entries():
        if not one.has(post):
            part.refuse(f"第一份计票单上没有“{shown(post)}”这项职务")
        for key in _COLUMNS:
            mine, yours = one.get(post).find(key), part.find(key)
            if set(mine.value if mine else ()) != set(yours.value if yours else ()):
                (yours or part).refuse(
                    f"“{key}”的候选人与第一份计票单上的不同", "每份都按选票上的候选人写"
                )
    for post, _ in one.entries():
        if not two.has(post):
            two.refuse(f"缺少第一份计票单上的职务：{shown(post)}")


def _check_settled(stated: Cursor, sheets: Sheets) -> None:
    """A settled sheet stands where the two differ and nowhere else, and settles nothing else."""
    disputed = differences(sheets.first, sheets.second)
    if sheets.settled is None:
        if disputed:
            _refuse_unsettled(stated, disputed[0])
        return
    if not disputed:
        stated.get("settled").refuse("两份计票单相同，没有什么要认定", "settled 写 null")
    places = {each.place for each in disputed}
    for each in differences(sheets.first, sheets.settled):
        if each.place not in places:
            _number(stated.get("settled"), each.place).refuse(
                f"两份计票单上都是 {each.first}，认定的一份写的是 {each.second}",
                "只认定两份不同的地方",
            )


def _refuse_unsettled(stated: Cursor, disputed: Difference) -> NoReturn:
    both = f"第一份计票单上是 {disputed.first}，第二份上是 {disputed.second}"
    _number(stated.get("second"), disputed.place).refuse(
        f"{both}，没有监票人的认定", "写上 settled：不同的地方由监票人认定"
    )


def _number(sheet: Cursor, place: Place) -> Cursor:
    """The number of a place; where it is left out, the post's part that lacks it."""
    part = sheet.get("contests").get(place.post)
    column = part.find("write_ins" if place.what == "write-in" else place.what)
    if column is None or place.whom is None:
        return column or part
    return column.get(place.whom) if column.has(place.whom) else part


def sheets_as_json(sheets: Sheets) -> dict[str, Any]:
    """The sheets; that nothing was to be settled is said by null."""
    return {
        "first": sheet_as_json(sheets.first),
        "second": sheet_as_json(sheets.second),
        "settled": sheet_as_json(sheets.settled) if sheets.settled else None,
    }


def sheet_as_json(sheet: Sheet) -> dict[str, Any]:
    """One sheet alone, in the order of its paper."""
    return {"contests": {post: dict(_part_as_json(part)) for post, part in sheet.contests.items()}}


def _part_as_json(part: SheetContest) -> Iterator[tuple[str, Any]]:
    yield "valid", part.valid
    yield "invalid", part.invalid
    yield "votes", dict(part.votes)
    if part.oppose is not None and part.abstain is not None:
        yield "oppose", dict(part.oppose)
        yield "abstain", dict(part.abstain)
    if part.spoilt is not None:
        yield "spoilt", dict(part.spoilt)
    if part.write_ins:
        yield "write_ins", dict(part.write_ins)
