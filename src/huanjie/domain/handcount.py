"""Hand counts (手工计票): from the sheets of two tellers to a round, as COUNT.json keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from huanjie.domain.contest import PersonId
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.contradictions import contradictions
from huanjie.domain.counting import first_round, officers_round, runoff_rounds, with_revote
from huanjie.domain.election import Election
from huanjie.domain.rounds import CountFile, Round
from huanjie.domain.sheets import Sheet, SheetContest, Sheets
from huanjie.domain.tally import Tally, check_has_turnout, ids_by_name
from huanjie.door.fault import BadInput

CENTRAL: Final = "集中计票"
"""The one batch of a hand count: all papers were counted together."""


def tally_of(
    sheet: Sheet, election: Election, *, names: Mapping[str, PersonId] | None = None
) -> Tally:
    """A sheet as a tally of one batch; a sheet that contradicts itself is refused (BadInput).

    `names` says who is meant by a name that was written in, where not the papers of this election
    alone do.
    """
    turnout = check_has_turnout(election)
    wrong = contradictions(sheet, election, collected=turnout.collected)
    if wrong:
        raise BadInput(f"计票单自相矛盾：{wrong[0].says}", remedy="核对原始记录，改正以后再计票")
    known = ids_by_name(election.contests) if names is None else names
    contests = {post: _tally(part, known) for post, part in sheet.contests.items()}
    return Tally(contests=contests, batches={CENTRAL: contests})


def _tally(part: SheetContest, names: Mapping[str, PersonId]) -> ContestTally:
    votes = Counter(part.votes)
    for name, n in part.write_ins.items():
        votes[names.get(name, PersonId(name))] += n
    return ContestTally(
        valid=part.valid, invalid=part.invalid, votes=votes, oppose=Counter(part.oppose or {})
    )


def first_by_hand(election: Election, sheets: Sheets) -> Round:
    """The first vote's round from its sheets."""
    counted = tally_of(sheets.decided, election)
    return replace(first_round(election, counted, cvr_sha256=None), sheets=sheets)


def revote_by_hand(before: CountFile, election: Election, sheets: Sheets) -> CountFile:
    """The same count with a revote (再次投票) put into its first round."""
    counted = tally_of(sheets.decided, election, names=_names(before, election))
    after = with_revote(before, election, counted, cvr_sha256=None)
    first, *later = after.rounds
    own = replace(first.revotes[-1], sheets=sheets)
    first = replace(first, revotes=(*first.revotes[:-1], own))
    return replace(after, rounds=(first, *later))


def runoffs_by_hand(before: CountFile, election: Election, sheets: Sheets) -> tuple[Round, ...]:
    """One round for each post that was run off (另行选举), each with its own post's sheets."""
    counted = tally_of(sheets.decided, election, names=_names(before, election))
    rounds = runoff_rounds(election, counted, cvr_sha256=None)
    return tuple(
        replace(round_, sheets=sheets.of_post(contest.post))
        for round_, contest in zip(rounds, election.contests, strict=True)
    )


def officers_by_hand(
    before: CountFile, election: Election, sheets: Sheets, *, committee: tuple[PersonId, ...]
) -> Round:
    """The committee's own vote (委员会全体会议选举)."""
    counted = tally_of(sheets.decided, election, names=_names(before, election))
    round_ = officers_round(election, counted, committee=committee, cvr_sha256=None)
    return replace(round_, sheets=sheets)


def _names(before: CountFile, election: Election) -> dict[str, PersonId]:
    """Whoever was printed in any vote so far is the same person where he is written in now."""
    return ids_by_name((*before.election.contests, *election.contests))
