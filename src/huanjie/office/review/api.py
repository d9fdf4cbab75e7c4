"""Joint review for machines (联审接口): a department's batches and drafts, the office's numbers.

Signing is not among it: a signature is a person's, with a second factor (签字由人来办).
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Final, Literal

from django.http import HttpRequest
from ninja import Header, Path, Query, Router
from pydantic import Field

from huanjie.domain.ladder import Column
from huanjie.domain.permission import Action
from huanjie.office.endpoint import Asked, Ground, In, Out, Page, Slice, acting, page_of
from huanjie.office.review.answering import draft_answers, return_questions
from huanjie.office.review.changing import check_once
from huanjie.office.review.desk import Row, find_desk, rows_of
from huanjie.office.review.desks import Heading, heading_of, headings_for
from huanjie.office.review.halves import Clock
from huanjie.office.review.models import Batch
from huanjie.office.review.progress import Progress, progress_of
from huanjie.office.security.noting import note_shown
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.units.permission import NOT_YOURS, need, need_somewhere
from huanjie.office.web import find_unit, signed_in

router = Router(tags=["联审"])
_MOST: Final = 2000
_DESK: Final = "/questions/{sent}/{asked}"
Line = Annotated[int, Field(strict=True, ge=1, le=_MOST)]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
Sent = Path[Annotated[str, Field(pattern=r"^[a-z0-9]{1,12}$", title="批次的编号")]]
Key = Path[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$", title="部门的代号")]]
SEES: Final = Bearer(Action.SEE_QUESTIONS)


class DueOut(Out):
    """When something is due (时限), in half working days."""

    day: datetime.date = Field(title="最后一天")
    until: Literal["12:00", "24:00"] = Field(title="到几点")
    half_days_left: int = Field(title="还有几个半天")
    half_days_over: int = Field(title="逾期几个半天")
    provisional: bool = Field(title="是不是碰到了没有公布放假安排的年份")


class DeskOut(Out):
    """A batch that asks the own department (部门的一批)."""

    batch: str = Field(title="批次的编号")
    department: str = Field(title="部门的代号")
    place: str = Field(title="送审单位的代码")
    number: int = Field(title="第几批")
    people: int = Field(title="人数")
    to_draft: int = Field(title="待初核")
    to_sign: int = Field(title="等这个账号签字")
    signed: int = Field(title="已签")
    due: DueOut | None = Field(title="最早的时限；没有待办的是 null")


class ConditionOut(Out):
    """A condition under which the department may answer that somebody is barred (一条)."""

    condition: str = Field(title="条件")
    name: str = Field(title="名称")
    ground: Ground = Field(title="依据")


class QuestionOut(Out):
    """One person, as the department sees them (一个人)."""

    line: int = Field(title="序号")
    columns: dict[str, str] = Field(title="给这个部门看的项；证件号码打码")
    state: str = Field(title="状态：asked、drafted、signed、returned")
    barred_by: list[str] | None = Field(title="答复：不宜的条件，空是无不宜情形；没有答复的是 null")
    signatures: int = Field(title="已有几人签字")
    wrong: list[str] = Field(title="退回的项")


class DeskWhole(DeskOut):
    """The same with its people (名单)."""

    signatures: int = Field(title="每个答复由几个人签")
    conditions: list[ConditionOut] = Field(title="可以答复的条件")
    questions: list[QuestionOut] = Field(title="名单")


class AnswerIn(In):
    """The draft for one person (一个初核)."""

    line: Line = Field(title="序号")
    barred_by: list[Word] = Field(max_length=12, title="不宜的条件；空是无不宜情形")
    instead_of: list[Word] | None = Field(
        None,
        max_length=12,
        title="代替哪个初核：读到的 barred_by；还没有初核的不写。此间变了的不办",
    )


class AnswersIn(In):
    """Drafts (初核)."""

    answers: list[AnswerIn] = Field(min_length=1, max_length=_MOST, title="初核，一人一项")


class ReturnIn(In):
    """Whom to return, and why (退回)."""

    lines: list[Line] = Field(min_length=1, max_length=_MOST, title="序号")
    columns: list[Column] = Field(min_length=1, max_length=6, title="缺少或者有误的项")


class AnsweredOut(Out):
    """For how many people it was done (办了几人)."""

    people: int = Field(title="人数")


class LateOut(Out):
    """A department that owes answers (待答的部门)."""

    department: str = Field(title="代号")
    name: str = Field(title="名称")
    waiting: int = Field(title="待答人数")
    late: int = Field(title="其中逾期")


class BatchOut(Out):
    """A batch as its office sees it (一批)."""

    batch: str = Field(title="批次的编号")
    number: int = Field(title="第几批")
    ladder: str = Field(title="联审安排")
    people: dict[str, int] = Field(title="各状态的人数")
    owing: list[LateOut] = Field(title="待答的部门")


@router.get("/questions", auth=SEES, response=list[DeskOut], summary="本部门的联审批次")
def review_desks(request: HttpRequest) -> list[DeskOut]:
    """Every batch that asks the own department."""
    user = signed_in(request)
    places = need_somewhere(user, Action.SEE_QUESTIONS, NOT_YOURS)
    return [DeskOut(**_head(each)) for each in headings_for(user, places)]


@router.get(_DESK, auth=SEES, response=DeskWhole, summary="一批的名单")
def review_desk(request: HttpRequest, sent: Sent, asked: Key) -> DeskWhole:
    """One of them with its people, in the least that the department needs."""
    desk = find_desk(request, sent, asked)
    rows = rows_of(desk, desk.questions)
    note_shown(signed_in(request), region=desk.place.pk, people=len(rows))
    bars = {bar.condition: bar for row in rows for bar in row.bars}
    return DeskWhole(
        **_head(heading_of(desk)),
        signatures=desk.level.signatures,
        conditions=[
            ConditionOut(condition=bar.condition, name=bar.name, ground=Ground.of(bar.citation))
            for bar in bars.values()
        ],
        questions=[_question(row) for row in rows],
    )


@router.post(
    f"{_DESK}/draft", auth=Bearer(Action.DRAFT_ANSWER), response=AnsweredOut, summary="联审初核"
)
def review_draft(
    request: HttpRequest, sent: Sent, asked: Key, said: AnswersIn, head: Header[Asked]
) -> AnsweredOut:
    """Draft answers: all or none; another person signs them on the page. A draft takes the place
    of the one that it names, and of no other.
    """
    desk = find_desk(request, sent, asked)
    check_once(each.line for each in said.answers)
    done = draft_answers(
        acting_user=acting(request, head),
        unit=desk.place,
        batch=desk.batch.pk,
        department=desk.asked.key,
        answers={each.line: frozenset(each.barred_by) for each in said.answers},
        instead_of={
            each.line: frozenset(each.instead_of)
            for each in said.answers
            if each.instead_of is not None
        },
    )
    return AnsweredOut(people=done)


@router.post(
    f"{_DESK}/return", auth=Bearer(Action.RETURN_QUESTION), response=AnsweredOut, summary="退回联审"
)
def review_return(
    request: HttpRequest, sent: Sent, asked: Key, said: ReturnIn, head: Header[Asked]
) -> AnsweredOut:
    """Return people, and say which columns are missing or wrong."""
    desk = find_desk(request, sent, asked)
    done = return_questions(
        acting_user=acting(request, head),
        unit=desk.place,
        batch=desk.batch.pk,
        department=desk.asked.key,
        lines=said.lines,
        columns=said.columns,
    )
    return AnsweredOut(people=done)


@router.get(
    "/units/{code}/reviews",
    auth=Bearer(Action.SEE_REVIEWS),
    response=Page[BatchOut],
    summary="送审的批次",
)
def review_batches(request: HttpRequest, code: str, part: Query[Slice]) -> dict[str, Any]:
    """The batches of a town or a county, the newest first: how far their people are, and which
    department owes.
    """
    unit = find_unit(request, code)
    need(signed_in(request), Action.SEE_REVIEWS, unit)
    batches = Batch.objects.filter(region=unit.pk).select_related("ladder")
    return page_of(batches, part, lambda rows: map(_batch, progress_of(rows)))


def _head(desk: Heading) -> dict[str, Any]:
    return {
        "batch": desk.batch.pk,
        "department": desk.asked.key,
        "place": desk.place.pk,
        "number": desk.batch.number,
        "people": desk.people,
        "to_draft": desk.to_draft,
        "to_sign": desk.to_sign,
        "signed": desk.signed,
        "due": desk.clock and _due(desk.clock),
    }


def _due(clock: Clock) -> DueOut:
    return DueOut(
        day=clock.end.half.day,
        until="24:00" if clock.end.half.is_afternoon else "12:00",
        half_days_left=clock.halves_left,
        half_days_over=clock.halves_over,
        provisional=clock.end.provisional,
    )


def _question(row: Row) -> QuestionOut:
    return QuestionOut(
        line=row.line,
        columns={column.value: text for column, _label, text in row.cells},
        state=row.state.value,
        barred_by=None if row.answer is None else sorted(row.answer),
        signatures=row.signatures,
        wrong=[each.value for each in row.question.wrong],
    )


def _batch(progress: Progress) -> BatchOut:
    return BatchOut(
        batch=progress.batch.pk,
        number=progress.batch.number,
        ladder=progress.ladder.name,
        people=dict(progress.counts),
        owing=[
            LateOut(
                department=each.asked.key,
                name=each.asked.name,
                waiting=each.waiting,
                late=each.late,
            )
            for each in progress.owing
        ],
    )
