"""Rows of one person in a roll or in several (重复的行): which of them go back, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huanjie.domain.duplicates import Place, duplicates
from huanjie.exchange.rollfile import RollFile
from huanjie.exchange.rollgroups import rows_in_words


def repeated(rolls: Sequence[RollFile]) -> Mapping[Place, str]:
    """The good rows that go back because they repeat others, by their places, each with its reason
    and the others' places. Of rows that say the same the first stays. Where one number stands
    beside different words, or in a row that is bad anyhow, nobody knows which row is right: all go
    back.
    """
    good = {
        Place(file=roll.file, sheet=row.sheet, row=row.row): row.person
        for roll in rolls
        for row in roll.good
    }
    found: dict[Place, str] = {}
    for each in duplicates(stand for roll in rolls for stand in roll.stands):
        people = {good.get(place) for place in each.places}
        alike = len(people) == 1
        for place in each.places[1:] if alike else each.places:
            if place in good:
                found[place] = _says(place, each.places, alike=alike)
    return found


def sheet_of(file: str, sheet: str | None) -> str:
    """A sheet among those of several files: the file, and its sheet where it has any."""
    return f"{file} {sheet or ''}".strip()


def _says(place: Place, places: Sequence[Place], *, alike: bool) -> str:
    wheres = [(sheet_of(each.file, each.sheet), each.row) for each in places if each != place]
    said = rows_in_words(wheres, sheet_of(place.file, place.sheet))
    if alike:
        return f"与{said}完全相同，只留第一次出现的那一行"
    return f"与{said}是同一个证件号码，内容却不同，分不清哪一行对，都退回"
