"""《海南省村民委员会选举办法》第二十一条：审查结果公布之日起三日内可以提出异议，接到后三日内复核。"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.domain.asking import CALENDAR
from tests.law.plans import laid, refusal

from huanjie.domain.appeal import answer_due, appeal_due
from huanjie.domain.due import Due
from huanjie.domain.schedule import schedule
from huanjie.law.applied import Law
from huanjie.law.phrase import in_chinese
from huanjie.law.shelf import load
from huanjie.law.wording import figure_of

DAY = date(2026, 6, 28)
HAINAN = load("villagers-committee", on=DAY, today=DAY, region="hainan")
LAW = Law(pack=HAINAN, calendar=CALENDAR)
SAME = '[finding_appeal]\ndays = 3\nanswer_days = {answer}\nanswered_by = "村民选举委员会"'


def test_the_rule_names_the_days_and_who_answers() -> None:
    rule = HAINAN.finding_appeal
    assert rule
    assert (rule.days, rule.answer_days, rule.answered_by) == (3, 3, "村民选举委员会")
    assert (rule.citation.article, rule.citation.confidence) == ("第二十一条第二款", "V")
    assert in_chinese(figure_of(rule, HAINAN)) == (
        "自公布之日起 3 日内提出；收到之日起 3 日内由村民选举委员会答复"
    )


@pytest.mark.parametrize(
    ("posted", "last", "articles"),
    [
        # a Monday, so the third day is a Thursday
        (date(2026, 6, 8), date(2026, 6, 11), ["第二十一条第二款"]),
        # a Thursday: the third day is a Sunday, and the period runs on to Monday
        (date(2026, 6, 11), date(2026, 6, 15), ["第二十一条第二款", "第二百零三条"]),
    ],
)
def test_the_days_run_from_the_day_after_and_on_over_rest_days(
    posted: date, last: date, articles: list[str]
) -> None:
    for due in (appeal_due(LAW, posted), answer_due(LAW, posted)):
        assert isinstance(due, Due)
        assert due.last_day == last
        assert [each.article for each in due.grounds] == articles


@pytest.mark.parametrize(
    "region", [None, "beijing", "hebei", "shanghai", "sichuan", "tianjin", "zhejiang"]
)
def test_no_other_text_says_until_when(region: str | None) -> None:
    pack = load("villagers-committee", on=DAY, today=DAY, region=region)
    law = Law(pack=pack, calendar=CALENDAR)
    assert pack.finding_appeal is None
    assert (appeal_due(law, DAY), answer_due(law, DAY)) == (None, None)


@pytest.mark.parametrize("answer", [2, 4])
def test_a_plan_may_not_say_other_days(tmp_path: Path, answer: int) -> None:
    fault = refusal(SAME.format(answer=answer), tmp_path, HAINAN)
    assert "第二十一条第二款" in fault.says


def test_a_plan_that_says_the_same_is_taken(tmp_path: Path) -> None:
    rule = laid(SAME.format(answer=3), tmp_path, HAINAN).finding_appeal
    assert rule
    assert rule.answer_days == 3


def test_a_plan_fills_in_where_no_law_says(tmp_path: Path) -> None:
    rule = laid(SAME.format(answer=2), tmp_path).finding_appeal
    assert rule
    assert rule.answer_days == 2


def latest_days(polling_day: date) -> dict[str, date | None]:
    dated = schedule(HAINAN, polling_day=polling_day, calendar=CALENDAR)
    return {each.event: each.window.latest for each in dated.steps}


def test_the_schedule_leaves_time_to_object_and_to_answer() -> None:
    latest = latest_days(DAY)
    # the 19th to the 21st are holidays: six working days are over on the 23rd
    assert latest["candidates-reviewed"] == date(2026, 6, 14)
    assert latest["nomination-end"] == date(2026, 6, 14)
    assert latest["finding-objections-end"] == date(2026, 6, 17)
    # three days later is a Saturday, a rest day, and so is the next
    assert latest["finding-objection-decided"] == date(2026, 6, 22)
    assert latest["candidates-published"] == date(2026, 6, 23)


@pytest.mark.parametrize("days", range(0, 364, 3))
def test_it_does_so_whatever_rest_days_lie_between(days: int) -> None:
    latest = latest_days(date(2026, 1, 25) + timedelta(days=days))
    decided, posted = latest["finding-objection-decided"], latest["candidates-published"]
    assert decided
    assert posted
    assert decided <= posted
