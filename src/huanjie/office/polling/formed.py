"""When a body came about (产生之日), where a later vote completed it (另行选举)."""

from __future__ import annotations

import datetime

from huanjie.office.planning.models import Election
from huanjie.office.polling.models import Round


def formed_on(election: Election) -> datetime.date | None:
    """The day of the last later vote that has one; None where there was the first vote alone."""
    later = Round.objects.filter(election=election, number__gt=1, held_on__isnull=False)
    return later.order_by("number").values_list("held_on", flat=True).last()
