"""Deeds about objections to nominees (对人选的异议): enter one, take it back, decide it.

The ground is a condition of the pack and nothing else. What is upheld states the fact behind it, so
that the finding itself bars the person; a published candidate leaves the list with it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.departure import Reason
from huanjie.domain.objection import State, Step, after, check_received
from huanjie.domain.permission import Action
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.domain.phone import fault_of_phone, repaired_phone
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.law.condition import Condition
from huanjie.law.expression import Fact
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.candidacy.departing import Struck, is_listed, strike
from huanjie.office.candidacy.evidence import facts_to_state
from huanjie.office.candidacy.facts import checked_document, put_facts
from huanjie.office.candidacy.findings import RuleLine, find_all, rows_of
from huanjie.office.candidacy.models import Source
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_gates
from huanjie.office.notices.models import Line, NomineeObjection, Notice
from huanjie.office.notices.period import last_notice, until
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an objection says (异议的内容)."""

    person: str
    """the id on the paper of whom it is about"""
    ground: str
    """the key of a condition of eligibility"""
    received_on: datetime.date
    note: str = ""
    """the facts, in a sentence"""
    raised_by: str = ""
    """empty: whoever raised it gave no name, and nobody is stored"""
    phone: str = ""


@command(Action.RAISE_NOMINEE_OBJECTION)
def raise_nominee_objection(
    *, acting_user: ActingUser, election: Election, said: Said
) -> Done[int]:
    """Enter an objection to somebody posted (登记对人选的异议); the answer is its number.

    BadInput at its field; at `received_on` after the last day of the notice, with its ground.
    """
    _open_notice(election, Action.RAISE_NOMINEE_OBJECTION)
    notice = _hung_on(election, said.received_on)
    check_received(
        said.received_on,
        posted_on=notice.posted_on,
        today=clock.today(),
        until=until(notice),
        late="告诉本人公示期已过；有新的事实和材料的，在资格审查页登记事实",
    )
    if not Line.objects.filter(notice=notice, person=said.person).exists():
        raise BadInput(
            f"这次公示里没有“{shown(said.person)}”", at="person", remedy="从公示的人里选"
        )
    condition_of(law_of(election).pack, said.ground)
    last = NomineeObjection.objects.filter(election=election).order_by("-number").first()
    number = last.number + 1 if last else 1
    NomineeObjection.objects.create(
        election=election,
        region=election.region,
        notice=notice,
        number=number,
        person=said.person,
        ground=said.ground,
        note=_note(said.note) or None,
        raised_by=_name(said) or None,
        phone=_phone(said) or None,
        received_on=said.received_on,
    )
    says = {"objection": number, "on": said.received_on.isoformat()}
    return Done(answer=number, says=says)


@command(Action.RAISE_NOMINEE_OBJECTION)
def withdraw_nominee_objection(
    *, acting_user: ActingUser, election: Election, objection: int
) -> Done[int]:
    """Take an objection back at the wish of whoever raised it (撤回); the answer is its number.
    One that nobody signed cannot be: nobody can ask for it.
    """
    _open_notice(election, Action.RAISE_NOMINEE_OBJECTION)
    found = find_objection(election, objection)
    if found.raised_by is None:
        raise BadInput("没有署名的异议没有人能撤回", remedy="核实以后由选举主持人决定")
    found.state = after(State(found.state), Step.WITHDRAW)
    found.save(update_fields=("state",))
    return Done(answer=objection, says={"withdrawn_objection": objection})


@command(Action.DECIDE_NOMINEE_OBJECTION)
def dismiss_nominee_objection(
    *, acting_user: ActingUser, election: Election, objection: int
) -> Done[int]:
    """Decide that an objection is not well founded (不成立): the condition that it named does not
    bar the person. The answer is its number. BadInput where by what is known it does.
    """
    _open_notice(election, Action.DECIDE_NOMINEE_OBJECTION)
    found = find_objection(election, objection)
    _decide(found, Step.DISMISS, evidence="")
    if bars(found):
        raise BadInput(
            f"按已经登记的事实，这个人不符合“{_condition_name(election, found)}”，不能决定不成立",
            remedy="决定异议成立；登记的事实有误的，先凭书面材料更正",
        )
    return Done(answer=objection, says={"objection": objection, "dismissed": True})


