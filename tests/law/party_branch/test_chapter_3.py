"""Chapter 3 (第三章): a fifth more candidates than seats, rounded up; one for an officer's post."""

from __future__ import annotations

import pytest
from tests.domain.people import MEMBER
from tests.law.party_branch.cast import DEPUTY, LAW, SECRETARY

from huanjie.domain.contest import Post
from huanjie.domain.nomination import candidate_number, candidate_numbers

FIFTHS = [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 8), (9, 11), (10, 12), (11, 14)]


@pytest.mark.parametrize(("seats", "fewest"), FIFTHS)
def test_a_fifth_of_the_seats_is_rounded_up_to_a_whole_candidate(seats: int, fewest: int) -> None:
    number = candidate_number(LAW, seats=seats, post=MEMBER)
    assert (number.minimum, number.maximum) == (fewest, None)
    assert [(each.article, each.confidence) for each in number.grounds] == [("第三章", "S")]


@pytest.mark.parametrize(("seats", "fewest"), FIFTHS)
def test_one_candidate_fewer_than_a_fifth_more_is_unlawful(seats: int, fewest: int) -> None:
    assert candidate_numbers(LAW, {MEMBER: (seats, fewest)}).lawful == (MEMBER,)
    assert candidate_numbers(LAW, {MEMBER: (seats, fewest - 1)}).unlawful == (MEMBER,)


def test_no_law_says_how_many_members_candidates_are_too_many() -> None:
    assert candidate_numbers(LAW, {MEMBER: (3, 30)}).lawful == (MEMBER,)


@pytest.mark.parametrize("post", [SECRETARY, DEPUTY])
@pytest.mark.parametrize(("candidates", "lawful"), [(0, False), (1, True), (2, False)])
def test_secretary_and_deputy_have_one_candidate_each(
    post: Post, candidates: int, lawful: bool
) -> None:
    numbers = candidate_numbers(LAW, {post: (1, candidates)})
    assert numbers.lawful == ((post,) if lawful else ())
    assert numbers.unlawful == (() if lawful else (post,))


@pytest.mark.parametrize(("candidates", "lawful"), [(1, False), (2, True), (3, False)])
def test_two_deputies_have_two_candidates(candidates: int, lawful: bool) -> None:
    assert bool(candidate_numbers(LAW, {DEPUTY: (2, candidates)}).lawful) is lawful


def test_a_post_of_the_branchs_own_follows_the_rule_for_members() -> None:
    discipline = Post("纪律检查委员")
    numbers = candidate_numbers(LAW, {discipline: (1, 1), MEMBER: (3, 4), SECRETARY: (1, 1)})
    assert (numbers.lawful, numbers.unlawful) == ((MEMBER, SECRETARY), (discipline,))


def test_each_post_is_judged_by_its_own_sentence() -> None:
    numbers = candidate_numbers(LAW, {SECRETARY: (1, 1), DEPUTY: (1, 1), MEMBER: (3, 4)})
    assert [each.says[:2] for each in numbers.grounds] == ["书记", "副书", "委员"]
