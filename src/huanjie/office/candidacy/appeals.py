"""Appeals that wait (没有决定的资格申诉), for whoever lists what is to be done."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping

from huanjie.domain.appeal import AppealState
from huanjie.office.candidacy.models import Barring


def open_appeals(elections: Collection[str]) -> Mapping[str, list[datetime.date]]:
    """On which days the appeals were filed that nobody has decided yet, by the election's id."""
    rows = Barring.objects.filter(election__in=elections, appeal_state=AppealState.FILED)
    found: defaultdict[str, list[datetime.date]] = defaultdict(list)
    for election, filed_on in rows.values_list("election", "filed_on"):
        if filed_on:
            found[election].append(filed_on)
    return found
