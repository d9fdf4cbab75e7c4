"""The next votes (下一次投票) held against what a dossier says remains to be done, and against the
checks that a later vote has to pass.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, note
from hypothesis import strategies as st
from tests.domain.nextvotes import STRANGER
from tests.domain.people import EVERYBODY, contest, is_written_in, stands
from tests.dossier.test_publishable import count_of

from huanjie.domain.contest import Count, Declaration, PersonId, Post, Revote, Sex
from huanjie.domain.later import check_later, check_runoff
from huanjie.domain.nextvotes import NextVote, next_votes, paper_of
from huanjie.domain.revoting import check_seats
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    OfficersFacts,
    Round,
    RunoffFacts,
    declare_rounds,
)
from huanjie.door.fault import BadInput
from huanjie.dossier.case import Case
from huanjie.dossier.outlook import to_do
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load
from huanjie.protect.verifierkey import VerifierKey

DAY = date(2026, 6, 28)
PACKS = [
    load("villagers-committee", today=DAY),
    load("villagers-committee", today=DAY, region="sichuan"),
    load("villagers-committee", today=DAY, region="zhejiang"),
    load("residents-committee", today=DAY),
    load("party-branch", today=DAY),
]
CALENDAR = load_calendar()
VOTES = st.sampled_from([90, 100, 340, 351, 360, 360, 400, 400, 500])
AGAIN = st.sampled_from([50, 200, 250, 250, 310, 340])
SEXES: st.SearchStrategy[Sex | None] = st.sampled_from(["m", "f", None])
FILLING = ("runoff", "runoff-or-fewer-seats", "runoff-for-woman")


@st.composite
def first_votes(draw: st.DrawFn, pack: RulePack) -> CountFile:
    """A first vote with ties, relatives, women or none, and seats that stay open."""
    posts = ["member"] if pack.body == "party-branch" else ["chair", "vice-chair", "member"]
    contests, sex = [], draw(SEXES)
    for post in posts:
        people = draw(st.lists(st.sampled_from(EVERYBODY), min_size=1, max_size=6, unique=True))
        standing = [stands(person, draw(VOTES)) for person in people]
        if draw(st.booleans()):
            standing.append(replace(is_written_in(STRANGER, draw(VOTES)), sex=sex))
        seats = 1 if post == "chair" else draw(st.integers(1, 4))
        contests.append(contest(Post(post), *standing, seats=seats))
    pairs = st.lists(st.sampled_from(EVERYBODY), min_size=2, max_size=2, unique=True)
    relatives = tuple((a, b) for a, b in draw(st.lists(pairs, max_size=2)))
    count = count_of(*contests, relatives=relatives)
    facts = facts_of(count)
    own = replace(facts, entitled=800, attended=700, voters=700)
    return replace(count, rounds=(replace(count.rounds[0], facts=own),))


def facts_of(count: CountFile) -> Count:
    facts = count.rounds[0].facts
    assert isinstance(facts, Count)
    return facts


def held(data: st.DataObject, count: CountFile, vote: NextVote) -> CountFile:
    """The count after this vote, with any result."""
    named = {c.post: {p.id: data.draw(AGAIN) for p in c.candidates} for c in vote.contests}
    if vote.kind == "revote":
        return _revoted(vote.onto, named)
    if vote.kind == "runoff":
        ((post, votes),) = named.items()
        facts = RunoffFacts(
            vacancies=vote.contests[0].seats, collected=600, attended=600, votes=votes
        )
        batch = Batch(name="会场", contests={post: BatchCount(valid=600, invalid=0, votes=votes)})
        own = Round(kind="runoff", facts=facts, batches=(batch,))
        return replace(count, rounds=(*count.rounds, own))
    voted = {c.post: {data.draw(st.sampled_from(vote.may_stand)): 1} for c in vote.contests}
    size = len(vote.may_stand)
    meeting = OfficersFacts(committee=vote.may_stand, attended=size, votes=voted)
    return replace(count, rounds=(*count.rounds, Round(kind="officers", facts=meeting)))


def _revoted(count: CountFile, named: dict[Post, dict[PersonId, int]]) -> CountFile:
    first, *later = count.rounds
    contests = tuple(
        replace(c, revote=Revote(collected=600, votes=named[c.post])) if c.post in named else c
        for c in facts_of(count).contests
    )
    facts = replace(facts_of(count), contests=contests)
    return replace(count, rounds=(replace(first, facts=facts), *later))


def is_declared(count: CountFile, pack: RulePack) -> bool:
    """A tie in a higher post that stays a tie may leave a lower post's revote without its own."""
    try:
        declare_rounds(count, pack)
    except BadInput as fault:
        return "再次投票" not in fault.says
    return True


