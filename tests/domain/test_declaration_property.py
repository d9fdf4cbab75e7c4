"""The declaration (宣布选举结果) against a slow, obvious one that tries every order of votes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.domain.slow_declaration import (
    COLLECTED,
    LINE,
    Places,
    Slow,
    slow_declaration,
    slow_declaration_in_hebei,
)
from tests.domain.smallelections import (
    HEBEI,
    SICHUAN,
    ZHEJIANG,
    elections,
    on,
    on_one_paper,
    places_of,
    without_womens_seat,
)

from huanjie.domain.contest import ContestResult, Count, PersonId
from huanjie.domain.declaration import declare


def agree(count: Count, slow: Slow) -> None:
    """What `declare` says in Sichuan is what the slow one says."""
    results = declare(count, SICHUAN).contests
    assert places_of(results, lambda each: each.elected) == slow.elected
    assert places_of(results, lambda each: each.tied) == slow.tied
    assert places_of(results, of_kin) == slow.stepped_back
    steps_agree(results, slow)
    if len(slow.reserved) == 1:
        assert {sum(each.reserved_seats for each in results)} == slow.reserved


def waits(count: Count, slow: Slow) -> bool:
    """Whether a revote for one post may matter to another: then a person decides after it."""
    post_of = {person.id: each.post for each in count.contests for person in each.people}
    tied = {person for _, person in slow.tied} | equals(count)
    return bool(slow.hanging) or any(
        tied & {one, other} and post_of.get(one) != post_of.get(other)
        for one, other in count.near_relatives
    )


def equals(count: Count) -> set[PersonId]:
    """Those over half who are equal across the last seat of their post."""
    found: set[PersonId] = set()
    for each in count.contests:
        over = sorted((p.votes for p in each.people if p.votes >= LINE), reverse=True)
        edge = over[each.seats - 1 : each.seats + 1]
        if len(set(edge)) < len(edge):
            found |= {person.id for person in each.people if person.votes == edge[0]}
    return found


def of_kin(result: ContestResult) -> Places:
    """Who stepped back for a relative."""
    return tuple(each.id for each in result.withdrawn if each.because == "near-relative")


def steps_agree(results: Iterable[ContestResult], slow: Slow) -> None:
    """A revote where somebody is tied; a runoff where a seat stays open whatever it says."""
    for each in results:
        assert ("revote" in each.next) == bool(each.tied)
        if "runoff" in each.next or not each.tied:
            assert ("runoff" in each.next) == (slow.open_seats[each.post] > 0)


@settings(max_examples=200, deadline=None)
@given(elections())
def test_seats_go_by_votes_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十三条。"""
    count = without_womens_seat(count)
    agree(count, slow_declaration(count, womens_seat=False))


@settings(max_examples=200, deadline=None)
@given(elections(twice=True))
def test_nobody_keeps_two_posts_as_the_slow_declaration_says(count: Count) -> None:
    """换届约定：一人当选两职的，保留较高的职务。"""
    count = without_womens_seat(count)
    slow = slow_declaration(count, womens_seat=False)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections())
def test_the_womans_seat_goes_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十四条。"""
    slow = slow_declaration(count)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_relatives_sit_or_step_back_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十五条。"""
    count = without_womens_seat(count)
    slow = slow_declaration(count, womens_seat=False)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_relatives_and_the_womans_seat_together_go_as_the_slow_declaration_says(
    count: Count,
) -> None:
    """四川省村民委员会选举条例第三十四条、第三十五条。"""
    slow = slow_declaration(count)
    assume(not waits(count, slow))
    agree(count, slow)


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_the_next_over_half_fills_in_zhejiang_as_the_slow_declaration_says(count: Count) -> None:
    """浙江省村民委员会选举办法第三十一条；有人票数相等的，先按第二十八条再次投票。"""
    count = replace(without_womens_seat(count), voters=COLLECTED)
    slow = slow_declaration(count, zhejiang=True)
    assume(not waits(count, slow))
    results = declare(count, ZHEJIANG).contests
    assert places_of(results, lambda each: each.elected) <= slow.elected
    for each in results:
        if not each.tied:
            assert {(each.post, person) for person in each.elected} == on(each.post, slow.elected)
    steps_agree(results, slow)


@settings(max_examples=400, deadline=None)
@given(on_one_paper())
def test_votes_for_a_higher_post_count_for_a_lower_one_as_the_slow_declaration_says(
    count: Count,
) -> None:
    """河北省村民委员会选举办法第二十九条第二款。"""
    slow = slow_declaration_in_hebei(count)
    assume(not slow.hanging)
    results = declare(count, HEBEI).contests
    assert places_of(results, lambda each: each.elected) == slow.elected
    assert places_of(results, lambda each: each.tied) == slow.tied
    steps_agree(results, slow)


@settings(max_examples=400, deadline=None)
@given(on_one_paper())
def test_where_a_higher_revote_moves_votes_whoever_hangs_on_it_waits(count: Count) -> None:
    """河北省村民委员会选举办法第二十九条第二款、第三十条第三款。"""
    slow = slow_declaration_in_hebei(count)
    for each in declare(count, HEBEI).contests:
        assert on(each.post, places_of([each], lambda r: r.elected)) <= slow.elected
        waiting = {person for _, person in on(each.post, slow.hanging)}
        assert waiting <= set(each.not_elected)
        assert "decide" in each.next or not waiting


@settings(max_examples=300, deadline=None)
@given(st.one_of(elections(kin=True), elections(twice=True)))
def test_whoever_hangs_on_a_revote_for_another_post_waits_for_it(count: Count) -> None:
    """One revote may make a wife step back, free a lower post, or put a woman first."""
    slow = slow_declaration(count)
    for each in declare(count, SICHUAN).contests:
        waiting = {person for _, person in on(each.post, slow.hanging)}
        assert waiting <= set(each.not_elected)
        assert "decide" in each.next or not waiting
