"""Who of a roll may vote (名册上有选举权的人)."""

from __future__ import annotations

from huanjie.domain.quorum import electorate
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def entitled_entries(election: Election) -> list[RollEntry]:
    """Everybody on the roll who may vote, in its order; among members, by their standing. No
    identity number is read.
    """
    pack = law_of(election).pack
    rows = list(election.roll.only("number", "name", "birth_date", "group", "standing"))
    if pack.electorate is None:
        return rows
    said = ((str(row.number), row.standing) for row in rows)
    members = set(electorate(pack, said).members)
    return [row for row in rows if str(row.number) in members]
