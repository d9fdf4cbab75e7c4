"""Somebody who is not on the roll (名册以外的人选), in tests: an election whose roll names its two
representatives alone, and what a clerk does with whoever it does not name.
"""

from __future__ import annotations

from typing import Any

import pytest
from tests.office.candidacy.conftest import BORN, add, by_route, publish_roll
from tests.office.conftest import Cast, act, plan

from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.offroll import correct_off_roll, note_off_roll, remove_off_roll
from huanjie.office.candidacy.services import nominate
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

NUMBER = "33032919800203002X"
"""an identity number, of a woman"""
BORN_BY_NUMBER = "1980-02-03"
REPRESENTATIVES = ("盘一代", "盘二代")
"""who is on the roll"""


def by_representatives(
    cast: Cast, unit: Unit, body: str, seats: dict[str, int], **more: str
) -> Election:
    """An election by representatives, with two of them on its published roll."""
    own = plan(body=body, seats=seats, **{"method": "representatives", **more})
    pk = open_election(acting_user=act(cast.county), unit=unit, plan=own)
    election = Election.objects.select_related("unit").get(pk=pk)
    for number, name in enumerate(REPRESENTATIVES, 1):
        add(election, number, name)
    publish_roll(election)
    return election


@pytest.fixture
def watching(cast: Cast, village: Unit) -> Election:
    """The election of a village's supervisory committee: a head and two members."""
    return by_representatives(cast, village, "village-supervisory", {"head": 1, "supervisor": 2})


def note(cast: Cast, election: Election, name: str = "冯村民", **more: str) -> int:
    """Somebody is written down beside the roll, by the clerk; the number of the entry."""
    cells: dict[Any, str] = {"name": name, "sex": "f", "birth_date": BORN.isoformat(), **more}
    return note_off_roll(acting_user=act(cast.clerk), election=election, cells=cells)


def correct(cast: Cast, election: Election, number: int, **cells: str) -> int:
    """The clerk corrects what was written down."""
    said: dict[Any, str] = {**cells}
    return correct_off_roll(
        acting_user=act(cast.clerk), election=election, number=number, cells=said
    )


def remove(cast: Cast, election: Election, number: int) -> int:
    """The clerk takes away what was written down."""
    return remove_off_roll(acting_user=act(cast.clerk), election=election, number=number)


def stand(cast: Cast, election: Election, *people: Nomination, post: str = "supervisor") -> None:
    """The clerk nominates people, by the first route of the pack."""
    by = by_route(election)
    nominate(acting_user=act(cast.clerk), election=election, post=post, people=people, by=by)
