"""海南省村民委员会选举办法第二十条第一款：主任、副主任各多一名，委员多一至三名。"""

from __future__ import annotations

import pytest
from tests.domain.people import CHAIR, MEMBER, VICE, articles
from tests.law.lookup import law_of

from huanjie.domain.contest import Post
from huanjie.domain.nomination import candidate_number, candidate_numbers

LAW = law_of("hainan")


@pytest.mark.parametrize(
    ("post", "seats", "fewest", "most"),
    [
        (CHAIR, 1, 2, 2),
        (VICE, 1, 2, 2),
        (VICE, 2, 3, 3),
        (MEMBER, 1, 2, 4),
        (MEMBER, 5, 6, 8),
    ],
)
def test_every_post_has_its_own_margin(post: Post, seats: int, fewest: int, most: int) -> None:
    number = candidate_number(LAW, seats=seats, post=post)
    assert (number.minimum, number.maximum) == (fewest, most)
    assert articles(number.grounds) == ["第二十条第一款"]


@pytest.mark.parametrize(
    ("post", "seats", "candidates", "lawful"),
    [
        (CHAIR, 1, 1, False),
        (CHAIR, 1, 2, True),
        (CHAIR, 1, 3, False),
        (MEMBER, 3, 3, False),
        (MEMBER, 3, 4, True),
        (MEMBER, 3, 6, True),
        (MEMBER, 3, 7, False),
    ],
)
def test_one_candidate_too_few_or_too_many_is_unlawful(
    post: Post, seats: int, candidates: int, lawful: bool
) -> None:
    numbers = candidate_numbers(LAW, {post: (seats, candidates)})
    assert (numbers.lawful, numbers.unlawful) == (((post,), ()) if lawful else ((), (post,)))
    assert set(articles(numbers.grounds)) == {"第二十条第一款"}