@command(Action.DECIDE_NOMINEE_OBJECTION)
def uphold_nominee_objection(
    *,
    acting_user: ActingUser,
    election: Election,
    objection: int,
    facts: Mapping[str, Any],
    evidence: str,
    appeal_until: datetime.date | None = None,
) -> Done[int]:
    """Decide that an objection is well founded (成立), by facts and the document that shows them,
    and until when a published candidate may appeal who leaves the list with it; the answer is its
    number. The condition that was named must bar the person by these facts:
    BadInput at the word of a fact where it does not.
    """
    _open_notice(election, Action.DECIDE_NOMINEE_OBJECTION)
    found = find_objection(election, objection)
    document = checked_document(evidence, at="evidence")
    _decide(found, Step.UPHOLD, evidence=document)
    if facts:
        put_facts(election, found.person, facts, source=Source.DOCUMENT, reference=document)
    _check_barred(found, facts)
    if appeal_until and not is_listed(election, found.person):
        raise BadInput(
            "这个人不在公布的名单上，不写申诉的最后一天", at="appeal_until", remedy="去掉这一项"
        )
    struck = strike(
        election,
        found.person,
        Struck(
            reason=Reason.OBJECTION,
            document=document,
            by=acting_user.user,
            appeal_until=appeal_until,
        ),
    )
    says = {"objection": objection, "upheld": True, **({"struck": struck} if struck else {})}
    return Done(answer=objection, says=says)


def _check_barred(found: NomineeObjection, facts: Mapping[str, Any]) -> None:
    if not bars(found):
        stated = [*facts, *(each.fact for each in facts_behind(found)), "evidence"]
        raise BadInput(
            f"按填写的事实，没有认定这个人不符合“{_condition_name(found.election, found)}”",
            at=stated[0],
            remedy="填写查明的事实；查不出来的，决定异议不成立",
        )


def bars(found: NomineeObjection) -> bool:
    """Whether the condition that an objection names bars the person by what is known."""
    return any(line.finding == "barred" for line in _lines(found.election, found))


def _condition_name(election: Election, found: NomineeObjection) -> str:
    return condition_of(law_of(election).pack, found.ground).name


def _lines(election: Election, found: NomineeObjection) -> list[RuleLine]:
    judged = find_all(election, rows_of(election, found.person))
    return [x for each in judged for x in each.lines if x.rule.condition.key == found.ground]


def _decide(found: NomineeObjection, step: Step, *, evidence: str) -> None:
    found.state, found.decided_on = after(State(found.state), step), clock.today()
    found.evidence = evidence
    found.save(update_fields=("state", "decided_on", "evidence"))


def condition_of(pack: RulePack, key: str, *, at: str = "ground") -> Condition:
    """A condition of eligibility by its key; BadInput, at its field, where there is none."""
    found = next((each for each in pack.eligibility if each.key == key), None)
    if found is None:
        raise BadInput(f"任职条件里没有“{shown(key)}”", at=at, remedy="只能从规定的任职条件里选")
    return found


def facts_behind(found: NomineeObjection) -> tuple[Fact, ...]:
    """The facts of the condition that was named, as far as somebody has to state them."""
    election = found.election
    judged = find_all(election, rows_of(election, found.person))
    asked = {each.fact for line in _lines(election, found) for each in line.rule.facts}
    if not judged:
        return ()
    entry = judged[0].nominee.entry
    known = facts_to_state(law_of(election).pack, election, entry)
    return tuple(each for each in known if each.fact in asked)


def find_objection(election: Election, number: int) -> NomineeObjection:
    """An objection of this election by its number; BadInput where there is none."""
    rows = NomineeObjection.objects.filter(election=election, number=number)
    found = rows.select_related("notice", "election").first()
    if found is None:
        raise BadInput(f"没有第 {number} 号异议", remedy="回到公示页看现在的列表")
    return found


def _open_notice(election: Election, deed: Action) -> None:
    election.advance(deed)
    pass_gates(deed, election)
    if last_notice(election) is None:
        raise BadInput("还没有公示，没有可以提异议的名单", remedy="先张贴公示")


def _hung_on(election: Election, received_on: datetime.date) -> Notice:
    """The notice that was up when an objection came in, however late it is entered: the last one
    that was posted by then; before any was, the first.
    """
    rows = Notice.objects.filter(election=election).order_by("number")
    by_then = rows.filter(posted_on__lte=received_on).last()
    found = by_then or rows.first()
    assert found  # asked only once there is one
    return found


def _note(text: str) -> str:
    note = " ".join(text.split())
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"事实超过 {LONGEST_NOTE} 个字", at="note", remedy="写短一些")
    return note


def _name(said: Said) -> str:
    name = repaired_name(said.raised_by)
    if name and (fault := fault_of_name(name)):
        raise BadInput(fault, at="raised_by")
    return name


def _phone(said: Said) -> str:
    phone = repaired_phone(said.phone)
    if phone and not said.raised_by.strip():
        raise BadInput(
            "没有写提出人的姓名，不留手机号",
            at="phone",
            remedy="不署名的异议不写姓名也不写手机号",
        )
    if fault := fault_of_phone(phone):
        raise BadInput(fault, at="phone")
    return phone
