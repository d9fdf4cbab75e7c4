"""Invented elections (虚构的选举) for hypothesis: records, counts and their files.

Everybody here is invented: A to H, 赵一 to 冯八. What is drawn can have happened; whether the law
would declare it valid is another question.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from huanjie.domain.contest import (
    Box,
    ContestCount,
    Count,
    Person,
    PersonId,
    Post,
    Revote,
    Sex,
)
from huanjie.domain.election import Candidate, Contest, Election, Turnout, Unit
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    OfficersFacts,
    RevoteRecords,
    Round,
    RunoffFacts,
)
from huanjie.domain.tally import CastVoteRecord, Mark, Paper

PEOPLE: Final = {
    "A": "赵一",
    "B": "钱二",
    "C": "孙三",
    "D": "李四",
    "E": "周五",
    "F": "吴六",
    "G": "郑七",
    "H": "冯八",
}
POSTS: Final = tuple(Post(post) for post in ("chair", "vice-chair", "member", "文书"))
IDS: Final = tuple(PersonId(each) for each in PEOPLE)
WRITTEN_IN: Final = tuple(PersonId(name) for name in ("陈九", "褚十", "卫十一"))
METHODS: Final = ("voters", "households", "representatives")

T = TypeVar("T")
Draw = Any
"""hypothesis's own drawing function; its type is not public"""

papers = st.integers(min_value=0, max_value=2_000)
sexes: st.SearchStrategy[Sex | None] = st.sampled_from(["m", "f", None])
days = st.dates(min_value=datetime.date(2018, 1, 1), max_value=datetime.date(2040, 12, 31))


def some(values: tuple[T, ...], *, least: int = 0) -> st.SearchStrategy[list[T]]:
    """A few of these, each once."""
    if not values:
        return st.just([])
    return st.lists(st.sampled_from(values), min_size=least, max_size=4, unique=True)


