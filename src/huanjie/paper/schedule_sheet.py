"""The schedule as a workbook (日程表): one row a step, ready to be filtered and printed on A4."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from huanjie.domain.daywords import WEEKDAYS
from huanjie.domain.unitschedule import BodyStep, UnitSchedule
from huanjie.exchange.formulas import starts_a_formula
from huanjie.law.citation import CONFIDENCE, RANKS
from huanjie.paper.schedule_words import title_of

Cell = str | datetime.date | None
_HEADS: Final = (
    ("组织", 16),
    ("步骤", 34),
    ("最早", 12),
    ("最迟", 12),
    ("星期", 6),
    ("依据", 52),
    ("位阶", 12),
    ("可信程度", 16),
    ("暂定", 6),
    ("排不下", 34),
)
"""Each column's head and width, in signs."""
_A4: Final = 9
_FONT: Final = "Microsoft YaHei"
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def schedule_xlsx(unit: UnitSchedule, *, made_at: datetime.datetime) -> bytes:
    """The .xlsx file, dated inside by `made_at`; no cell of it starts a formula."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        own = {"title": title_of(unit), "created": made_at.replace(tzinfo=None, microsecond=0)}
        book.set_properties(own)
        sheet = book.add_worksheet("日程")
        _fill(book, sheet, [_row(each) for each in unit.steps])
        _set_up(sheet, unit)
        _notes(book, unit)
    return stream.getvalue()


def _row(each: BodyStep) -> Iterator[Cell]:
    step = each.step
    yield each.name
    yield step.name
    yield step.window.earliest
    yield step.window.latest
    yield f"周{WEEKDAYS[step.window.latest.weekday()]}" if step.window.latest else ""
    yield "；".join(ground.named for ground in step.grounds)
    yield "；".join(dict.fromkeys(RANKS[ground.rank] for ground in step.grounds))
    yield "；".join(dict.fromkeys(CONFIDENCE[ground.confidence] for ground in step.grounds))
    yield "暂定" if step.provisional else ""
    yield step.conflict or ""


def _fill(book: Any, sheet: Any, rows: list[Iterator[Cell]]) -> None:
    plain = {"font_name": _FONT, "border": 1, "text_wrap": True, "valign": "vcenter"}
    head = book.add_format(plain | {"bold": True, "bg_color": "#E7E6E6"})
    day = book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "center"})
    # Excel shows such a text as it is, and keeps it a text when the cell is edited.
    text, quoted = book.add_format(plain), book.add_format(plain | {"quote_prefix": True})
    for column, (title, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(line, column, cell, day)
            else:
                says = cell or ""
                look = quoted if starts_a_formula(says) else text
                sheet.write_string(line, column, says, look)
    sheet.autofilter(0, 0, len(rows), len(_HEADS) - 1)


def _set_up(sheet: Any, unit: UnitSchedule) -> None:
    """A4 across, as wide as the page, the head frozen and on every page."""
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # An ampersand would start a code of Excel's own.
    sheet.set_header(f"&C&14{title_of(unit).replace('&', '&&')}")
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _notes(book: Any, unit: UnitSchedule) -> None:
    """A second sheet with what to know: rules in force, warnings, and what each article says."""
    sheet = book.add_worksheet("说明")
    look = book.add_format({"font_name": _FONT, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 1, 90)
    packs = [
        (body.name, f"选举日 {body.polling_day}，适用的规定 {body.pack}") for body in unit.bodies
    ]
    warnings = [("注意", warning) for warning in unit.warnings]
    grounds = dict.fromkeys(ground for each in unit.steps for ground in each.step.grounds)
    says = [(ground.named, ground.says) for ground in grounds]
    for line, pair in enumerate((*packs, *warnings, *says)):
        for column, cell in enumerate(pair):
            sheet.write_string(line, column, cell, look)
