"""A roll of representatives (代表名册): made of the list of those who were chosen, in one deed, so
that nobody types it twice.

The list is the election's own, chosen from the roll that was loaded for it, whose others then leave
it; or another election's of the same place, and then it comes onto an empty roll. It has to be
whole and posted; on the roll that it makes, each entry says that it was chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from huanjie.bulk.rollpeople import People, Person
from huanjie.domain.choosing import ChosenBy, are_the_same, representatives_vote
from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput, refuse
from huanjie.law.citation import Citation, cited
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.electors.chosenlist import ChosenAll, chosen_of
from huanjie.office.electors.models import Chosen, Registered
from huanjie.office.planning.laws import law_of, meeting_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import indexes_on
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.services import put_in_place
from huanjie.office.roll.writing import ready
from huanjie.office.units.permission import need

CHOSEN: Final = "chosen"
"""the ground of an entry (推选), where another has a key of the pack"""
_SOURCE: Final = "推选名单"
_SHOWN: Final = 5
"""groups named in a refusal"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Representatives:
    """A list that may become a roll (可以作名册的名单), and by which article they were chosen."""

    source: Election
    people: tuple[Chosen, ...]
    citation: Citation
    leaving: int
    """how many, of the election's own list, leave the roll that they were chosen from"""
    heads: int
    """how many of those are on the list as heads of a group alone, and leave the list with it"""
    beside: Citation | None
    """who is a member of their meeting besides, where the meeting elects (代表会议的其他组成人员):
    they are entitled too, and belong on the roll
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why somebody is on a roll (登记的情形), as a page names it, with its article."""

    name: str
    citation: Citation


def grounds_of(pack: RulePack) -> dict[str, Ground]:
    """Every ground by its key: those of the pack, and having been chosen."""
    found = {
        each.key: Ground(name=each.name, citation=each.citation)
        for each in pack.registration_grounds
    }
    rule = pack.representatives
    return found | ({CHOSEN: Ground(name="推选", citation=rule.citation)} if rule else {})


def lists_for(election: Election) -> tuple[Election, ...]:
    """The elections of the same place whose list of representatives may become this one's roll, its
    own first, then the last; none where no representatives vote.
    """
    pack = law_of(election).pack
    if not representatives_vote(pack, method=election.method):
        return ()
    rows = Election.objects.select_related("unit").filter(unit=election.unit_id)
    listing = rows.exclude(chosen=None).order_by("-polling_day", "pk").distinct()
    fitting = (each for each in listing if are_the_same(pack, law_of(each).pack))
    return tuple(sorted(fitting, key=lambda each: each.pk != election.pk))


def rolls_for(source: Election) -> tuple[Election, ...]:
    """The elections of a place that wait for their roll, and whose roll the list of one of them may
    become.
    """
    waiting = Election.objects.filter(unit=source.unit_id, stage=Stage.OPENED)
    return tuple(each for each in waiting if source in lists_for(each))


def consider(election: Election, source: Election) -> Representatives:
    """The list as it would become the roll (核对代表名册); refused like the deed, and nothing is
    written.
    """
    after(Stage(election.stage), Action.LOAD_ROLL)
    if source not in lists_for(election):
        raise BadInput(
            "这份推选名单不能作这次选举的名册",
            remedy="由代表投票的选举，用本单位按同一部法律推选的代表名单",
        )
    chosen = chosen_of(source)
    refuse(_gaps(chosen))
    people = chosen.speaking
    is_own = source == election
    if not is_own:
        _check_no_others(election, people)
    rule = law_of(election).pack.representatives
    assert rule
    makeup = law_of(source).pack.assembly_makeup
    staying = {each.entry_id for each in people}
    others = [each.chosen.entry_id for each in chosen.lines if each.chosen.entry_id not in staying]
    return Representatives(
        source=source,
        people=people,
        citation=rule.citation,
        leaving=election.roll.exclude(pk__in=staying).count() if is_own else 0,
        heads=len(set(others)) if is_own else 0,
        beside=makeup.citation if makeup and meeting_of(election) else None,
    )


