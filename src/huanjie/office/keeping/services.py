"""Deeds of keeping (保管的办理): hold an election's data, and let them go again."""

from __future__ import annotations

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.keeping.models import Hold
from huanjie.office.planning.models import Election
from huanjie.office.reading import reason_of


@command(Action.HOLD_DATA)
def place_hold(*, acting_user: ActingUser, election: Election, because: str) -> Done[int]:
    """Hold everything of an election (保全): nothing is deleted while it is held. The answer is the
    hold's number.
    """
    hold = Hold.objects.create(
        election=election,
        because=reason_of(because),
        placed_by=acting_user.user,
        placed_at=clock.now(),
    )
    return Done(answer=hold.pk, says={"hold": hold.pk}, moves=False)


@command(Action.HOLD_DATA)
def lift_hold(*, acting_user: ActingUser, election: Election, hold: int) -> Done[int]:
    """Let a hold go (解除保全); the answer is its number. What is due goes with the next tick."""
    found = election.holds.filter(pk=hold, lifted_at=None).first()
    if found is None:
        raise BadInput("这项保全不在，或者已经解除", remedy="看现在的列表")
    found.lifted_at = clock.now()
    found.save(update_fields=("lifted_at",))
    return Done(answer=found.pk, says={"lifted_hold": found.pk}, moves=False)
