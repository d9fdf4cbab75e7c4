"""MOVED (变动的文件形式): which dates moved between two schedules, from when to when, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from huanjie.domain.moved import WHY, Moved
from huanjie.domain.schedule import ScheduledStep
from huanjie.exchange.schedule import window_as_json, window_in_words


def moved_as_json(moved: Iterable[Moved]) -> dict[str, Any]:
    """What `huanjie schedule --was OLD.json --json` prints; null: not dated then, or now."""
    return {"moved": [_as_json(each) for each in moved]}


def _as_json(each: Moved) -> dict[str, Any]:
    return {
        "body": each.body,
        "event": each.step.event,
        "name": each.step.name,
        "from": window_as_json(each.was.window) if each.was else None,
        "to": window_as_json(each.now.window) if each.now else None,
        "because": list(each.because),
    }


def moved_as_text(moved: Iterable[Moved], names: Mapping[str, str]) -> str:
    """What moved, as people read it; `names` are the bodies' Chinese names."""
    lines = [line for each in moved for line in _lines(each, names)]
    return "\n".join(lines or ["没有变动。"]) + "\n"


def _lines(each: Moved, names: Mapping[str, str]) -> tuple[str, ...]:
    return (
        f"〔{names.get(each.body, each.body)}〕{each.step.name}",
        f"    原来 {_window(each.was)}",
        f"    现在 {_window(each.now)}",
        f"    原因：{because_in_words(each)}",
    )


def because_in_words(each: Moved) -> str:
    """Why a step moved, in words."""
    return "、".join(WHY[why] for why in each.because)


def _window(step: ScheduledStep | None) -> str:
    # A conflict is told by the schedule itself; here only the days are compared.
    return window_in_words(replace(step, conflict=None)) if step else "没有这个步骤"
