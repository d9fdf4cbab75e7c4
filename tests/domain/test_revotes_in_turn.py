"""An evening played to its end (当晚依次再次投票): every revote is held as it is asked for, and the
last declaration is what the articles come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.people import EVERYBODY
from tests.domain.slow_declaration import (
    COLLECTED,
    LINE,
    Course,
    Orders,
    Place,
    course_in_sichuan,
    course_in_zhejiang,
    in_rank,
    with_votes_from_above,
)
from tests.domain.smallelections import (
    HEBEI,
    SICHUAN,
    ZHEJIANG,
    elections,
    on_one_paper,
    places_of,
    with_revote,
    without_womens_seat,
)

from huanjie.domain.contest import ContestCount, ContestResult, Count, Person, PersonId, Post
from huanjie.domain.declaration import declare
from huanjie.law.pack import RulePack

Liking = Sequence[PersonId]
"""In what order a village likes people of equal votes: so it votes in every revote."""
LIKINGS = st.permutations(EVERYBODY)


def played(count: Count, pack: RulePack, liking: Liking) -> tuple[ContestResult, ...]:
    """Hold every revote that is asked for, no post's twice, and nobody is unseated by it."""
    before, held = set[Place](), set[Post]()
    while True:
        results = declare(count, pack).contests
        elected = elected_in(results)
        assert before <= elected
        asked = [each for each in results if each.tied]
        if not asked:
            return results
        assert not held & {each.post for each in asked}
        held |= {each.post for each in asked}
        before = elected
        for each in asked:
            votes = {person: len(liking) - liking.index(person) for person in each.tied}
            count = with_revote(count, each.post, votes)


def elected_in(results: Sequence[ContestResult]) -> set[Place]:
    return places_of(results, lambda each: each.elected)


def order_of(contest: ContestCount, liking: Liking) -> tuple[Person, ...]:
    """Those over half, the most votes first, those of equal votes as the village likes them."""
    over = (person for person in contest.people if person.votes >= LINE)
    return tuple(sorted(over, key=lambda person: (-person.votes, liking.index(person.id))))


def orders_of(count: Count, liking: Liking) -> Orders:
    return {each.post: order_of(each, liking) for each in count.contests}


def orders_in_hebei(count: Count, liking: Liking) -> Orders:
    """The same where votes for a higher post count for a lower one."""
    orders: dict[Post, tuple[Person, ...]] = {}
    for each in in_rank(count):
        done = [other for other in in_rank(count) if other.post in orders]
        above = course_in_sichuan(replace(count, contests=tuple(done)), orders, womens_seat=False)
        orders[each.post] = order_of(with_votes_from_above(each, done, above), liking)
    return orders


def comes_to(results: Sequence[ContestResult], course: Course) -> None:
    """Nothing is left for a person to decide, and the same people sit."""
    seated = course.elected.items()
    assert elected_in(results) == {(post, each.id) for post, people in seated for each in people}
    assert not any("decide" in each.next for each in results)


@settings(max_examples=300, deadline=None)
@given(st.one_of(elections(kin=True), elections(twice=True)), LIKINGS)
def test_the_evening_comes_to_what_the_articles_say_in_sichuan(
    count: Count, liking: Liking
) -> None:
    """四川省村民委员会选举条例第三十三条至第三十五条。"""
    course = course_in_sichuan(count, orders_of(count, liking), womens_seat=True)
    comes_to(played(count, SICHUAN, liking), course)


@settings(max_examples=300, deadline=None)
@given(st.one_of(elections(kin=True), elections(twice=True)), LIKINGS)
def test_the_evening_comes_to_what_the_articles_say_without_a_womans_seat(
    count: Count, liking: Liking
) -> None:
    """四川省村民委员会选举条例第三十三条、第三十五条。"""
    count = without_womens_seat(count)
    course = course_in_sichuan(count, orders_of(count, liking), womens_seat=False)
    comes_to(played(count, SICHUAN, liking), course)


@settings(max_examples=300, deadline=None)
@given(elections(twice=True), LIKINGS)
def test_the_evening_comes_to_what_the_articles_say_in_zhejiang(
    count: Count, liking: Liking
) -> None:
    """浙江省村民委员会选举办法第二十八条。"""
    count = replace(without_womens_seat(count), voters=COLLECTED)
    course = course_in_zhejiang(count, orders_of(count, liking))
    comes_to(played(count, ZHEJIANG, liking), course)


@settings(max_examples=300, deadline=None)
@given(on_one_paper(), LIKINGS)
def test_the_evening_comes_to_what_the_articles_say_in_hebei(count: Count, liking: Liking) -> None:
    """河北省村民委员会选举办法第二十九条第二款、第三十条第三款。"""
    course = course_in_sichuan(count, orders_in_hebei(count, liking), womens_seat=False)
    comes_to(played(count, HEBEI, liking), course)
