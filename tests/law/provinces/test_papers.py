"""收回的票数、所选的人数、无效票：各省的条款。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.people import (
    CHAIR,
    MEMBER,
    VICE,
    ZHAO,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.provinces.places import RESIDENTS, Place, at, rows

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.contest import Post
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile
from huanjie.door.fault import BadInput

SEATS = {CHAIR: 1, VICE: 1, MEMBER: 3}
CHAIRS = contest(CHAIR, stands(ZHAO, 400))
KNOWN = {"voters": 700, "issued": 710}

COMPARED_WITH = {
    Place("beijing", "第二十八条第二款"): "voters",
    Place("hebei", "第二十八条第一款"): "voters",
    Place("tianjin", "第三十二条第一款"): "voters",
    Place("zhejiang", "第二十七条第二款"): "voters",
    Place("shanghai", "第十九条第一款"): "voters",
    Place("hainan", "第二十九条第一款"): "issued",
    Place("sichuan", "第三十二条第一款"): "issued",
    Place("sichuan", "第三十条第一款", RESIDENTS): "issued",
}
TOO_MANY_NAMES = (
    Place("beijing", "第二十八条第二款"),
    Place("hebei", "第二十八条第二款"),
    Place("tianjin", "第三十二条第一款"),
    Place("hainan", "第三十条"),
    Place("zhejiang", "第二十七条第三款"),
    Place("shanghai", "第十九条第二款"),
    Place("sichuan", "第三十二条第一款"),
    Place("sichuan", "第三十条第一款", RESIDENTS),
)


@pytest.mark.parametrize("more", [-1, 0, 1])
@pytest.mark.parametrize("alone", [False, True], ids=["both-known", "one-known"])
@pytest.mark.parametrize(("place", "number"), rows(COMPARED_WITH))
def test_as_many_ballots_as_that_are_in_order_and_one_more_is_not(
    place: Place, number: str, alone: bool, more: int
) -> None:
    """The number of the others does not matter, and need not be known."""
    known = {number: KNOWN[number]} if alone else KNOWN
    papers = reconcile(place.law, collected=KNOWN[number] + more, known=known)
    assert papers.valid is (more <= 0)
    assert papers.next == (("repeat-election",) if more > 0 else ())
    assert articles(papers.grounds) == [place.article]


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(("place", "number"), rows(COMPARED_WITH))
def test_one_ballot_too_many_voids_the_election(place: Place, number: str, more: int) -> None:
    count = poll(CHAIRS, collected=KNOWN[number] + more, voters=KNOWN["voters"])
    declared = declare(count, place.law)
    assert declared.valid is not more
    assert bool(declared.contests) is not more
    assert (place.article in articles(declared.grounds)) is bool(more)


@pytest.mark.parametrize(("place", "number"), rows(COMPARED_WITH))
def test_without_that_number_nothing_can_be_said_and_the_article_is_named(
    place: Place, number: str
) -> None:
    known = {other: KNOWN[other] if other != number else None for other in KNOWN}
    count = poll(CHAIRS, voters=known["voters"], issued=known["issued"])
    with pytest.raises(BadInput, match=place.article):
        declare(count, place.law)


@pytest.mark.parametrize(
    ("post", "chosen", "valid"),
    [
        (CHAIR, 1, True),
        (CHAIR, 2, False),
        (VICE, 1, True),
        (VICE, 2, False),
        (MEMBER, 2, True),
        (MEMBER, 3, True),
        (MEMBER, 4, False),
    ],
)
@pytest.mark.parametrize("place", at(*TOO_MANY_NAMES))
def test_one_name_too_many_for_any_post_voids_the_whole_paper(
    place: Place, post: Post, chosen: int, valid: bool
) -> None:
    marks = {each: Marks(approve=chosen if each == post else 1) for each in SEATS}
    verdict = judge(place.law, Ballot(marks=marks), SEATS)
    assert verdict.valid is valid
    assert all(verdict.counts_for(each) is valid for each in SEATS)
    assert articles(verdict.grounds) == [place.article]


@pytest.mark.parametrize("single", [False, True], ids=["own-papers", "one-paper"])
@pytest.mark.parametrize(("votes", "elects"), [(350, False), (351, True)])
@pytest.mark.parametrize(
    "place",
    at(
        Place("beijing", "第二十八条第二款"),
        Place("hebei", "第二十八条第四款"),
        Place("sichuan", "第十八条第二款"),
        Place("sichuan", "第十九条第二款", RESIDENTS),
    ),
)
def test_invalid_papers_stay_in_the_base(
    place: Place, votes: int, elects: bool, single: bool
) -> None:
    """351 of 700 collected elect, though 60 of the papers are invalid; Sichuan's own sentence
    （废票应当计入选票总数） says what the national article decides.
    """
    chair = replace(contest(CHAIR, stands(ZHAO, votes)), valid=640, invalid=60)
    declared = declare(replace(poll(chair, voters=700), single_ballot=single), place.law)
    result = result_of(declared, CHAIR)
    assert (result.minimum_votes, result.elected) == (351, (ZHAO,) if elects else ())
    assert place.article in articles(declared.grounds)
