"""The declaration (宣布选举结果) against a slow, obvious one that tries every order of votes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import assume, given, settings
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
    by_rank,
    elections,
    on,
    on_one_paper,
    places_of,
    without_womens_seat,
)

from huanjie.domain.contest import ContestResult, Count, PersonId
from huanjie.domain.declaration import declare
from huanjie.law.pack import RulePack


def agree(count: Count, slow: Slow, pack: RulePack = SICHUAN) -> None:
    """What `declare` says is what the slow one says, down to where something hangs on a revote for
    a higher post: there nothing is said before it that it may belie.
    """
    hangs = False
    results = by_rank(declare(count, pack).contests)
    for each in results:
        hanging = {person for _, person in on(each.post, slow.hanging)}
        assert hanging <= set(each.not_elected)
        assert "decide" in each.next or not hanging
        hangs = hangs or bool(hanging)
        if hangs or of_two_families(count, slow):
            nothing_too_early(each, slow)
        else:
            as_said(each, slow)
    if len(slow.reserved) == 1 and not hangs and not of_two_families(count, slow):
        assert {sum(each.reserved_seats for each in results)} == slow.reserved


def as_said(result: ContestResult, slow: Slow) -> None:
    """The same people are elected, tied and gone; whoever will step back whichever of two
    relatives wins their revote may be told so after it.
    """
    assert on(result.post, slow.elected) == places_of([result], lambda each: each.elected)
    assert on(result.post, slow.tied) == places_of([result], lambda each: each.tied)
    later = on(result.post, slow.stepped_back) - places_of([result], of_kin)
    assert places_of([result], of_kin) <= on(result.post, slow.stepped_back)
    assert not later or (result.tied and "decide" in result.next)
    steps_agree([result], slow)


def nothing_too_early(result: ContestResult, slow: Slow) -> None:
    """Whoever is elected sits in every course, and whoever is voted on again must be in each."""
    assert places_of([result], lambda each: each.elected) <= on(result.post, slow.elected)
    assert places_of([result], lambda each: each.tied) in (set(), on(result.post, slow.tied))
    assert places_of([result], of_kin) <= on(result.post, slow.stepped_back)


def of_two_families(count: Count, slow: Slow) -> bool:
    """Whether a revote may make a relative in another post step back: then a person decides."""
    post_of = {person.id: each.post for each in count.contests for person in each.people}
    tied = {person for _, person in slow.tied} | equals(count)
    return any(
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
    agree(count, slow_declaration(count, womens_seat=False))


@settings(max_examples=200, deadline=None)
@given(elections())
def test_the_womans_seat_goes_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十四条。"""
    agree(count, slow_declaration(count))


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_relatives_sit_or_step_back_as_the_slow_declaration_says(count: Count) -> None:
    """四川省村民委员会选举条例第三十五条。"""
    count = without_womens_seat(count)
    agree(count, slow_declaration(count, womens_seat=False))


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_relatives_and_the_womans_seat_together_go_as_the_slow_declaration_says(
    count: Count,
) -> None:
    """四川省村民委员会选举条例第三十四条、第三十五条。"""
    agree(count, slow_declaration(count))


@settings(max_examples=200, deadline=None)
@given(elections(kin=True))
def test_the_next_over_half_fills_in_zhejiang_as_the_slow_declaration_says(count: Count) -> None:
    """浙江省村民委员会选举办法第三十一条；有人票数相等的，先按第二十八条再次投票。"""
    count = replace(without_womens_seat(count), voters=COLLECTED)
    slow = slow_declaration(count, zhejiang=True)
    assume(not slow.hanging and not of_two_families(count, slow))
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
    """河北省村民委员会选举办法第二十九条第二款、第三十条第三款。"""
    agree(count, slow_declaration_in_hebei(count), HEBEI)


@settings(max_examples=200, deadline=None)
@given(elections(twice=True))
def test_two_posts_and_the_womans_seat_together_go_as_the_slow_declaration_says(
    count: Count,
) -> None:
    """One revote may free a lower post, or put a woman first there."""
    agree(count, slow_declaration(count))
