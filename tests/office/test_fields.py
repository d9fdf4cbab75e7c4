"""Encrypted fields (加密字段): read back as text, and never written into an export."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.core.serializers.base import SerializationError

from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


@pytest.fixture
def entry(election: Election) -> RollEntry:
    """Somebody with a phone number."""
    return RollEntry.objects.create(
        election=election, region=election.region, number=1, name="蓝青", phone="15400000001"
    )


def test_what_was_encrypted_is_read_back(entry: RollEntry) -> None:
    assert RollEntry.objects.get(pk=entry.pk).phone == "15400000001"


def test_an_export_of_encrypted_columns_is_refused_by_name(entry: RollEntry) -> None:
    with pytest.raises(SerializationError, match=r"roll_rollentry\.(id_number|phone)"):
        serializers.serialize("json", [entry])
