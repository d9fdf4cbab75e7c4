"""候选人比应选名额多几人：各省的条款，各项职务分别计算。"""

from __future__ import annotations

import pytest
from tests.domain.people import CHAIR, MEMBER, VICE, articles
from tests.law.provinces.places import RESIDENTS, Place, at, rows

from huanjie.domain.contest import Post
from huanjie.domain.nomination import candidate_number, candidate_numbers

ONE_MORE, ONE_OR_TWO, ONE_TO_THREE = (1, 1), (1, 2), (1, 3)

MARGINS = {
    # of the chair, of the vice-chairs, of the members: so many more candidates than seats
    Place("beijing", "第十六条第二款"): (ONE_OR_TWO, ONE_OR_TWO, ONE_OR_TWO),
    Place("hebei", "第十七条第二款"): (ONE_MORE, ONE_MORE, ONE_TO_THREE),
    Place("hainan", "第二十条第一款"): (ONE_MORE, ONE_MORE, ONE_TO_THREE),
    Place("tianjin", "第二十一条"): (ONE_MORE, ONE_MORE, ONE_OR_TWO),
    Place("shanghai", "第十二条第三款"): (ONE_MORE, ONE_MORE, ONE_TO_THREE),
    Place("sichuan", "第二十二条第一款"): (ONE_MORE, ONE_MORE, ONE_TO_THREE),
    Place("sichuan", "第二十条第一款", RESIDENTS): (ONE_MORE, ONE_MORE, ONE_TO_THREE),
}
BY_POST = [
    (place, (post, *more))
    for place, margins in MARGINS.items()
    for post, more in zip((CHAIR, VICE, MEMBER), margins, strict=True)
]


@pytest.mark.parametrize("seats", [1, 2, 3, 5])
@pytest.mark.parametrize(("place", "post", "least", "most"), rows(BY_POST))
def test_every_post_has_its_own_margin(
    place: Place, post: Post, least: int, most: int, seats: int
) -> None:
    number = candidate_number(place.law, seats=seats, post=post)
    assert (number.minimum, number.maximum) == (seats + least, seats + most)
    assert articles(number.grounds) == [place.article]


@pytest.mark.parametrize("seats", [1, 2, 3])
@pytest.mark.parametrize(("place", "post", "least", "most"), rows(BY_POST))
def test_one_candidate_too_few_or_too_many_is_unlawful(
    place: Place, post: Post, least: int, most: int, seats: int
) -> None:
    for more in range(least - 1, most + 2):
        numbers = candidate_numbers(place.law, {post: (seats, seats + more)})
        lawful = least <= more <= most
        assert (numbers.lawful, numbers.unlawful) == (((post,), ()) if lawful else ((), (post,)))
        assert set(articles(numbers.grounds)) == {place.article}


@pytest.mark.parametrize(
    "place", at(Place("sichuan", "第二十二条第一款"), Place("sichuan", "第二十条第一款", RESIDENTS))
)
def test_one_unlawful_post_does_not_taint_the_others(place: Place) -> None:
    numbers = candidate_numbers(place.law, {CHAIR: (1, 3), VICE: (1, 2), MEMBER: (3, 6)})
    assert (numbers.lawful, numbers.unlawful) == ((VICE, MEMBER), (CHAIR,))
    assert set(articles(numbers.grounds)) == {place.article}
