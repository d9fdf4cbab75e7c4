"""The law of an election on the site (适用的法律): its own pack, and the calendar."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from django.utils.translation import gettext_noop

from huanjie.domain.assembly import CALLED, ELECTING_MEETINGS, REGISTERED
from huanjie.domain.meetinglaw import law_of_meeting
from huanjie.domain.schedule import Schedule, first_day_that_fits, schedule
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.law.applied import Law
from huanjie.law.calendar import Calendar, calendar_as_json, calendar_from_json
from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.office import clock, gates
from huanjie.office.law.shelves import calendar, pack_on
from huanjie.office.planning.models import PARTY_BRANCH, Election, LawText
from huanjie.office.units.models import Unit
from huanjie.office.units.regions import region_of, regions_of

VILLAGE_BODIES: Final = (
    "villagers-committee",
    PARTY_BRANCH,
    "village-supervisory",
    "youth-league",
    "collective-organisation",
)
COMMUNITY_BODIES: Final = (
    "residents-committee",
    PARTY_BRANCH,
    "residents-supervisory",
    "youth-league",
)
"""What may be opened (可以开启的选举), the committee first. No law says how a Women's Federation is
elected: neither the quorum nor the line is there to count by.
"""
EXPECTED: Final = frozenset({"villagers-committee", "residents-committee", PARTY_BRANCH})
"""what every place renews (每个单位都要换届的组织); the others count once they are opened"""
WOMAN_LINE: Final = gettext_noop("妇女委员")
"""the post of a line that lists women alone, as the paper prints it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """One post that the first paper of a body may have (选票上的一项职务)."""

    post: str
    name: str
    women_only: bool


def bodies_of(unit: Unit) -> tuple[str, ...]:
    """The bodies that a village or a community elects (换届的组织)."""
    if not unit.holds_elections:
        return ()
    return COMMUNITY_BODIES if unit.is_community else VILLAGE_BODIES


def meeting_of(election: Election) -> str:
    """The meeting that elects (党员大会、团员大会、成员大会、代表会议); empty where those who are
    registered do.
    """
    return ELECTING_MEETINGS.get(election.body, {}).get(election.method, "")


def counted_as(election: Election) -> str:
    """Whom `registered` counts, said before the number (登记参加选举的、应到会的成员): who is
    registered, or who is entitled to come where a meeting elects. See docs/adr/0031.
    """
    return CALLED.get(meeting_of(election), REGISTERED)


def body_name(body: str) -> str:
    """What a body is called by the law in force today (组织名称)."""
    return pack_on(body, clock.today()).name


def pack_for(body: str, *, on: datetime.date, unit: Unit) -> RulePack:
    """The pack that decides an election of this body here on this day."""
    return pack_on(body, on, region_of(unit))


def notes_on_law(unit: Unit, *, on: datetime.date) -> tuple[str, ...]:
    """What whoever works under the packs in force here should know of their texts (文本说明), of
    the bodies that every place renews.
    """
    bodies = dict.fromkeys((*VILLAGE_BODIES, *COMMUNITY_BODIES))
    region = region_of(unit)
    packs = [pack_on(body, on, region) for body in bodies if body in EXPECTED]
    notes = (f"{pack.name}：{note}" for pack in packs if (note := pack.document.get("note")))
    return tuple(dict.fromkeys(notes))


def law_of(election: Election) -> Law:
    """The law that an election was opened under, or that was accepted for it since: the edition
    and the calendar that it remembers, whatever the shelf holds now; as the meeting has it that
    elects.
    """
    return Law(
        pack=_of_meeting(election.pack_sha256, election.pack, election.method),
        calendar=_calendar_of(election.calendar_sha256),
    )


def years_of(election: Election) -> range:
    """The years that an election's dates may touch (涉及的年份)."""
    return range(election.start_day.year - 1, election.polling_day.year + 2)


@cache
def calendar_for(years: range) -> Calendar:
    """These years of the national calendar."""
    return calendar().only(years)


def keep_law(election: Election, law: Law) -> None:
    """Remember the law that decides an election from now on (存法律全文); it is not saved here."""
    kept = calendar_for(years_of(election))
    election.pack, election.pack_sha256 = law.pack.id, keep_pack(law.pack)
    election.calendar_sha256 = _keep("calendar", calendar_as_json(kept))


def keep_pack(pack: RulePack) -> str:
    """Keep a pack's full text beside the elections that it decides; its hash."""
    return _keep(pack.id, dict(pack.document))


def _keep(name: str, document: dict[str, Any]) -> str:
    sha256 = hashlib.sha256(canonical(document)).hexdigest()
    LawText.objects.get_or_create(sha256=sha256, defaults={"name": name, "document": document})
    return sha256


