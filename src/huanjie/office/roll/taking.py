"""Taking the roll away as a file (导出名册): a reading, entered in the log with its purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser
from huanjie.office.planning.models import Election
from huanjie.office.reading import Seen, read
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.roll.listing import found_on_roll, in_order, row_of
from huanjie.office.roll.models import RollEntry
from huanjie.office.xlsx import Cell

HEADS: Final = (
    "编号",
    "姓名",
    "性别",
    "出生日期",
    "证件号码",
    "手机号",
    "户号",
    "小组",
    "类别",
)
"""The columns of the file (表头)."""

Rows = tuple[tuple[Cell, ...], ...]


@read(Action.EXPORT_ROLL)
def take_roll(
    *,
    acting_user: ActingUser,
    election: Election,
    because: str,
    is_full: bool,
    query: str = "",
    order: str = "number",
) -> Seen[Rows]:
    """The roll as rows (导出名册), of everybody or as the page shows it: whom the query finds, in
    this order. Numbers and phones are masked unless `is_full`. BadInput where nobody is found, and
    in full once the dossier is sealed.
    """
    if is_full and election.is_sealed:
        raise BadInput("这次选举的卷宗已经封存，不能再查看证件号码", remedy="导出遮住号码的名册")
    found = in_order(found_on_roll(election, query), order)
    rows = tuple(_rows(found, is_full=is_full))
    if not rows and query:
        raise BadInput(f"名册上没有与“{query}”相符的人", remedy="回到名册，换一个字再查")
    if not rows:
        raise BadInput("名册上还没有人，没有可以导出的", remedy="先导入名册")
    return Seen(answer=rows, people=len(rows), says={"full_numbers": is_full})


def _rows(entries: Iterable[RollEntry], *, is_full: bool) -> Iterator[tuple[Cell, ...]]:
    for entry in entries:
        shown = row_of(entry)
        number, phone = (
            (entry.id_number or "", entry.phone or "")
            if is_full
            else (shown.id_number, shown.phone)
        )
        yield (*_told(entry), number, phone, entry.household, entry.group, shown.standing)


def _told(entry: RollEntry) -> tuple[Cell, ...]:
    born = entry.birth_date.isoformat() if entry.birth_date else ""
    return (entry.number, entry.name, SEX_WORDS.get(entry.sex, ""), born)
