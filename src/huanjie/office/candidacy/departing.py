"""Deeds about the published list (公布以后的名单): somebody leaves it, and where the law fills the
place, nominating begins again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from huanjie.domain.departure import (
    DEED_OF,
    STRUCK,
    Reason,
    check_in_time,
    fills,
    last_day,
    stated_reasons,
)
from huanjie.domain.due import Due
from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, by_convention, cited
from huanjie.office import clock
from huanjie.office.candidacy.bars import Found, Ground, cancelled_by, grounds_of, keep_barring
from huanjie.office.candidacy.departed import departures_of
from huanjie.office.candidacy.facts import checked_day, checked_document, put_facts
from huanjie.office.candidacy.findings import find_all, move, rows_of
from huanjie.office.candidacy.listday import filling_step, is_filled_up
from huanjie.office.candidacy.models import Departure, Nominee, Source, ToldBy
from huanjie.office.candidacy.obstacles import Obstacle
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.candidacy.slatechecks import late, margins
from huanjie.office.candidacy.women import NoWoman
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_gates
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of, schedule_of
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Why a candidate leaves the list (离开名单的原因和材料)."""

    reason: Reason
    document: str
    """the paper's name and number (书面退出、死亡证明、查明事实的材料)"""
    received_on: datetime.date
    facts: Mapping[str, Any] = field(default_factory=dict)
    """the facts by which somebody has lost the right to stand"""
    acts: tuple[str, ...] = ()
    """the acts by which the candidacy is lost (查明的行为), in the words of the text"""
    appeal_until: datetime.date | None = None
    """until when whoever has lost it may appeal"""


