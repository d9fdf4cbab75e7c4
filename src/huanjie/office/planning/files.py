"""Files of the plan (日程的文件): calendar, workbook, Word, pictures, the handbook; and a whole
place's timeline.
"""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huanjie.domain.contest import Post
from huanjie.domain.cycle import Stage
from huanjie.domain.thresholds import UnitNumbers
from huanjie.domain.unitschedule import UnitSchedule, together
from huanjie.exchange.schedule import schedule_as_ics
from huanjie.office import clock
from huanjie.office.download import CALENDAR, WORD, WORKBOOK, download
from huanjie.office.planning.laws import law_of, meeting_of, schedule_as_formed
from huanjie.office.planning.lookup import find_election
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit
from huanjie.office.web import find_unit
from huanjie.paper.flow_picture import flow_picture
from huanjie.paper.handbook import Handbook
from huanjie.paper.schedule_sheet import schedule_xlsx
from huanjie.paper.schedule_word import schedule_docx
from huanjie.paper.timeline_picture import timeline_picture

_KINDS: Final = {"ics": CALENDAR, "xlsx": WORKBOOK, "docx": WORD}
_PICTURE: Final = "image/svg+xml; charset=utf-8"


@require_safe
def calendar_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The schedule for a phone's calendar."""
    election = find_election(request, pk)
    text = schedule_as_ics(schedule_as_formed(election), made_at=clock.now(), election=election.id)
    return _file(text.encode(), election, "schedule", "ics")


@require_safe
def workbook_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The schedule as a workbook."""
    election = find_election(request, pk)
    raw = schedule_xlsx(_alone(election), made_at=clock.now())
    return _file(raw, election, "schedule", "xlsx")


@require_safe
def word_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The schedule as a Word file, to be posted."""
    election = find_election(request, pk)
    place = election.unit.short_name
    raw = schedule_docx(_alone(election), made_at=clock.now(), place=place)
    return _file(raw, election, "schedule", "docx")


@require_safe
def handbook_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The handbook of this election; the numbers are those that its plan and roll already say."""
    election = find_election(request, pk)
    book = Handbook(
        pack=law_of(election).pack,
        schedule=schedule_as_formed(election),
        numbers=_numbers(election),
        unit=election.unit.short_name,
    )
    raw = book.as_docx(made_at=clock.now(), day=clock.today())
    return _file(raw, election, "handbook", "docx")


@require_safe
def timeline_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The timeline as a picture."""
    election = find_election(request, pk)
    return _picture(timeline_picture(_alone(election), place=election.unit.short_name))


@require_safe
def flow_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The flow chart as a picture."""
    election = find_election(request, pk)
    return _picture(flow_picture(_alone(election), place=election.unit.short_name))


@require_safe
def unit_timeline_file(request: HttpRequest, code: str) -> HttpResponse:
    """The timeline of a place's elections, the newest of each body."""
    unit = find_unit(request, code)
    elections = _newest(unit)
    if not elections:
        raise Http404(_("这里还没有选举。"))
    both = together(map(schedule_as_formed, elections))
    return _picture(timeline_picture(both, place=unit.short_name))


def _newest(unit: Unit) -> list[Election]:
    """Each body's newest election that was not cancelled (每个组织最近的一次)."""
    held = unit.elections.select_related("unit").exclude(stage=Stage.CANCELLED)
    newest: dict[str, Election] = {}
    for each in held.order_by("-polling_day"):
        newest.setdefault(each.body, each)
    return list(newest.values())


def _alone(election: Election) -> UnitSchedule:
    return together([schedule_as_formed(election)])


def _numbers(election: Election) -> UnitNumbers:
    """What is decided and what the roll said: of a meeting, its members are those entitled."""
    registered, at_meeting = election.registered, bool(meeting_of(election))
    return UnitNumbers(
        method=election.method,
        registered=None if at_meeting else registered,
        entitled=registered if at_meeting else None,
        seats={Post(each.post): each.seats for each in election.contests.all()},
    )


def _file(raw: bytes, election: Election, name: str, ending: str) -> HttpResponse:
    full = f"{name}-{election.unit_id}-{election.body}-{election.polling_day}.{ending}"
    return download(raw, name=full, kind=_KINDS[ending])


def _picture(svg: str) -> HttpResponse:
    return HttpResponse(svg, content_type=_PICTURE)
