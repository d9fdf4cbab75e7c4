"""Questions about people (人): who is registered, whose proxy is accepted, who may stand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from huanjie.domain.eligibility import MEMBER, check_has_eligibility, judge_eligibility
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
    found = {}
    given = given_of(law.pack.stated_facts, polling_day=_polling_day(facts))
    for name, person in facts.get("persons").entries():
        key = read_key(facts.get("persons"), name)
        stated = read_stated(person, law.pack.stated_facts, question="registration", given=given)
        found[key] = register(law.pack, stated)
    if not found:
        facts.get("persons").refuse("至少写一个人")
    answer = {
        "registered": [name for name, each in found.items() if each.registered],
        "not_registered": [name for name, each in found.items() if not each.registered],
        "reasons": _reasons((name, each.reasons) for name, each in found.items()),
    }
    return Reply(answer=answer, grounds=_grounds(each.grounds for each in found.values()))


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
    found = {}
    for name, case in facts.get("cases").entries():
        key = read_key(facts.get("cases"), name)
        stated = read_stated(case, law.pack.stated_facts, question="proxy", given=given)
        found[key] = judge_proxy(law.pack, stated)
    if not found:
        facts.get("cases").refuse("至少写一项委托")
    answer = {
        "accepted": [name for name, each in found.items() if each.accepted],
        "refused": [name for name, each in found.items() if not each.accepted],
        "reasons": _reasons((name, each.reasons) for name, each in found.items()),
    }
    return Reply(answer=answer, grounds=_grounds(each.grounds for each in found.values()))


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


def _reasons(found: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, list[str]]:
    return {name: list(reasons) for name, reasons in found if reasons}


def _grounds(found: Iterable[tuple[Citation, ...]]) -> tuple[Citation, ...]:
    return distinct(citation for citations in found for citation in citations)
