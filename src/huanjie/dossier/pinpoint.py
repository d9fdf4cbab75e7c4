"""Pinpointing (定位): where in a changed file the change is, as far as anything else can tell.

A wrong hash says only which file. What the file should say stands elsewhere: in the log, in the
shipped law, in another file, or in what can be computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from huanjie.door.cursor import Cursor
from huanjie.door.fault import Fault
from huanjie.dossier import journal
from huanjie.dossier.case import dated
from huanjie.dossier.contents import (
    CALENDAR,
    CORRECTION,
    COUNT,
    DECLARATION,
    ELECTION,
    ENTRIES,
    PACK,
    SCHEDULE,
)
from huanjie.dossier.difference import first_difference
from huanjie.dossier.examination import Broken, Examination, compare, reading
from huanjie.dossier.shipped import in_force, library
from huanjie.exchange.count import read_count
from huanjie.exchange.schedule import schedule_as_json
from huanjie.law.calendar import calendar_as_json, calendar_from_json
from huanjie.law.packreader import read_pack

LOG: Final = "日志里"
SHIPPED: Final = "随程序发布的规则包里"
_WRONG: Final = (Fault, ArithmeticError, LookupError, AttributeError, TypeError, ValueError)


def pinpoint(exam: Examination, name: str) -> None:
    """Break off at the first place in `name` that something else contradicts, if there is one."""
    search = _SEARCHES.get(name)
    if search is None:
        return
    exam.value(name)
    try:
        search(exam)
    except _WRONG:
        return


def logged(exam: Examination, deed: str) -> list[Any]:
    """The payloads of a deed, as the log has them, before anything of it was checked."""
    entries = exam.value(ENTRIES)["entries"]
    return [entry["payload"] for entry in entries if entry["leaf"]["deed"] == deed]


def _count(exam: Examination) -> None:
    count = exam.value(COUNT)
    compare_rounds(count["rounds"], logged(exam, journal.COUNTED))
    compare(COUNT, count["election"], exam.value(ELECTION), f"{ELECTION} 里", "/election")
    # Changed alike in the log: the batches may still not add up to it.
    with reading(COUNT):
        read_count(exam.cursor(COUNT))


def compare_rounds(found: Any, expected: list[Any]) -> None:
    """The rounds of count.json, and those of the log."""
    compare(COUNT, found, expected, LOG, "/rounds")


def _declaration(exam: Examination) -> None:
    for payload in logged(exam, journal.DECLARED):
        compare(DECLARATION, exam.value(DECLARATION), payload["declaration"], LOG)


def _correction(exam: Examination) -> None:
    for payload in logged(exam, journal.CORRECTED):
        compare(CORRECTION, exam.value(CORRECTION), payload, LOG)


def _election(exam: Examination) -> None:
    compare(ELECTION, exam.value(ELECTION), exam.value(COUNT)["election"], f"{COUNT} 里")


def _pack(exam: Examination) -> None:
    compare_with_shipped(exam, exam.value(PACK))


def _revisions(document: Mapping[str, Any]) -> tuple[Any, Any]:
    """The national version's revision, and the overlay's where there is one."""
    return document.get("revision"), document.get("overlay_revision")


def compare_with_shipped(exam: Examination, document: Any) -> bool:
    """Hold a pack against the shipped edition of its id and revision; False where there is none."""
    election = Cursor(exam.value(COUNT)).get("election")
    region = election.find("region")
    shipped = library().document(str(document["id"]))
    if shipped is None:
        body = election.get("pack").text().partition("@")[0]
        day = election.get("polling_day").date()
        wanted = in_force(body, region.text() if region else None, day)
        shipped = library().document(wanted) if wanted and document["body"] == body else None
    if shipped is None or _revisions(document) != _revisions(shipped):
        return False
    compare(PACK, document, shipped, SHIPPED)
    return True


def _calendar(exam: Examination) -> None:
    compare_with_calendar(exam.value(CALENDAR))


def compare_with_calendar(found: Any) -> None:
    """Hold each year that rests on the same notice against the shipped one."""
    shipped = {each["year"]: each for each in calendar_as_json(library().calendar())["years"]}
    for at, year in enumerate(found["years"]):
        own = shipped.get(year["year"])
        if own and own["published"] == year["published"] and own["notice"] == year["notice"]:
            compare(CALENDAR, year, own, "随程序发布的日历里", f"/years/{at}")


def _schedule(exam: Examination) -> None:
    count = read_count(exam.cursor(COUNT))
    calendar = calendar_from_json(exam.cursor(CALENDAR))
    again = schedule_as_json(dated(count, read_pack(exam.value(PACK)), calendar))
    compare(SCHEDULE, exam.value(SCHEDULE), again, "按所附的法律和日历重算")


def _entries(exam: Examination) -> None:
    """A payload that was changed, told from the file that should say the same."""
    rounds, declaration = exam.value(COUNT)["rounds"], exam.value(DECLARATION)
    for at, entry in enumerate(exam.value(ENTRIES)["entries"]):
        pointer, payload = f"/entries/{at}/payload", entry["payload"]
        deed = entry["leaf"]["deed"]
        if deed == journal.COUNTED and at < len(rounds):
            compare(ENTRIES, payload, rounds[at], f"{COUNT} 里", pointer)
        if deed == journal.DECLARED:
            at_declaration = f"{pointer}/declaration"
            difference = first_difference(payload["declaration"], declaration, at_declaration)
            if difference:
                says = difference.says(f"{DECLARATION} 里")
                raise Broken(ENTRIES, difference.pointer, says)


_SEARCHES: Final[dict[str, Callable[[Examination], None]]] = {
    COUNT: _count,
    DECLARATION: _declaration,
    CORRECTION: _correction,
    ELECTION: _election,
    PACK: _pack,
    CALENDAR: _calendar,
    SCHEDULE: _schedule,
    ENTRIES: _entries,
}
