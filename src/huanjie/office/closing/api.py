"""Results for machines (结果接口): the declared result with its articles, the notice, the dossier,
and every published dossier. Sealing is done by people on its page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.closing.case import case_of
from huanjie.office.closing.models import Dossier
from huanjie.office.closing.published import find_published, with_places
from huanjie.office.closing.result import Result, RoundShown, result_of
from huanjie.office.closing.views import dossier_of, notice_of
from huanjie.office.download import CSV, WORD, ZIP
from huanjie.office.endpoint import Ground, Out, Page, Wanted, grounds_of, list_of, of_kinds
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.problems import NotNow

router = Router(tags=["结果"])


class HeldBy(Out):
    """Somebody who holds a post (当选人)."""

    name: str = Field(title="姓名")
    votes: int | None = Field(title="得票；不由这些票当选的是 null")


class HolderOut(Out):
    """A post and who holds it (当选名单的一行)."""

    post: str = Field(title="职务")
    people: list[HeldBy] = Field(title="当选人")
    vacancies: int = Field(title="空缺")


class SentenceOut(Out):
    """One step of the arithmetic (算式)."""

    says: str = Field(title="算式")
    ok: bool | None = Field(title="达到没有；只是说明的是 null")
    ground: Ground = Field(title="依据")


class FigureOut(Out):
    """A number of a round (数字)."""

    name: str = Field(title="名称")
    number: int = Field(title="数")


class ResultRound(Out):
    """One round from its numbers to its result (一轮投票)."""

    number: int = Field(title="第几轮")
    kind: str = Field(title="种类")
    name: str = Field(title="名称")
    about: str = Field(title="另行选举的职务")
    figures: list[FigureOut] = Field(title="数字")
    sentences: list[SentenceOut] = Field(title="算式和依据")


class SteppedBackOut(Out):
    """Somebody with enough votes who does not take the seat (不任职)."""

    post: str = Field(title="职务")
    name: str = Field(title="姓名")
    why: str = Field(title="原因")
    grounds: list[Ground] = Field(title="依据")


class ResultOut(Out):
    """The declared result (选举结果)."""

    valid: bool = Field(title="选举是不是有效")
    reason: str = Field(title="无效的原因")
    holders: list[HolderOut] = Field(title="当选名单")
    stepped_back: list[SteppedBackOut] = Field(title="票数够而不任职的")
    rounds: list[ResultRound] = Field(title="各轮投票")


class DossierOut(Out):
    """A published dossier (已公布的卷宗)."""

    sha256: str = Field(title="卷宗的 SHA-256；地址是 /dossiers/<sha256>.zip")
    place: str = Field(title="单位", examples=["泰顺县罗阳镇三联村"])
    body: str = Field(title="组织")
    polling_day: datetime.date = Field(title="选举日")
    sealed_at: datetime.datetime = Field(title="封存的时间")


@on_election(router.get, "/result", Action.SEE_RESULT, response=ResultOut, summary="选举结果")
def result(own: Election) -> ResultOut:
    """The declaration with its arithmetic, every sentence with its article."""
    case = case_of(own)
    if case is None:
        raise NotNow("还没有宣布结果", remedy="宣布以后再读")
    return _result(result_of(case))


@on_election(
    router.get,
    "/notice",
    Action.SEE_RESULT,
    response={200: None},
    summary="结果公告（Word）",
    openapi_extra=of_kinds(WORD),
)
def result_notice(own: Election) -> HttpResponse:
    """The notice as a Word file."""
    return notice_of(own)


@on_election(
    router.get,
    "/dossier",
    Action.SEE_RESULT,
    response={200: None},
    summary="卷宗（ZIP）",
    openapi_extra=of_kinds(ZIP),
)
def dossier(own: Election) -> HttpResponse:
    """The sealed dossier, which anybody can verify."""
    return dossier_of(own)


@router.get(
    "/dossiers", response=Page[DossierOut], summary="已公布的卷宗", openapi_extra=of_kinds(CSV)
)
def dossiers(
    request: HttpRequest,
    asked: Query[Wanted],
    q: Annotated[str, Query(max_length=60, title="单位、代码或者组织")] = "",
) -> HttpResponse | dict[str, Any]:
    """Every sealed election of this site, open to everyone."""
    return list_of(DossierOut, find_published(q), asked, _dossiers, name="dossiers")


def _dossiers(rows: Iterable[Dossier]) -> Iterator[DossierOut]:
    for each in with_places(rows):
        own = each.election
        yield DossierOut(
            sha256=each.dossier.sha256,
            place=f"{each.above}{own.unit.short_name}",
            body=own.body_name,
            polling_day=own.polling_day,
            sealed_at=each.dossier.sealed_at,
        )


def _result(found: Result) -> ResultOut:
    return ResultOut(
        valid=found.valid,
        reason=found.reason,
        holders=[
            HolderOut(
                post=each.post,
                people=[HeldBy(name=name, votes=votes) for name, votes in each.people],
                vacancies=each.vacancies,
            )
            for each in found.holders
        ],
        stepped_back=[
            SteppedBackOut(
                post=each.post, name=each.name, why=each.why, grounds=grounds_of(each.citations)
            )
            for each in found.stepped_back
        ],
        rounds=[_round(each) for each in found.rounds],
    )


def _round(shown: RoundShown) -> ResultRound:
    return ResultRound(
        number=shown.number,
        kind=shown.kind,
        name=shown.name,
        about=shown.about,
        figures=[FigureOut(name=each.label, number=each.number) for each in shown.figures],
        sentences=[
            SentenceOut(says=each.says, ok=each.ok, ground=Ground.of(each.citation))
            for each in shown.sentences
        ],
    )
