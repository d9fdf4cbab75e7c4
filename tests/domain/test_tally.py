"""The tally (计票) is held equal to a slow, obvious count, and shows nobody's vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, WU, ZHAO, ZHENG, ZHOU
from tests.law.party_branch.cast import NAMES

from huanjie.domain.batching import SMALLEST_BATCH
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.tally import (
    CastVoteRecord,
    Mark,
    Paper,
    Tally,
    judged_records,
    tally,
)
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

TODAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=TODAY)
ZHEJIANG = load("villagers-committee", today=TODAY, region="zhejiang")
PARTY = load("party-branch", today=TODAY)
assert VILLAGE.over_vote
BY_POST = replace(VILLAGE, over_vote=replace(VILLAGE.over_vote, judged="by-post"))
PACKS = (VILLAGE, ZHEJIANG, PARTY, BY_POST)
BATCHES = ("一组", "二组", "三组", "流动票箱")
STRANGERS = ("冯八", "陈九")


def candidates(*people: PersonId) -> tuple[Candidate, ...]:
    return tuple(Candidate(id=person, name=NAMES[person]) for person in people)


ELECTION = Election(
    pack="villagers-committee",
    region=None,
    unit=Unit(code="000000000000", name="三联村"),
    polling_day=TODAY,
    contests=(
        Contest(post=CHAIR, seats=1, candidates=candidates(ZHAO, QIAN), write_ins=1),
        Contest(post=MEMBER, seats=2, candidates=candidates(ZHAO, SUN, LI, ZHOU), write_ins=2),
    ),
)


def came(collected: int, **changes: bool) -> Election:
    """The election after the vote, with so many papers in the boxes."""
    return replace(ELECTION, turnout=Turnout(collected=collected), **changes)  # type: ignore[arg-type]


def approvals(*people: PersonId, write_ins: Sequence[str] = ()) -> Paper:
    return Paper(marks=dict.fromkeys(people, "approve"), write_ins=tuple(write_ins))


def record(number: int, batch: str = "一组", **contests: Paper) -> CastVoteRecord:
    posts = {Post(post): paper for post, paper in contests.items()}
    return CastVoteRecord(id=f"r{number}", batch=batch, source=(), contests=posts)


def count(records: Sequence[CastVoteRecord], pack: RulePack = VILLAGE) -> Tally:
    """The tally where as many papers as records came out of the boxes."""
    return tally(came(len(records)), records, pack)


# The obvious slow count


def slow_void(contests: dict[Post, Paper], pack: RulePack) -> set[Post]:
    """The posts for which one paper counts nothing."""
    seats = {contest.post: contest.seats for contest in ELECTION.contests}
    chosen = {
        post: [p for p, mark in paper.marks.items() if mark == "approve"] + [*set(paper.write_ins)]
        for post, paper in contests.items()
    }
    over = {post for post, people in chosen.items() if len(people) > seats[post]}
    everybody = [person for people in chosen.values() for person in people]
    whole = pack is not BY_POST and bool(over)
    whole |= pack is ZHEJIANG and len(everybody) > len(set(everybody))
    for paper in contests.values():
        opposed = sum(mark == "oppose" for mark in paper.marks.values())
        whole |= pack is PARTY and len(set(paper.write_ins)) > opposed
    return set(contests) if whole else over


def slow_count(records: Iterable[CastVoteRecord], pack: RulePack) -> dict[Post, ContestTally]:
    """One paper after another, one mark after another."""
    totals = {contest.post: ContestTally() for contest in ELECTION.contests}
    for each in records:
        contests = dict(each.contests) or {post: Paper(marks={}) for post in totals}
        void = slow_void(contests, pack)
        for post, paper in contests.items():
            if post in void:
                totals[post].invalid += 1
                continue
            totals[post].valid += 1
            for person, mark in paper.marks.items():
                totals[post].votes[person] += mark == "approve"
                totals[post].oppose[person] += mark == "oppose"
            for name in set(paper.write_ins):
                totals[post].votes[PersonId(name)] += 1
    return totals


marks_made: st.SearchStrategy[Mark] = st.sampled_from(("approve", "approve", "oppose", "abstain"))


def papers(*people: PersonId, lines: int) -> st.SearchStrategy[Paper]:
    return st.builds(
        Paper,
        marks=st.dictionaries(st.sampled_from(people), marks_made),
        write_ins=st.lists(st.sampled_from(STRANGERS), max_size=lines).map(tuple),
    )


whole_papers: st.SearchStrategy[dict[Post, Paper]] = st.fixed_dictionaries(
    {CHAIR: papers(ZHAO, QIAN, lines=1), MEMBER: papers(ZHAO, SUN, LI, ZHOU, lines=2)}
) | st.just({})


@st.composite
def polls(draw: st.DrawFn) -> list[CastVoteRecord]:
    """Some papers of both contests, in some of the batches."""
    shown = draw(st.lists(st.tuples(st.sampled_from(BATCHES), whole_papers), max_size=60))
    return [
        CastVoteRecord(id=f"r{number}", batch=batch, source=(), contests=contests)
        for number, (batch, contests) in enumerate(shown)
    ]


@given(polls(), st.sampled_from(PACKS))
def test_the_tally_is_the_obvious_slow_count(records: list[CastVoteRecord], pack: RulePack) -> None:
    assert count(records, pack).contests == slow_count(records, pack)


@given(polls(), st.randoms(use_true_random=False))
def test_the_order_of_the_papers_never_matters(
    records: list[CastVoteRecord], chance: st.DataObject
) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert count(shuffled) == count(records)


@given(polls(), st.sampled_from(PACKS))
def test_the_batches_sum_to_the_whole(records: list[CastVoteRecord], pack: RulePack) -> None:
    counted = count(records, pack)
    for post, whole in counted.contests.items():
        sums = ContestTally()
        for parts in counted.batches.values():
            sums.add(parts[post])
        assert sums == whole


@given(polls())
def test_no_published_batch_is_too_small_to_hide_a_vote(records: list[CastVoteRecord]) -> None:
    counted = count(records)
    for parts in counted.batches.values():
        for part in parts.values():
            assert part.papers >= min(SMALLEST_BATCH, len(records))
    named = Counter(name for joined in counted.batches for name in joined.split("+"))
    assert named == Counter({each.batch for each in records})


@pytest.mark.parametrize(
    ("sizes", "published"),
    [
        ((9, 12, 30), {"一组+二组": 21, "三组": 30}),
        ((10, 12, 30), {"一组": 10, "二组": 12, "三组": 30}),
        ((4, 5, 30), {"一组+三组+二组": 39}),
        ((4, 6, 30), {"一组+二组": 10, "三组": 30}),
        ((3, 0, 0), {"一组": 3}),
        ((3, 4, 0), {"一组+二组": 7}),
    ],
)
def test_nine_papers_are_merged_and_ten_are_not(
    sizes: tuple[int, ...], published: dict[str, int]
) -> None:
    names = [name for name, size in zip(BATCHES, sizes, strict=False) for _ in range(size)]
    counted = count([record(n, batch=name) for n, name in enumerate(names)])
    found = {
        "+".join(sorted(name.split("+"))): parts[CHAIR].papers
        for name, parts in counted.batches.items()
    }
    assert found == {"+".join(sorted(name.split("+"))): n for name, n in published.items()}


def test_a_batch_may_have_a_plus_sign_in_its_name() -> None:
    sizes = {"东+西": 20, "东": 5, "西": 5}
    names = [name for name, size in sizes.items() for _ in range(size)]
    counted = count([record(n, batch=name) for n, name in enumerate(names)])
    assert sum(parts[CHAIR].papers for parts in counted.batches.values()) == 30


# What a paper is worth


def test_a_blank_paper_is_a_valid_one_of_every_contest() -> None:
    counted = count([record(n) for n in range(12)])
    assert {post: part.valid for post, part in counted.contests.items()} == {CHAIR: 12, MEMBER: 12}


def test_a_name_written_twice_is_one_person() -> None:
    counted = count([record(1, member=approvals(SUN, write_ins=["冯八", "冯八"]))])
    assert counted.contests[MEMBER].votes == {SUN: 1, "冯八": 1}


def test_a_void_paper_stays_in_the_count_and_gives_no_vote() -> None:
    counted = count([record(1, chair=approvals(ZHAO, QIAN), member=approvals(SUN))])
    assert [part.invalid for part in counted.contests.values()] == [1, 1]
    assert not any(part.votes for part in counted.contests.values())


def test_a_paper_that_nobody_can_read_is_void_for_every_post() -> None:
    whole = replace(record(2), contests={}, void=True)
    counted = count([record(1, chair=approvals(ZHAO), member=approvals(SUN)), whole])
    assert {(part.valid, part.invalid) for part in counted.contests.values()} == {(1, 1)}


def test_equal_names_are_one_person_who_may_not_have_two_posts_in_zhejiang() -> None:
    """钱二 stands for chair; who writes 钱二 in for member too names one person twice (art. 27)."""
    twice = record(1, chair=approvals(QIAN), member=approvals(SUN, write_ins=[NAMES[QIAN]]))
    assert count([twice], ZHEJIANG).contests[CHAIR].invalid == 1


# Papers of their own for each contest


def test_separate_papers_are_counted_contest_by_contest() -> None:
    records = [record(n, chair=approvals(ZHAO)) for n in range(20)]
    records += [record(100 + n, member=approvals(SUN, LI)) for n in range(19)]
    counted = tally(came(20), records, VILLAGE)
    assert {post: part.papers for post, part in counted.contests.items()} == {CHAIR: 20, MEMBER: 19}
    assert (counted.contests[CHAIR].votes[ZHAO], counted.contests[MEMBER].votes[LI]) == (20, 19)


def test_one_separate_paper_in_a_large_batch_is_not_published_alone() -> None:
    records = [record(n, "一组", chair=approvals(ZHAO)) for n in range(20)]
    records += [record(100, "一组", member=approvals(SUN))]
    records += [record(200 + n, "二组", member=approvals(LI)) for n in range(20)]
    records += [record(300 + n, "二组", chair=approvals(QIAN)) for n in range(20)]
    for parts in tally(came(40), records, VILLAGE).batches.values():
        for part in parts.values():
            assert part.papers == 0 or part.papers >= SMALLEST_BATCH


# What is refused


@pytest.mark.parametrize("collected", [11, 13])
def test_records_that_are_not_as_many_as_the_papers_are_refused(collected: int) -> None:
    records = [record(n, chair=approvals(ZHAO), member=approvals(SUN)) for n in range(12)]
    with pytest.raises(BadInput, match=str(collected)):
        tally(came(collected), records, VILLAGE)
    assert tally(came(12), records, VILLAGE).contests[CHAIR].papers == 12


@pytest.mark.parametrize("collected", [20, 40])
def test_where_all_posts_share_one_paper_every_record_is_a_paper(collected: int) -> None:
    records = [record(n, chair=approvals(ZHAO)) for n in range(20)]
    records += [record(100 + n, member=approvals(SUN)) for n in range(20)]
    if collected == 40:
        counted = tally(came(40, single_ballot=True), records, VILLAGE)
        assert [part.papers for part in counted.contests.values()] == [40, 40]
        return
    with pytest.raises(BadInput):
        tally(came(collected, single_ballot=True), records, VILLAGE)


def test_without_the_turnout_nothing_is_counted() -> None:
    with pytest.raises(BadInput) as refusal:
        tally(ELECTION, [record(1)], VILLAGE)
    assert refusal.value.at == "/turnout"


def test_one_record_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="r7"):
        count([record(7), record(8), record(7)])


REFUSED = {
    "an unknown person": record(1, chair=approvals(ZHENG)),
    "a candidate of the other contest": record(1, chair=approvals(SUN)),
    "an unknown post": record(1, head=approvals(ZHAO)),
    "a candidate written in by name": record(1, chair=approvals(write_ins=[NAMES[ZHAO]])),
    "a candidate written in by id": record(1, chair=approvals(write_ins=[ZHAO])),
    "more written in than lines": record(1, chair=approvals(write_ins=STRANGERS)),
}
PLACES = {
    "an unknown person": f"/contests/chair/marks/{ZHENG}",
    "a candidate of the other contest": f"/contests/chair/marks/{SUN}",
    "an unknown post": "/contests/head",
    "a candidate written in by name": "/contests/chair/write_ins/0",
    "a candidate written in by id": "/contests/chair/write_ins/0",
    "more written in than lines": "/contests/chair/write_ins",
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_record_that_cannot_be_of_this_election_is_refused_at_its_place(why: str) -> None:
    with pytest.raises(BadInput, match="r1") as refusal:
        count([REFUSED[why]])
    assert refusal.value.at == PLACES[why]


def test_a_name_with_a_slash_in_it_is_escaped_in_the_place() -> None:
    with pytest.raises(BadInput) as refusal:
        count([record(1, chair=approvals(PersonId("a/b")))])
    assert refusal.value.at == "/contests/chair/marks/a~1b"


def test_each_record_is_judged_before_the_next_is_read() -> None:
    """A report of a million records is written while they are read."""

    def first_alone() -> Iterator[CastVoteRecord]:
        yield record(1, chair=approvals(ZHAO), member=approvals(SUN, write_ins=[NAMES[QIAN]]))
        raise AssertionError("the second record was asked for")

    judged = next(judged_records(ELECTION, first_alone(), VILLAGE))
    assert judged.chosen == {CHAIR: {ZHAO}, MEMBER: {SUN, QIAN}}
    assert judged.verdict.counts_for(MEMBER)


def test_lines_that_nobody_counted_are_not_held_against_the_paper() -> None:
    contests = tuple(replace(contest, write_ins=None) for contest in ELECTION.contests)
    election = replace(came(1), contests=contests)
    assert tally(election, [REFUSED["more written in than lines"]], BY_POST).contests[CHAIR].invalid


@pytest.mark.parametrize("mark", ["oppose", "abstain"])
def test_a_paper_of_plain_choices_knows_no_other_mark(mark: Mark) -> None:
    election = replace(came(1), style="choice")
    plain = record(1, chair=Paper(marks={ZHAO: "approve"}))
    assert tally(election, [plain], VILLAGE).contests[CHAIR].votes == {ZHAO: 1}
    with pytest.raises(BadInput, match=mark):
        tally(election, [record(1, chair=Paper(marks={ZHAO: mark}))], VILLAGE)


def test_a_stranger_with_a_cast_members_name_is_a_write_in() -> None:
    counted = count([record(1, chair=approvals(write_ins=[NAMES[WU]]))])
    assert counted.contests[CHAIR].votes == {NAMES[WU]: 1}
