"""A village's election with everything declared, and one that is sealed."""

from __future__ import annotations

import pytest
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.office.closing.models import Dossier
from huanjie.office.closing.services import seal
from huanjie.office.planning.models import Election


@pytest.fixture
def finished(election: Election) -> Election:
    """The first vote, the revote and the runoff are declared; nothing is left to vote on."""
    with on(POLLING_DAY):
        counts.declared(election, counts.complete(election))
    return election


@pytest.fixture
def dossier(finished: Election, cast: Cast) -> Dossier:
    """The sealed dossier of that election."""
    with on(POLLING_DAY):
        seal(acting_user=act(cast.chair), election=finished)
    return Dossier.objects.get(election=finished)
