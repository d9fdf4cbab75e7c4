"""Results for machines (结果接口): the declared result with its articles, the notice, the dossier,
and every published dossier. Sealing is done by people on its page.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.closing.case import case_of
from huanjie.office.closing.published import Published, find_published, with_places
from huanjie.office.closing.result import Result, RoundShown, result_of
from huanjie.office.closing.views import dossier_file, notice_file
from huanjie.office.endpoint import (
    CSV,
    Format,
    Ground,
    Out,
    Page,
    Slice,
    csv_file,
    grounds_of,
    of_kinds,
)
from huanjie.office.planning.lookup import election_to
from huanjie.office.problems import NotNow
from huanjie.office.tokens.bearer import Bearer

router = Router(tags=["结果"])
SEES = Bearer(Action.SEE_RESULT)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ZIP = "application/zip"


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


@router.get("/elections/{pk}/result", response=ResultOut, auth=SEES, summary="选举结果")
def result(request: HttpRequest, pk: str) -> ResultOut:
    """The declaration with its arithmetic, every sentence with its article."""
    case = case_of(election_to(request, pk, Action.SEE_RESULT))
    if case is None:
        raise NotNow("还没有宣布结果", remedy="宣布以后再读")
    return _result(result_of(case))


@router.get(
    "/elections/{pk}/notice",
    response={200: None},
    auth=SEES,
    summary="结果公告（Word）",
    openapi_extra=of_kinds(_WORD),
)
def result_notice(request: HttpRequest, pk: str) -> HttpResponse:
    """The notice as a Word file."""
    election_to(request, pk, Action.SEE_RESULT)
    return notice_file(request, pk)


@router.get(
    "/elections/{pk}/dossier",
    response={200: None},
    auth=SEES,
    summary="卷宗（ZIP）",
    openapi_extra=of_kinds(_ZIP),
)
def dossier(request: HttpRequest, pk: str) -> HttpResponse:
    """The sealed dossier, which anybody can verify."""
    election_to(request, pk, Action.SEE_RESULT)
    return dossier_file(request, pk)


@router.get(
    "/dossiers", response=Page[DossierOut], summary="已公布的卷宗", openapi_extra=of_kinds(CSV)
)
def dossiers(
    request: HttpRequest,
    part: Query[Slice],
    q: Annotated[str, Query(max_length=60, title="单位、代码或者组织")] = "",
    format: Format = "json",
) -> HttpResponse | dict[str, Any]:
    """Every sealed election of this site, open to everyone."""
    rows = find_published(q).order_by("-election__polling_day", "election__unit__path", "pk")
    if format == "csv":
        shown = [_dossier(each).model_dump(mode="json") for each in with_places(rows)]
        heads = tuple(DossierOut.model_fields)
        return csv_file(heads, [tuple(each.values()) for each in shown], name="dossiers")
    end = part.offset + part.limit
    total = rows.count()
    return {
        "items": [_dossier(each) for each in with_places(rows[part.offset : end])],
        "total": total,
        "next": end if end < total else None,
    }


def _dossier(each: Published) -> DossierOut:
    own = each.election
    return DossierOut(
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
            SentenceOut(says=each.says, ok=each.ok, ground=Ground(**each.citation.as_json()))
            for each in shown.sentences
        ],
    )