@command(Action.LEAVE_LIST)
def leave_list(
    *, acting_user: ActingUser, election: Election, nominee: int, leaving: Leaving
) -> Done[list[str]]:
    """Take a candidate off the published list (候选人离开名单), which is posted anew today, or once
    it is filled up; the answer is the posts left. An own wish is about one post; whoever died, or
    may not stand any more, leaves every one.

    BadInput once ballots were out; at `received_on` after the law's last day to step back, at
    `facts` or at the word of one where no condition of the pack bars the person by these facts, at
    `reason` or `acts` where no text takes the candidacy away for them.
    """
    election.advance(Action.LEAVE_LIST)
    pass_gates(Action.LEAVE_LIST, election)
    row = _candidate(election, nominee)
    if leaving.reason not in stated_reasons(law_of(election).pack):
        raise BadInput("没有写明原因", at="reason", remedy="从列出的原因里选")
    document = checked_document(leaving.document, at="document")
    received_on = checked_day(leaving.received_on, at="received_on")
    check_in_time(leaving.reason, received_on, until_of(election))
    _check_stated(leaving)
    rows = [row] if leaving.reason == Reason.OWN_WISH else _listed(election, row.person)
    if leaving.reason in STRUCK:
        if leaving.reason == Reason.INELIGIBLE:
            _state_bar(election, row, leaving, document)
        strike(
            election,
            row.person,
            Struck(
                reason=leaving.reason,
                document=document,
                by=acting_user.user,
                acts=leaving.acts,
                appeal_until=leaving.appeal_until,
            ),
        )
    else:
        _take_off(rows, leaving.reason, document)
    posts = [each.contest.post for each in rows]
    says = {
        "left": [row.person] * len(posts),
        "posts": posts,
        "left_because": leaving.reason.value,
        "filed_on": received_on.isoformat(),
    }
    return Done(answer=posts, says=says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """How somebody is struck off the list (取消候选人资格): why, by which paper and whom, and until
    when the person may appeal.
    """

    reason: Reason
    document: str
    by: User
    appeal_until: datetime.date | None
    acts: tuple[str, ...] = ()
    """what the candidate did, where the candidacy is lost by that"""


def strike(election: Election, person: str, struck: Struck) -> list[str]:
    """Take whom the conditions bar, or whoever lost the candidacy by an act, off the published
    list, inside a service's command, and write down the finding that the person is told and may
    appeal against; the answer is the id, or empty where the person is on no published list.
    BadInput at `appeal_until` as `keep_barring`, at `acts` as `check_acts`.
    """
    rows = _listed(election, person)
    if not rows:
        return []
    found = Found(by=struck.by, appeal_until=struck.appeal_until, struck_because=struck.reason)
    keep_barring(election, person, grounds=_grounds(election, rows, struck), found=found)
    _take_off(rows, struck.reason, struck.document)
    return [person]


def _grounds(election: Election, rows: Iterable[Nominee], struck: Struck) -> tuple[Ground, ...]:
    rule = law_of(election).pack.cancellation
    if struck.reason == Reason.CANCELLED and rule:
        return (cancelled_by(rule, struck.acts),)
    return grounds_of([each for each in find_all(election, rows) if each.finding == "barred"])


def _check_stated(leaving: Leaving) -> None:
    """Refuse what is told of another reason than the one that was chosen."""
    if leaving.facts and leaving.reason != Reason.INELIGIBLE:
        raise BadInput("只有丧失资格的才填事实", at="reason", remedy="改选原因，或者不填事实")
    if leaving.acts and leaving.reason != Reason.CANCELLED:
        raise BadInput(
            "只有参选过程中有违法行为的才写行为", at="reason", remedy="改选原因，或者不写行为"
        )
    if leaving.appeal_until and leaving.reason not in STRUCK:
        raise BadInput(
            "只有丧失资格、取消资格的才写申诉的最后一天",
            at="appeal_until",
            remedy="改选原因，或者不写这一天",
        )


def _take_off(rows: Iterable[Nominee], reason: Reason, document: str) -> None:
    """Take candidates off the published list (从名单上去掉)."""
    today = clock.today()
    for row in rows:
        is_posted = row.election.candidates_published_on is not None
        move(row, DEED_OF[reason])
        Departure.objects.create(
            election=row.election,
            region=row.region,
            nominee=row,
            reason=reason,
            document=document,
            left_on=today,
            announced_on=today if is_posted else None,
            told_by=ToldBy.SAME if is_posted else "",
        )


@command(Action.FILL_UP)
def fill_up(*, acting_user: ActingUser, election: Election) -> Done[int]:
    """Nominate again, where the law fills a place that fell free (递补候选人); the answer is how
    many stay on the list, candidates as before, which is published anew once it is whole.

    BadInput where no law says so, where nothing is missing: neither a name nor, where a text
    counts them, a woman; and once the last day is over by which the list can be published anew.
    """
    election.advance(Action.FILL_UP)
    pass_gates(Action.FILL_UP, election)
    if law_of(election).pack.fill_up is None:
        raise BadInput(
            "适用的规定没有写候选人缺额怎样递补",
            remedy="由选举主持人撤销这次选举，重新提名、公布候选人",
        )
    if not is_short(election) and not lacks_woman(election):
        raise BadInput("候选人没有缺额，不用递补", remedy="按现在的名单准备选票")
    for each in too_late(election):
        raise BadInput(each.with_articles, remedy=each.remedy)
    staying = list(election.nominees.filter(state=NomineeState.CANDIDATE))
    election.candidates_published_on = None
    election.save(update_fields=("candidates_published_on",))
    return Done(answer=len(staying), says={"relisted": [each.person for each in staying]})


def until_of(election: Election) -> Due | None:
    """Until when a candidate may step back by their own wish; None where no law says."""
    published_on = election.candidates_published_on
    if published_on is None and not is_filled_up(election):
        return None
    return last_day(law_of(election), schedule_of(election), published_on=published_on)


def too_late(election: Election) -> tuple[Obstacle, ...]:
    """Why a place cannot be filled any more (递补已经晚了), with the articles; else nothing."""
    return tuple(late(filling_step(election), clock.today()))


def fill_rule(election: Election) -> Citation | None:
    """By which article the posts that are short are filled (递补的依据), as it speaks of whoever
    left them; None where no law fills a place. Where the text does not say of how many short, it is
    by our convention (confidence C).
    """
    rule = law_of(election).pack.fill_up
    if rule is None:
        return None
    short = {line.contest.pk for line in slate_of(election).lines if line.missing}
    left = [each for each in departures_of(election) if each.nominee.contest_id in short]
    found = fills(rule, by_wish=all(each.reason == Reason.OWN_WISH for each in left))
    return by_convention(found) if rule.gap == "unsaid" else found


def is_short(election: Election) -> bool:
    """Whether somebody left the list, and too few are left of a post (候选人不够)."""
    return bool(departures_of(election)) and bool(margins(slate_of(election)))


def lacks_woman(election: Election) -> NoWoman | None:
    """What the law says to a list whose last woman left it (名单上没有妇女了), published or being
    filled up, while one can still come on it: where a text counts the women, the law fills places,
    and the last day to publish a list anew that somebody left is not over (Hainan 20, 22 and 23:
    whoever steps back after the list's own last day is replaced before the poll). After that it is
    told, and nothing waits for it.
    """
    was_left = bool(departures_of(election)) or is_filled_up(election)
    if law_of(election).pack.fill_up is None or not was_left:
        return None
    found = slate_of(election).no_woman
    return found if found and found.refuses and not too_late(election) else None


def _candidate(election: Election, pk: int) -> Nominee:
    rows = election.nominees.filter(pk=pk, state=NomineeState.CANDIDATE)
    row = rows.select_related("contest", "election").first()
    if row is None:
        raise BadInput("公布的名单上没有这个人", remedy="回到候选人页看现在的名单")
    return row


def is_listed(election: Election, person: str) -> bool:
    """Whether somebody is on the published list (在候选人名单上)."""
    return bool(_listed(election, person))


def _listed(election: Election, person: str) -> list[Nominee]:
    rows = rows_of(election, person)
    return [each for each in rows if each.state == NomineeState.CANDIDATE]


def _state_bar(election: Election, row: Nominee, leaving: Leaving, document: str) -> None:
    """State the facts by which the conditions bar the person for every post; refused where they do
    not.
    """
    if not leaving.facts:
        raise BadInput(
            "丧失资格要有查明的事实", at="facts", remedy="填写查明的事实，材料写证明它的那一份"
        )
    facts = leaving.facts
    put_facts(election, row.person, facts, source=Source.DOCUMENT, reference=document)
    found = find_all(election, _listed(election, row.person))
    standing = [each for each in found if each.finding != "barred"]
    if standing:
        grounds = cited(standing[0].grounds)
        articles = f"（{grounds}）" if grounds else ""
        raise BadInput(
            f"按填写的事实，没有认定{row.name}不符合条件{articles}",
            at=next(iter(facts)),
            remedy="填写查明的事实；查不出来的，名单不变",
        )
