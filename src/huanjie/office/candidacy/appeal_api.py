"""Appeals against findings for machines (资格申诉接口): each finding that barred somebody, with the
days of its appeal; entering an appeal, and deciding it.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal, cast

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field, StrictBool

from huanjie.domain.permission import Action
from huanjie.office.appealshapes import AppealIn, AppealOut, LetterIn, articles_of
from huanjie.office.candidacy.barring import (
    Decision,
    decide_appeal,
    file_appeal,
)
from huanjie.office.candidacy.bars import grounds_of_barring
from huanjie.office.candidacy.departure_api import ArticleOut
from huanjie.office.candidacy.models import REFERENCE_LENGTH, Barring
from huanjie.office.candidacy.shapes import Facts, PaperId
from huanjie.office.candidacy.terms import term_of
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Out, Page, Slice, page_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["资格审查"])
_APPEAL = "/findings/{person}/appeal"
_Because = Literal["review", "ineligible", "cancelled", "objection"]
_State = Literal["none", "filed", "upheld", "dismissed"]


class FindingAppealOut(AppealOut):
    """A finding that somebody does not meet the conditions, and the appeal against it (申诉)."""

    person: str = Field(title="选票上的编号")
    because: _Because = Field(
        title="认定的原因：review 资格审查；公布名单以后，ineligible 丧失资格，"
        "cancelled 参选过程中的违法行为，objection 异议成立"
    )
    found_on: datetime.date = Field(title="认定日期")
    state: _State = Field(title="申诉：none 没有，filed 待决定，upheld 成立，dismissed 不成立")
    answer_by: datetime.date | None = Field(title="最迟答复的一天；规定没有写的是 null")
    answered_by: str = Field(title="由谁答复；规定没有写的是空的")
    found_by: list[ArticleOut] = Field(title="认定的依据")
    grounds: list[ArticleOut] = Field(title="期限的依据")


class AppealDecisionIn(LetterIn):
    """What was decided on an appeal (对申诉的决定)."""

    upheld: StrictBool = Field(title="成立不成立")
    facts: Facts = Field(
        default_factory=dict,
        title="查明的新事实；成立的才写",
        examples=[{"criminal_punishment": False}],
    )
    evidence: str = Field("", max_length=REFERENCE_LENGTH, title="证明新事实的材料；成立的才写")


class FindingAppealDone(Out):
    """An appeal was entered or decided (办理的申诉)."""

    person: str = Field(title="选票上的编号")
    version: int = Field(title="版本")


@on_election(
    router.get,
    "/findings/appeals",
    Action.SEE_FINDINGS,
    response=Page[FindingAppealOut],
    summary="资格申诉",
)
def finding_appeals(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Every finding that barred somebody, in order, with its appeal."""
    rows = Barring.objects.filter(election=own)
    page = page_of(rows, part, lambda some: (_appeal(own, each) for each in some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    _APPEAL,
    Action.FILE_APPEAL,
    response={201: FindingAppealDone},
    summary="登记资格申诉",
)
def finding_appeal_file(
    own: Election, who: ActingUser, person: PaperId, said: AppealIn
) -> FindingAppealDone:
    """Enter that the person appealed; after the last day it is refused."""
    _check_there(own, person)
    file_appeal(acting_user=who, election=own, person=person, filed_on=said.filed_on)
    return FindingAppealDone(person=person, version=own.version)


@on_election(
    router.post,
    f"{_APPEAL}/decide",
    Action.DECIDE_APPEAL,
    response=FindingAppealDone,
    summary="决定资格申诉",
)
def finding_appeal_decide(
    own: Election, who: ActingUser, person: PaperId, said: AppealDecisionIn
) -> FindingAppealDone:
    """Decide on an appeal, by somebody else than whoever found. What cannot be undone is not asked
    twice.
    """
    _check_there(own, person)
    decision = Decision(
        is_upheld=said.upheld, document=said.document, facts=said.facts, evidence=said.evidence
    )
    decide_appeal(acting_user=who, election=own, person=person, decision=decision)
    return FindingAppealDone(person=person, version=own.version)


def _check_there(own: Election, person: str) -> None:
    if not own.nominees.filter(person=person).exists():
        raise Http404


def _appeal(own: Election, each: Barring) -> FindingAppealOut:
    term = term_of(own, each)
    return FindingAppealOut(
        person=each.person,
        because=cast(_Because, each.struck_because or "review"),
        found_on=each.found_on,
        state=cast(_State, each.appeal_state),
        appeal_until=each.appeal_until,
        filed_on=each.filed_on,
        answer_by=term.answer.last_day if term.answer else None,
        late=term.is_late,
        answered_by=term.rule.answered_by if term.rule else "",
        document=each.decision,
        decided_on=each.decided_on,
        found_by=[ArticleOut.of(ground) for ground in grounds_of_barring(each)],
        grounds=[ArticleOut.of(x) for x in articles_of(term.appeal, term.answer)],
    )
