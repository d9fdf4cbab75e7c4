"""Whether a deed is open (现在能不能办): by the stage of the election, by whose deed it is, and by
what the later apps know.
"""

from __future__ import annotations

from django.http import HttpRequest

from huanjie.domain.cycle import TRANSITIONS, Stage
from huanjie.domain.permission import Action
from huanjie.office.gates import issues_before
from huanjie.office.planning.models import Election
from huanjie.office.units.permission import allowed
from huanjie.office.web import signed_in


def is_open(election: Election, action: Action) -> bool:
    """Whether the election's stage lets this be done now."""
    return (Stage(election.stage), action) in TRANSITIONS


def is_open_to(request: HttpRequest, election: Election, action: Action) -> bool:
    """Whether this user may do it now, and nothing that a later app knows forbids it."""
    may: bool = allowed(signed_in(request), action, election)
    return may and is_open(election, action) and not any(issues_before(action, election))
