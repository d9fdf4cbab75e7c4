"""A NIST report of cast vote records: what another program finds in it is what was counted."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import strategies
from tests.exchange import nist
from tests.exchange.nist import SCHEMA, broken_references, contests, papers, votes
from tests.exchange.nist_polls import (
    AT,
    KINDS,
    PACKS,
    counted,
    positions,
)

from huanjie.domain.election import Election, Turnout
from huanjie.domain.tally import CastVoteRecord, Paper, tally
from huanjie.exchange.nist_cvr import write_report
from huanjie.law.pack import RulePack

# The schema of NIST


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of NIST is not beside the project")
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_election_is_valid_by_the_schema(kind: str) -> None:
    nist.validate(counted(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_pointed_at_is_there_once(kind: str) -> None:
    assert broken_references(counted(kind)) == set()


# Another program counts what the tally counts


@st.composite
def polls(draw: st.DrawFn) -> tuple[Election, list[CastVoteRecord]]:
    """An election and papers of it, marked in any way that the paper allows."""
    election = draw(strategies.elections())
    shown = draw(st.lists(strategies.records(election), max_size=12, unique_by=lambda r: r.id))
    able = [_possible(each, election) for each in shown]
    blank = [replace(each, contests={}) if draw(st.booleans()) else each for each in able[:2]]
    came = replace(election, turnout=Turnout(collected=len(able)))
    return came, [*blank, *able[2:]]


def _possible(shown: CastVoteRecord, election: Election) -> CastVoteRecord:
    """No other mark than the paper has, and no more write-ins than lines."""
    lines = {contest.post: contest.write_ins for contest in election.contests}
    parts = {}
    for post, paper in shown.contests.items():
        words = paper.marks
        if election.style == "choice":
            words = dict.fromkeys(paper.marks, "approve")
        parts[post] = Paper(marks=words, write_ins=paper.write_ins[: lines[post]])
    return replace(shown, contests=parts)


@given(polls(), st.sampled_from(PACKS))
def test_what_is_allocable_sums_to_the_votes_of_the_tally(
    poll: tuple[Election, list[CastVoteRecord]], pack: RulePack
) -> None:
    election, records = poll
    read = json.loads("".join(write_report(election, records, pack, generated=AT)))
    totals = tally(election, records, pack).contests
    names = strategies.PEOPLE
    found, opposed, void = votes(read), Counter[str](), Counter[str]()
    codes = {key: each["Code"][0]["Value"] for key, each in contests(read).items()}
    for paper in papers(read):
        for key, contest in paper.items():
            invalid = "invalidated-rules" in contest.get("Status", [])
            void[codes[key]] += invalid
            opposed[codes[key]] += sum(
                each.get("OtherStatus") == "oppose" and not invalid for each in positions(contest)
            )
    for post, total in totals.items():
        expected = Counter({names.get(p, p): n for p, n in total.votes.items() if n})
        assert found[pack.post_name(post)] == expected
        assert void[post] == total.invalid
        assert opposed[post] == total.oppose.total()
    if SCHEMA.exists() and records:
        nist.validate(read)


@given(polls(), st.sampled_from(PACKS))
def test_lost_votes_and_votes_make_up_what_the_paper_may_give(
    poll: tuple[Election, list[CastVoteRecord]], pack: RulePack
) -> None:
    election, records = poll
    read = json.loads("".join(write_report(election, records, pack, generated=AT)))
    allowed = {key: each["VotesAllowed"] for key, each in contests(read).items()}
    for paper in papers(read):
        for key, contest in paper.items():
            given_votes = sum(each["TotalNumberVotes"] for each in contest["CVRContestSelection"])
            if "Overvotes" in contest:
                lost = contest["Overvotes"] + contest["Undervotes"]
                assert given_votes + lost == allowed[key]
            else:
                assert given_votes == 0
