"""Consent is to whom a request named (批复只对请示写明的人选), and to nobody else."""

from __future__ import annotations

import pytest
from tests.office.candidacy.conftest import (
    approve_nominees,
    branch_election,
    publish,
    put_up,
    take_back,
)
from tests.office.conftest import Cast, act

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import Deed
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.services import publish_candidates
from huanjie.office.filings.content import letter_of
from huanjie.office.filings.matters import Open, matter_of
from huanjie.office.filings.models import Turn
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.planning.models import Election

EVENT = "nominees-requested"
ASKED = ("钟一鸣", "丁大山", "蓝小美", "王小红")

__all__ = ["branch_election"]


@pytest.fixture
def approved(cast: Cast, branch_election: Election) -> Election:
    """Those above agreed to four nominees for three seats."""
    put_up(cast, branch_election, "member", *ASKED)
    approve_nominees(cast, branch_election)
    return branch_election


def replaced(cast: Cast, election: Election) -> Open:
    """One of them is taken back, and somebody else is nominated."""
    take_back(cast, election, "王小红")
    put_up(cast, election, "member", "李小梅")
    return matter_of(election, EVENT)


def named(election: Election, *, anew: bool = False) -> set[str]:
    letter = letter_of(election, matter_of(election, EVENT), anew=anew)
    return {line.name for line in letter.people}


def test_whom_the_request_named_can_be_published(cast: Cast, approved: Election) -> None:
    assert matter_of(approved, EVENT).is_settled
    publish_candidates(acting_user=act(cast.chair), election=approved)
    assert approved.stage == Stage.READY


def test_somebody_nominated_after_it_is_not_published(cast: Cast, approved: Election) -> None:
    open_ = replaced(cast, approved)
    assert [each.name for each in open_.left_out] == ["李小梅"]
    assert not open_.is_settled
    with pytest.raises(BadInput, match=r"有 1 名人选不在批复同意的请示里（《.+》"):
        publish_candidates(acting_user=act(cast.chair), election=approved)


def test_asking_again_brings_consent_to_them_too(cast: Cast, approved: Election) -> None:
    replaced(cast, approved)
    publish(cast, approved)
    assert approved.stage == Stage.READY


def test_the_request_stays_as_it_was_sent_and_the_next_one_names_who_stands(
    cast: Cast, approved: Election
) -> None:
    replaced(cast, approved)
    assert named(approved) == set(ASKED)
    assert named(approved, anew=True) == {*ASKED[:3], "李小梅"}


def test_whoever_steps_back_leaves_the_consent_to_the_others(
    cast: Cast, approved: Election
) -> None:
    take_back(cast, approved, "王小红")
    assert matter_of(approved, EVENT).is_settled


def asked_again(cast: Cast, election: Election, deed: Deed = Deed.SEND) -> str:
    said = Said(deed=deed, on=clock.today(), organ="罗阳镇党委" if deed is Deed.SEND else "")
    return send(acting_user=act(cast.clerk), election=election, event=EVENT, said=said)


def test_a_second_request_that_is_withdrawn_leaves_the_consent_to_those_of_the_first(
    cast: Cast, approved: Election
) -> None:
    replaced(cast, approved)
    asked_again(cast, approved)
    assert asked_again(cast, approved, Deed.WITHDRAW) == "approved"
    open_ = matter_of(approved, EVENT)
    assert [each.name for each in open_.left_out] == ["李小梅"]
    assert not open_.is_settled
    assert named(approved) == set(ASKED)
    assert open_.reply
    with pytest.raises(BadInput, match=r"有 1 名人选不在批复同意的请示里"):
        publish_candidates(acting_user=act(cast.chair), election=approved)


def test_a_refusal_ends_the_consent_before_it(cast: Cast, approved: Election) -> None:
    replaced(cast, approved)
    asked_again(cast, approved)
    refused = Said(deed=Deed.REFUSE, on=clock.today(), organ="罗阳镇党委")
    answer(acting_user=act(cast.town), election=approved, event=EVENT, said=refused)
    asked_again(cast, approved)
    assert asked_again(cast, approved, Deed.WITHDRAW) == "withdrawn"
    assert matter_of(approved, EVENT).reply is None


def test_what_was_agreed_to_is_not_asked_for_again(cast: Cast, approved: Election) -> None:
    turns = Turn.objects.count()
    said = Said(deed=Deed.SEND, on=clock.today(), organ="罗阳镇党委")
    with pytest.raises(BadInput, match="已经批复同意，内容没有变"):
        send(acting_user=act(cast.clerk), election=approved, event=EVENT, said=said)
    assert Turn.objects.count() == turns


def test_a_request_that_would_name_nobody_is_refused(cast: Cast, branch_election: Election) -> None:
    said = Said(deed=Deed.SEND, on=clock.today(), organ="罗阳镇党委")
    with pytest.raises(BadInput, match="还没有人选"):
        send(acting_user=act(cast.clerk), election=branch_election, event=EVENT, said=said)
    assert not Turn.objects.exists()