@command(Action.LOAD_ROLL)
def make_roll_of_chosen(
    *, acting_user: ActingUser, election: Election, source: Election
) -> Done[int]:
    """Put the representatives of a posted list on the roll (用代表名单作名册); the answer is how
    many. Made anew, it takes the place of what the list made before.
    """
    need(acting_user.user, Action.SEE_ROLL, source)
    found = consider(election, source)
    election.advance(Action.LOAD_ROLL)
    if source == election:
        election.roll.exclude(pk__in=[each.entry_id for each in found.people]).delete()
    else:
        people = People.of(_person(place, each.entry) for place, each in enumerate(found.people))
        put_in_place(election, ready(people), "replace")
    _note_chosen(election)
    loaded = len(found.people)
    left = {"left": found.leaving, "heads_left": found.heads}
    gone = {key: people for key, people in left.items() if people}
    return Done(answer=loaded, says={"chosen_of": source.pk, "loaded": loaded, **gone})


def _note_chosen(election: Election) -> None:
    """Say of everybody on the roll that they were chosen; whom a ground put there keeps it."""
    today = clock.today()
    Registered.objects.bulk_create(
        Registered(
            election=election,
            region=election.region,
            entry=each,
            ground=CHOSEN,
            registered_on=today,
        )
        for each in election.roll.filter(registered_by=None)
    )


def _gaps(chosen: ChosenAll) -> Iterator[BadInput]:
    """Why a list is not whole or not posted (名单不全、没有公布)."""
    if not chosen.speaking:
        yield BadInput("推选名单上还没有代表", remedy="先在“小组组长和代表”登记推选的代表")
        return
    sending = {each.group for each in chosen.speaking}
    if without := [each.name for each in chosen.groups if each.name not in sending]:
        named = "、".join(f"“{each}”" for each in without[:_SHOWN])
        more = f"等 {len(without)} 个小组" if len(without) > _SHOWN else ""
        yield BadInput(
            f"推选名单不全：{named}{more}还没有代表",
            remedy="登记这些小组推选的代表，再作名册",
        )
    number = chosen.number
    by_households = all(each.chosen_by == ChosenBy.HOUSEHOLDS for each in chosen.speaking)
    if number and by_households and chosen.representatives < number.minimum:
        yield BadInput(
            f"推选名单不全：按户推选的代表至少 {number.minimum} 人，"
            f"名单上 {chosen.representatives} 人（{cited(number.grounds)}）",
            remedy="登记其余的代表，再作名册",
        )
    if waiting := sum(each.posted_on is None for each in chosen.speaking):
        yield BadInput(
            f"推选名单还没有公布：{waiting} 名代表不在张贴的名单上",
            remedy="先在“小组组长和代表”公布名单",
        )


def _check_no_others(election: Election, people: tuple[Chosen, ...]) -> None:
    """Refuse to take the place of somebody whom no list put there."""
    listed = {each.entry.index for each in people}
    made = Registered.objects.filter(election=election, ground=CHOSEN).values("entry")
    known = {row.index for row in election.roll.filter(pk__in=made)}
    others = indexes_on(election).keys() - listed - known
    nameless = election.roll.filter(id_index=None).exclude(pk__in=made).count()
    if count := len(others) + nameless:
        raise BadInput(
            f"名册上已有 {count} 个不是从推选名单来的人",
            remedy="先把这些人移出名册，再用推选名单作名册",
        )


def _person(place: int, entry: RollEntry) -> Person:
    """Whoever was chosen, as a loader takes them."""
    return Person(
        place=place,
        sheet=_SOURCE,
        row=entry.number,
        name=entry.name,
        sex=entry.sex,
        birth_date=entry.birth_date.isoformat() if entry.birth_date else "",
        id_number=entry.id_number or "",
        phone=entry.phone or "",
        household=entry.household,
        group=entry.group,
        standing="",
    )
