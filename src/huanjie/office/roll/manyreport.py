"""What was found in a file for many units (成批文件的核对结果), as it is stored and as a page shows
it: it holds rejected rows and is encrypted.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from huanjie.bulk.rollscan import BadRow
from huanjie.domain.groupnames import AlikeGroups
from huanjie.exchange.rollgroups import Where, lines_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.kinds import Words, words_of
from huanjie.office.roll.models import RollImport
from huanjie.office.roll.reading import veiled

MOST_REJECTED: Final = 20_000
"""rejected rows that are kept, to be sent back; more are counted"""
MOST_ALIKE: Final = 500
"""pairs of groups that are kept, to be shown; more are counted"""


class UnitFigures(NamedTuple):
    """One unit of a file (一个单位): its rows that are loaded and those that go back, and how many
    people on its roll they replace; foretold before loading, as it was after it.
    """

    name: str
    loaded: int
    rejected: int = 0
    replaced: int = 0


@dataclass(slots=True)
class Report:
    """What was found (核对结果): what loading will do unit by unit, or did; unknown units, rejected
    rows, and groups that may be one.
    """

    units: list[UnitFigures] = field(default_factory=list)
    refused: list[tuple[str, int, str]] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    """units with what is said of two of their groups' names; the first ones of many"""
    alike: int = 0
    """how many pairs there are"""
    columns: tuple[str, ...] = ()
    rejected: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, row: BadRow) -> None:
        """Keep a rejected row, while there are not too many."""
        if len(self.rejected) < MOST_REJECTED:
            said = [f"{column}：{says}" if column else says for column, _, says in row.reasons]
            kinds = [kind for _, kind, _ in row.reasons]
            self.rejected.append(
                {
                    "sheet": row.sheet,
                    "row": row.row,
                    "cells": dict(row.cells),
                    "reasons": said,
                    "kinds": kinds,
                }
            )

    def tell_groups(self, election: Election, pair: AlikeGroups[Where]) -> None:
        """Keep a pair of groups that may be one, while there are not too many."""
        self.alike += 1
        if len(self.groups) < MOST_ALIKE:
            self.groups.append((election.unit.name, f"{pair.says}；{lines_of(pair)}"))

    def as_text(self) -> str:
        """As it is stored: the rejected rows in the order of the file."""
        self.rejected.sort(key=lambda row: (row["sheet"] or "", row["row"]))
        return json.dumps(
            {
                "units": self.units,
                "refused": self.refused,
                "groups": self.groups,
                "alike": self.alike,
                "columns": self.columns,
                "rejected": self.rejected,
            },
            ensure_ascii=False,
        )

    @classmethod
    def of(cls, job: RollImport) -> Report:
        """Of a stored one."""
        report = cls(**json.loads(job.report)) if job.report else cls()
        report.units = [UnitFigures(*each) for each in report.units]
        return report

    @property
    def replaced(self) -> int:
        """How many people the file takes, or took, the place of."""
        return sum(each.replaced for each in self.units)

    @property
    def kinds(self) -> list[tuple[Words, int]]:
        """Each kind of reason, and how many of the rejected rows that are kept have it."""
        counted = Counter(kind for row in self.rejected for kind in set(row.get("kinds", ())))
        return [(words_of(kind), rows) for kind, rows in counted.most_common()]

    def rejected_shown(self, most: int) -> list[RejectedShown]:
        """The first rejected rows as a page shows them: no number stands there in full."""
        return [_shown(row) for row in self.rejected[:most]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedShown:
    """A rejected row on the page (页面上退回的一行)."""

    sheet: str | None
    row: int
    unit: str
    name: str
    problems: list[tuple[Words, str]]


def _shown(row: dict[str, Any]) -> RejectedShown:
    kinds = row.get("kinds", [""] * len(row["reasons"]))
    return RejectedShown(
        sheet=row["sheet"],
        row=row["row"],
        unit=veiled(row["cells"].get("unit", "")),
        name=veiled(row["cells"].get("name", "")),
        problems=[
            (words_of(kind), veiled(says)) for kind, says in zip(kinds, row["reasons"], strict=True)
        ],
    )
