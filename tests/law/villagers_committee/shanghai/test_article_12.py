"""上海市村民委员会选举办法第十二条：正式候选人五日前公布；主任、副主任多一人，委员多一至三人。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import CHAIR, MEMBER, VICE, articles
from tests.law.lookup import DAY, dated, days_before, provision

from huanjie.domain.contest import Post
from huanjie.domain.nomination import candidate_number, candidate_numbers
from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")


@pytest.mark.parametrize(
    ("post", "seats", "fewest", "most"),
    [(CHAIR, 1, 2, 2), (VICE, 1, 2, 2), (VICE, 2, 3, 3), (MEMBER, 1, 2, 4), (MEMBER, 5, 6, 8)],
)
def test_every_post_has_its_own_margin(post: Post, seats: int, fewest: int, most: int) -> None:
    number = candidate_number(LAW, seats=seats, post=post)
    assert (number.minimum, number.maximum) == (fewest, most)
    assert articles(number.grounds) == ["第十二条第三款"]


@pytest.mark.parametrize(
    ("post", "candidates", "lawful"),
    [
        (CHAIR, 1, False),
        (CHAIR, 2, True),
        (CHAIR, 3, False),
        (MEMBER, 1, False),
        (MEMBER, 2, True),
        (MEMBER, 4, True),
        (MEMBER, 5, False),
    ],
)
def test_one_candidate_too_few_or_too_many_is_unlawful(
    post: Post, candidates: int, lawful: bool
) -> None:
    numbers = candidate_numbers(LAW, {post: (1, candidates)})
    assert bool(numbers.lawful) is lawful
    assert bool(numbers.unlawful) is not lawful


@pytest.mark.parametrize(("start", "fits"), [(days_before(5), True), (days_before(4), False)])
def test_the_candidates_are_posted_five_days_before_and_not_four(start: date, fits: bool) -> None:
    posted = dated(LAW, "candidates-published", start=start)
    assert posted.window.latest == days_before(5)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第十二条第二款"]


def test_the_party_organisation_nominates_too_by_the_national_law() -> None:
    """The text of 2020 knows nomination by vote alone (第十二条第一款)."""
    assert set(LAW.nomination) == {"party-organisation", "voters-jointly"}
    prevails = provision(LAW, "national-nomination").citation
    assert (prevails.rank, prevails.article) == ("statute", "第十八条第一款")
    assert "第十二条第一款" in prevails.says
