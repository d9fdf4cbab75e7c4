"""How often the roll may be asked (查询的次数): so often that nobody is found out by trying.

Wrong answers are counted by where they come from, a minute at a time; whoever scans a card that is
good is never counted, for a hall stands behind one address. A name is counted by itself, the
whole day, wherever it is asked from and whether or not it is on the roll: nothing is told by it.
"""

from __future__ import annotations

from typing import Final

from django.core.cache import cache

from huanjie.domain.personname import repaired_name
from huanjie.office import clock
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.rates import counted

WRONG_A_MINUTE: Final = 20
"""answers of “not found” that one address gets a minute"""
A_NAME_A_DAY: Final = 10
"""times that one name may be asked for at one election, from Beijing midnight to midnight"""
_MINUTE: Final = 60
_DAY: Final = 24 * 60 * _MINUTE


def is_stopped(address: str) -> bool:
    """Whether this address has guessed wrong so often that it must wait for the next minute."""
    return int(cache.get(_minute_of(address), 0)) >= WRONG_A_MINUTE


def count_wrong(address: str) -> None:
    """Count an answer of “not found”."""
    counted(_minute_of(address))


def name_may_be_asked(election: Election, name: str) -> bool:
    """Count one question for a name, however it is spaced; whether it is still answered today."""
    asked = f"{election.pk}|{clock.today()}|{repaired_name(name)}"
    # Under the site's key: what was typed is nobody's to read in the database.
    key = field_keys().blind_index(asked, bound_to="electors.look-up").hex()
    return counted(f"look-up-{key}", lasts=_DAY) <= A_NAME_A_DAY


def _minute_of(address: str) -> str:
    return f"look-up-{address}-{int(clock.now().timestamp()) // _MINUTE}"
