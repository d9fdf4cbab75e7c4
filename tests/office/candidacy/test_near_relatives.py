"""Near relatives among the nominees (近亲属标记), until the candidates are published."""

from __future__ import annotations

import pytest
from tests.office.candidacy.conftest import publish, put_up, put_up_enough, take_back
from tests.office.conftest import Cast, act

from huanjie.door.fault import BadInput
from huanjie.office.candidacy.paper import near_relatives_of
from huanjie.office.candidacy.services import (
    mark_relatives,
    unmark_relatives,
)
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.planning.models import Election


def test_a_pair_of_near_relatives_is_the_same_from_both_ends(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    pair = mark_relatives(
        acting_user=act(cast.clerk), election=village_election, one="p2", other="p1"
    )
    assert pair == ["p1", "p2"]
    with pytest.raises(BadInput, match="已经标为近亲属"):
        mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")


@pytest.mark.parametrize(
    ("one", "other", "at"), [("p1", "p1", "other"), ("p1", "p9", "other"), ("", "p1", "one")]
)
def test_near_relatives_are_two_who_stand(
    cast: Cast, village_election: Election, one: str, other: str, at: str
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    with pytest.raises(BadInput) as refused:
        mark_relatives(acting_user=act(cast.clerk), election=village_election, one=one, other=other)
    assert refused.value.at == at
    assert not village_election.near_relatives.exists()


def test_a_mark_is_taken_away_once(cast: Cast, village_election: Election) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")
    unmark_relatives(acting_user=act(cast.clerk), election=village_election, one="p2", other="p1")
    assert slate_of(village_election).relatives == ()
    with pytest.raises(BadInput, match="没有标为近亲属"):
        unmark_relatives(
            acting_user=act(cast.clerk), election=village_election, one="p1", other="p2"
        )


def test_near_relatives_of_somebody_who_withdrew_are_not_shown_until_he_is_back(
    cast: Cast, village_election: Election
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")
    take_back(cast, village_election, "钟一鸣")
    assert near_relatives_of(village_election) == []
    put_up(cast, village_election, "chair", "钟一鸣")
    assert near_relatives_of(village_election) == [("p1", "p2")]


def test_the_party_has_no_rule_on_near_relatives(cast: Cast, branch_election: Election) -> None:
    put_up(cast, branch_election, "member", "钟一鸣", "丁大山")
    with pytest.raises(BadInput, match="没有近亲属回避"):
        mark_relatives(acting_user=act(cast.clerk), election=branch_election, one="p1", other="p2")


def test_near_relatives_are_fixed_once_the_candidates_are_published(
    cast: Cast, village_election: Election
) -> None:
    put_up_enough(cast, village_election)
    publish(cast, village_election)
    with pytest.raises(BadInput, match="不能登记提名"):
        mark_relatives(acting_user=act(cast.clerk), election=village_election, one="p1", other="p2")
