"""The review for machines (资格审查接口): findings rule by rule, declarations, stepping back. A
bar and an exemption want a person in front of them.
"""

from __future__ import annotations

import datetime

from ninja import Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.findings import NomineeFinding, RuleLine, find_all, rows_of
from huanjie.office.candidacy.services import decline
from huanjie.office.candidacy.shapes import Document, Facts, PaperId
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Ground, In, Out, RowId, grounds_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election

router = Router(tags=["资格审查"])
_MOST_PEOPLE = 1000


class EvidenceOut(Out):
    """Where a fact comes from (一项事实的来源); what it says stays on the page."""

    fact: str = Field(title="事实", examples=["political_rights"])
    source: str = Field(title="来源；没有写明的是空的")
    reference: str = Field(title="材料的名称和文号")
    stated_on: datetime.date | None = Field(title="日期")


class RuleFindingOut(Out):
    """One condition (一条条件)."""

    condition: str = Field(title="条件", examples=["punished"])
    name: str = Field(title="名称")
    finding: str = Field(title="结论：eligible、barred、exemption-needed、unknown")
    exempted: bool = Field(title="已批准放宽")
    exempted_by: str | None = Field(
        title="由哪一级决定放宽：town、county、city；规定没有写明的是空的"
    )
    evidence: list[EvidenceOut] = Field(title="依据的事实")
    grounds: list[Ground] = Field(title="依据")


class EligibilityOut(Out):
    """One nomination (一项提名的审查)."""

    nomination: int = Field(title="提名的编号")
    person: str = Field(title="选票上的编号")
    post: str = Field(title="职务")
    state: str = Field(title="状态")
    finding: str = Field(title="结论：eligible、barred、exemption-needed、unknown")
    rules: list[RuleFindingOut] = Field(title="逐条的结论；规定没有写条件的是空的")


class FindingsOut(Out):
    """Everybody's findings (资格审查)."""

    findings: list[EligibilityOut] = Field(title="各项提名")
    version: int = Field(title="版本，写进 If-Match")


class DeclarationIn(In):
    """A declaration that these nominees signed (本人声明)."""

    people: list[PaperId] = Field(
        min_length=1, max_length=_MOST_PEOPLE, title="交来声明的人选，选票上的编号"
    )
    facts: Facts = Field(
        min_length=1,
        title="声明的事实，只能是资格条件问到的",
        examples=[{"political_rights": True}],
    )
    reference: Document = Field(title="声明的名称", examples=["参选人本人声明"])


class DeclaredOut(Out):
    """Whose declarations were entered (登记的声明)."""

    declared: list[str] = Field(title="选票上的编号")
    version: int = Field(title="版本")


class DeclineIn(In):
    """By which paper somebody steps back (本人书面退出)."""

    document: Document = Field(title="书面声明的名称和日期")


class DeclinedOut(Out):
    """Who stepped back (退出的人)."""

    person: str = Field(title="选票上的编号")
    version: int = Field(title="版本")


@on_election(
    router.get, "/findings", Action.SEE_FINDINGS, response=FindingsOut, summary="资格审查的结论"
)
def findings_all(own: Election) -> FindingsOut:
    """Everybody's findings, rule by rule, each with the sources of its facts."""
    found = find_all(own, rows_of(own))
    return FindingsOut(findings=[_finding(each) for each in found], version=own.version)


@on_election(
    router.post,
    "/declarations",
    Action.STATE_FACTS,
    response={201: DeclaredOut},
    summary="登记本人声明",
)
def declarations_enter(own: Election, who: ActingUser, said: DeclarationIn) -> DeclaredOut:
    """Enter what these nominees declared by a form that each signed: all of them or nobody."""
    ids = declare_facts(
        acting_user=who,
        election=own,
        people=tuple(said.people),
        facts=said.facts,
        reference=said.reference,
    )
    return DeclaredOut(declared=ids, version=own.version)


@on_election(
    router.post,
    "/nominations/{number}/decline",
    Action.NOMINATE,
    response=DeclinedOut,
    summary="登记本人书面退出",
)
def nomination_decline(
    own: Election, who: ActingUser, number: RowId, said: DeclineIn
) -> DeclinedOut:
    """Enter that a nominee steps back by their own written word."""
    person = decline(acting_user=who, election=own, nominee=number, document=said.document)
    return DeclinedOut(person=person, version=own.version)


def _finding(each: NomineeFinding) -> EligibilityOut:
    return EligibilityOut(
        nomination=each.nominee.pk,
        person=each.nominee.person,
        post=each.nominee.contest.post,
        state=each.nominee.state,
        finding=each.finding,
        rules=[_rule(line) for line in each.lines],
    )


def _rule(line: RuleLine) -> RuleFindingOut:
    return RuleFindingOut(
        condition=line.rule.condition.key,
        name=line.rule.condition.name,
        finding=line.finding,
        exempted=line.rule.is_exempted,
        exempted_by=line.rule.condition.exempted_by,
        evidence=[
            EvidenceOut(
                fact=each.fact.fact,
                source=each.source,
                reference=each.reference,
                stated_on=each.stated_on,
            )
            for each in line.evidence
        ],
        grounds=grounds_of((line.citation,)),
    )
