"""People on the roll (名册上的人): from a checked row into the database, found by blind index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from huanjie.domain.identity import Identity, read_identity
from huanjie.domain.quorum import electorate
from huanjie.domain.rollrow import RollPerson
from huanjie.law.pack import RulePack
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

SEX_WORDS: Final = {"m": "男", "f": "女"}


def index_of(number: str) -> bytes:
    """What an equal identity number is found by (盲索引): 15 digits and 18 are one person's."""
    identity = read_identity(number)
    whole = identity.whole if isinstance(identity, Identity) else number
    return field_keys().blind_index(whole, bound_to=f"{RollEntry._meta.db_table}.id_number")


def entry_of(election: Election, number: int, person: RollPerson, *, source: str = "") -> RollEntry:
    """Somebody as the roll holds them, not saved yet."""
    return RollEntry(
        election=election,
        region=election.region,
        number=number,
        name=person.name,
        sex=person.sex or "",
        birth_date=person.birth_date,
        id_number=person.id_number,
        id_index=index_of(person.id_number) if person.id_number else None,
        phone=person.phone,
        household=person.household or "",
        group=person.group or "",
        standing=person.standing or "",
        source=source,
    )


def indexes_on(election: Election) -> dict[bytes, int]:
    """Everybody's blind index on a roll, with their number there."""
    rows = election.roll.filter(id_index__isnull=False)
    return {bytes(index or b""): number for index, number in rows.values_list("id_index", "number")}


def gone_from(election: Election) -> dict[bytes, int]:
    """Whoever left a roll and is not back on it (已经移出的人), by their blind index, with the
    number that they had: of a roll in making, whom a letter took elsewhere (组织关系转出).
    """
    gone = RollEntry.ever.filter(election=election, id_index__isnull=False).exclude(struck_on=None)
    there = election.roll.filter(id_index__isnull=False).values("id_index")
    rows = gone.exclude(id_index__in=there)
    return {bytes(index or b""): number for index, number in rows.values_list("id_index", "number")}


def next_number(election: Election) -> int:
    """The number on the roll that whoever is added next gets: behind everybody, those struck off
    included.
    """
    ever = RollEntry.ever.filter(election=election).order_by("-number")
    return (ever.values_list("number", flat=True).first() or 0) + 1


def same_person(there: QuerySet[RollEntry], other: RollEntry) -> RollEntry | None:
    """Who of them it is: by the identity number, and where one of the two has none by name and day
    of birth.
    """
    if other.id_index:
        if found := there.filter(id_index=other.id_index).first():
            return found
        there = there.filter(id_index=None)
    if other.birth_date is None:
        return None
    return there.filter(name=other.name, birth_date=other.birth_date).first()


def standing_name(entry: RollEntry) -> str:
    """A member's standing as the roll says it (党员类别、团员类别); empty on any other roll."""
    members = entry.election.member_roll if entry.standing else None
    return members.name_of(entry.standing) if members else ""


def votes_of(pack: RulePack, standing: str) -> int:
    """One where a standing has the vote (有选举权的党员、团员), else none."""
    if pack.electorate is None:
        return 1
    return len(electorate(pack, [("1", standing)]).members)


def on_roll_says(number: int) -> str:
    """Why somebody is not added who is there already, under this number."""
    return f"这个证件号码已经在名册上，编号 {number}"


def left_says(number: int) -> str:
    """Why no file and no hand brings somebody back who left, under this number."""
    return f"这个人已经移出名册，原来的编号 {number}，不能直接添加"


def entitled(election: Election, pack: RulePack) -> int:
    """How many on the roll may vote (登记参加选举的人数、应到会的有选举权的党员、团员人数)."""
    if pack.electorate is None:
        return election.roll.count()
    return len(electorate(pack, _standings(election)).members)


def _standings(election: Election) -> Iterable[tuple[str, str]]:
    rows = election.roll.values_list("number", "standing")
    return ((str(number), standing) for number, standing in rows)
