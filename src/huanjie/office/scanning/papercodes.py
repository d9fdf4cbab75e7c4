"""Codes of papers that were scanned (扫描选票的编号): kept as keyed hashes alone."""

from __future__ import annotations

from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round
from huanjie.office.polling.printcodes import printed_codes
from huanjie.office.scanning.models import PaperCode


def blind(round_: Round, code: str) -> bytes:
    """What tells one paper's pages from another's, and gives the code to nobody."""
    place = f"{PaperCode._meta.db_table}.code"
    return field_keys().blind_index(f"{round_.pk} {code}", bound_to=place)


def printed_here(election: Election, round_: Round) -> frozenset[str] | None:
    """The codes that were printed for a vote, as `PaperCode` holds them; None where no papers were
    printed here: then any paper of the vote's form is taken for one of its own.
    """
    codes = printed_codes(election, round_.number)
    return None if codes is None else frozenset(blind(round_, code).hex() for code in codes)
