"""Who left the published list (离开名单的人), as the list says that is in force now, and what
follows of leaving it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from huanjie.domain.nominee import NomineeState
from huanjie.office import clock
from huanjie.office.candidacy.listday import is_filled_up
from huanjie.office.candidacy.models import Departure, ToldBy
from huanjie.office.planning.models import Election


def departures_of(election: Election) -> list[Departure]:
    """Whoever left the list as it was published last and did not come back, in order."""
    return _told_by(election, ToldBy.SAME)


def departed_before(election: Election) -> list[Departure]:
    """Whoever left while the list was being filled up and did not come back (递补期间离开名单的人),
    in order: the list as it was published last is the first that says so.
    """
    return _told_by(election, ToldBy.NEXT)


def _told_by(election: Election, which: ToldBy) -> list[Departure]:
    """Whoever the published list says left, and did not come back; nobody while there is none."""
    if election.candidates_published_on is None:
        return []
    rows = Departure.objects.filter(election=election, told_by=which)
    rows = rows.exclude(nominee__state=NomineeState.CANDIDATE)
    return list(rows.select_related("nominee__contest"))


def tell_who_left(election: Election) -> None:
    """The list that is published today is the first that says who left while it was filled up; what
    an earlier one said, and be it of the same day, it does not say again.
    """
    rows = election.departures
    rows.exclude(told_by="").update(told_by=ToldBy.EARLIER)
    rows.filter(told_by="").update(told_by=ToldBy.NEXT, announced_on=clock.today())


def follows_of_leaving(election: Election) -> tuple[str, ...]:
    """What follows when somebody leaves the list today (离开名单以后): it is posted anew, or, where
    a place is being filled, it is not, and the list that is whole again says so.
    """
    return (
        _("名单正在递补：补齐以后连同这一变动重新公布。")
        if is_filled_up(election)
        else _("名单今天重新公布，公告只写谁不再是候选人，不写原因。请打印张贴。"),
        _("印好的选票要作废重印。"),
    )
