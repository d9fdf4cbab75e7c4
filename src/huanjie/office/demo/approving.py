"""What a branch does for its nominees in the demo (演示的请示、批复和公示): it asks for them, the
town agrees, and they are posted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from huanjie.domain.filing import Content, Deed
from huanjie.domain.publicnotice import shortest
from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.demo.accounts import Team
from huanjie.office.filings.matters import matters
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.notices.posting import Posting, post_notice
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

ANSWER_DAYS: Final = 3
"""working days within which the demo's branches answer an objection, as they decided"""


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


def post_nominees(election: Election, *, by: ActingUser) -> None:
    """Post the notice today, for as long as the pack wants at least; a village's list is its own
    notice.
    """
    least = shortest(law_of(election).pack)
    if least is None:
        return
    posting = Posting(
        posted_on=clock.today(), days=least.days, answer_days=ANSWER_DAYS, decision="选举办法"
    )
    post_notice(acting_user=by, election=election, posting=posting)
