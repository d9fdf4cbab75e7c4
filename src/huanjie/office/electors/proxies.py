"""Deeds of proxies (委托投票): register one by the paper in hand, take it back, post the list.

The pack judges each of them (`domain/proxy.py`); a refusal says every condition that is not met,
with its article. Besides: one voter gives one proxy, and whoever is away holds nobody's.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from huanjie.domain.cycle import Stage, after
from huanjie.domain.daywords import in_words
from huanjie.domain.judgement import Judgement
from huanjie.domain.permission import Action
from huanjie.domain.proxy import judge_proxy
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, by_article, cited
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.electors.models import Ended, Proxy
from huanjie.office.electors.proxyfacts import CANDIDATE, NEAR, Asked, facts_of, standing_proxies
from huanjie.office.manydone import each_done
from huanjie.office.planning.events import PROXIES_END
from huanjie.office.planning.laws import law_of, schedule_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.paper.voter_cards import card_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A proxy that may be registered (可以登记的委托): both people, and the articles."""

    principal: RollEntry
    holder: RollEntry
    grounds: tuple[Citation, ...]


@command(Action.KEEP_PROXIES)
def register_proxy(*, acting_user: ActingUser, election: Election, asked: Asked) -> Done[int]:
    """Register one proxy (登记委托); the answer is its number. BadInput at `principal`, `holder` or
    `asked_on`, or with every condition of the law that it does not meet.
    """
    made = _registered(election, asked)
    says = {"proxy": made.number, "principal": asked.principal, "holder": asked.holder}
    return Done(answer=made.number, says=says)


@command(Action.KEEP_PROXIES)
def register_many_proxies(
    *, acting_user: ActingUser, election: Election, proxies: Sequence[Asked]
) -> Done[int]:
    """Register every proxy of a list, or none (成批登记委托), each judged upon those before it; the
    answer is how many. RowsRefused with every one that may not be registered.
    """
    after(Stage(election.stage), Action.KEEP_PROXIES)
    made = each_done(proxies, lambda asked: _registered(election, asked))
    says = {"proxies": [each.number for each in made]}
    pairs = [[each.principal, each.holder] for each in proxies]
    return Done(answer=len(made), says=says | {"of": pairs})


def _registered(election: Election, asked: Asked) -> Proxy:
    found = consider(election, asked)
    _end_what_is_void(found.principal)
    last = election.proxies.order_by("-number").values_list("number", flat=True).first() or 0
    return Proxy.objects.create(
        election=election,
        region=election.region,
        number=last + 1,
        principal=found.principal,
        holder=found.holder,
        near_relative=asked.stated.get(NEAR),
        asked_on=asked.asked_on,
    )


def consider(election: Election, asked: Asked) -> Considered:
    """Judge one proxy now (核对委托); refused like its registration, and nothing is written."""
    after(Stage(election.stage), Action.KEEP_PROXIES)
    _check_in_time(election, asked.asked_on)
    principal, holder = _pair(election, asked)
    found = judge_proxy(law_of(election).pack, facts_of(election, principal, holder, asked))
    if not found.accepted:
        raise BadInput("；".join(map(refusal_of, found.decided)), remedy="不能登记这份委托")
    return Considered(principal=principal, holder=holder, grounds=by_article(found.grounds))


def refusal_of(judgement: Judgement) -> str:
    """Why a condition refuses, with its article (不符合的原因和依据)."""
    return f"{judgement.reason}（{cited([judgement.condition.citation])}）"


@command(Action.KEEP_PROXIES)
def take_back(*, acting_user: ActingUser, election: Election, number: int) -> Done[int]:
    """End a proxy because its principal takes it back (收回委托): they vote themselves, or give
    another. The answer is its number.
    """
    after(Stage(election.stage), Action.KEEP_PROXIES)
    found = standing_proxies(election).filter(number=number).first()
    if found is None:
        raise BadInput("这次选举没有这份委托，或者已经终止", remedy="回到委托投票页看现在的名单")
    found.ended_on, found.ended_because = clock.today(), Ended.TAKEN_BACK
    found.save(update_fields=("ended_on", "ended_because"))
    return Done(answer=number, says={"proxy_taken_back": number})


@command(Action.KEEP_PROXIES)
def post_list(*, acting_user: ActingUser, election: Election) -> Done[int]:
    """Say that the list of proxies is posted today (公布委托名单); the answer is how many of it are
    new. Refused where none is.
    """
    after(Stage(election.stage), Action.KEEP_PROXIES)
    fresh = standing_proxies(election).filter(posted_on=None).update(posted_on=clock.today())
    if not fresh:
        raise BadInput("没有还没公布的委托", remedy="登记了新的委托再公布")
    says = {"proxies_posted": fresh, "posted_on": clock.today().isoformat()}
    return Done(answer=fresh, says=says)


def bar_candidates(election: Election, candidates: Collection[int]) -> int:
    """End every proxy whose holder is a candidate now (候选人不得接受委托), where the pack bars
    candidates; how many. Called inside the deed that publishes the candidates.
    """
    if not any(each.asks(CANDIDATE) for each in law_of(election).pack.proxy):
        return 0
    rows = standing_proxies(election).filter(holder__in=candidates)
    ended: int = rows.update(ended_on=clock.today(), ended_because=Ended.CANDIDATE)
    return ended


def _check_in_time(election: Election, asked_on: datetime.date) -> None:
    today, step = clock.today(), schedule_of(election).step(PROXIES_END)
    if asked_on > today:
        raise BadInput("提出的日期在今天以后", at="asked_on", remedy="写委托书交来的那一天")
    if asked_on < election.start_day:
        raise BadInput("提出的日期在开始办理以前", at="asked_on", remedy="写委托书交来的那一天")
    last = step.window.latest if step else None
    if step and last and today > last:
        raise BadInput(
            f"{step.name}在{in_words(last)}，已经过了（{cited(step.grounds)}）",
            remedy="不再登记新的委托",
        )


def _pair(election: Election, asked: Asked) -> tuple[RollEntry, RollEntry]:
    """Both on the roll, two people, and neither of them away and present at once."""
    principal = _on_roll(election, asked.principal, "principal")
    holder = _on_roll(election, asked.holder, "holder")
    now = standing_proxies(election)
    if principal == holder:
        raise BadInput("委托人和受委托人是同一个人", at="holder", remedy="写两个不同的编号")
    if earlier := now.filter(principal=principal).first():
        raise BadInput(
            f"{principal.name}已经委托了别人，是第 {earlier.number} 份",
            at="principal",
            remedy="先收回那一份",
        )
    if now.filter(holder=principal).exists():
        raise BadInput(
            f"{principal.name}接受了别人的委托，自己不能又外出委托",
            at="principal",
            remedy="先收回别人给的委托",
        )
    if now.filter(principal=holder).exists():
        raise BadInput(
            f"{holder.name}自己委托了别人投票，不能接受委托", at="holder", remedy="换一个受委托人"
        )
    return principal, holder


def _end_what_is_void(principal: RollEntry) -> None:
    """What a principal gave to somebody who has left the roll is over, now that they give another
    (受委托人不在名册上了).
    """
    void = Proxy.objects.filter(principal=principal, ended_on=None)
    void.update(ended_on=clock.today(), ended_because=Ended.OFF_ROLL)


def _on_roll(election: Election, number: int, field: str) -> RollEntry:
    found = election.roll.filter(number=number).first()
    if found is None:
        card = card_name(law_of(election).pack)
        raise BadInput(f"名册上没有编号 {number}", at=field, remedy=f"看名册或者{card}上的编号")
    return found
