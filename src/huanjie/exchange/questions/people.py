"""Questions about people (人): who is registered, whose proxy is accepted, who may stand."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from huanjie.domain.eligibility import MEMBER, check_has_eligibility, judge_eligibility
from huanjie.domain.evaluation import Stated
from huanjie.domain.proxy import check_has_proxy, judge_proxy
from huanjie.domain.registration import check_has_registration, register
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import read_key, read_post
from huanjie.exchange.questions.reply import Reply, method_of
from huanjie.exchange.statedfacts import given_of, read_stated
from huanjie.law.applied import Law
from huanjie.law.citation import Citation, distinct


def ask_registration(law: Law, facts: Cursor) -> Reply:
    """谁应当登记."""
    check_has_registration(law.pack)
    facts.only("persons", "polling_day")
    given = given_of(law.pack.stated_facts, polling_day=_polling_day(facts))
    everybody = _stated_of_each(law, facts.get("persons"), "registration", given)
    found = {name: register(law.pack, stated) for name, stated in everybody.items()}
    if not found:
        facts.get("persons").refuse("至少写一个人")
    answer = {
        "registered": [name for name, each in found.items() if each.registered],
        "not_registered": [name for name, each in found.items() if not each.registered],
    }
    return _with_reasons(answer, {name: (e.reasons, e.grounds) for name, e in found.items()})


def _polling_day(facts: Cursor) -> datetime.date | None:
    """选举日; without it nobody's age can be told, so that a birth date asks for it."""
    stated = facts.find("polling_day")
    if stated:
        return stated.date()
    for _, person in facts.get("persons").entries():
        if person.find("birth_date"):
            facts.refuse("写了出生日期，缺少“polling_day”", "补上“polling_day”（选举日）")
    return None


def ask_proxy(law: Law, facts: Cursor) -> Reply:
    """委托投票可否接受; each case alone, with its own `held_before`."""
    check_has_proxy(law.pack)
    facts.only("method", "cases")
    given = given_of(law.pack.stated_facts, method=method_of(law, facts))
    cases = _stated_of_each(law, facts.get("cases"), "proxy", given)
    found = {name: judge_proxy(law.pack, stated) for name, stated in cases.items()}
    if not found:
        facts.get("cases").refuse("至少写一项委托")
    answer = {
        "accepted": [name for name, each in found.items() if each.accepted],
        "refused": [name for name, each in found.items() if not each.accepted],
    }
    return _with_reasons(answer, {name: (e.reasons, e.grounds) for name, e in found.items()})


def ask_eligibility(law: Law, facts: Cursor) -> Reply:
    """能否担任; `on` is the day on which age counts (选举日)."""
    check_has_eligibility(law.pack)
    facts.only("person", "post", "on")
    on, post = facts.find("on"), facts.find("post")
    given = given_of(law.pack.stated_facts, polling_day=on.date() if on else None)
    stated = read_stated(
        facts.get("person"), law.pack.stated_facts, question="eligibility", given=given
    )
    found = judge_eligibility(law.pack, stated, post=read_post(post) if post else MEMBER)
    answer = {"finding": found.finding, "reasons": list(found.reasons)}
    return Reply(answer=answer, grounds=found.grounds, is_no=found.finding == "barred")


def _stated_of_each(law: Law, table: Cursor, question: str, given: Stated) -> dict[str, Stated]:
    """What is stated of each person or case of a question, by its name."""
    asked = law.pack.stated_facts
    return {
        read_key(table, name): read_stated(each, asked, question=question, given=given)
        for name, each in table.entries()
    }


def _with_reasons(
    answer: Mapping[str, list[str]],
    found: Mapping[str, tuple[tuple[str, ...], tuple[Citation, ...]]],
) -> Reply:
    """The reply, with the reasons of each who has any, and every article that decided."""
    reasons = {name: list(told) for name, (told, _) in found.items() if told}
    grounds = distinct(citation for _, cited in found.values() for citation in cited)
    return Reply(answer={**answer, "reasons": reasons}, grounds=grounds)
