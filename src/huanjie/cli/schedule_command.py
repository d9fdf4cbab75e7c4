"""`huanjie schedule`: the dated steps of one body, or of all bodies of a place together."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from huanjie.cli.arguments import add_output, deliver, deliver_file, now, read_json, today
from huanjie.cli.components import component
from huanjie.cli.polls import add_polls, chosen_polls
from huanjie.domain.schedule import Schedule, ScheduledStep
from huanjie.domain.unitschedule import UnitSchedule, moved_in_unit, unit_schedule
from huanjie.door import jsontext
from huanjie.exchange.moved import moved_as_json, moved_as_text
from huanjie.exchange.schedule import schedule_as_ics, schedule_as_json, schedule_as_text
from huanjie.exchange.schedulefile import read_schedules
from huanjie.exchange.unitschedule import (
    unit_schedule_as_ics,
    unit_schedule_as_json,
    unit_schedule_as_text,
)
from huanjie.law.calendar import load_calendar
from huanjie.paper.flow_picture import flow_picture
from huanjie.paper.timeline_picture import timeline_picture

_FORMATS: Final = ("text", "json", "ics", "xlsx", "docx", "svg", "flow")
_EXAMPLE: Final = (
    "例 Example: huanjie schedule --pack party-branch --polling-day 2026-05-30 "
    "--pack villagers-committee --polling-day 2026-06-28 --format xlsx -o schedule.xlsx"
)


def add_to(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("schedule", help="日程 the dated steps", epilog=_EXAMPLE)
    add_polls(parser)
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        default="text",
        help="svg 是时间轴的图 a timeline，flow 是流程图 a flow chart (SVG)；xlsx、docx 要有 -o",
    )
    parser.add_argument("--json", action="store_true", help="同 --format json")
    parser.add_argument(
        "--was",
        metavar="OLD.json",
        type=Path,
        help="从前的日程（JSON）：只打印变动的日期和原因 print what moved since",
    )
    add_output(parser)
    parser.set_defaults(run=print_schedule)


def print_schedule(chosen: argparse.Namespace) -> int:
    """The dated steps; a step that cannot fit, or a date that moved, makes it a plain no."""
    calendar = load_calendar()
    polls = chosen_polls(chosen, calendar)
    unit = unit_schedule(polls, calendar=calendar, start=chosen.start)
    _tell_past(unit)
    if chosen.was:
        return _print_moved(chosen, unit)
    _deliver(chosen, unit)
    return 0 if unit.fits else 1


def _print_moved(chosen: argparse.Namespace, unit: UnitSchedule) -> int:
    moved = moved_in_unit(read_schedules(read_json(chosen.was)), unit)
    names = {body.body: body.name for body in unit.bodies}
    as_json = chosen.json or chosen.format == "json"
    text = jsontext.pretty(moved_as_json(moved)) if as_json else moved_as_text(moved, names)
    deliver(text, chosen.output)
    return 1 if moved or not unit.fits else 0


def _tell_past(unit: UnitSchedule) -> None:
    """Say which legal edges have passed already, where nobody said from which day on to plan."""
    past = [step.name for body in unit.bodies for step in body.steps if _is_past(body, step)]
    if past:
        says = f"注意：期限已过：{'、'.join(past)}。加上 --from {today()}，看选举日最早能定在哪天。"
        print(says, file=sys.stderr)


def _is_past(body: Schedule, step: ScheduledStep) -> bool:
    last = step.window.latest
    return body.start is None and last is not None and last < today() <= body.polling_day


def _deliver(chosen: argparse.Namespace, unit: UnitSchedule) -> None:
    shape = "json" if chosen.json else chosen.format
    if shape in _BINARY:
        deliver_file(_BINARY[shape](unit) if chosen.output else b"", chosen.output, kind=shape)
    else:
        text = _one(unit.bodies[0], shape) if len(unit.bodies) == 1 else ""
        deliver(text or _together(unit, shape), chosen.output)


def _one(body: Schedule, shape: str) -> str:
    """One body alone keeps the shapes that one body has; nothing for a picture."""
    match shape:
        case "json":
            return jsontext.pretty(schedule_as_json(body))
        case "ics":
            return schedule_as_ics(body, made_at=now())
        case "text":
            return schedule_as_text(body)
    return ""


def _together(unit: UnitSchedule, shape: str) -> str:
    match shape:
        case "json":
            return jsontext.pretty(unit_schedule_as_json(unit))
        case "ics":
            return unit_schedule_as_ics(unit, made_at=now())
        case "svg":
            return timeline_picture(unit)
        case "flow":
            return flow_picture(unit)
    return unit_schedule_as_text(unit)


def _xlsx(unit: UnitSchedule) -> bytes:
    with component("xlsxwriter", extra="site"):
        from huanjie.paper.schedule_sheet import schedule_xlsx
    return schedule_xlsx(unit, made_at=now())


def _docx(unit: UnitSchedule) -> bytes:
    with component("docx", extra="paper"):
        from huanjie.paper.schedule_word import schedule_docx
    return schedule_docx(unit, made_at=now())


_BINARY: Final[dict[str, Callable[[UnitSchedule], bytes]]] = {"xlsx": _xlsx, "docx": _docx}
