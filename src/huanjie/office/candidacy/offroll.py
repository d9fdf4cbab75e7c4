"""People who stand without being on the roll (名册以外的人选): where a meeting elects from among
all villagers, residents or members, whoever stands need not be one of those who vote.
"""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet

from huanjie.domain.cycle import Stage
from huanjie.domain.nomination import others_may_stand
from huanjie.domain.permission import Action
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.eligibility import SEXES
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import next_number, same_person
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.permission import allowed

_COPIED = ("name", "sex", "birth_date", "group", "household", "id_number", "id_index")
"""What an entry takes along from another roll: the phone stays there."""


def open_to_others(election: Election) -> bool:
    """Whether somebody who is not on the roll may be nominated (名册以外的人可以提名)."""
    return others_may_stand(law_of(election).pack, method=election.method)


def roll_beside(election: Election, user: User) -> Election | None:
    """The election of the same place on whose roll the others are found (村民、居民的名册): the
    committee's last whose roll is published; None where there is none, or the user may not see it.
    """
    makeup = law_of(election).pack.assembly_makeup
    if not (open_to_others(election) and makeup and makeup.committee):
        return None
    rows = Election.objects.filter(unit=election.unit_id, body=makeup.committee)
    rows = rows.exclude(roll_published_on=None).exclude(stage=Stage.CANCELLED)
    known = rows.order_by("-polling_day", "pk")
    found = known.select_related("unit").first()
    return found if found and allowed(user, Action.SEE_ROLL, found) else None


def may_be_nominated(election: Election, user: User) -> QuerySet[RollEntry]:
    """Everybody who may be nominated (可以提名的人): on the roll, noted beside it, or on the roll
    where the others are found.
    """
    among, beside = Q(election=election), roll_beside(election, user)
    if beside:
        among |= Q(election=beside, off_roll=False)
    return RollEntry.ever.filter(among, struck_on=None)


def entries_to_nominate(election: Election, user: User, asked: list[int]) -> dict[int, RollEntry]:
    """The entries that are asked for, by the id that was said; of somebody on another roll the
    entry that this election has beside its own, made where there is none yet.
    """
    found = may_be_nominated(election, user).in_bulk(asked)
    return {
        pk: entry if entry.election_id == election.pk else _own_entry(election, entry)
        for pk, entry in found.items()
    }


def _own_entry(election: Election, other: RollEntry) -> RollEntry:
    source = f"{other.election.body_name}选举的名册，编号 {other.number}"
    return same_person(_known(election), other) or _added(
        election, source=source, **{each: getattr(other, each) for each in _COPIED}
    )


def _known(election: Election) -> QuerySet[RollEntry]:
    """Who is known in an election: on its roll, or noted beside it."""
    return RollEntry.ever.filter(election=election, struck_on=None)


def only_others(election: Election, beside: Election, hits: list[int]) -> list[int]:
    """Of those found on another roll, whoever is not known here already, as `same_person`."""
    known = list(_known(election).values_list("id_index", "name", "birth_date"))
    indexes = {bytes(index) for index, _, _ in known if index}
    people = {(name, born) for _, name, born in known if born}
    without = {(name, born) for index, name, born in known if born and not index}
    asked = RollEntry.objects.filter(election=beside, pk__in=hits)
    same = {
        pk
        for pk, index, *person in asked.values_list("pk", "id_index", "name", "birth_date")
        if (index and bytes(index) in indexes) or tuple(person) in (without if index else people)
    }
    return [pk for pk in hits if pk not in same]


@command(Action.NOMINATE)
def note_off_roll(
    *, acting_user: ActingUser, election: Election, name: str, sex: str, birth_date: datetime.date
) -> Done[int]:
    """Note somebody who may be nominated without being on the roll (登记名册以外的人); the answer
    is the number. Refused where whoever stands must be on it; at `name`, `sex` or `birth_date`.
    """
    election.advance(Action.NOMINATE)
    if not open_to_others(election):
        raise BadInput("这次选举只有公布的名单上的人可以提名", remedy="在名册上查找")
    written = repaired_name(name)
    if fault := fault_of_name(written):
        raise BadInput(fault, at="name", remedy="照身份证上的姓名写")
    if sex not in SEXES:
        raise BadInput("没有写性别", at="sex", remedy="选“男”或者“女”")
    if birth_date > clock.today():
        raise BadInput("出生日期不能晚于今天", at="birth_date", remedy="照身份证上的日期写")
    there = RollEntry(name=written, birth_date=birth_date)
    if known := same_person(_known(election), there):
        where = "已经登记" if known.off_roll else f"在名册上，编号 {known.number}"
        raise BadInput(f"{written}{where}", at="name", remedy="查找姓名，直接提名")
    beside = roll_beside(election, acting_user.user)
    if beside and (known := same_person(beside.roll.all(), there)):
        raise BadInput(
            f"{written}在{beside.body_name}选举的名册上，编号 {known.number}",
            at="name",
            remedy="查找姓名，直接提名",
        )
    entry = _added(election, name=written, sex=sex, birth_date=birth_date)
    return Done(answer=entry.number, says={"off_roll": [entry.number]})


def _added(election: Election, **said: object) -> RollEntry:
    return RollEntry.ever.create(
        election=election,
        region=election.region,
        number=next_number(election),
        off_roll=True,
        **said,
    )
