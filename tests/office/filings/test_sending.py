"""Sending and answering (报送和答复): what is refused, and what a document says."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from tests.office.conftest import OPENED_ON, Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import Deed
from huanjie.door.fault import BadInput
from huanjie.office.filings.matters import matter_of, matters
from huanjie.office.filings.models import Turn
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.overview.kept import kept_of
from huanjie.office.planning.models import Election

EVENT = "election-requested"
SENT = Said(deed=Deed.SEND, on=OPENED_ON, organ="罗阳镇党委", number="三联支〔2026〕1号")
APPROVED = Said(deed=Deed.APPROVE, on=OPENED_ON, organ="罗阳镇党委", number="罗党〔2026〕9号")
RETURNED = Said(deed=Deed.RETURN, on=OPENED_ON, organ="罗阳镇党委", missing="没有附选举办法")


def sent(cast: Cast, election: Election) -> str:
    return send(acting_user=act(cast.clerk), election=election, event=EVENT, said=SENT)


def answered(cast: Cast, election: Election, said: Said) -> str:
    return answer(acting_user=act(cast.town), election=election, event=EVENT, said=said)


def test_a_branch_asks_for_its_election_for_its_nominees_and_reports_the_result(
    party_election: Election,
) -> None:
    assert [each.matter.event for each in matters(party_election)] == [
        "election-requested",
        "nominees-requested",
        "result-reported",
    ]


def test_a_village_puts_its_committee_and_its_result_on_file_and_asks_nobody(
    election: Election,
) -> None:
    found = matters(election)
    assert [each.matter.event for each in found] == ["committee-published", "result-filed"]
    assert not any(each.is_request for each in found)


def test_a_request_that_is_sent_waits_for_the_answer_by_its_day(
    cast: Cast, party_election: Election
) -> None:
    assert sent(cast, party_election) == "sent"
    open_ = matter_of(party_election, EVENT)
    assert open_.answers == (Deed.RETURN, Deed.APPROVE, Deed.REFUSE)
    assert open_.answer
    assert open_.by == open_.answer.window.latest
    assert not open_.is_settled


def test_the_steps_of_the_election_know_when_it_was_sent_and_when_answered(
    cast: Cast, party_election: Election
) -> None:
    assert kept_of(party_election).sent_on == {}
    sent(cast, party_election)
    assert kept_of(party_election).sent_on == {EVENT: OPENED_ON}
    later = OPENED_ON + datetime.timedelta(days=1)
    with on(later):
        answered(cast, party_election, replace(APPROVED, on=later))
    assert kept_of(party_election).sent_on == {EVENT: OPENED_ON, "election-approved": later}


def test_an_approved_request_is_settled(cast: Cast, party_election: Election) -> None:
    sent(cast, party_election)
    assert answered(cast, party_election, APPROVED) == "approved"
    assert matter_of(party_election, EVENT).is_settled


def test_what_went_back_can_be_sent_again_and_every_turn_stays(
    cast: Cast, party_election: Election
) -> None:
    sent(cast, party_election)
    assert answered(cast, party_election, RETURNED) == "returned"
    assert sent(cast, party_election) == "sent"
    turns = [turn.deed for turn in matter_of(party_election, EVENT).turns]
    assert turns == [Deed.SEND, Deed.RETURN, Deed.SEND]


def test_a_request_is_taken_back_until_it_is_answered(cast: Cast, party_election: Election) -> None:
    sent(cast, party_election)
    back = Said(deed=Deed.WITHDRAW, on=OPENED_ON)
    clerk = act(cast.clerk)
    assert send(acting_user=clerk, election=party_election, event=EVENT, said=back) == "withdrawn"
    sent(cast, party_election)
    answered(cast, party_election, APPROVED)
    clerk = act(cast.clerk)
    with pytest.raises(BadInput, match="现在是“批复同意”，不能撤回"):
        send(acting_user=clerk, election=party_election, event=EVENT, said=back)


def test_whoever_writes_does_not_answer(cast: Cast, party_election: Election) -> None:
    sent(cast, party_election)
    with pytest.raises(PermissionDenied):
        answer(acting_user=act(cast.chair), election=party_election, event=EVENT, said=APPROVED)
    with pytest.raises(BadInput, match="批复同意由上级办理"):
        send(acting_user=act(cast.clerk), election=party_election, event=EVENT, said=APPROVED)


def test_whoever_answers_does_not_write(cast: Cast, party_election: Election) -> None:
    with pytest.raises(PermissionDenied):
        send(acting_user=act(cast.town), election=party_election, event=EVENT, said=SENT)
    with pytest.raises(BadInput, match="报送由报送的单位办理"):
        answered(cast, party_election, SENT)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (replace(SENT, organ="  "), "organ"),
        (replace(SENT, organ="镇" * 61), "organ"),
        (replace(SENT, number="号" * 41), "number"),
        (replace(SENT, on=OPENED_ON + datetime.timedelta(days=1)), "on"),
    ],
)
def test_a_request_that_cannot_be_right_is_refused_at_its_field(
    cast: Cast, party_election: Election, said: Said, at: str
) -> None:
    with pytest.raises(BadInput) as refused:
        send(acting_user=act(cast.clerk), election=party_election, event=EVENT, said=said)
    assert refused.value.at == at
    assert not Turn.objects.exists()


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (replace(APPROVED, organ=""), "organ"),
        (replace(RETURNED, missing=" "), "missing"),
        (replace(RETURNED, missing="缺" * 201), "missing"),
        (replace(APPROVED, on=OPENED_ON - datetime.timedelta(days=1)), "on"),
    ],
)
def test_an_answer_that_cannot_be_right_is_refused_at_its_field(
    cast: Cast, party_election: Election, said: Said, at: str
) -> None:
    sent(cast, party_election)
    with pytest.raises(BadInput) as refused:
        answered(cast, party_election, said)
    assert refused.value.at == at
    assert matter_of(party_election, EVENT).state == "sent"


def test_an_answer_of_the_same_day_is_entered_a_day_later(
    cast: Cast, party_election: Election
) -> None:
    sent(cast, party_election)
    with on(OPENED_ON + datetime.timedelta(days=1)):
        assert answered(cast, party_election, APPROVED) == "approved"


def test_nominees_are_asked_for_only_while_there_are_some(
    cast: Cast, party_election: Election
) -> None:
    with pytest.raises(BadInput, match="现在是“准备名册”，这份请示不能报送"):
        send(
            acting_user=act(cast.clerk),
            election=party_election,
            event="nominees-requested",
            said=SENT,
        )


def test_a_cancelled_election_neither_sends_nor_gets_an_answer(
    cast: Cast, party_election: Election
) -> None:
    sent(cast, party_election)
    Election.objects.update(stage=Stage.CANCELLED)
    with pytest.raises(BadInput, match="已撤销"):
        answered(cast, party_election, APPROVED)
    party_election.refresh_from_db()
    assert matter_of(party_election, EVENT).answers == ()


def test_a_matter_of_another_body_is_not_there(cast: Cast, election: Election) -> None:
    with pytest.raises(Http404):
        sent(cast, election)
