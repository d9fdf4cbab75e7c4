"""The number of candidates on a paper (差额): what the law of the body asks for, at both sides."""

from __future__ import annotations

import datetime
from typing import Final

import pytest

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest
from huanjie.domain.nomination import CandidateNumber, candidates_twice, unlawful_contests
from huanjie.law.shelf import load

DAY: Final = datetime.date(2026, 6, 28)


def contest(post: str, seats: int, candidates: int) -> Contest:
    people = tuple(Candidate(id=PersonId(f"p{n}"), name=f"甲{n}") for n in range(candidates))
    return Contest(post=Post(post), seats=seats, candidates=people)


def faults(body: str, *contests: Contest, region: str | None = None) -> list[tuple[str, str]]:
    pack = load(body, on=DAY, today=DAY, region=region)
    return [(fault.at, fault.remedy) for fault in unlawful_contests(pack, contests)]


def test_as_many_candidates_as_seats_are_too_few_for_a_villagers_committee() -> None:
    assert faults("villagers-committee", contest("member", 2, 3)) == []
    few = contest("chair", 1, 2), contest("member", 2, 2)
    assert faults("villagers-committee", *few) == [("/contests/1/candidates", "再提名 1 人")]


def test_the_refusal_names_the_article_and_both_numbers() -> None:
    pack = load("villagers-committee", on=DAY, today=DAY)
    (fault,) = unlawful_contests(pack, [contest("member", 2, 2)])
    assert "委员选 2 人，候选人应有 3 人以上，现有 2 人" in fault.says
    assert "《中华人民共和国村民委员会组织法》第十八条第一款" in fault.says


def test_a_branch_votes_on_one_candidate_for_its_secretary_and_on_no_second() -> None:
    assert faults("party-branch", contest("secretary", 1, 1)) == []
    two = faults("party-branch", contest("secretary", 1, 2))
    assert two == [("/contests/0/candidates", "减去 1 人")]


@pytest.mark.parametrize(("candidates", "lawful"), [(5, False), (6, True)])
def test_a_branch_wants_a_fifth_more_candidates_than_seats(candidates: int, lawful: bool) -> None:
    assert (faults("party-branch", contest("member", 5, candidates)) == []) is lawful


@pytest.mark.parametrize(("candidates", "remedy"), [(3, []), (4, ["减去 1 人"])])
def test_a_province_that_sets_a_most_refuses_one_more(candidates: int, remedy: list[str]) -> None:
    found = faults("villagers-committee", contest("chair", 1, candidates), region="beijing")
    assert [each for _, each in found] == remedy


def test_a_paper_without_candidates_is_another_way_to_elect() -> None:
    assert faults("villagers-committee", contest("member", 2, 0)) == []


@pytest.mark.parametrize(
    ("bounds", "says"), [((3, None), "3 人以上"), ((3, 3), "3 人"), ((3, 5), "3 至 5 人")]
)
def test_the_bounds_are_said_in_words(bounds: tuple[int, int | None], says: str) -> None:
    assert str(CandidateNumber(minimum=bounds[0], maximum=bounds[1], grounds=())) == says


def twice(body: str, region: str | None, *, second: str) -> list[tuple[str, str]]:
    """The faults where p0 stands for the chair, and somebody for the members."""
    chair = contest("chair", 1, 1)
    person = Candidate(id=PersonId(second), name="甲0")
    members = Contest(post=Post("member"), seats=2, candidates=(person,))
    pack = load(body, on=DAY, today=DAY, region=region)
    return [(fault.at, fault.says) for fault in candidates_twice(pack, [chair, members])]


@pytest.mark.parametrize(
    ("body", "region", "article"),
    [
        ("villagers-committee", "sichuan", "《四川省村民委员会选举条例》第二十二条第二款"),
        ("residents-committee", "sichuan", "《四川省城市居民委员会选举条例》第二十条第二款"),
        ("villagers-committee", "zhejiang", "《浙江省村民委员会选举办法》第十八条第二款"),
        ("villagers-committee", "hainan", "《海南省村民委员会选举办法》第十八条第二款"),
    ],
)
def test_these_provinces_let_nobody_be_a_candidate_for_two_posts(
    body: str, region: str, article: str
) -> None:
    ((at, says),) = twice(body, region, second="p0")
    assert at == "/contests/1/candidates"
    assert "甲0同时列为主任、委员的候选人" in says
    assert article in says
    assert twice(body, region, second="p1") == []


@pytest.mark.parametrize("region", [None, "hebei", "tianjin", "beijing", "shanghai"])
def test_elsewhere_one_person_may_be_a_candidate_for_two_posts(region: str | None) -> None:
    assert twice("villagers-committee", region, second="p0") == []
