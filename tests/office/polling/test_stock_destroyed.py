"""Ballots destroyed (销毁): entered by one, watched by another."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.polling.ledgers import Ledger, last_says, ledger

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.polling.models import Witnessing
from huanjie.office.units.models import Assignment

__all__ = ["ledger"]


def test_a_destruction_counts_once_somebody_watched(ledger: Ledger) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    line = ledger.destroyed(100)
    assert (ledger.sums.in_hand, ledger.sums.awaiting) == (100, 100)
    ledger.witness(line)
    assert (ledger.sums.in_hand, ledger.sums.destroyed) == (0, 100)
    assert Witnessing.objects.get().role == "scrutineer"


@pytest.mark.parametrize("who", ["chair", "clerk", "teller", "town", "county", "stranger"])
def test_only_a_scrutineer_or_an_observer_watches(ledger: Ledger, who: str) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    line = ledger.destroyed(100)
    with pytest.raises(PermissionDenied):
        ledger.witness(line, by=getattr(ledger.evening.cast, who))
    ledger.witness(line, by=ledger.evening.cast.observer)


def test_nobody_watches_what_they_entered_themselves(ledger: Ledger) -> None:
    """Somebody may hold both roles; the two acts are of two people."""
    cast, election = ledger.evening.cast, ledger.evening.election
    Assignment.objects.create(user=cast.clerk, role=Role.OBSERVER, unit=election.unit)
    both = User.objects.get(pk=cast.clerk.pk)
    ledger.printed(1000)
    ledger.evening.issue(900)
    line = ledger.destroyed(100)
    with pytest.raises(BadInput, match="是您登记的"):
        ledger.witness(line, by=both)


def test_a_destruction_is_watched_once_and_nothing_else_is(ledger: Ledger) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    line = ledger.destroyed(100)
    with pytest.raises(BadInput, match="不是销毁"):
        ledger.witness(1)
    ledger.witness(line)
    with pytest.raises(BadInput, match="已经确认过"):
        ledger.witness(line, by=ledger.evening.cast.observer)


def test_papers_that_are_said_to_be_destroyed_are_not_handed_out(ledger: Ledger) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    ledger.destroyed(100)
    with pytest.raises(BadInput, match="多出 1 张"):
        ledger.out(1)


def test_a_corrected_destruction_is_watched_anew(ledger: Ledger) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    ledger.witness(ledger.destroyed(100))
    ledger.back(3, right=98)
    assert (ledger.sums.destroyed, ledger.sums.awaiting, ledger.sums.in_hand) == (0, 98, 100)


@pytest.mark.parametrize("papers", [100, 101])
def test_no_more_is_destroyed_than_is_in_hand(ledger: Ledger, papers: int) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    if papers == 100:
        ledger.destroyed(papers)
        return
    with pytest.raises(BadInput, match="多出 1 张"):
        ledger.destroyed(papers)


def test_where_the_law_does_not_ask_the_boxes_are_opened_and_the_log_says_what_is_left(
    ledger: Ledger,
) -> None:
    ledger.printed(1000)
    ledger.evening.issue(900)
    ledger.evening.collect(880, voters=880)
    says = last_says(ledger.evening.election)
    assert says["in_hand"] == 100
    assert "还有 100 张没有发出的选票没有销毁" in str(says["disagrees"])


def test_more_in_than_out_is_a_sentence_in_the_log(ledger: Ledger) -> None:
    ledger.evening.issue(700)
    ledger.evening.collect(705, voters=705)
    assert "比发出的 700 张多 5 张" in str(last_says(ledger.evening.election)["disagrees"])
