"""Hand counts (手工计票): the same papers give the same round, counted by a machine or by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.handcounts import counted_by_hand, with_number
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, ZHAO, ZHOU
from tests.domain.test_rounds import DISCIPLINE, after_runoff, counted, election, first_vote
from tests.domain.test_tally import PACKS, PARTY, came, slow_void, whole_papers
from tests.law.party_branch.cast import DEPUTY, LAW, SECRETARY

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.contradictions import contradictions
from huanjie.domain.counting import first_round, officers_round, runoff_rounds, with_revote
from huanjie.domain.election import Election
from huanjie.domain.handcount import (
    CENTRAL,
    first_by_hand,
    officers_by_hand,
    revote_by_hand,
    runoffs_by_hand,
    tally_of,
)
from huanjie.domain.rounds import Round, RunoffFacts, declare_rounds
from huanjie.domain.sheets import Place, Sheet, SheetContest, Sheets, differences, numbers, settle
from huanjie.domain.tally import CastVoteRecord, Paper, check_has_turnout, tally
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack


def agreed(sheet: Sheet) -> Sheets:
    """Two tellers who made no slip."""
    return Sheets(first=sheet, second=sheet)


# The same as the tally


@dataclass(frozen=True, kw_only=True)
class Vote:
    """An election with its papers."""

    election: Election
    records: list[CastVoteRecord]
    pack: RulePack

    @property
    def sheet(self) -> Sheet:
        """The papers counted by hand, the slow way."""
        void = [(each.id, post) for each in self.records for post in self._void(each)]
        return counted_by_hand(self.election, self.records, void)

    def _void(self, record: CastVoteRecord) -> set[Post]:
        whole = self.election.single_ballot or not record.contests
        posts = [contest.post for contest in self.election.contests] if whole else record.contests
        paper = {post: record.contests.get(post, Paper(marks={})) for post in posts}
        return slow_void(paper, self.pack)


def chosen(paper: Paper) -> Paper:
    """The paper where nobody can be opposed."""
    marks = {person: mark for person, mark in paper.marks.items() if mark == "approve"}
    return replace(paper, marks=marks)


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Papers marked at random: all posts on one or on papers of their own, marks of both styles."""
    choice, apart = draw(st.booleans()), draw(st.booleans())
    pack = draw(st.sampled_from([pack for pack in PACKS if not (choice and pack is PARTY)]))
    shown = draw(st.lists(whole_papers, min_size=1, max_size=25))
    if apart:
        kept = st.sets(st.sampled_from([CHAIR, MEMBER]), min_size=1)
        shown = [{p: paper for p, paper in each.items() if p in draw(kept)} for each in shown]
    records = [
        CastVoteRecord(
            id=f"r{n}",
            batch=CENTRAL,
            source=(),
            contests={p: chosen(paper) if choice else paper for p, paper in each.items()},
        )
        for n, each in enumerate(shown)
    ]
    collected = len(records)
    if apart:
        own = [[r for r in records if not r.contests or p in r.contests] for p in (CHAIR, MEMBER)]
        collected = max(map(len, own))
    vote = replace(
        came(collected, single_ballot=not apart),
        style="choice" if choice else "approve-oppose-abstain",
    )
    return Vote(election=vote, records=records, pack=pack)


def without_sheets(round_: Round) -> Round:
    return replace(round_, sheets=None)


@given(votes())
def test_counted_by_hand_the_papers_make_the_same_round_and_contradict_nothing(vote: Vote) -> None:
    collected = check_has_turnout(vote.election).collected
    assert contradictions(vote.sheet, vote.election, collected=collected) == ()
    machine = tally(vote.election, vote.records, vote.pack)
    by_hand = first_by_hand(vote.election, agreed(vote.sheet))
    assert without_sheets(by_hand) == first_round(vote.election, machine, cvr_sha256=None)
    again = tuple(map(without_sheets, _runoffs(vote)))
    assert again == runoff_rounds(vote.election, machine, cvr_sha256=None)


def _runoffs(vote: Vote) -> tuple[Round, ...]:
    before = replace(first_vote(), election=vote.election)
    return runoffs_by_hand(before, vote.election, agreed(vote.sheet))


@given(votes(), st.sampled_from([-1, 1]), st.data())
def test_a_slip_of_one_never_passes(vote: Vote, step: int, data: st.DataObject) -> None:
    """The other teller's sheet tells it, and on one paper with all marks the sums alone do."""
    sheet = vote.sheet
    possible = {place: n + step for place, n in numbers(sheet).items() if n + step >= 0}
    place = data.draw(st.sampled_from(list(possible)))
    slip = with_number(sheet, place, possible[place])
    ((told),) = differences(sheet, slip)
    assert told.place == place
    all_marks = vote.election.single_ballot and vote.election.style != "choice"
    if all_marks and place.what != "write-in":
        assert contradictions(slip, vote.election, collected=len(vote.records))
        with pytest.raises(BadInput, match="自相矛盾"):
            tally_of(slip, vote.election)


# Every kind of vote


def approvals(valid: int, **votes_: dict[PersonId, int]) -> Sheet:
    """A sheet of posts on which nobody was opposed or written in."""
    return Sheet(
        contests={
            Post(post): SheetContest(
                valid=valid,
                invalid=0,
                votes=own,
                oppose=dict.fromkeys(own, 0),
                abstain={person: valid - n for person, n in own.items()},
            )
            for post, own in votes_.items()
        }
    )


