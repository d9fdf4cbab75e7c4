"""The codes of printed ballots (选票编号): known until the vote is declared, then forgotten; void
with their batch where the list of candidates has changed since.
"""

from __future__ import annotations

import hashlib
import json

from huanjie.door.fault import BadInput
from huanjie.door.jsontext import canonical
from huanjie.exchange.election import election_as_json
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import BallotPrint
from huanjie.office.polling.printed import vote_of
from huanjie.office.polling.rounds import election_file


def codes_of(made: BallotPrint) -> list[str]:
    """A batch's codes; refused once they are forgotten (BadInput)."""
    if made.codes is None:
        raise BadInput("结果已经宣布，这一批的编号已经删去", remedy="不能再印")
    codes: list[str] = json.loads(made.codes)
    return codes


def printed_from(election: Election, number: int) -> str:
    """The digest of what a vote's paper lists now: posts, seats, candidates, in their order."""
    file = election_file(election, vote_of(election, number))
    return hashlib.sha256(canonical(election_as_json(file)["contests"])).hexdigest()


def is_void(made: BallotPrint) -> bool:
    """Whether the list has changed since a batch was printed (名单变动，这一批作废)."""
    return bool(made.printed_from) and made.printed_from != printed_from(made.election, made.number)


def printed_codes(election: Election, number: int) -> frozenset[str] | None:
    """Every code that was printed for a vote here and is good; None where its papers came from
    elsewhere, and once they are forgotten. A void batch has no good code: its papers list others.
    """
    batches = BallotPrint.objects.filter(election=election, number=number, codes__isnull=False)
    known = list(batches.select_related("election"))
    good = (codes_of(made) for made in known if not is_void(made))
    return frozenset(code for own in good for code in own) if known else None


def forget_codes(election: Election, number: int) -> None:
    """Let the codes go: once a vote is declared they have nothing more to prove."""
    BallotPrint.objects.filter(election=election, number=number).update(codes=None)