def maybe(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """One of these, or nobody knows."""
    return st.none() | values


pairs = st.lists(some(IDS, least=2).map(lambda people: (people[0], people[1])), max_size=2).map(
    tuple
)

boxes = st.lists(
    st.builds(
        Box, id=st.sampled_from(["一号箱", "二号箱", "流动箱"]), listed=papers, collected=papers
    ),
    max_size=3,
    unique_by=lambda box: box.id,
).map(tuple)


@st.composite
def turnouts(draw: Draw) -> Turnout:
    """到会人数和选票数: who voted is among those who came, and they among the entitled."""
    entitled = draw(maybe(st.integers(min_value=1, max_value=3_000)))
    attended = draw(maybe(st.integers(min_value=0, max_value=entitled or 2_000)))
    most = 2_000 if attended is None else attended
    return Turnout(
        collected=draw(papers),
        issued=draw(maybe(papers)),
        voters=draw(maybe(st.integers(min_value=0, max_value=most))),
        method=draw(st.sampled_from(METHODS)),
        registered=draw(maybe(papers)),
        entitled=entitled,
        attended=attended,
        boxes=draw(boxes),
    )


@st.composite
def contests(draw: Draw, post: Post) -> Contest:
    """One post with its candidates; nobody printed is an election by writing in."""
    return Contest(
        post=post,
        seats=draw(st.integers(min_value=1, max_value=5)),
        candidates=tuple(
            Candidate(id=person, name=PEOPLE[person], sex=draw(sexes)) for person in draw(some(IDS))
        ),
        write_ins=draw(maybe(st.integers(min_value=0, max_value=3))),
        women_seat_met=draw(st.booleans()),
    )


@st.composite
def elections(draw: Draw) -> Election:
    """一次选举."""
    return Election(
        pack="villagers-committee@2026-01-01",
        region=draw(st.sampled_from([None, "sichuan", "zhejiang"])),
        unit=Unit(code="510100000000", name="甲县乙镇丙村"),
        polling_day=draw(days),
        contests=tuple(draw(contests(post)) for post in draw(some(POSTS, least=1))),
        turnout=draw(maybe(turnouts())),
        single_ballot=draw(st.booleans()),
        near_relatives=draw(pairs),
        style=draw(st.sampled_from(["approve-oppose-abstain", "choice"])),
        title=draw(maybe(st.just("丙村村民委员会换届选举选票"))),
    )


@st.composite
def records(draw: Draw, election: Election) -> CastVoteRecord:
    """One paper of an election (单票记录), marked in any way at all."""
    marks: tuple[Mark, ...] = ("approve", "oppose", "abstain")
    shown = {}
    for contest in election.contests:
        people = tuple(candidate.id for candidate in contest.candidates)
        marked = draw(some(people))
        shown[contest.post] = Paper(
            marks={person: draw(st.sampled_from(marks)) for person in marked},
            write_ins=tuple(draw(some(WRITTEN_IN))),
        )
    return CastVoteRecord(
        id=draw(st.uuids()).hex,
        batch=draw(st.sampled_from(["一号箱", "二号箱"])),
        source=(("扫描.pdf", draw(st.integers(min_value=1, max_value=99))),),
        contests=shown,
    )


@st.composite
def parts(draw: Draw, people: tuple[PersonId, ...], size: int | None = None) -> BatchCount:
    """One batch's part of one contest; `size`, its papers where the contests share them."""
    valid = draw(papers if size is None else st.integers(min_value=0, max_value=size))
    invalid = draw(papers) if size is None else size - valid
    voted = draw(some(people))
    most = st.integers(min_value=0, max_value=valid)
    return BatchCount(valid=valid, invalid=invalid, votes={person: draw(most) for person in voted})


def summed(batches: tuple[Batch, ...], post: Post) -> BatchCount:
    """What the batches make together for one post."""
    own = [batch.contests[post] for batch in batches if post in batch.contests]
    votes: Counter[PersonId] = Counter()
    for part in own:
        votes.update(part.votes)
    return BatchCount(
        valid=sum(part.valid for part in own),
        invalid=sum(part.invalid for part in own),
        votes=votes,
    )


@st.composite
def people_of(draw: Draw, contest: Contest, total: BatchCount, marked: bool) -> tuple[Person, ...]:
    """Everybody's votes as the batches sum; `marked`: the papers also oppose and abstain."""
    people = []
    for candidate in contest.candidates:
        left = total.valid - total.votes[candidate.id]
        oppose = draw(st.integers(min_value=0, max_value=left)) if marked else None
        people.append(
            Person(
                id=candidate.id,
                votes=total.votes[candidate.id],
                oppose=oppose,
                abstain=None if oppose is None else left - oppose,
                sex=candidate.sex,
            )
        )
    written = [p for p in total.votes if p in WRITTEN_IN]
    return (*people, *(Person(id=p, votes=total.votes[p], written_in=True) for p in written))


@st.composite
def first_rounds(draw: Draw, election: Election) -> Round:
    """The first vote: its batches, and the facts that they sum to."""
    batches = []
    for name in draw(some(("一号箱", "二号箱", "流动箱"), least=1)):
        size = draw(papers) if election.single_ballot else None
        people = {c.post: (*(p.id for p in c.candidates), *WRITTEN_IN) for c in election.contests}
        contents = {post: draw(parts(who, size)) for post, who in people.items()}
        batches.append(Batch(name=name, contests=contents))
    facts = draw(counts(election, tuple(batches)))
    return Round(
        kind="first",
        facts=facts,
        batches=tuple(batches) if draw(st.booleans()) else (),
        cvr_sha256=draw(maybe(hashes)),
        revotes=draw(revotes(facts)),
    )


@st.composite
def revotes(draw: Draw, facts: Count) -> tuple[RevoteRecords, ...]:
    """The batches of some of the revotes that the facts state, each post voted on by itself."""
    kept = [c for c in facts.contests if c.revote and draw(st.booleans())]
    return tuple(
        RevoteRecords(
            batches=draw(revote_batches(contest.post, contest.revote)),
            cvr_sha256=draw(maybe(st.just(hashlib.sha256(contest.post.encode()).hexdigest()))),
        )
        for contest in kept
        if contest.revote
    )


@st.composite
def revote_batches(draw: Draw, post: Post, revote: Revote) -> tuple[Batch, ...]:
    """One box with every vote, and one with papers that are all invalid."""
    most = max(revote.votes.values(), default=0)
    invalid = draw(st.integers(min_value=0, max_value=revote.collected - most))
    boxes = (
        BatchCount(valid=revote.collected - invalid, invalid=0, votes=revote.votes),
        BatchCount(valid=0, invalid=invalid, votes={}),
    )
    return tuple(Batch(name=f"{n}号箱", contests={post: part}) for n, part in enumerate(boxes, 1))


hashes = st.binary(max_size=4).map(lambda raw: hashlib.sha256(raw).hexdigest())


@st.composite
def counts(draw: Draw, election: Election, batches: tuple[Batch, ...]) -> Count:
    """The facts of a declaration, as the batches sum."""
    turnout = draw(turnouts())
    totals = {contest.post: summed(batches, contest.post) for contest in election.contests}
    first = next(iter(totals.values()))
    marked = election.style == "approve-oppose-abstain"
    return Count(
        contests=tuple(draw(counted(c, totals[c.post], marked)) for c in election.contests),
        collected=first.valid + first.invalid if election.single_ballot else turnout.collected,
        issued=turnout.issued,
        voters=turnout.voters,
        method=turnout.method,
        registered=turnout.registered,
        entitled=turnout.entitled,
        attended=turnout.attended,
        boxes=turnout.boxes,
        single_ballot=election.single_ballot,
        near_relatives=election.near_relatives,
    )


@st.composite
def counted(draw: Draw, contest: Contest, total: BatchCount, marked: bool) -> ContestCount:
    """One contest's count, with a revote among some of its people or without."""
    people = draw(people_of(contest, total, marked))
    ids = tuple(person.id for person in people)
    revote = Revote(collected=900, votes={p: draw(papers) % 901 for p in draw(some(ids))})
    return ContestCount(
        post=contest.post,
        seats=contest.seats,
        people=people,
        valid=total.valid,
        invalid=total.invalid,
        women_seat_met=contest.women_seat_met,
        revote=draw(maybe(st.just(revote))) if ids else None,
    )


@st.composite
def runoffs(draw: Draw) -> Round:
    """A runoff (另行选举) of one post, in one batch or counted by hand."""
    part = draw(parts(IDS[:4]))
    batch = Batch(name="会场", contests={Post("member"): part})
    facts = RunoffFacts(
        vacancies=draw(st.integers(min_value=1, max_value=3)),
        collected=part.valid + part.invalid,
        attended=draw(maybe(papers)),
        votes=part.votes,
    )
    return Round(kind="runoff", facts=facts, batches=draw(st.sampled_from([(), (batch,)])))


@st.composite
def officer_rounds(draw: Draw) -> Round:
    """The committee's own vote (委员会全体会议)."""
    committee = tuple(draw(some(IDS, least=1)))
    attended = draw(st.integers(min_value=0, max_value=len(committee)))
    most = st.integers(min_value=0, max_value=attended)
    posts = draw(some((Post("secretary"), Post("deputy-secretary")), least=1))
    votes = {post: {person: draw(most) for person in committee} for post in posts}
    facts = OfficersFacts(committee=committee, attended=attended, votes=votes)
    return Round(kind="officers", facts=facts, cvr_sha256=draw(maybe(hashes)))


@st.composite
def count_files(draw: Draw) -> CountFile:
    """COUNT.json: the first round and the rounds after it."""
    election = draw(elections())
    later = draw(st.lists(runoffs() | officer_rounds(), max_size=2))
    return CountFile(election=election, rounds=(draw(first_rounds(election)), *later))