def test_a_round_counted_by_hand_keeps_both_sheets_and_has_one_batch_and_no_records() -> None:
    vote = election({MEMBER: (2, (ZHAO, QIAN))}, 10)
    sheets = agreed(approvals(10, member={ZHAO: 8, QIAN: 6}))
    round_ = first_by_hand(vote, sheets)
    assert (round_.sheets, round_.cvr_sha256) == (sheets, None)
    assert [batch.name for batch in round_.batches] == [CENTRAL]


def test_the_settled_sheet_is_the_one_that_is_counted() -> None:
    vote = election({MEMBER: (2, (ZHAO, QIAN))}, 10)
    first, second = (approvals(10, member={ZHAO: n, QIAN: 6}) for n in (7, 8))
    decided = {each.place: each.second for each in differences(first, second)}
    sheets = Sheets(first=first, second=second, settled=settle(first, second, decided))
    round_ = first_by_hand(vote, sheets)
    assert without_sheets(round_) == without_sheets(first_by_hand(vote, agreed(second)))


def test_a_revote_by_hand_is_put_into_the_first_round_with_its_sheets() -> None:
    vote = election({MEMBER: (1, (QIAN, SUN))}, 10)
    sheets = agreed(approvals(10, member={QIAN: 6, SUN: 4}))
    after = revote_by_hand(first_vote(), vote, sheets)
    (own,) = after.rounds[0].revotes
    assert (own.posts, own.sheets) == ((MEMBER,), sheets)
    assert after.rounds[0].sheets is None
    papers = [{MEMBER: (QIAN,)}] * 6 + [{MEMBER: (SUN,)}] * 4
    machine = with_revote(first_vote(), vote, counted(vote, papers), cvr_sha256=None)
    assert after.rounds[0].facts == machine.rounds[0].facts
    assert declare_rounds(after, LAW).final[MEMBER] == (ZHAO, QIAN)


def test_each_runoff_of_one_evening_keeps_the_sheets_of_its_own_post() -> None:
    posts = {MEMBER: (1, (QIAN, SUN)), DISCIPLINE: (1, (LI, ZHOU))}
    vote = election(posts, 10)
    sheet = approvals(10, member={QIAN: 6, SUN: 4}, **{DISCIPLINE: {LI: 7, ZHOU: 3}})
    one, other = runoffs_by_hand(first_vote(), vote, agreed(sheet))
    assert one.sheets == agreed(Sheet(contests={MEMBER: sheet.contests[MEMBER]}))
    assert (one.post, other.post) == (MEMBER, DISCIPLINE)
    assert isinstance(other.facts, RunoffFacts)
    assert (other.facts.collected, other.facts.votes) == (10, {LI: 7, ZHOU: 3})


def test_the_sheets_name_the_post_of_a_runoff_that_has_no_batches() -> None:
    vote = election({DISCIPLINE: (1, (LI, ZHOU))}, 10)
    sheets = agreed(approvals(10, **{DISCIPLINE: {LI: 7, ZHOU: 3}}))
    (round_,) = runoffs_by_hand(first_vote(), vote, sheets)
    assert replace(round_, batches=()).post == DISCIPLINE


def test_the_committees_vote_by_hand_is_the_one_that_records_would_make() -> None:
    vote = election({SECRETARY: (1, (ZHAO,)), DEPUTY: (1, (QIAN,))}, 3)
    sheet = approvals(3, secretary={ZHAO: 3}, **{DEPUTY: {QIAN: 2}})
    committee = (ZHAO, QIAN, LI)
    round_ = officers_by_hand(after_runoff(), vote, agreed(sheet), committee=committee)
    papers = [{SECRETARY: (ZHAO,), DEPUTY: (QIAN,)}] * 2 + [{SECRETARY: (ZHAO,)}]
    machine = counted(vote, papers)
    made = officers_round(vote, machine, committee=committee, cvr_sha256=None)
    assert round_.facts == made.facts


def written_in(name: str) -> Sheet:
    part = approvals(10, **{DISCIPLINE: {LI: 4}}).contests[DISCIPLINE]
    return Sheet(contests={DISCIPLINE: replace(part, write_ins={name: 6})})


def test_somebody_printed_before_and_written_in_now_is_the_same_person() -> None:
    """赵一 sits already: elected once more under his bare name, he would hold two seats."""
    vote = election({DISCIPLINE: (1, (LI,))}, 10)
    contest = replace(vote.contests[0], write_ins=1)
    vote = replace(vote, contests=(contest,))
    (round_,) = runoffs_by_hand(first_vote(), vote, agreed(written_in("赵一")))
    assert isinstance(round_.facts, RunoffFacts)
    assert round_.facts.votes == {LI: 4, ZHAO: 6}
    (round_,) = runoffs_by_hand(first_vote(), vote, agreed(written_in("冯八")))
    assert isinstance(round_.facts, RunoffFacts)
    assert round_.facts.votes == {LI: 4, PersonId("冯八"): 6}


# What is refused


def test_a_sheet_that_contradicts_itself_is_never_counted() -> None:
    vote = election({MEMBER: (2, (ZHAO, QIAN))}, 10)
    sheet = approvals(10, member={ZHAO: 8, QIAN: 6})
    short = with_number(sheet, Place(post=MEMBER, what="invalid"), 1)
    with pytest.raises(BadInput) as refusal:
        first_by_hand(vote, agreed(short))
    expected = "计票单自相矛盾：member：有效 10 张加无效 1 张是 11 张，收回的是 10 张，多 1 张"
    assert refusal.value.says == expected


def test_without_the_turnout_no_sheet_is_counted() -> None:
    vote = replace(election({MEMBER: (2, (ZHAO, QIAN))}, 10), turnout=None)
    with pytest.raises(BadInput) as refusal:
        first_by_hand(vote, agreed(approvals(10, member={ZHAO: 8, QIAN: 6})))
    assert refusal.value.at == "/turnout"
