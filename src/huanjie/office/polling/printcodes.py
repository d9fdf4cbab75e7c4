"""The codes of printed ballots (选票编号): known until the vote is declared, then forgotten."""

from __future__ import annotations

import json

from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import BallotPrint


def codes_of(made: BallotPrint) -> list[str]:
    """A batch's codes; refused once they are forgotten (BadInput)."""
    if made.codes is None:
        raise BadInput("结果已经宣布，这一批的编号已经删去", remedy="不能再印")
    codes: list[str] = json.loads(made.codes)
    return codes


def printed_codes(election: Election, number: int) -> frozenset[str] | None:
    """Every code that was printed for a vote here; None where its papers came from elsewhere, and
    once they are forgotten.
    """
    batches = BallotPrint.objects.filter(election=election, number=number, codes__isnull=False)
    codes = [codes_of(made) for made in batches]
    return frozenset(code for own in codes for code in own) if codes else None


def forget_codes(election: Election, number: int) -> None:
    """Let the codes go: once a vote is declared they have nothing more to prove."""
    BallotPrint.objects.filter(election=election, number=number).update(codes=None)
