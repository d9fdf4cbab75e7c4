"""SCHEDULE (日程的文件形式): JSON for programs, iCalendar for phones, text for the notice board."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from huanjie.domain.daywords import in_words
from huanjie.domain.schedule import Schedule, ScheduledStep, Window

_ICS_OCTETS = 75


def schedule_as_json(schedule: Schedule) -> dict[str, Any]:
    """The schedule as `huanjie schedule --format json` prints it."""
    return {
        "pack": schedule.pack,
        "polling_day": schedule.polling_day.isoformat(),
        "steps": [step_as_json(step) for step in schedule.steps],
        "warnings": list(schedule.warnings),
    }


def step_as_json(step: ScheduledStep) -> dict[str, Any]:
    """One dated step."""
    return {
        "event": step.event,
        "name": step.name,
        "window": window_as_json(step.window),
        "grounds": [citation.as_json() for citation in step.grounds],
        "provisional": step.provisional,
        "conflict": step.conflict,
    }


def window_as_json(window: Window) -> list[str | None]:
    """The first day and the last; null where it is not bounded."""
    return [_iso(window.earliest), _iso(window.latest)]


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def month_in_words(month: str) -> str:
    """A year and a month as a notice prints them (出生年月).

    >>> month_in_words("1962-09")
    '1962年9月'
    """
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number else month


def window_in_words(step: ScheduledStep) -> str:
    """A window as a notice prints it."""
    first, last = step.window.earliest, step.window.latest
    if first and last and first == last:
        return in_words(last)
    if first and last and last < first:
        return f"最迟 {in_words(last)}（最早 {in_words(first)}）"
    since = f"{in_words(first)}起" if first else ""
    until = f"{in_words(last)}止" if last else ""
    return f"{since}，{until}" if since and until else since or f"最迟 {until.removesuffix('止')}"


def schedule_as_text(schedule: Schedule) -> str:
    """The schedule as people read it: the date, the step, its article; a conflict under its
    step.
    """
    lines = [f"选举日 {in_words(schedule.polling_day)}    规则包 {schedule.pack}", ""]
    for step in schedule.steps:
        lines += step_lines(step)
    lines += [f"注意：{warning}" for warning in schedule.warnings]
    return "\n".join(lines) + "\n"


def step_lines(step: ScheduledStep, *, whose: str = "") -> Iterator[str]:
    """A step as people read it; `whose` names its body where there are several."""
    mark = "（暂定）" if step.provisional else ""
    yield f"{window_in_words(step)}{mark}  {whose}{step.name}"
    for citation in step.grounds:
        yield f"    依据：{citation.quoted}"
    if step.conflict:
        yield f"    排不下：{step.conflict}"


def schedule_as_ics(
    schedule: Schedule, *, made_at: datetime.datetime, election: str | None = None
) -> str:
    """The schedule as an iCalendar file (RFC 5545): an all-day event on each step's last day.

    `election` tells it from the body's others, where whoever asks knows it.
    """
    return calendar_file(
        line
        for step in schedule.steps
        for line in ics_event(step, schedule, made_at, election=election)
    )


def calendar_file(events: Iterable[str]) -> str:
    """The lines of events as one iCalendar file."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Huanjie//schedule//ZH",
        "CALSCALE:GREGORIAN",
        *events,
        "END:VCALENDAR",
    )
    return "".join(_folded(line) for line in lines)


def ics_event(
    step: ScheduledStep,
    schedule: Schedule,
    made_at: datetime.datetime,
    *,
    whose: str = "",
    election: str | None = None,
) -> list[str]:
    """One step as the lines of an event; `whose` names its body where there are several.

    The event is known by the election and the step, whatever their day and the edition of the
    rules: a calendar that has it already moves it to the new day (RFC 5545 section 3.8.4.7), and
    takes the later DTSTAMP for the newer.
    """
    day = step.window.latest or schedule.polling_day
    grounds = "；".join(each.named for each in step.grounds)
    says = "\n".join([f"依据：{grounds}", window_in_words(step), *filter(None, [step.conflict])])
    key = f"{election or schedule.body} {step.event}".encode()
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(key).hexdigest()[:32]}@huanjie",
        f"DTSTAMP:{made_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(_marks(step) + whose + step.name)}",
        f"DESCRIPTION:{_escaped(says)}",
        "END:VEVENT",
    ]


def _marks(step: ScheduledStep) -> str:
    return ("【排不下】" if step.conflict else "") + ("【暂定】" if step.provisional else "")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line at 75 octets without cutting a character (RFC 5545 section 3.1)."""
    parts, current, room = [], "", _ICS_OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(current)
            current, room = " ", _ICS_OCTETS - 1
        current += sign
        room -= size
    return "\r\n".join([*parts, current]) + "\r\n"
