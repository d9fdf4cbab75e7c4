"""Declaring a vote (宣布结果): by the chair alone, out of two sheets, once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.office.conftest import act
from tests.office.polling.conftest import Evening, a_clear_result

from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.polling import services


@pytest.mark.parametrize("who", ["teller", "clerk", "scrutineer", "observer", "town", "stranger"])
def test_only_the_chair_declares(counting: Evening, who: str) -> None:
    counting.enter_both(a_clear_result())
    with pytest.raises(PermissionDenied):
        services.declare(
            acting_user=act(getattr(counting.cast, who)), election=counting.election, number=1
        )


@pytest.mark.parametrize("sheets", [0, 1])
def test_nothing_is_declared_before_both_are_in(counting: Evening, sheets: int) -> None:
    if sheets:
        counting.enter(a_clear_result())
    with pytest.raises(BadInput, match="没有交齐"):
        counting.declare()
    assert counting.round.count is None


def test_a_declaration_that_arrives_twice_is_made_once(counting: Evening) -> None:
    counting.enter_both(a_clear_result())
    entries = Entry.objects.count()
    for _ in range(2):
        services.declare(
            acting_user=act(counting.cast.chair, key="one-form"),
            election=counting.election,
            number=1,
        )
    assert Entry.objects.count() == entries + 1
