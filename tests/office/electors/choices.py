"""Who was chosen, as a clerk enters it (登记推选的人), for the tests."""

from __future__ import annotations

from typing import Any

from tests.office.conftest import OPENED_ON, Cast, act

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.office.electors.choosing import Choice, enter_chosen
from huanjie.office.planning.models import Election


def choice(number: int, kind: Kind = Kind.REPRESENTATIVE, **changes: Any) -> Choice:
    """A representative chosen by a group on the day of opening, or with these changes."""
    values: dict[str, Any] = {
        "number": number,
        "kind": kind,
        "chosen_by": ChosenBy.GROUP,
        "households": None,
        "chosen_on": OPENED_ON,
    }
    return Choice(**(values | changes))


def enter(cast: Cast, election: Election, of: Choice) -> int:
    """One entry, by the clerk."""
    return enter_chosen(acting_user=act(cast.clerk), election=election, choice=of)
