"""Small elections (小型选举) for property tests: few people and kinds of votes, many equal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from tests.domain.people import (
    CHAIR,
    EVERYBODY,
    MEMBER,
    MEN,
    VICE,
    contest,
    is_written_in,
    poll,
    stands,
)
from tests.domain.slow_declaration import COLLECTED, LINE, Place, Places

from huanjie.domain.contest import ContestCount, ContestResult, Count, PersonId, Post, Revote
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)

SICHUAN = load("villagers-committee", on=DAY, today=DAY, region="sichuan")

ZHEJIANG = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")

HEBEI = load("villagers-committee", on=DAY, today=DAY, region="hebei")


@st.composite
def contests_of(
    draw: st.DrawFn, post: Post, pool: Sequence[PersonId], most_people: int, most_seats: int
) -> ContestCount:
    """One post: few people and fewer kinds of votes, so that many are equal."""
    ids = draw(st.lists(st.sampled_from(pool), unique=True, min_size=1, max_size=most_people))
    make = st.sampled_from((stands, stands, is_written_in))
    votes = st.integers(LINE - 1, LINE + 2)
    people = [draw(make)(person, draw(votes)) for person in ids]
    return contest(post, *people, seats=draw(st.integers(1, most_seats)))


@st.composite
def elections(draw: st.DrawFn, *, kin: bool = False, twice: bool = False) -> Count:
    """Chair, vice-chair and members, some of one family, or some standing for several posts."""
    order = draw(st.permutations(EVERYBODY))
    pools = [EVERYBODY] * 3 if twice else [order[:2], order[2:4], order[4:]]
    posts = [draw(contests_of(CHAIR, pools[0], 2, 1)), draw(contests_of(MEMBER, pools[2], 5, 4))]
    if draw(st.booleans()):
        posts.append(draw(contests_of(VICE, pools[1], 3, 2)))
    person = st.sampled_from(EVERYBODY)
    pair = st.tuples(person, person).filter(lambda two: two[0] != two[1])
    pairs = draw(st.lists(pair, max_size=5)) if kin else []
    contests = draw(st.permutations(posts))
    return poll(*contests, registered=12, issued=10, collected=COLLECTED, relatives=pairs)


def without_womens_seat(count: Count) -> Count:
    """The same where a woman already sits (妇女名额已满足)."""
    return replace(
        count, contests=tuple(replace(each, women_seat_met=True) for each in count.contests)
    )


def places_of(
    results: Iterable[ContestResult], part: Callable[[ContestResult], Places]
) -> set[Place]:
    """One list of every post together."""
    return {(each.post, person) for each in results for person in part(each)}


@st.composite
def on_one_paper(draw: st.DrawFn) -> Count:
    """一张选票: the same people stand for several posts, and below the line votes matter too."""
    posts = []
    for post, most_people, most_seats in ((CHAIR, 3, 1), (VICE, 3, 2), (MEMBER, 4, 3)):
        ids = draw(st.lists(st.sampled_from(MEN), unique=True, min_size=1, max_size=most_people))
        people = [stands(person, draw(st.integers(1, LINE + 1))) for person in ids]
        posts.append(contest(post, *people, seats=draw(st.integers(1, most_seats))))
    count = poll(*draw(st.permutations(posts)), registered=12, collected=COLLECTED)
    return replace(without_womens_seat(count), voters=COLLECTED, single_ballot=True)


def on(post: Post, places: set[Place]) -> set[Place]:
    """The places of one post."""
    return {place for place in places if place[0] == post}


def by_rank(results: tuple[ContestResult, ...]) -> list[ContestResult]:
    """Chair, vice-chair, members."""
    return sorted(results, key=lambda each: (CHAIR, VICE, MEMBER).index(each.post))


def with_revote(count: Count, post: Post, votes: Mapping[PersonId, int]) -> Count:
    """The same with the revote of one post (再次投票)."""
    again = Revote(collected=COLLECTED, votes=votes)
    return replace(
        count,
        contests=tuple(
            replace(each, revote=again) if each.post == post else each for each in count.contests
        ),
    )
