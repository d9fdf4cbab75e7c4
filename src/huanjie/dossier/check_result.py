"""Checks of the result (核对结果): the enclosed law, and everything computed again under it."""

from __future__ import annotations

from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.dossier import journal
from huanjie.dossier.case import Case, years_touched
from huanjie.dossier.check_log import check_correction_logged, payload_of
from huanjie.dossier.contents import (
    CALENDAR,
    CHECKPOINT,
    CORRECTION,
    COUNT,
    DECLARATION,
    ELECTION,
    ENTRIES,
    PACK,
    SCHEDULE,
)
from huanjie.dossier.correction import read_correction
from huanjie.dossier.examination import Broken, Examination, compare, reading
from huanjie.dossier.pinpoint import compare_with_shipped, pinpoint
from huanjie.dossier.shipped import (
    check_pack_is_in_force,
    check_pack_is_the_elections,
    in_force,
    library,
)
from huanjie.exchange.declared import declared_as_json
from huanjie.exchange.schedule import schedule_as_json
from huanjie.law.calendar import Calendar, calendar_as_json, calendar_from_json
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.record.checkpoint import read_checkpoint
from huanjie.record.note import read_note

COMPUTED = "按所附的计票和法律重算"


def check_law(exam: Examination) -> str:
    """Pack and calendar can be read, are the election's own, and are what this program ships."""
    compare(ELECTION, exam.value(ELECTION), exam.value(COUNT)["election"], f"{COUNT} 里")
    pinpoint(exam, PACK)
    pinpoint(exam, CALENDAR)
    document = exam.value(PACK)
    with reading(PACK):
        pack = read_pack(document)
    with reading(CALENDAR):
        calendar = calendar_from_json(exam.cursor(CALENDAR))
    known = compare_with_shipped(exam, document)
    _check_years(exam, pack, calendar)
    exam.case = _case(exam, pack, calendar)
    _check_origin(exam)
    with reading(COUNT):
        check_pack_is_the_elections(exam.count.election, pack)
    return _known(known, pack) + _later(exam, pack)


def _known(known: bool, pack: RulePack) -> str:
    if known:
        return f"{pack.id}，与随程序发布的一致"
    if library().document(pack.id):
        return f"{pack.id} 是另一次修订，与本程序所带的不同；以下按所附的法律复算"
    return f"本程序没有 {pack.id}，无从对照；以下按所附的法律复算"


def _later(exam: Examination, pack: RulePack) -> str:
    """Law that this program knows and the dossier's did not: told, and no fault of the dossier."""
    election = exam.count.election
    wanted = in_force(pack.body, election.region, election.polling_day)
    if wanted in (None, pack.id) or not library().document(pack.id):
        return ""
    if ("+" in wanted) != ("+" in pack.id):
        # A province's rules that were left out are no later law.
        with reading(COUNT):
            check_pack_is_in_force(election, pack)
    return f"；本程序另收录 {wanted}，卷宗按封存时的法律复算"


def _check_years(exam: Examination, pack: RulePack, calendar: Calendar) -> None:
    """The calendar holds the years that the schedule touches, and no other."""
    with reading(CALENDAR):
        least = years_touched(exam.count, pack, calendar)
    again = calendar_as_json(least)["years"]
    compare(CALENDAR, calendar_as_json(calendar)["years"], again, "日程只需要的年份里", "/years")
    day = exam.count.election.polling_day
    enclosed = {known.year for known in calendar.years}
    if day.year not in enclosed and library().calendar().only([day.year]).years:
        raise Broken(CALENDAR, "/years", f"缺少选举日所在的 {day.year} 年")


def _case(exam: Examination, pack: RulePack, calendar: Calendar) -> Case:
    check_correction_logged(exam)
    correction = None
    if CORRECTION in exam.files:
        with reading(CORRECTION):
            correction = read_correction(exam.cursor(CORRECTION))
    sealed = payload_of(exam, journal.SEALED)
    return Case(
        count=exam.count,
        pack=pack,
        calendar=calendar,
        key=exam.key,
        correction=correction,
        sealed_sha256=sealed["sha256"] if sealed else None,
    )


def _check_origin(exam: Examination) -> None:
    """The log is this election's own."""
    origin = read_checkpoint(read_note(exam.files[CHECKPOINT]).text).origin
    if origin != exam.case.origin:
        raise Broken(CHECKPOINT, "", f"这是 {origin} 的日志，不是 {exam.case.origin} 的")


def check_declaration(exam: Examination) -> str:
    """The declaration follows from the counts under the enclosed law."""
    try:
        again = declared_as_json(exam.count, exam.case.declared)
    except BadInput as fault:
        raise Broken(COUNT, fault.at, f"按所附的法律算不出结果：{fault.says}") from None
    compare(DECLARATION, exam.value(DECLARATION), again, COMPUTED)
    at = next(o.entry.sequence for o in exam.journal if o.entry.deed == journal.DECLARED)
    payload = Cursor(payload_of(exam, journal.DECLARED)).get("declaration").value
    compare(ENTRIES, payload, again, COMPUTED, f"/entries/{at}/payload/declaration")
    exam.decided = True
    return "按所附的法律从计票重新算出，与宣布的一致"


def check_schedule(exam: Examination) -> str:
    """The dates follow from the enclosed law and calendar."""
    with reading(SCHEDULE):
        again = schedule_as_json(exam.case.schedule)
    compare(SCHEDULE, exam.value(SCHEDULE), again, "按所附的法律和日历重算")
    return f"{len(exam.case.schedule.steps)} 个步骤的日期都一致"
