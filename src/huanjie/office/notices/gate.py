"""The gate of the notice (公示的关口): while it hangs, or an objection waits, the list is neither
published nor voted on. That too few are left after an upheld objection is candidacy's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from huanjie.domain import publicnotice
from huanjie.domain.cycle import Stage
from huanjie.domain.daywords import in_words
from huanjie.domain.objection import State
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.law.citation import cited
from huanjie.office import clock
from huanjie.office.candidacy.filling import in_line
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.gates import Reminder
from huanjie.office.notices.models import Line, NomineeObjection
from huanjie.office.notices.period import in_no_notice, is_running, last_notice, until
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election


def issues_before(deed: Action, election: Election) -> Iterator[BadInput]:
    """Why candidates are not published, or ballots do not go out, as far as notices go."""
    if deed == Action.PUBLISH_CANDIDATES:
        yield from _running(election)
        yield from _open(election)
    elif deed == Action.ISSUE_PAPERS and election.stage == Stage.READY:
        yield from _running(election)
        yield from _open(election)
        yield from _not_posted(election)


def _running(election: Election) -> Iterator[BadInput]:
    """A notice that still hangs: the one posted last, if any."""
    notice = last_notice(election)
    if notice and is_running(notice, clock.today()):
        yield BadInput(
            f"公示到{in_words(notice.last_day)} 24 时才满（{cited(until(notice).grounds)}）",
            remedy="等公示期满",
        )


def _open(election: Election) -> Iterator[BadInput]:
    left = NomineeObjection.objects.filter(election=election, state=State.RAISED).count()
    if left:
        yield BadInput(
            f"对人选的异议还有 {left} 件没有决定",
            remedy="先在“公示”页作出决定，或者由提出的人撤回",
        )


def _not_posted(election: Election) -> Iterator[BadInput]:
    """Where the pack says for how long nominees are posted, everybody on the ballot was."""
    least = publicnotice.shortest(law_of(election).pack)
    if least is None:
        return
    posted = set(Line.objects.filter(notice__election=election).values_list("nominee", flat=True))
    standing = [each for line in slate_of(election).lines for each in line.people]
    if left := sum(each.pk not in posted for each in standing):
        yield BadInput(
            f"有 {left} 名候选人还没有公示（{cited((least.citation,))}）",
            remedy="先在“公示”页张贴公示，期满以后再发选票",
        )


def reminders_before(deed: Action, election: Election) -> Iterator[Reminder]:
    """Whoever would come on the list, or on the ballot, and was in no public notice (没有公示过):
    where a place is filled, or others were in one. The laws that fill a place want the list
    announced and say no length of a notice, so it is told and not refused. So is a list that is
    published before any notice hung.
    """
    if deed == Action.PUBLISH_CANDIDATES:
        yield from _no_notice(election)
    if names := "、".join(dict.fromkeys(each.name for each in _never_posted(deed, election))):
        says = _("%(names)s没有公示过") % {"names": names}
        yield Reminder(says=says, remedy=_(_POST[deed]))


_POST: Final[Mapping[Action, str]] = {
    Action.FILL_UP: noop("递补的，公布新的名单以后，在“公示”页张贴新的公示，写明递补的人"),
    Action.PUBLISH_CANDIDATES: noop(
        "先在“公示”页张贴公示，期满再公布；来不及的，公布以后马上张贴公示"
    ),
    Action.ISSUE_PAPERS: noop("在“公示”页张贴新的公示，写明现在的全部候选人"),
}
"""What to do about it, before each deed."""


def _no_notice(election: Election) -> Iterator[Reminder]:
    """A first list of people who were never posted (没有公示就公布), where the pack has a notice:
    how long it hangs, by law or as agreed.
    """
    pack = law_of(election).pack
    least = publicnotice.shortest(pack) or publicnotice.by_convention(pack)
    if least and not (election.departures.exists() or last_notice(election)):
        told = {"days": least.days, "ground": cited((least.citation,))}
        yield Reminder(
            says=_("还没有公示过人选；公示不少于 %(days)d 个工作日（%(ground)s）") % told,
            remedy=_(_POST[Action.PUBLISH_CANDIDATES]),
        )


def _never_posted(deed: Action, election: Election) -> Iterable[Nominee]:
    if deed == Action.FILL_UP:
        lines = Line.objects.filter(notice__election=election)
        posted = set(lines.values_list("nominee", flat=True))
        fillers = [each.nominee for each in in_line(election).next]
        return [each for each in fillers if each.pk not in posted]
    if deed == Action.ISSUE_PAPERS and election.stage != Stage.READY:
        return ()
    if deed in _POST and (election.departures.exists() or last_notice(election)):
        return in_no_notice(election)
    return ()
