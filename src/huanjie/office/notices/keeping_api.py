"""Appraisals, pledges and statements for machines (考察、承诺书、竞职陈述接口). A photograph is not
among it: it is looked at before it is posted, on the page.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Final, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.candidacy.models import FACT_LENGTH
from huanjie.office.candidacy.shapes import PaperId
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, In, Number, Out
from huanjie.office.notices.appraising import Appraised, appraisals_of, keep_appraisal
from huanjie.office.notices.pledging import Whose, keep_pledge, signers_of, strike_pledge
from huanjie.office.notices.stating import (
    LONGEST,
    Given,
    keep_statement,
    posted_of,
    take_back_statement,
)
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.models import NAME_LENGTH
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["考察、承诺、陈述"])
_APPRAISALS: Final = "/appraisals"
_PLEDGES: Final = "/pledges"
_STATEMENTS: Final = "/statements"
_MOST_PARAGRAPHS: Final = 100
RollNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]
Kind = Literal["candidate", "committee", "staff"]


class AppraisalOut(Out):
    """Somebody's appraisal (一人的考察)."""

    person: str = Field(title="选票上的编号")
    name: str = Field(title="姓名")
    from_on: datetime.date | None = Field(title="考察开始的日期；没有考察的是 null")
    to_on: datetime.date | None = Field(title="考察结束的日期")
    present: int | None = Field(title="参加或者被问到的人数")
    organ: str = Field(title="考察的组织")
    fails: str = Field(title="不符合的任职条件，规则包里的 key；符合的是空的")


class AppraisalsOut(Out):
    """Everybody who stands, with their appraisal (考察)."""

    people: list[AppraisalOut] = Field(title="各人，按姓氏笔画")
    version: int = Field(title="版本，写进 If-Match")


class AppraisalIn(In):
    """An appraisal (登记考察)."""

    person: PaperId = Field(title="对谁，选票上的编号")
    from_on: Day = Field(title="考察开始的日期", examples=["2026-06-01"])
    to_on: Day = Field(title="考察结束的日期", examples=["2026-06-02"])
    present: Number = Field(title="参加或者被问到的人数", examples=[20])
    organ: str = Field(title="考察的组织", min_length=1, max_length=NAME_LENGTH)
    fails: str = Field(
        title="不符合的任职条件，规则包里的 key；符合的写空的",
        max_length=FACT_LENGTH,
        examples=[""],
    )


class PersonDone(Out):
    """Of whom something was entered (登记的人)."""

    person: str = Field(title="选票上的编号")
    version: int = Field(title="版本")


class PledgeOut(Out):
    """Somebody who is to sign (应签的人)."""

    kind: Kind = Field(title="身份：candidate 候选人，committee 选举机构成员，staff 选举工作人员")
    number: int | None = Field(title="名册上的编号；不在名册上的是 null")
    row: int | None = Field(title="登记的编号；还没有登记的候选人是 null")
    name: str = Field(title="姓名")
    signed_on: datetime.date | None = Field(title="签署的日期；还没有签的是 null")


class PledgesOut(Out):
    """Everybody who is to sign (承诺书)."""

    people: list[PledgeOut] = Field(title="应签的人")
    version: int = Field(title="版本，写进 If-Match")


class PledgerIn(In):
    """Whose pledge is taken off (去掉谁的承诺书): by their number on the roll, or by the row."""

    kind: Kind = Field(title="身份：candidate、committee、staff")
    number: RollNumber | None = Field(None, title="名册上的编号", examples=[12])
    row: RollNumber | None = Field(None, title="登记的编号；不在名册上的人写这一项")


class PledgeIn(In):
    """A pledge (登记承诺书)."""

    kind: Kind = Field(title="身份：candidate、committee、staff")
    number: RollNumber | None = Field(None, title="名册上的编号", examples=[12])
    name: str = Field(
        "",
        title="姓名；不在名册上的选举机构成员和工作人员写，编号和姓名只写一项",
        max_length=NAME_LENGTH,
    )
    signed_on: Day | None = Field(None, title="签署的日期；还没有签的不写")


class PledgeDone(Out):
    """Whose pledge was entered (登记的承诺书)."""

    number: int | None = Field(title="名册上的编号；不在名册上的是 null")
    row: int = Field(title="登记的编号")
    version: int = Field(title="版本")


class StatementOut(Out):
    """What somebody gave to be posted (一人的竞职陈述)."""

    person: str = Field(title="选票上的编号")
    name: str = Field(title="姓名")
    posts: str = Field(title="职务")
    paragraphs: list[str] = Field(title="竞职陈述，一段一项；没有交的是空的")
    has_photo: bool = Field(title="有没有照片；照片在网页上看")