def _kept(sha256: str, name: str) -> Any:
    """A text as it was kept; refused where it is not there, or is another one."""
    found = LawText.objects.filter(sha256=sha256).first()
    if found is None:
        raise BadInput(
            f"适用的规定（{name}）的全文没有存下来，现在的内容与开启选举时不同",
            remedy="由上级换届办改用现行的规则",
        )
    if hashlib.sha256(canonical(found.document)).hexdigest() != sha256:
        raise BadInput(f"存下来的规定（{name}）被改动过", remedy="请上级换届办核对记录")
    return found.document


@lru_cache(maxsize=256)
def _edition(sha256: str, name: str) -> RulePack:
    return read_pack(_kept(sha256, name))


@lru_cache(maxsize=256)
def _of_meeting(sha256: str, name: str, method: str) -> RulePack:
    return law_of_meeting(_edition(sha256, name), method)


@lru_cache(maxsize=64)
def _calendar_of(sha256: str) -> Calendar:
    if not sha256:
        return calendar()
    return calendar_from_json(Cursor(_kept(sha256, "calendar")))


def correction_of(election: Election) -> Law | None:
    """The corrected law of an election (修订后的规则): another edition of its pack than it
    remembers, or other working days; None where nothing waits, or the election is over.
    """
    return corrections_of([election]).get(election.pk)


def corrections_of(elections: Iterable[Election]) -> dict[str, Law]:
    """The corrections that wait, by the election; few queries for however many."""
    running = [each for each in elections if not each.is_over]
    regions = regions_of(each.unit for each in running)
    waiting = {}
    for each in running:
        pack = pack_on(each.body, each.polling_day, regions[each.unit.codes[0]])
        days = calendar_for(years_of(each))
        other_days = each.calendar_sha256 and days != _calendar_of(each.calendar_sha256)
        if pack.sha256 != each.pack_sha256 or other_days:
            waiting[each.pk] = Law(pack=law_of_meeting(pack, each.method), calendar=days)
    return waiting


def schedule_of(
    election: Election,
    *,
    start: datetime.date | None = None,
    formed_on: datetime.date | None = None,
) -> Schedule:
    """The dated steps of an election (日程), from its own first day or from another; `formed_on` is
    the day of the later vote that completed the body, where there was one.
    """
    pack = election.pack_sha256, election.pack, election.method
    days = election.calendar_sha256
    return _dated(pack, days, election.polling_day, start or election.start_day, formed_on)


def schedule_as_formed(election: Election) -> Schedule:
    """The same as it stands now (现在的日程), with the vote that completed the body."""
    return schedule_of(election, formed_on=gates.formed_on(election))


def period_end(
    election: Election, event: str, *, begun: datetime.date | None
) -> datetime.date | None:
    """When a period ends that began on this day (期满): one of so many days, by counting them; one
    that runs up to the poll, on its last day. None before it begins, and where the pack has none.
    """
    if begun is None:
        return None
    counted = schedule_of(election, start=begun).step(event)
    if counted and counted.window.earliest and counted.window.earliest > begun:
        return counted.window.earliest
    fixed = schedule_of(election).step(event)
    return fixed.window.latest if fixed else None


@lru_cache(maxsize=4096)
def _dated(
    pack: tuple[str, str, str],
    days: str,
    polling_day: datetime.date,
    start: datetime.date,
    formed_on: datetime.date | None,
) -> Schedule:
    return schedule(
        _of_meeting(*pack),
        polling_day=polling_day,
        calendar=_calendar_of(days),
        start=start,
        formed_on=formed_on,
    )


def earliest_polling_day(pack: RulePack, *, start: datetime.date) -> datetime.date | None:
    """The first polling day that the law leaves room for, where work begins on `start`."""
    return first_day_that_fits(pack, calendar=calendar(), start=start, not_before=start)


def first_paper(pack: RulePack) -> tuple[PostLine, ...]:
    """The posts that may stand on the first paper: where the committee elects its own officers,
    the members alone.
    """
    posts = [each for each in pack.posts if pack.officers_majority is None or each.post == "member"]
    lines = [PostLine(post=each.post, name=each.name, women_only=False) for each in posts]
    if pack.women_seat and pack.women_seat.method == "separate-line":
        lines.append(PostLine(post=WOMAN_LINE, name=WOMAN_LINE, women_only=True))
    return tuple(lines)


def default_style(pack: RulePack) -> str:
    """Members of a meeting say yes, no or neither; voters in a village mark whom they choose."""
    return "choice" if pack.quorum is None else "approve-oppose-abstain"
