"""Pages of notice (会议通知): how far everybody was told, one group to tick, the sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.electors.meetingnoticeform import MeetingNoticeForm
from huanjie.office.electors.meetingnoticelist import ToldGroup, as_sheet, coverage
from huanjie.office.electors.meetingnotices import enter_told, take_told_back
from huanjie.office.electors.paper import poll_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open, is_open_to
from huanjie.office.planning.paperfile import paper_file
from huanjie.office.security.noting import note_shown
from huanjie.office.web import acting_user, attempt, is_sent, signed_in
from huanjie.paper.notice_sheet import notice_sheet


@never_cache
@require_safe
def coverage_page(request: HttpRequest, pk: str) -> HttpResponse:
    """How many of each group were told."""
    election = election_to(request, pk, Action.SEE_ROLL)
    may_keep = is_open_to(request, election, Action.KEEP_NOTICES)
    page = {"election": election, "coverage": coverage(election), "may_keep": may_keep}
    return render(request, "electors/notices.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def group_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The electors of one group: who was told, and a form for those who were now."""
    election = election_to(request, pk, Action.KEEP_NOTICES)
    group = _group(election, number)
    form = MeetingNoticeForm(group, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, notice = acting_user(request), form.notice
        told = attempt(
            form, lambda: enter_told(acting_user=acting, election=election, notice=notice)
        )
        if told:
            messages.success(request, _("已登记通知 %(told)d 人。") % {"told": told})
            return redirect("notices", pk)
    note_shown(signed_in(request), region=election.unit_id, people=len(group.lines))
    page = {
        "election": election,
        "group": group,
        "form": form,
        "is_open": is_open(election, Action.KEEP_NOTICES),
    }
    return render(request, "electors/notice_group.html", page, status=422 if form.errors else 200)


@require_POST
def back_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take back that somebody was told."""
    election = election_to(request, pk, Action.KEEP_NOTICES)
    take_told_back(acting_user=acting_user(request), election=election, number=number)
    messages.success(request, _("编号 %(number)d 的通知已经撤回。") % {"number": number})
    return redirect("notices", pk)


@never_cache
@require_safe
def sheet_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The sheet of notices, as a Word file."""
    election = election_to(request, pk, Action.SEE_ROLL)
    found = coverage(election)
    if not found.people:
        raise BadInput("名册还没有公布，没有送达表可以打印", remedy="先公布名单")
    note_shown(signed_in(request), region=election.unit_id, people=found.people)
    document = notice_sheet(poll_of(election), as_sheet(found))
    return paper_file(election, document, name="notices")


def _group(election: Election, number: int) -> ToldGroup:
    found = next((g for g in coverage(election).groups if g.place == number), None)
    if found is None:
        raise Http404(_("没有这个小组。"))
    return found
