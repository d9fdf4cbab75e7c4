"""Keeping bodies and posts (登记组织和任职): who sits where, from when to when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from huanjie.domain.identity import Identity, read_identity
from huanjie.domain.incumbency import How
from huanjie.domain.permission import Action
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, changed, command
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.register import new_person
from huanjie.office.incumbents.terms import is_head, kinds_of, post_name
from huanjie.office.keys import field_keys
from huanjie.office.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """What is said of a body (组织的情况)."""

    kind: str
    name: str
    within: int | None = None
    seats: int | None = None
    elected_on: datetime.date | None = None
    ends_stated: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody who takes a post (任职的人); the number only finds the same person again."""

    post: str
    name: str
    from_on: datetime.date
    how: How
    sex: str = ""
    id_number: str = ""
    to_on: datetime.date | None = None


@command(Action.KEEP_INCUMBENTS)
def keep_body(
    *, acting_user: ActingUser, unit: Unit, facts: BodyFacts, number: int | None = None
) -> Done[int]:
    """Enter a body of a place, or what has changed about one; the answer is its number."""
    body = Body(unit=unit, region=unit.pk) if number is None else body_of(unit, number)
    before = facts_of(body)
    put_facts(body, facts)
    says: dict[str, Any] = {"body": body.pk, "kind": body.kind}
    if number is not None:
        says["changed"] = changed(before, facts_of(body))
    return Done(answer=body.pk, says=says)


def facts_of(body: Body) -> BodyFacts:
    """What is said of a body now."""
    return BodyFacts(
        kind=body.kind,
        name=body.name,
        within=body.within_id,
        seats=body.seats,
        elected_on=body.elected_on,
        ends_stated=body.ends_stated,
    )


@command(Action.KEEP_INCUMBENTS)
def take_post(*, acting_user: ActingUser, unit: Unit, body: int, seat: Seat) -> Done[int]:
    """Enter that somebody holds a post; the answer is the entry's number."""
    holding = put_seat(body_of(unit, body), seat)
    return Done(answer=holding.pk, says={"holding": holding.pk, "post": holding.post})


@command(Action.KEEP_INCUMBENTS)
def leave_post(
    *, acting_user: ActingUser, unit: Unit, holding: int, on: datetime.date
) -> Done[None]:
    """Enter that somebody left a post (离任); the day is the last one."""
    row = holding_of(unit, holding)
    if row.to_on:
        raise BadInput(f"{row.name}已经在 {row.to_on} 离任", remedy="回到班子页面看现在的登记")
    _check_days(row.from_on, on)
    row.to_on = on
    row.save(update_fields=("to_on",))
    return Done(answer=None, says={"holding": row.pk, "to": on.isoformat()})


@command(Action.KEEP_INCUMBENTS)
def same_person(*, acting_user: ActingUser, unit: Unit, one: int, other: int) -> Done[None]:
    """Say that two entries are one person (同一人); refused where their numbers differ."""
    rows = holding_of(unit, one), holding_of(unit, other)
    numbers = {bytes(row.id_index) for row in rows if row.id_index}
    if len(numbers) > 1:
        raise BadInput("两个人的证件号码不同，不是同一个人", remedy="核对证件号码")
    Holding.objects.filter(region=unit.pk, person=rows[1].person).update(person=rows[0].person)
    return Done(answer=None, says={"one": rows[0].pk, "other": rows[1].pk})


def body_of(unit: Unit, number: int | None) -> Body:
    """A body of this place; BadInput for any other."""
    found = Body.objects.filter(unit=unit, pk=number or 0).first()
    if found is None:
        raise BadInput(f"{unit.name}没有登记这个组织", at="body", remedy="先登记组织")
    return found


def put_facts(body: Body, facts: BodyFacts) -> None:
    """Write what is said of a body, within a deed."""
    _check_facts(body, facts)
    body.kind, body.name, body.seats = facts.kind, facts.name, facts.seats
    body.elected_on, body.ends_stated = facts.elected_on, facts.ends_stated
    body.within = body_of(body.unit, facts.within) if facts.within else None
    body.save()


def _check_facts(body: Body, facts: BodyFacts) -> None:
    if facts.kind not in dict(kinds_of(body.unit)):
        raise BadInput(f"{body.unit.name}没有这种组织", at="kind", remedy="从列表里选")
    if facts.elected_on and facts.elected_on > clock.today():
        raise BadInput("当选日期还没有到", at="elected_on", remedy="填写选举的那一天")
    if facts.ends_stated and facts.elected_on and facts.ends_stated <= facts.elected_on:
        raise BadInput("届满日期不晚于当选日期", at="ends_stated", remedy="核对两个日期")
    above = Body.objects.filter(pk=facts.within).first() if facts.within else None
    while above:
        if above.pk == body.pk:
            raise BadInput("组织不能在自己里面", at="within", remedy="选另一个上级组织")
        above = above.within


