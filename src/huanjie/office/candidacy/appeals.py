"""Appeals that wait (没有决定的资格申诉), for whoever lists what is to be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Count

from huanjie.domain.appeal import AppealState
from huanjie.office.candidacy.models import Barring


def open_appeals(elections: Collection[str]) -> Mapping[str, int]:
    """How many appeals nobody has decided yet, by the election's id."""
    rows = Barring.objects.filter(election__in=elections, appeal_state=AppealState.FILED)
    counted = rows.order_by().values("election").annotate(appeals=Count("pk"))
    return dict(counted.values_list("election", "appeals"))
