"""Putting right what was entered wrongly about a post (更正任职): no false past stays behind."""

from __future__ import annotations

from huanjie.domain.incumbency import How
from huanjie.domain.permission import Action
from huanjie.domain.personname import repaired_name
from huanjie.office.command import ActingUser, Done, changed, command
from huanjie.office.incumbents.models import Holding
from huanjie.office.incumbents.services import (
    Seat,
    check_correction,
    holding_of,
    index_of,
    person_of,
)
from huanjie.office.units.models import Unit


@command(Action.KEEP_INCUMBENTS)
def correct_post(*, acting_user: ActingUser, unit: Unit, holding: int, seat: Seat) -> Done[int]:
    """Put right what was entered wrongly about somebody's post (更正任职); whose it is stays known
    by the number that was given, unless another one is.
    """
    row = holding_of(unit, holding)
    check_correction(row, seat)
    before = _seat_of(row)
    row.name, row.post, row.sex = repaired_name(seat.name), seat.post, seat.sex
    row.from_on, row.how = seat.from_on, seat.how
    if seat.id_number:
        row.id_index = index_of(seat.id_number)
        row.person = person_of(row.body, row.id_index, but=row)
    row.save()
    says = {"holding": row.pk, "changed": changed(before, _seat_of(row))}
    return Done(answer=row.pk, says=says)


def _seat_of(row: Holding) -> Seat:
    return Seat(post=row.post, name=row.name, from_on=row.from_on, how=How(row.how), sex=row.sex)
