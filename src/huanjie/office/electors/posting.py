"""Posting who was chosen (公布组长和代表名单)."""

from __future__ import annotations

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.electors.choosing import check_open, chosen_now
from huanjie.office.electors.chosenlist import check_may_be_posted, chosen_of
from huanjie.office.planning.models import Election


@command(Action.KEEP_CHOSEN)
def post_chosen(*, acting_user: ActingUser, election: Election) -> Done[int]:
    """Say that the list is posted today (公布组长和代表名单); the answer is how many of it are new.
    Refused where nobody is, and where a number of the law would not have the meeting so.
    """
    check_open(election)
    check_may_be_posted(chosen_of(election))
    today = clock.today()
    fresh = chosen_now(election).filter(posted_on=None).update(posted_on=today)
    if not fresh:
        raise BadInput("名单上没有还没公布的人", remedy="登记了推选的人再公布")
    return Done(answer=fresh, says={"chosen_posted": fresh, "posted_on": today.isoformat()})
