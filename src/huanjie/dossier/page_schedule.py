"""The schedule on the page (日程): every step with its dates and its article."""

from __future__ import annotations

from typing import Final

from huanjie.domain.schedule import ScheduledStep
from huanjie.dossier.case import Case
from huanjie.dossier.markup import Html, cells, heading, join, table, tag
from huanjie.exchange.schedule import window_in_words

_HEAD: Final = ("步骤", "日期", "依据")
_CLASSES: Final = {"步骤": "who"}


def schedule_part(case: Case) -> Html:
    """Every step of the law, dated from the polling day."""
    rows = [_row(step) for step in case.schedule.steps]
    warnings = [tag("p", warning, class_="muted") for warning in case.schedule.warnings]
    return tag(
        "section",
        heading(2, "日程", "Schedule, computed from the law"),
        tag(
            "div",
            table(_HEAD, rows, classes=_CLASSES, class_="rows steps"),
            *warnings,
            class_="card long",
        ),
    )


def _row(step: ScheduledStep) -> Html:
    mark = tag("span", "暂定", class_="tag warn") if step.provisional else Html("")
    conflict = tag("p", f"排不下：{step.conflict}", class_="muted") if step.conflict else Html("")
    articles = [tag("span", citation.named, class_="law") for citation in step.grounds]
    return cells(
        _HEAD,
        step.name,
        join(window_in_words(step), Html(" "), mark, conflict),
        join(*articles),
        classes=_CLASSES,
    )
