"""The ballot ledger of the demo's elections (演示的选票台账): printed with some to spare, and what
nobody was given destroyed before the boxes are opened, as two people say.
"""

from __future__ import annotations

from typing import Final

from huanjie.domain.stock import Kind
from huanjie.office.command import ActingUser
from huanjie.office.demo.accounts import Team
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.polling.ledger import Said, stock_now
from huanjie.office.polling.stock import enter_stock, record_printed, witness_destruction

SPARE: Final = 20
"""one ballot to spare for so many that are needed"""


def keep_printed(election: Election, number: int, issued: int, *, by: Team) -> None:
    """A ballot for everybody who may vote, and a few to spare."""
    needed = max(issued, election.registered or 0) if number == 1 else issued
    record_printed(
        acting_user=_by(by.clerk, election, f"printed-{number}"),
        election=election,
        number=number,
        printed=needed + 1 + needed // SPARE,
    )


def destroy_rest(election: Election, number: int, *, by: Team) -> None:
    """The clerk enters it, and the scrutineer watched."""
    left = stock_now(election, number).in_hand
    if not left:
        return
    said = Said(what=Kind.DESTROYED, papers=left, reason="unissued")
    line = enter_stock(
        acting_user=_by(by.clerk, election, f"destroyed-{number}"),
        election=election,
        number=number,
        said=said,
    )
    witness_destruction(
        acting_user=_by(by.scrutineer, election, f"watched-{number}"),
        election=election,
        number=number,
        line=line,
    )


def _by(user: User, election: Election, what: str) -> ActingUser:
    return ActingUser(user=user, key=f"{what}-{election.pk}")
