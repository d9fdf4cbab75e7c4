"""Entering a file of incumbents (登记任职表): its good rows, body by body."""

from __future__ import annotations

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.incumbents.incoming import Checked, by_body, check, is_entered, newer_term
from huanjie.office.incumbents.models import Body, IncumbentFile
from huanjie.office.incumbents.register import Register
from huanjie.office.incumbents.services import BodyFacts, entry_of, index_in, put_facts
from huanjie.office.incumbents.terms import kinds_of
from huanjie.office.units.models import Unit


@command(Action.KEEP_INCUMBENTS)
def load_incumbents(*, acting_user: ActingUser, unit: Unit, upload: int) -> Done[dict[str, int]]:
    """Enter the good rows of a file; the answer is how many are new, there already, and bad. A
    newer day of election begins a new term and ends what everybody held in that body.
    """
    row = IncumbentFile.objects.filter(region=unit.pk, pk=upload).exclude(content=None).first()
    if row is None:
        raise BadInput("这份文件已经导入，或者已经不在", remedy="再上传一次")
    register = Register(unit)
    checked = check(unit, row, register)
    told = {"new": 0, "known": 0, "bad": len(checked.bad)}
    for rows in by_body(checked.good).values():
        body = _body(register, rows)
        for each in rows:
            told["new" if _seat(register, body, each) else "known"] += 1
    register.write()
    row.content = None
    row.save(update_fields=("content",))
    return Done(answer=told, says={"upload": row.pk, **told})


def _body(register: Register, rows: list[Checked]) -> Body:
    """The body of these rows, made or brought up to date."""
    first = rows[0]
    assert first.unit
    known = register.body(first.unit, first.kind, first.stated.body_name)
    body = known or Body(unit=first.unit, region=first.unit.pk)
    begun = newer_term(body, rows)
    if known and begun:
        register.end_term(known, begun)
    facts = BodyFacts(
        kind=first.kind,
        name=first.stated.body_name or body.name or dict(kinds_of(first.unit))[first.kind],
        within=body.within_id,
        seats=next((each.stated.seats for each in rows if each.stated.seats), body.seats),
        elected_on=begun or body.elected_on,
        ends_stated=None if begun else body.ends_stated,
    )
    put_facts(body, facts)
    if not known:
        register.add_body(body)
    return body


def _seat(register: Register, body: Body, each: Checked) -> bool:
    """Enter one person; False where the entry is there already."""
    if is_entered(each, register.now(body)):
        return False
    index = index_in(each.seat)
    person = register.person(body, index)
    register.add(entry_of(body, each.seat, (person, index), register.now(body)))
    return True
