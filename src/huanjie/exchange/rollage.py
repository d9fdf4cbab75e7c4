"""Ages on a roll (名册上的年龄): whoever is too young on polling day goes back, as on the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huanjie.domain.registration import AgeLimit, too_young
from huanjie.domain.rollcolumns import heading_of
from huanjie.exchange.rollclean import as_rejected
from huanjie.exchange.rollfile import Finding, GoodRow, Note, RollFile, group_notes
from huanjie.exchange.rollgroups import GROUP_SPELLING


def of_age(roll: RollFile, limits: Sequence[AgeLimit]) -> RollFile:
    """The file where everybody who does not reach a limit is among the bad rows, and no note is on
    them any more; somebody whose day of birth the row does not say stays where they are.
    """
    back = {(row.sheet, row.row): limit for row in roll.good if (limit := _limit(row, limits))}
    if not back:
        return roll
    order = {(each.place.sheet, each.place.row): at for at, each in enumerate(roll.stands)}
    found = [_finding(sheet, row, limit) for (sheet, row), limit in back.items()]
    gone = [as_rejected(row, roll.columns) for row in roll.good if (row.sheet, row.row) in back]
    good = tuple(row for row in roll.good if (row.sheet, row.row) not in back)

    def stays(note: Note) -> bool:
        return (note.sheet, note.row) not in back and note.kind != GROUP_SPELLING

    return replace(
        roll,
        good=good,
        notes=(*filter(stays, roll.notes), *group_notes(good, roll.group_titles)),
        bad=tuple(sorted((*roll.bad, *found), key=lambda each: order[each.sheet, each.row])),
        rejected=tuple(
            sorted((*roll.rejected, *gone), key=lambda each: order[each.sheet, each.row])
        ),
    )


def _limit(row: GoodRow, limits: Sequence[AgeLimit]) -> AgeLimit | None:
    born = row.person.birth_date
    return too_young(limits, born) if born else None


def _finding(sheet: str | None, row: int, limit: AgeLimit) -> Finding:
    column = heading_of("id_number")
    return Finding(sheet=sheet, row=row, column=column, kind=limit.kind, says=limit.says)
