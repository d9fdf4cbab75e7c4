"""Consent from above in the demo (演示的请示和批复): a branch asks for its nominees, and the town
agrees.
"""

from __future__ import annotations

from collections.abc import Callable

from huanjie.domain.filing import Content, Deed
from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.demo.accounts import Team
from huanjie.office.filings.matters import matters
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election


def approve_nominees(election: Election, team: Team, by: Callable[[User], ActingUser]) -> None:
    """Send the request for the nominees and approve it, today; a village asks nobody."""
    town = election.unit.parent
    assert town
    organ, year = f"{town.name}党委", clock.today().year
    for each in matters(election):
        if each.matter.content is not Content.NOMINEES:
            continue
        asked = Said(deed=Deed.SEND, on=clock.today(), organ=organ, number=f"〔{year}〕请示2号")
        agreed = Said(deed=Deed.APPROVE, on=clock.today(), organ=organ, number=f"〔{year}〕批复2号")
        event = each.matter.event
        send(acting_user=by(team.clerk), election=election, event=event, said=asked)
        answer(acting_user=by(team.town), election=election, event=event, said=agreed)