class StatementsOut(Out):
    """Everybody who stands, with their statement (竞职陈述)."""

    people: list[StatementOut] = Field(title="各人，按姓氏笔画")
    version: int = Field(title="版本，写进 If-Match")


class WhoseIn(In):
    """Whose statement it is (谁的)."""

    person: PaperId = Field(title="选票上的编号")


class StatementIn(WhoseIn):
    """A statement (登记竞职陈述); one that was there before gives way to it."""

    paragraphs: list[Annotated[str, Field(max_length=LONGEST)]] = Field(
        min_length=1, max_length=_MOST_PARAGRAPHS, title="竞职陈述，一段一项"
    )


@on_election(router.get, _APPRAISALS, Action.SEE_FINDINGS, response=AppraisalsOut, summary="考察")
def appraisals(own: Election, request: HttpRequest) -> AppraisalsOut:
    """Everybody who stands, with their appraisal."""
    people = []
    for row in appraisals_of(own):
        kept, who = row.appraisal, {"person": row.nominee.person, "name": row.nominee.name}
        people.append(
            AppraisalOut(
                **who,
                from_on=kept.from_on if kept else None,
                to_on=kept.to_on if kept else None,
                present=kept.present if kept else None,
                organ=kept.organ if kept else "",
                fails=kept.fails if kept else "",
            )
        )
    note_shown(signed_in(request), region=own.unit_id, people=len(people))
    return AppraisalsOut(people=people, version=own.version)


@on_election(
    router.post,
    _APPRAISALS,
    Action.KEEP_APPRAISAL,
    response={201: PersonDone},
    summary="登记考察",
)
def appraisal_keep(own: Election, who: ActingUser, said: AppraisalIn) -> PersonDone:
    """Enter an appraisal, or correct the one that was entered."""
    told = Appraised(**said.model_dump())
    return _of(own, keep_appraisal(acting_user=who, election=own, said=told))


@on_election(router.get, _PLEDGES, Action.SEE_FINDINGS, response=PledgesOut, summary="承诺书")
def pledges(own: Election, request: HttpRequest) -> PledgesOut:
    """Everybody who is to sign, and on which day they did."""
    people = [
        PledgeOut(
            kind=group.kind.value,
            number=each.number,
            row=each.row,
            name=each.name,
            signed_on=each.signed_on,
        )
        for group in signers_of(own)
        for each in group.people
    ]
    note_shown(signed_in(request), region=own.unit_id, people=len(people))
    return PledgesOut(people=people, version=own.version)


@on_election(
    router.post, _PLEDGES, Action.KEEP_PLEDGE, response={201: PledgeDone}, summary="登记承诺书"
)
def pledge_keep(own: Election, who: ActingUser, said: PledgeIn) -> PledgeDone:
    """Enter who is to sign, or on which day they signed."""
    whose = Whose(kind=said.kind, number=said.number, name=said.name)
    row = keep_pledge(acting_user=who, election=own, whose=whose, signed_on=said.signed_on)
    return PledgeDone(number=said.number, row=row, version=own.version)


@on_election(
    router.delete, _PLEDGES, Action.KEEP_PLEDGE, response={204: None}, summary="去掉应签的人"
)
def pledge_strike(own: Election, who: ActingUser, said: Query[PledgerIn]) -> None:
    """Take somebody off who need not sign any more."""
    strike_pledge(acting_user=who, election=own, **said.model_dump())


@on_election(
    router.get, _STATEMENTS, Action.SEE_CANDIDATES, response=StatementsOut, summary="竞职陈述"
)
def statements(own: Election) -> StatementsOut:
    """What those who stand gave to be posted, without their photographs."""
    people = [
        StatementOut(
            person=each.nominee.person,
            name=each.nominee.name,
            posts=each.posts,
            paragraphs=each.text.splitlines(),
            has_photo=bool(each.photo),
        )
        for each in posted_of(own)
    ]
    return StatementsOut(people=people, version=own.version)


@on_election(
    router.post,
    _STATEMENTS,
    Action.KEEP_STATEMENT,
    response={201: PersonDone},
    summary="登记竞职陈述",
)
def statement_keep(own: Election, who: ActingUser, said: StatementIn) -> PersonDone:
    """Enter what somebody gave to be posted, or replace it."""
    given = Given(person=said.person, text="\n".join(said.paragraphs))
    return _of(own, keep_statement(acting_user=who, election=own, given=given))


@on_election(
    router.delete,
    _STATEMENTS,
    Action.KEEP_STATEMENT,
    response={204: None},
    summary="撤下竞职陈述",
)
def statement_take_back(own: Election, who: ActingUser, said: Query[WhoseIn]) -> None:
    """Delete what somebody gave, their photograph with it, at their wish."""
    take_back_statement(acting_user=who, election=own, person=said.person)


def _of(own: Election, person: str) -> PersonDone:
    return PersonDone(person=person, version=own.version)
