"""Codes to ask by (名册查询码): ten letters and digits on a voter card, drawn at random."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Final

from huanjie.office.accounts.codes import ALPHABET, plain_code
from huanjie.office.electors.models import LookUpCode
from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

SIGNS: Final = 10
"""28¹⁰ codes: with a million cards out, one guess in three hundred million hits one"""
_HALF: Final = SIGNS // 2
_AT_ONCE: Final = 1000


def codes_of(election: Election, entries: Iterable[RollEntry]) -> Mapping[int, str]:
    """The code of each entry, by the number on the roll; whoever has none yet is given one. Called
    inside a deed or a reading, which holds the election's lock.
    """
    wanted = list(entries)
    known = {each.entry_id: each.code or "" for each in election.look_up_codes.all()}
    made = [_new(election, entry) for entry in wanted if entry.pk not in known]
    LookUpCode.objects.bulk_create(made, batch_size=_AT_ONCE)
    known |= {each.entry_id: each.code or "" for each in made}
    return {entry.number: known[entry.pk] for entry in wanted}


def entry_by_code(typed: str) -> RollEntry | None:
    """Whose card says this code, however it was typed; None where no card does."""
    plain = plain_code(typed)
    if len(plain) != SIGNS:
        return None
    # Through the roll itself: whoever was struck off it has a code still, and is not found by it.
    rows = RollEntry.objects.select_related("election__unit")
    return rows.filter(look_up_code__index=_index(plain)).first()


def _new(election: Election, entry: RollEntry) -> LookUpCode:
    plain = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    return LookUpCode(
        election=election,
        region=election.region,
        entry=entry,
        code=f"{plain[:_HALF]}-{plain[_HALF:]}",
        index=_index(plain),
    )


def _index(plain: str) -> bytes:
    return field_keys().blind_index(plain, bound_to=f"{LookUpCode._meta.db_table}.code")
