"""What was issued before there was a ledger (启用台账以前) stays what it was, and is its first
line.
"""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import connection
from tests.office.polling.conftest import Evening

from huanjie.domain.stock import Stock
from huanjie.office.polling.ledger import entries_of, stock_now
from huanjie.office.polling.models import Round, StockEntry

CARRY = importlib.import_module("huanjie.office.polling.migrations.0003_carry_issued")


@pytest.fixture
def old(evening: Evening) -> Evening:
    """A vote of the time before: its number, and no ledger."""
    evening.issue(750)
    StockEntry.objects.all().delete()
    return evening


def carry() -> None:
    with connection.schema_editor() as editor:
        CARRY.carry(apps, editor)


@pytest.mark.django_db(transaction=True)
def test_an_old_vote_keeps_its_number_and_its_ledger_says_the_same(old: Evening) -> None:
    carry()
    assert old.round.issued == 750
    assert stock_now(old.election, 1) == Stock(handed_out=750)
    (entry,) = entries_of(old.election, 1)
    assert (entry.by, entry.at, entry.reason, entry.region) == (
        None,
        None,
        "carried",
        old.election.region,
    )


@pytest.mark.django_db(transaction=True)
def test_an_old_vote_goes_on(old: Evening) -> None:
    carry()
    old.issue(760, because="more")
    old.issue(740, because="correction")
    assert (old.round.issued, stock_now(old.election, 1).issued) == (740, 740)
    old.collect(700, voters=700)


@pytest.mark.django_db(transaction=True)
def test_a_vote_of_which_no_paper_was_out_gets_no_line(old: Evening) -> None:
    Round.objects.update(issued=None)
    carry()
    assert not StockEntry.objects.exists()
