"""One ballot (选票): what makes it void, as a whole or post by post, under each pack's own rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.people import CHAIR, MEMBER

from huanjie.domain.ballot import Ballot, Marks, judge, judges_by_post
from huanjie.door.fault import NoSuchRule
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

TODAY = date(2026, 6, 28)
SEATS = {CHAIR: 1, MEMBER: 3}

VILLAGE = load("villagers-committee", today=TODAY)
SICHUAN = load("villagers-committee", today=TODAY, region="sichuan")
ZHEJIANG = load("villagers-committee", today=TODAY, region="zhejiang")
PARTY = load("party-branch", today=TODAY)


def by_post(pack: RulePack) -> RulePack:
    """The same pack, where only the over-voted post's part is void; no shipped pack says so yet."""
    assert pack.over_vote
    return replace(pack, over_vote=replace(pack.over_vote, judged="by-post"))


def paper(chair: int, member: int, **marks: int) -> Ballot:
    """A paper that approves so many for each post."""
    return Ballot(marks={CHAIR: Marks(approve=chair), MEMBER: Marks(approve=member, **marks)})


@pytest.mark.parametrize(
    ("member", "valid"), [(0, True), (2, True), (3, True), (4, False), (30, False)]
)
def test_as_many_choices_as_seats_or_fewer_are_valid_and_more_are_not(
    member: int, valid: bool
) -> None:
    assert judge(VILLAGE, paper(1, member), SEATS).valid is valid


@pytest.mark.parametrize(("written", "valid"), [(1, True), (2, False)])
def test_somebody_written_in_is_a_choice_like_any_other(written: int, valid: bool) -> None:
    assert judge(VILLAGE, paper(1, 2, write_in=written), SEATS).valid is valid


def test_one_post_too_many_voids_the_whole_paper_where_the_pack_says_so() -> None:
    verdict = judge(SICHUAN, paper(2, 3), SEATS)
    assert (verdict.valid, verdict.void_posts) == (False, ())
    assert not verdict.counts_for(MEMBER)
    assert [each.article for each in verdict.grounds] == ["第三十二条第一款"]


def test_one_post_too_many_voids_that_post_alone_where_the_pack_says_so() -> None:
    verdict = judge(by_post(SICHUAN), paper(2, 3), SEATS)
    assert (verdict.valid, verdict.void_posts) == (True, (CHAIR,))
    assert (verdict.counts_for(CHAIR), verdict.counts_for(MEMBER)) == (False, True)


def test_every_post_may_be_void_on_a_paper_that_stays_in_the_count() -> None:
    assert judge(by_post(SICHUAN), paper(2, 4), SEATS).void_posts == (CHAIR, MEMBER)


@pytest.mark.parametrize(
    ("pack", "valid"),
    [(ZHEJIANG, False), (SICHUAN, True), (VILLAGE, True)],
    ids=["zhejiang", "sichuan", "national"],
)
def test_one_person_for_two_posts_voids_the_paper_in_zhejiang_alone(
    pack: RulePack, valid: bool
) -> None:
    twice = replace(paper(1, 3), same_person_twice=True)
    verdict = judge(pack, twice, SEATS)
    assert verdict.valid is valid
    assert any("同一人" in each.says for each in verdict.grounds) is not valid


def test_one_person_twice_voids_the_whole_paper_and_leaves_no_part_of_it() -> None:
    twice = replace(paper(2, 3), same_person_twice=True)
    verdict = judge(by_post(ZHEJIANG), twice, SEATS)
    assert (verdict.valid, verdict.void_posts) == (False, ())


@pytest.mark.parametrize(("opposed", "valid"), [(None, True), (0, False), (1, True), (2, True)])
def test_in_a_branch_each_write_in_stands_for_somebody_opposed(
    opposed: int | None, valid: bool
) -> None:
    marks = Marks(approve=1, oppose=opposed, write_in=1)
    assert judge(PARTY, Ballot(marks={MEMBER: marks}), SEATS).valid is valid


def test_villagers_write_in_whom_they_like() -> None:
    marks = Marks(approve=1, oppose=0, write_in=2)
    assert judge(VILLAGE, Ballot(marks={MEMBER: marks}), SEATS).valid


def test_a_pack_without_a_rule_on_choices_judges_no_ballot() -> None:
    with pytest.raises(NoSuchRule) as silence:
        judge(replace(VILLAGE, over_vote=None), paper(1, 1), SEATS)
    assert silence.value.decided_by == "province"


def test_no_shipped_pack_judges_by_post_yet() -> None:
    assert not any(judges_by_post(pack) for pack in (VILLAGE, SICHUAN, ZHEJIANG, PARTY))
    assert judges_by_post(by_post(PARTY))


few = st.integers(0, 5)


@given(chair=few, member=few, chair_written=few, member_written=few, twice=st.booleans())
def test_the_verdict_is_the_obvious_one(
    chair: int, member: int, chair_written: int, member_written: int, twice: bool
) -> None:
    marks = {
        CHAIR: Marks(approve=chair, write_in=chair_written),
        MEMBER: Marks(approve=member, write_in=member_written),
    }
    ballot = Ballot(marks=marks, same_person_twice=twice)
    over = [chair + chair_written > 1, member + member_written > 3]
    assert judge(SICHUAN, ballot, SEATS).valid is not any(over)
    assert judge(ZHEJIANG, ballot, SEATS).valid is (not any(over) and not twice)
    parts = judge(by_post(SICHUAN), ballot, SEATS)
    assert [not parts.counts_for(post) for post in SEATS] == over
