"""Pages of the published list (公布以后的名单): somebody leaves it, and a place is filled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huanjie.domain.departure import STRUCK, Reason
from huanjie.domain.nominee import NomineeState
from huanjie.domain.permission import Action
from huanjie.law.citation import Citation
from huanjie.office.candidacy.departed import departures_of, follows_of_leaving
from huanjie.office.candidacy.departing import (
    fill_rule,
    fill_up,
    is_short,
    lacks_woman,
    leave_list,
    too_late,
    until_of,
)
from huanjie.office.candidacy.departure_forms import LeaveForm
from huanjie.office.candidacy.evidence import facts_to_state
from huanjie.office.candidacy.filling import in_line
from huanjie.office.candidacy.gate import issues_before as own_issues
from huanjie.office.candidacy.gate import shortages
from huanjie.office.candidacy.listday import filling_step, is_filled_up
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.terms import due_if_struck, told_of, too_soon
from huanjie.office.confirming import Check, CheckLine, check_deed, filled_in, is_confirmed, tried
from huanjie.office.gates import reminders_before
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.web import acting_user, attempt, is_sent


@require_http_methods(["GET", "POST"])
def leave_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Enter that a candidate leaves the list, and what follows."""
    election = election_to(request, pk, Action.LEAVE_LIST)
    rows = election.nominees.select_related("contest", "entry")
    nominee = get_object_or_404(rows, pk=number)
    pack = law_of(election).pack
    facts = facts_to_state(pack, election, nominee.entry)
    due = due_if_struck(election)
    form = LeaveForm(facts, pack, request.POST or None, due=due)
    if is_sent(request) and form.is_valid():
        acting, leaving = acting_user(request), form.leaving

        def leave() -> list[str]:
            return leave_list(
                acting_user=acting, election=election, nominee=number, leaving=leaving
            )

        if is_confirmed(request):
            if attempt(form, leave):
                messages.success(request, _left(election))
                return redirect("candidates", pk)
        elif posts := tried(form, election, leave):
            return _check(request, election, nominee, form, posts)
    if nominee.state != NomineeState.CANDIDATE:
        return redirect("candidates", pk)
    page = {
        "election": election,
        "nominee": nominee,
        "form": form,
        "until": until_of(election),
        "appeal_due": due,
        "cancellation": pack.cancellation,
        "fixed_list": pack.fixed_list,
        "seen": election.version,
    }
    return render(request, "candidacy/leave.html", page, status=422 if form.errors else 200)


def _left(election: Election) -> str:
    if is_filled_up(election):
        return _("已从名单上去掉。名单补齐以后，再核对公布。")
    return _("已从名单上去掉。请打印公告，重新张贴。")


def _check(
    request: HttpRequest, election: Election, nominee: Nominee, form: LeaveForm, posts: list[str]
) -> HttpResponse:
    names = dict(election.contests.values_list("post", "name"))
    is_lost, rule = form.leaving.reason in STRUCK, law_of(election).pack.cancellation
    check = Check(
        heading=_("从名单上去掉"),
        warnings=too_soon(election, form.leaving.appeal_until, due_if_struck(election)),
        about=(
            CheckLine(label=_("姓名"), text=nominee.name),
            CheckLine(label=_("退出的职务"), text="、".join(names[each] for each in posts)),
            *filled_in(form),
            *(
                (CheckLine(label=_("依据"), text=rule.citation.says, grounds=(rule.citation,)),)
                if rule and form.leaving.reason == Reason.CANCELLED
                else ()
            ),
            *(told_of(due_if_struck(election)) if is_lost else ()),
        ),
        follows=(
            *follows_of_leaving(election),
            *([_("本人可以申诉；申诉没有决定以前，不能发出选票。")] if is_lost else []),
        ),
        undo=_("不能撤销。本人申诉成立的，恢复候选人资格。") if is_lost else _("不能撤销。"),
        back=reverse("candidates", args=[election.pk]),
    )
    return check_deed(request, election, form, check)


@require_http_methods(["GET", "POST"])
def fill_up_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Say what filling means and who is next, then begin to nominate again."""
    election = election_to(request, pk, Action.FILL_UP)
    if request.method == "POST" and "confirm" in request.POST:
        fill_up(acting_user=acting_user(request), election=election)
        messages.success(request, _("可以重新提名。名单补齐以后，再核对公布。"))
        return redirect("candidates", pk)
    if not is_open_to(request, election, Action.FILL_UP):
        return redirect("candidates", pk)
    page = {
        "election": election,
        "rules": _rules(election),
        "fixed_list": law_of(election).pack.fixed_list,
        "late": too_late(election),
        "step": filling_step(election),
        "reminders": tuple(reminders_before(Action.FILL_UP, election)),
        "short": list(shortages(election)),
        "line": in_line(election),
        "seen": election.version,
    }
    return render(request, "candidacy/fill_up.html", page)


def _rules(election: Election) -> tuple[Citation, ...]:
    """What the law says of each thing that is missing (缺额的依据): of too few people, and of the
    woman who has to be among them.
    """
    rule, woman = fill_rule(election), lacks_woman(election)
    return (
        *((rule,) if rule and is_short(election) else ()),
        *((woman.citation,) if woman else ()),
    )


def published_page(request: HttpRequest, election: Election) -> dict[str, Any]:
    """What the page of the candidates shows of the published list besides."""
    waits = list(own_issues(Action.ISSUE_PAPERS, election))
    has_rule = law_of(election).pack.fill_up is not None
    fills = has_rule and any(shortages(election)) and not too_late(election)
    return {
        "departures": departures_of(election),
        "waits": waits,
        "reminders": tuple(reminders_before(Action.ISSUE_PAPERS, election)),
        "may_leave": is_open_to(request, election, Action.LEAVE_LIST),
        "may_fill_up": fills and is_open_to(request, election, Action.FILL_UP),
    }