def put_seat(body: Body, seat: Seat) -> Holding:
    """Write that somebody holds a post, within a deed."""
    index = index_in(seat)
    person = person_of(body, index), index
    made = entry_of(body, seat, person, body.holdings.filter(to_on=None))
    made.save(force_insert=True)
    return made


def entry_of(
    body: Body, seat: Seat, person: tuple[str, bytes | None], now: Iterable[Holding]
) -> Holding:
    """The entry that somebody holds a post, not written yet; BadInput where it cannot stand beside
    those of `now`. The person is known by a word, and by the index of a number.
    """
    name = _checked_name(seat)
    if seat.to_on is None:
        check_free(body, seat, person[0], now)
    return entered(body, replace(seat, name=name), *person)


def check_correction(row: Holding, seat: Seat) -> None:
    """Refuse what an entry cannot be put right to (更正)."""
    _checked_name(seat)
    index = index_in(seat)
    person = row.person if index is None else person_of(row.body, index, but=row)
    if seat.to_on is None and row.to_on is None:
        others = row.body.holdings.filter(to_on=None).exclude(pk=row.pk)
        check_free(row.body, seat, person, others)


def _checked_name(seat: Seat) -> str:
    """The name as it is written, of somebody who may have held the post on these days."""
    name = repaired_name(seat.name)
    if fault := fault_of_name(name):
        raise BadInput(fault, at="name", remedy="核对姓名")
    _check_days(seat.from_on, seat.to_on)
    return name


def entered(body: Body, seat: Seat, person: str, index: bytes | None) -> Holding:
    """The entry of a post as it was said, not written yet."""
    return Holding(
        body=body,
        region=body.region,
        post=seat.post,
        name=seat.name,
        sex=seat.sex,
        person=person,
        id_index=index,
        from_on=seat.from_on,
        to_on=seat.to_on,
        how=seat.how,
    )


def index_of(number: str) -> bytes:
    """What an equal identity number is found by (盲索引); BadInput for no number."""
    identity = read_identity(number)
    if not isinstance(identity, Identity):
        raise BadInput(identity.says, at="id_number", remedy="核对证件号码，或者不填")
    return field_keys().blind_index(identity.whole, bound_to=f"{Holding._meta.db_table}.id_number")


def index_in(seat: Seat) -> bytes | None:
    """The same of whoever takes a seat; None where no number is stated."""
    return index_of(seat.id_number) if seat.id_number else None


def person_of(body: Body, index: bytes | None, but: Holding | None = None) -> str:
    """Whose entries these are: of an equal number in this place, else somebody new."""
    return known_person(body.region, index, but) or new_person()


def known_person(region: str, index: bytes | None, but: Holding | None = None) -> str:
    """Whose entries an equal number has in this place; empty where nobody's."""
    rows = Holding.objects.filter(region=region, id_index=index)
    known = rows.exclude(pk=but.pk if but else 0).first() if index else None
    return known.person if known else ""


def person_of_number(region: str, number: str | None) -> str:
    """Whose entries this number has in a place (同一证件号码); empty where nobody's, or for what is
    no identity number.
    """
    is_number = number and isinstance(read_identity(number), Identity)
    return known_person(region, index_of(number)) if number and is_number else ""


def check_free(body: Body, seat: Seat, person: str, now: Iterable[Holding]) -> None:
    """Refuse a post that this person holds already, and that of a head whom another one is."""
    own = [row for row in now if row.post == seat.post]
    if any(row.person == person for row in own):
        says = f"{seat.name}已经登记了这项职务"
        raise BadInput(says, at="post", remedy="先登记离任，或者选别的职务")
    if own and is_head(body.kind, seat.post):
        head = own[0]
        raise BadInput(
            f"{post_name(body.kind, seat.post)}现在是{head.name}",
            at="post",
            remedy=f"先登记{head.name}离任",
        )


def _check_days(from_on: datetime.date, to_on: datetime.date | None) -> None:
    if from_on > clock.today():
        raise BadInput("任职日期还没有到", at="from_on", remedy="到那一天再登记")
    if to_on and to_on < from_on:
        raise BadInput(f"离任日期早于任职日期 {from_on}", at="on", remedy="核对日期")
    if to_on and to_on > clock.today():
        raise BadInput("离任日期还没有到", at="on", remedy="到那一天再登记")


def holding_of(unit: Unit, number: int) -> Holding:
    found = Holding.objects.filter(region=unit.pk, pk=number).first()
    if found is None:
        raise BadInput("没有这条任职记录", remedy="回到班子页面重新选择")
    return found
