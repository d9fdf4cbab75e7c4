"""A roll of invented people as a file (演示的名册文件)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from huanjie.domain.memberroll import MemberRoll
from huanjie.office.demo.invented import InventedPerson

_HEADINGS: Final = ("姓名", "身份证号", "性别", "户号", "小组", "手机号")
_SEX: Final = {"m": "男", "f": "女"}


def roll_file(
    people: Iterable[InventedPerson],
    *,
    members: MemberRoll | None = None,
    slips: Iterable[Iterable[str]] = (),
) -> bytes:
    """A roll of invented people as a spreadsheet program would save it; `slips` are rows more."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow((*_HEADINGS, members.kind) if members else _HEADINGS)
    known = tuple(members.standings.values()) if members else ()
    for place, each in enumerate(people):
        row = (each.name, each.identity_number, _SEX[each.sex], each.household, each.group)
        standing = (known[place % 20 == 19],) if known else ()
        rows.writerow((*row, each.phone, *standing))
    rows.writerows(slips)
    return text.getvalue().encode("utf-8-sig")
