"""Codes on papers (选票编号) as keyed hashes (盲索引): what tells one paper's pages from another's
and gives the code to nobody.
"""

from __future__ import annotations

from huanjie.office.keys import field_keys
from huanjie.office.planning.models import Election
from huanjie.office.polling.ballots import printed_codes
from huanjie.office.polling.models import Round
from huanjie.office.scanning.models import PaperCode


def blind(round_: Round, code: str) -> bytes:
    """The hash of a code; of another vote's equal code it is another."""
    place = f"{PaperCode._meta.db_table}.code"
    return field_keys().blind_index(f"{round_.pk} {code}", bound_to=place)


def printed_here(election: Election, round_: Round) -> frozenset[str] | None:
    """The hashes of every code that was printed for the vote, in hexadecimal; None where its papers
    came from elsewhere.
    """
    codes = printed_codes(election, round_.number)
    return None if codes is None else frozenset(blind(round_, code).hex() for code in codes)
