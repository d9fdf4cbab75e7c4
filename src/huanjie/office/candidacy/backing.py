"""The numbers behind a nominee (提名人数、预选得票)."""

from __future__ import annotations

from typing import Final

from huanjie.domain.listorder import Backing
from huanjie.office.candidacy.models import Nominee

SELF: Final = "self"
"""the route of those who put themselves forward (自荐)"""


def backing_of(nominee: Nominee) -> Backing:
    """The numbers behind a nominee."""
    return Backing(
        nominations=nominee.nominators,
        preselection=nominee.preselected,
        is_self=nominee.route == SELF,
    )
