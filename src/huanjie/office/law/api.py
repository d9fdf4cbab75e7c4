"""The law for machines (法律接口): packs, rules, and one rule asked. Open to everyone."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router
from pydantic import Field

from huanjie.domain.schedule import schedule
from huanjie.exchange.questions import NO_RULE, QUESTIONS, ask
from huanjie.exchange.questions.meant import neighbours_held
from huanjie.exchange.schedule import schedule_as_json
from huanjie.law.applied import Law
from huanjie.law.pack import RulePack
from huanjie.law.shelf import Version
from huanjie.office import clock, problems
from huanjie.office.endpoint import Day, Ground, In, Out, Page, Slice, page_of
from huanjie.office.law.finding import Held, find
from huanjie.office.law.shelves import calendar, pack_by_name, pack_on, shelf
from huanjie.office.problems import problem

router = Router(tags=["法律"])


class PackOut(Out):
    """One version of the law of a body (一个规则包)."""

    pack: str = Field(title="名称", examples=["villagers-committee@2026-01-01"])
    body: str = Field(title="组织", examples=["villagers-committee"])
    region: str | None = Field(title="省")
    effective_from: str = Field(title="施行日", examples=["2026-01-01"])
    revision: int = Field(title="第几版")
    hash: str = Field(title="文件的 SHA-256")


class RuleOut(Out):
    """One rule that was found (一条规则)."""

    body: str = Field(title="组织")
    region: str | None = Field(title="省")
    version: str = Field(title="版本；现行的是空的")
    title: str = Field(title="规则")
    name: str = Field(title="哪一项")
    ground: Ground = Field(title="依据")


class Which(In):
    """Which law is asked (哪一部法)."""

    pack: str = Field(title="规则包", max_length=120, examples=["villagers-committee"])
    region: str | None = Field(None, title="省", max_length=40, examples=["zhejiang"])
    on: Day | None = Field(None, title="哪一天的规定；不写是今天", examples=["2026-06-28"])

    @property
    def rule_pack(self) -> RulePack:
        """The pack that is meant; refused where there is none."""
        today = clock.today()
        if self.on is None:
            return pack_by_name(self.pack, today, self.region)
        return pack_on(self.pack, self.on, self.region)


@router.get("/packs", response=list[PackOut], summary="有哪些规则包")
def packs(request: HttpRequest) -> list[PackOut]:
    """Every version on the shelf."""
    return [_pack(each) for each in shelf()]


def _pack(version: Version) -> PackOut:
    return PackOut(
        pack=version.name,
        body=version.body,
        region=version.region,
        effective_from=version.effective_from.isoformat(),
        revision=version.document()["revision"],
        hash=version.sha256(),
    )


@router.get("/pack", response=dict[str, Any], summary="一个规则包的全文")
def pack(request: HttpRequest, which: Query[Which]) -> dict[str, Any]:
    """The whole resolved document, every figure with its article: what `huanjie packs show --json`
    prints.
    """
    return dict(which.rule_pack.document)


@router.get("/rules", response=Page[RuleOut], summary="按字句查规则")
def rules(
    request: HttpRequest,
    part: Query[Slice],
    q: Annotated[str, Query(min_length=1, max_length=60, title="查什么", examples=["过半数"])],
) -> dict[str, Any]:
    """The rules whose title, sentence, law or article hold every word."""
    return page_of(find(q, clock.today()), part, lambda found: map(_rule, found))


def _rule(held: Held) -> RuleOut:
    return RuleOut(
        body=held.body,
        region=held.region,
        version=held.version,
        title=held.title,
        name=held.name,
        ground=Ground.of(held.citation),
    )


@router.get("/schedule", response=dict[str, Any], summary="某一天投票的法定日程")
def dates(
    request: HttpRequest,
    which: Query[Which],
    polling_day: Annotated[Day, Query(title="选举日", examples=["2026-06-28"])],
) -> dict[str, Any]:
    """The dated steps of a polling day: what `huanjie schedule --format json` prints. Without `on`
    the law is the polling day's.
    """
    pack = which.rule_pack if which.on else pack_on(which.pack, polling_day, which.region)
    return schedule_as_json(schedule(pack, polling_day=polling_day, calendar=calendar()))


@router.get("/questions", response=list[str], summary="可以问哪些问题")
def questions(request: HttpRequest) -> list[str]:
    """The questions that `ask` takes."""
    return list(QUESTIONS)


class Answered(Out):
    """The answer, as `huanjie ask` prints it (答复)."""

    question: str = Field(title="问题", examples=["turnout"])
    pack: str = Field(title="规则包", examples=["villagers-committee@2026-01-01"])
    answer: Any = Field(title="答复", examples=[{"minimum": 501, "valid": False}])
    grounds: list[Ground] = Field(title="依据")


@router.post("/ask/{question}", response=Answered, summary="问一条规则")
def ask_one(
    request: HttpRequest,
    question: str,
    which: Query[Which],
    facts: Annotated[
        dict[str, Any],
        Body(
            title="事实，和命令行 huanjie ask 的相同", examples=[{"registered": 1000, "voted": 500}]
        ),
    ],
) -> HttpResponse | dict[str, Any]:
    """One rule, asked with facts. Where the command ends with 0 or 1 the status is 200, with 2 it
    is 422; with 3 (the pack holds no such rule) 404, and the problem says whose decision it is.
    """
    if question not in QUESTIONS:
        raise Http404
    pack = which.rule_pack
    reply, status = ask(question, Law(pack=pack, calendar=calendar()), facts)
    if status != NO_RULE:
        return reply
    meant = "、".join(each.question for each in neighbours_held(question, pack))
    says = _("适用的规定里没有这一条")
    remedy = _("可以改问：%(questions)s") % {"questions": meant} if meant else _("看由谁决定")
    return problem(problems.NOT_THERE, says, remedy=remedy, **reply)