def check(vote: NextVote, pack: RulePack) -> None:
    """Everything that refuses a later vote."""
    paper = paper_of(vote, pack, polling_day=DAY)
    check_later(vote.onto, paper)
    if vote.kind == "revote":
        check_seats(vote.onto, paper, pack)
    if vote.kind == "runoff":
        check_runoff(vote.onto, paper, pack)
    for own in vote.contests:
        assert own.seats >= 1
        assert own.post in {contest.post for contest in paper.contests}


def wanted(count: CountFile, pack: RulePack) -> set[tuple[str, Post]]:
    """The votes that the dossier says are left, by post; a runoff waits for its revote."""
    key = VerifierKey(name="huanjie", public_key=bytes(32))
    left = to_do(Case(count=count, pack=pack, calendar=CALENDAR, key=key))
    run_off = {round_.post for round_ in count.rounds if round_.kind == "runoff"}
    again = {each.post for each in left if each.step == "revote" and each.post}
    revotes = {("runoff" if post in run_off else "revote", post) for post in again}
    filling = {each.post for each in left if each.step in FILLING and each.post}
    return revotes | {("runoff", post) for post in filling - again}


def of_both_kinds(count: CountFile, pack: RulePack) -> set[Post]:
    """Posts with an open seat and a woman's seat besides: after the runoff for the one, a dossier
    says no more of the other where enough are elected.
    """
    first = declare_rounds(count, pack).answers[0]
    assert isinstance(first, Declaration)
    return {r.post for r in first.contests if {"runoff", "runoff-for-woman"} <= set(r.next)}


def hanging(count: CountFile, pack: RulePack) -> set[Post]:
    """Posts where somebody waits for a revote for another post: a dossier says already which seats
    stay open there, and no runoff is held for them before it.
    """
    first = declare_rounds(count, pack).answers[0]
    assert isinstance(first, Declaration)
    tied = {r.post for r in first.contests if "revote" in r.next}
    return {r.post for r in first.contests if "decide" in r.next and tied - {r.post}}


@given(st.data(), st.sampled_from(PACKS))
def test_every_proposed_vote_passes_its_checks_and_is_what_remains_to_be_done(
    data: st.DataObject, pack: RulePack
) -> None:
    count = data.draw(first_votes(pack))
    for _ in range(5):
        note(f"{[round_.facts for round_ in count.rounds]}")
        votes = next_votes(count, declare_rounds(count, pack), pack)
        for vote in votes:
            check(vote, pack)
        found = {(v.kind, c.post) for v in votes if v.kind != "officers" for c in v.contests}
        lenient = of_both_kinds(count, pack) | hanging(count, pack)
        note(f"{pack.id}: {found} {wanted(count, pack)}")
        assert {each for each in found ^ wanted(count, pack) if each[1] not in lenient} == set()
        assert [v.kind for v in votes] == sorted(
            (v.kind for v in votes), key=["revote", "runoff", "officers"].index
        )
        if not votes:
            return
        in_order = [vote for vote in votes if vote.kind == votes[0].kind]
        count = held(data, count, data.draw(st.sampled_from(in_order)))
        if not is_declared(count, pack):
            return
