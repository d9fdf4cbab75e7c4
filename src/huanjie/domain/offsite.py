"""A step that is done off the site (线下办理的步骤): the day on which it was done, held against the
days that the law gives it. A day outside them is told and kept: what was done late was done.
"""

from __future__ import annotations

import datetime

from huanjie.domain.daywords import in_words
from huanjie.domain.schedule import ScheduledStep
from huanjie.door.fault import BadInput


def out_of_time(step: ScheduledStep, done_on: datetime.date) -> str:
    """Why a day is not one of those that the law gives the step (早于、晚于法定的日期); empty where
    it is. The step comes from a schedule without a first day of work: what is left bounds by law.
    """
    first, last = step.window.earliest, step.window.latest
    if last and done_on > last:
        return f"最迟应在{in_words(last)}办，晚了 {(done_on - last).days} 天"
    if first and done_on < first:
        return f"{in_words(first)}才可以办，早了 {(first - done_on).days} 天"
    return ""


def check_done_on(done_on: datetime.date, *, today: datetime.date, years: range) -> None:
    """Refuse a day that has not come, or in a year that no step of this election touches."""
    if done_on > today:
        raise BadInput("这一天还没有到", at="done_on", remedy="办完以后再登记，写实际办的那一天")
    if done_on.year not in years:
        raise BadInput(
            f"{done_on.year}年不在这次选举的年份里（{years[0]}年至{years[-1]}年）",
            at="done_on",
            remedy="核对年份",
        )
