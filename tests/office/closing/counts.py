"""Counts of invented elections (虚构的计票), as the declared rounds keep them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

from tests.office.conftest import POLLING_DAY

from huanjie.cli import walkthrough_elections as demo
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.counting import first_round, officers_round, runoff_rounds, with_revote
from huanjie.domain.cycle import Stage
from huanjie.domain.election import Candidate, Contest, Turnout
from huanjie.domain.handcount import first_by_hand
from huanjie.domain.rounds import CountFile, OfficersFacts, Round
from huanjie.domain.sheets import Sheet, SheetContest, Sheets
from huanjie.domain.tally import Tally, tally
from huanjie.exchange.count import count_as_json
from huanjie.office import clock
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round as StoredRound

CHAIR: Final = Post("chair")


def declared(election: Election, count: CountFile, *, number: int = 1) -> StoredRound:
    """Store a vote as polling leaves it once its result was declared."""
    round_ = StoredRound.objects.create(
        election=election,
        region=election.region,
        number=number,
        kind="first" if number == 1 else "runoff",
        paper={},
        held_on=POLLING_DAY,
        count=count_as_json(count),
        declared_at=clock.now(),
    )
    Election.objects.filter(pk=election.pk).update(stage=Stage.DECLARED)
    election.refresh_from_db()
    return round_


def _tallied(vote: demo.Vote, election: Election) -> Tally:
    return tally(vote.election, vote.records(random.Random(7)), law_of(election).pack)


def tie(election: Election) -> CountFile:
    """The first vote: 赵六 and 钱七 are equal for the second member's seat, no woman elected."""
    vote = demo.first_vote()
    own = replace(vote.election, unit=replace(vote.election.unit, name="三联村"))
    round_ = first_round(vote.election, _tallied(vote, election), cvr_sha256=None)
    return CountFile(election=own, rounds=(round_,))


def settled(election: Election) -> CountFile:
    """…and the revote, which 赵六 won: the woman's seat is still open."""
    vote = demo.revote()
    return with_revote(tie(election), vote.election, _tallied(vote, election), cvr_sha256=None)


def complete(election: Election) -> CountFile:
    """…and the runoff, which 孙大嫂 won: nothing is left."""
    before, vote = settled(election), demo.runoff()
    more = runoff_rounds(vote.election, _tallied(vote, election), cvr_sha256=None)
    return replace(before, rounds=(*before.rounds, *more))


def void(election: Election) -> CountFile:
    """Two thousand are registered, and only 631 papers came back."""
    vote = demo.first_vote()
    assert vote.election.turnout
    turnout = replace(vote.election.turnout, registered=2_000)
    own = replace(vote, election=replace(vote.election, turnout=turnout))
    round_ = first_round(own.election, _tallied(own, election), cvr_sha256=None)
    return CountFile(election=own.election, rounds=(round_,))


def party_first_stage(election: Election) -> CountFile:
    """The members' meeting elected a committee of three; its officers are still to be elected."""
    vote = demo.party_vote()
    own = replace(vote.election, polling_day=election.polling_day)
    round_ = first_round(own, _tallied(vote, election), cvr_sha256=None)
    return CountFile(election=own, rounds=(round_,))


def party_complete(election: Election) -> CountFile:
    """…and the committee elected its secretary and its deputy secretary."""
    before, vote = party_first_stage(election), demo.officers_vote()
    round_ = officers_round(
        vote.election,
        _tallied(vote, election),
        committee=tuple(map(PersonId, "ABC")),
        cvr_sha256=None,
    )
    return replace(before, rounds=(*before.rounds, round_))


def party_short(election: Election) -> CountFile:
    """陈大嫂 has no majority; the two who are elected have chosen their officers, and a third seat
    may be run off or given up.
    """
    vote = demo.party_vote()
    fewer = {demo.MEMBER: {**vote.approved[demo.MEMBER], "C": [range(9)]}}
    own = replace(vote.election, polling_day=election.polling_day)
    first = first_round(own, _tallied(replace(vote, approved=fewer), election), cvr_sha256=None)
    pair = (PersonId("A"), PersonId("B"))
    votes = {demo.SECRETARY: {pair[0]: 2}, demo.DEPUTY: {pair[1]: 2}}
    facts = OfficersFacts(committee=pair, attended=2, votes=votes)
    return CountFile(election=own, rounds=(first, Round(kind="officers", facts=facts)))


def by_hand(*, votes: int = 420, slip: int = 0) -> CountFile:
    """A chair alone, counted by hand; the second teller may have slipped, and it was settled."""
    candidates = (
        Candidate(id=PersonId("A"), name="张三", sex="m"),
        Candidate(id=PersonId("B"), name="李四", sex="m"),
    )
    election = replace(
        demo.first_vote().election,
        contests=(Contest(post=CHAIR, seats=1, candidates=candidates, write_ins=1),),
        turnout=Turnout(registered=900, voters=635, issued=640, collected=631),
        style="choice",
    )
    first, second = _sheet(votes, invalid=11), _sheet(votes - slip, invalid=11 + slip)
    sheets = Sheets(first=first, second=second, settled=first if slip else None)
    return CountFile(election=election, rounds=(first_by_hand(election, sheets),))


def _sheet(votes: int, *, invalid: int) -> Sheet:
    people = {PersonId("A"): votes, PersonId("B"): 620 - 420}
    part = SheetContest(valid=631 - invalid, invalid=invalid, votes=people)
    return Sheet(contests={CHAIR: part})
