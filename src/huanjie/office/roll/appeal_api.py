"""Appeals above for machines (向上申诉接口): which decisions on objections to the roll may be
appealed against, entering an appeal, and what those above decide. Who appealed is not told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.appealshapes import AppealIn, AppealOut, Letter, LetterIn, articles_of
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Ground, Ordinal, Page, Slice, grounds_of, page_of
from huanjie.office.gates import follows_striking, whole
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.appeals import (
    RollAppeal,
    appeal_of,
    change_decision,
    file_roll_appeal,
    keep_decision,
)
from huanjie.office.roll.change_api import Name
from huanjie.office.roll.leaving import leaving_by_appeal
from huanjie.office.roll.objection_api import ObjectionDone, RemedyIn, check_there, done
from huanjie.office.roll.objection_list import ShownObjection, shown
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["名册"])
_APPEAL = "/roll/objections/{number}/appeal"
_State = Literal["none", "filed", "kept", "changed"]


class RollAppealOut(AppealOut):
    """A decision on an objection, and the appeal above against it (对处理决定的申诉)."""

    objection: int = Field(title="异议的编号")
    about: str = Field(title="对谁")
    objection_state: Literal["upheld", "dismissed"] = Field(title="异议的处理决定")
    state: _State = Field(title="申诉：none 没有，filed 待决定，kept 维持，changed 改变")
    decide_by: datetime.date | None = Field(title="最迟决定的一天")
    decided_by: str = Field(title="由谁决定", examples=["乡镇人民政府选举工作指导机构"])
    grounds: list[Ground] = Field(title="依据")


class RollAppealIn(AppealIn):
    """An appeal, and whose it is (登记申诉)."""

    appealed_by: Name = Field(title="申诉人姓名")


class RollChangeIn(RemedyIn):
    """A decision that does not stand (改变), and how the roll is put right: what was refused is
    done as stated; what was done is undone, and nothing else is stated.
    """

    document: Letter


@on_election(
    router.get,
    "/roll/appeals",
    Action.SEE_ROLL,
    response=Page[RollAppealOut],
    summary="对异议处理决定的申诉",
)
def roll_appeals(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Every decision on an objection that may be, or was, appealed against above; none where the
    law that applies has no such step.
    """
    page = page_of(tuple(_second_steps(own)), part, lambda some: (_appeal(*x) for x in some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    _APPEAL,
    Action.FILE_ROLL_APPEAL,
    response={201: ObjectionDone},
    summary="登记对异议处理决定的申诉",
)
def roll_appeal_file(
    own: Election, who: ActingUser, number: Ordinal, said: RollAppealIn
) -> ObjectionDone:
    """Enter that somebody is not satisfied with a decision, by the law's last day for it."""
    check_there(own, number)
    told = said.model_dump()
    file_roll_appeal(acting_user=who, election=own, objection=number, **told)
    return done(own, number)


@on_election(
    router.post,
    f"{_APPEAL}/keep",
    Action.DECIDE_ROLL_APPEAL,
    response=ObjectionDone,
    summary="维持处理决定",
)
def roll_appeal_keep(
    own: Election, who: ActingUser, number: Ordinal, said: LetterIn
) -> ObjectionDone:
    """Decide above that the decision stands; the roll stays as it is."""
    check_there(own, number)
    keep_decision(acting_user=who, election=own, objection=number, document=said.document)
    return done(own, number)


@on_election(
    router.post,
    f"{_APPEAL}/change",
    Action.DECIDE_ROLL_APPEAL,
    response=ObjectionDone,
    summary="改变处理决定",
)
def roll_appeal_change(
    own: Election, who: ActingUser, number: Ordinal, said: RollChangeIn
) -> ObjectionDone:
    """Decide above that the decision does not stand; the roll changes with it."""
    check_there(own, number)
    follows = whole(follows_striking(own, leaving_by_appeal(own.objections.get(number=number))))
    told: dict[str, Any] = {"document": said.document, "remedy": said.as_remedy}
    change_decision(acting_user=who, election=own, objection=number, **told)
    return done(own, number, follows)


def _second_steps(own: Election) -> Iterator[tuple[ShownObjection, RollAppeal]]:
    """The decided objections, each with its second step."""
    for row in shown(own):
        appeal = appeal_of(own, row.objection) if row.was_decided else None
        if appeal:
            yield row, appeal


def _appeal(row: ShownObjection, appeal: RollAppeal) -> RollAppealOut:
    each = row.objection
    return RollAppealOut(
        objection=each.number,
        about=row.about,
        objection_state=cast(Literal["upheld", "dismissed"], each.state),
        state=cast(_State, appeal.state),
        appeal_until=appeal.until.last_day if appeal.until else None,
        filed_on=each.appealed_on,
        decide_by=appeal.answer.last_day if appeal.answer else None,
        late=appeal.is_late,
        decided_by=appeal.rule.answered_by,
        document=each.appeal_decision,
        decided_on=each.appeal_decided_on,
        grounds=grounds_of(articles_of(appeal.until, appeal.answer)),
    )
