"""What a roll takes (名册收下的人): whoever is too young on polling day, or whom the roll of the
body cannot take, goes back, as on the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.registration import AgeLimit, too_young
from huanjie.domain.rollcolumns import heading_of
from huanjie.domain.rollfit import unfit
from huanjie.exchange.rollclean import as_rejected
from huanjie.exchange.rollfile import Finding, GoodRow, Note, RollFile, group_notes
from huanjie.exchange.rollgroups import GROUP_SPELLING


def taken(
    roll: RollFile, limits: Sequence[AgeLimit], members: MemberRoll | None = None
) -> RollFile:
    """The file where everybody whom the roll does not take is among the bad rows, with every reason
    and no note any more: who does not reach a limit of age, who has no standing that the roll of
    `members` knows, of whom a cell is too long. Somebody whose day of birth the row does not say
    stays where they are.
    """
    found = {(row.sheet, row.row): tuple(_findings(row, limits, members)) for row in roll.good}
    back = {where: findings for where, findings in found.items() if findings}
    if not back:
        return roll
    order = {(each.place.sheet, each.place.row): at for at, each in enumerate(roll.stands)}
    bad = [*roll.bad, *(each for findings in back.values() for each in findings)]
    gone = [as_rejected(row, roll.columns) for row in roll.good if (row.sheet, row.row) in back]
    good = tuple(row for row in roll.good if (row.sheet, row.row) not in back)

    def stays(note: Note) -> bool:
        return (note.sheet, note.row) not in back and note.kind != GROUP_SPELLING

    return replace(
        roll,
        good=good,
        notes=(*filter(stays, roll.notes), *group_notes(good, roll.group_titles)),
        bad=tuple(sorted(bad, key=lambda each: order[each.sheet, each.row])),
        rejected=tuple(
            sorted((*roll.rejected, *gone), key=lambda each: order[each.sheet, each.row])
        ),
    )


def _findings(
    row: GoodRow, limits: Sequence[AgeLimit], members: MemberRoll | None
) -> Iterator[Finding]:
    """Why a row that the check lets pass goes back, in the order in which the site says it."""
    sheet, at, born = row.sheet, row.row, row.person.birth_date
    if told := unfit(row.person, members):
        yield Finding(sheet=sheet, row=at, column=told.heading, kind=told.kind, says=told.says)
    if born and (limit := too_young(limits, born)):
        column = heading_of("id_number")
        yield Finding(sheet=sheet, row=at, column=column, kind=limit.kind, says=limit.says)
