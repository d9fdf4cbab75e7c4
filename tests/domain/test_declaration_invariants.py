"""What always holds of a declaration (宣布的结果总是成立的), whatever the votes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.domain.people import EVERYBODY
from tests.domain.slow_declaration import COLLECTED
from tests.domain.smallelections import (
    HEBEI,
    SICHUAN,
    by_rank,
    elections,
    on_one_paper,
    with_revote,
    without_womens_seat,
)

from huanjie.domain.contest import Count, PersonId, Post
from huanjie.domain.declaration import declare


@settings(max_examples=300, deadline=None)
@given(on_one_paper(), st.data())
def test_a_revote_that_moves_votes_unseats_nobody(count: Count, data: st.DataObject) -> None:
    declared = declare(count, HEBEI)
    highest = next((each for each in by_rank(declared.contests) if each.tied), None)
    if highest is None:
        return
    votes = {person: data.draw(st.integers(0, 9)) for person in highest.tied}
    settled = declare(with_revote(count, highest.post, votes), HEBEI)
    for before, after in zip(declared.contests, settled.contests, strict=True):
        assert set(before.elected) <= set(after.elected)


@settings(deadline=None)
@given(elections(kin=True))
def test_everyone_stands_in_one_list_and_no_other(count: Count) -> None:
    for each, stated in zip(declare(count, SICHUAN).contests, count.contests, strict=True):
        gone = tuple(withdrawal.id for withdrawal in each.withdrawn)
        everyone = (*each.elected, *each.not_elected, *each.tied, *gone)
        assert sorted(everyone) == sorted(person.id for person in stated.people)


@settings(deadline=None)
@given(elections(kin=True))
def test_vacancies_are_the_seats_less_the_elected_reserved_seats_included(count: Count) -> None:
    for each, stated in zip(declare(count, SICHUAN).contests, count.contests, strict=True):
        assert each.vacancies == stated.seats - len(each.elected)
        assert 0 <= each.reserved_seats <= each.vacancies
        assert bool(each.next) == bool(each.vacancies)


@settings(deadline=None)
@given(elections(kin=True))
def test_lists_are_in_order_of_votes_and_the_elected_over_half(count: Count) -> None:
    for each, stated in zip(declare(count, SICHUAN).contests, count.contests, strict=True):
        votes = {person.id: person.votes for person in stated.people}
        for people in (each.elected, each.not_elected, each.tied):
            numbers = [votes[person] for person in people]
            assert numbers == sorted(numbers, reverse=True)
        assert all(2 * votes[person] > COLLECTED for person in (*each.elected, *each.tied))


@settings(deadline=None)
@given(elections(kin=True))
def test_nobody_sits_twice_or_beside_a_relative(count: Count) -> None:
    sitting = [person for each in declare(count, SICHUAN).contests for person in each.elected]
    assert len(sitting) == len(set(sitting))
    assert not any({one, other} <= set(sitting) for one, other in count.near_relatives)


@settings(deadline=None)
@given(elections(kin=True))
def test_new_names_change_nothing_but_the_names(count: Count) -> None:
    declared = declare(count, SICHUAN)
    named = {person: PersonId(f"{index}号") for index, person in enumerate(reversed(EVERYBODY))}
    renamed = declare(under(named, count), SICHUAN)
    assert [each.next for each in renamed.contests] == [each.next for each in declared.contests]
    assert renamed.grounds == declared.grounds
    for new, old in zip(renamed.contests, declared.contests, strict=True):
        for those, these in ((new.elected, old.elected), (new.tied, old.tied)):
            assert those == tuple(named[person] for person in these)
        assert new.not_elected == tuple(named[person] for person in old.not_elected)


def under(named: Mapping[PersonId, PersonId], count: Count) -> Count:
    """The same election under other ids."""
    return replace(
        count,
        contests=tuple(
            replace(
                each,
                people=tuple(replace(person, id=named[person.id]) for person in each.people),
            )
            for each in count.contests
        ),
        near_relatives=tuple((named[one], named[other]) for one, other in count.near_relatives),
    )


@settings(deadline=None)
@given(elections(), st.data())
def test_more_votes_never_unseat_somebody_elected(count: Count, data: st.DataObject) -> None:
    """Without a woman's seat and relatives: both may put somebody before a person with more."""
    count = without_womens_seat(count)
    places = [(r.post, person) for r in declare(count, SICHUAN).contests for person in r.elected]
    assume(places)
    post, person = data.draw(st.sampled_from(places))
    more = declare(with_one_vote_more(count, post, person), SICHUAN)
    assert person in next(each for each in more.contests if each.post == post).elected


def with_one_vote_more(count: Count, post: Post, lucky: PersonId) -> Count:
    """The same with one vote more for one person in one contest."""
    return replace(
        count,
        contests=tuple(
            replace(
                each,
                people=tuple(
                    replace(person, votes=person.votes + 1) if person.id == lucky else person
                    for person in each.people
                ),
            )
            if each.post == post
            else each
            for each in count.contests
        ),
    )


@settings(max_examples=300, deadline=None)
@given(st.one_of(elections(kin=True), elections(twice=True)), st.data())
def test_a_revote_unseats_nobody_who_was_declared_elected(
    count: Count, data: st.DataObject
) -> None:
    """What hangs on a revote is not declared before it: 当场公布 is said once."""
    declared = declare(count, SICHUAN)
    highest = next((each for each in by_rank(declared.contests) if each.tied), None)
    if highest is None:
        return
    votes = {person: data.draw(st.integers(0, 9)) for person in highest.tied}
    settled = declare(with_revote(count, highest.post, votes), SICHUAN)
    for before, after in zip(declared.contests, settled.contests, strict=True):
        assert set(before.elected) <= set(after.elected)
        if before.post == highest.post and len(set(votes.values())) == len(votes):
            assert after.tied == ()
