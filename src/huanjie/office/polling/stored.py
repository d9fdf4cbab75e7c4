"""Sheets as the database keeps them (计票单的存放): as JSON, read back as strictly as a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.sheets import Difference, Sheet, Sheets, differences
from huanjie.door import jsontext
from huanjie.door.cursor import Cursor
from huanjie.exchange.sheets import read_sheet, sheet_as_json
from huanjie.office.polling.models import Round, Settlement
from huanjie.office.polling.models import Sheet as SheetRow

TWO: Final = 2
"""Every vote is entered by so many tellers, each a sheet (两人各一份)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """The two sheets of a vote (两份计票单) once both are in, and their settlement where there is
    one.
    """

    first: SheetRow
    second: SheetRow
    settlement: Settlement | None
    sheets: Sheets

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where the two differ."""
        return differences(self.sheets.first, self.sheets.second)

    @property
    def is_decided(self) -> bool:
        """Whether one sheet counts: both are equal, or the differences are settled."""
        return not self.differences or self.settlement is not None

    @property
    def tellers(self) -> frozenset[int]:
        """The accounts of both tellers."""
        return frozenset((self.first.teller_id, self.second.teller_id))


def both_of(round_: Round) -> Both | None:
    """Both sheets; None before both are in, whoever asks: one alone is nobody's to see but its
    teller's.
    """
    rows = list(round_.sheets.all())
    if len(rows) < TWO:
        return None
    first, second = rows
    settlement = Settlement.objects.filter(round=round_).select_related("scrutineer").first()
    settled = read_sheet(Cursor(settlement.content)) if settlement else None
    sheets = Sheets(first=opened(first), second=opened(second), settled=settled)
    return Both(first=first, second=second, settlement=settlement, sheets=sheets)


def opened(row: SheetRow) -> Sheet:
    """One sheet's numbers."""
    return read_sheet(Cursor(jsontext.loads(row.content or "")))


def as_text(sheet: Sheet) -> str:
    """A sheet as the database keeps it, in the order of its paper."""
    return jsontext.pretty(sheet_as_json(sheet))


def particulars(sheet: Sheet) -> dict[str, Any]:
    """A sheet as the log keeps it: every number, people by their ids; of those written in, whose
    names stay out of the log, the numbers alone, and the hash of the whole.
    """
    table = sheet_as_json(sheet)
    digest = hashlib.sha256(jsontext.canonical(table)).hexdigest()
    for part in table["contests"].values():
        if "write_ins" in part:
            part["write_ins"] = list(part["write_ins"].values())
    return {"sha256": digest, "contests": table["contests"]}
