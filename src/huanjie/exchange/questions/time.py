"""Questions about time (期间): working days, deadlines, and the term of office."""

from __future__ import annotations

from huanjie.domain.calendar import LONGEST_PERIOD, days_after, days_before, working_days
from huanjie.domain.term import term_end
from huanjie.door.cursor import Cursor
from huanjie.exchange.questions.reply import Reply, cited
from huanjie.law.applied import Law


def ask_working_days(law: Law, facts: Cursor) -> Reply:
    """几个工作日."""
    facts.only("from", "days")
    rule = law.pack.need(law.pack.working_days, "working-days")
    start = facts.get("from").date()
    days = facts.get("days").whole(at_most=LONGEST_PERIOD)
    counted = working_days(start, days, law.calendar)
    answer = {
        "counted": [day.isoformat() for day in counted.counted],
        "last_day": counted.last_day.isoformat(),
        "provisional": counted.provisional,
    }
    return Reply(answer=answer, grounds=cited(rule))


def ask_deadline(law: Law, facts: Cursor) -> Reply:
    """最后一天是哪天，是否按时."""
    facts.only("anchor", "days", "direction", "given", "roll")
    anchor, given = facts.get("anchor").date(), facts.find("given")
    days = facts.get("days").whole(at_most=LONGEST_PERIOD)
    before = facts.get("direction").one_of("before", "after") == "before"
    roll = _rolls(law, facts)
    last = (
        days_before(anchor, days, law.calendar)
        if before
        else days_after(anchor, days, law.calendar, roll=roll)
    )
    answer: dict[str, object] = {"last_day": last.last_day.isoformat()}
    if given:
        answer["in_time"] = given.date() <= last.last_day
    answer["provisional"] = last.provisional
    unrolled = last if before else days_after(anchor, days, law.calendar, roll=False)
    rolled = last.last_day != unrolled.last_day
    rules = (law.pack.period, law.pack.roll if rolled else None)
    return Reply(answer=answer, grounds=cited(*rules), is_no=answer.get("in_time") is False)


def _rolls(law: Law, facts: Cursor) -> bool:
    roll = facts.find("roll")
    if roll:
        return roll.yes_no()
    return law.pack.roll is not None and law.pack.roll.rolls


def ask_term(law: Law, facts: Cursor) -> Reply:
    """任期到哪天."""
    facts.only("elected_on")
    end = term_end(law.pack, elected_on=facts.get("elected_on").date())
    answer = {"ends_on": end.ends_on.isoformat()}
    if end.latest_with_approval:
        answer["latest_with_approval"] = end.latest_with_approval.isoformat()
    return Reply(answer=answer, grounds=end.grounds)
