"""Pages of the objections (异议页): the list, one of them, a new one, its withdrawal, and the
answer to be handed over.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.domain.rollappeal import RollAppealState
from huanjie.law.citation import DECIDERS
from huanjie.office import clock
from huanjie.office.download import WORD, download
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.planning.tablefile import Table, table_page
from huanjie.office.roll.answer import answer_docx
from huanjie.office.roll.appeals import appeal_of
from huanjie.office.roll.frozen import why_not_frozen
from huanjie.office.roll.objection_forms import ObjectionForm
from huanjie.office.roll.objection_list import ShownObjection, in_words, shown
from huanjie.office.roll.objections import raise_objection, withdraw_objection
from huanjie.office.roll.publication import objections as period_of
from huanjie.office.roll.takingobjections import CHANGE_HEADS, HEADS, take_changes, take_objections
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@never_cache
@require_safe
def objections_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every objection with its last day, late ones first; and whether the roll is frozen."""
    election = election_to(request, pk, Action.SEE_ROLL)
    rows, user = shown(election), signed_in(request)
    note_shown(user, region=election.unit_id, people=len(rows))
    page = {
        "election": election,
        "decider": DECIDERS[law_of(election).pack.decided_by],
        "rows": rows,
        "period": period_of(election),
        "unsettled": why_not_frozen(election, today=clock.today()),
        "may_raise": is_open_to(request, election, Action.RAISE_OBJECTION),
        "may_take": allowed(user, Action.EXPORT_ROLL, election),
        "open": sum(row.is_open for row in rows),
        "decided": sum(row.was_decided for row in rows),
    }
    return render(request, "roll/objections.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def raise_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter an objection; what is refused comes back with what was typed."""
    election = election_to(request, pk, Action.RAISE_OBJECTION)
    first = {"number": request.GET.get("number", ""), "kind": request.GET.get("kind", "")}
    form = ObjectionForm(law_of(election).pack, request.POST or None, initial=_given(first))
    if is_sent(request) and form.is_valid():
        acting, said = acting_user(request), form.said
        number = attempt(
            form, lambda: raise_objection(acting_user=acting, election=election, said=said)
        )
        if number:
            messages.success(request, _("已登记，第 %(number)d 号。") % {"number": number})
            return redirect("roll-objection", pk, number)
    page = {
        "election": election,
        "form": form,
        "period": period_of(election),
        "is_open": is_open_to(request, election, Action.RAISE_OBJECTION),
    }
    return render(request, "roll/objection_raise.html", page, status=422 if form.errors else 200)


def _given(first: dict[str, str]) -> dict[str, str]:
    """What the address says already."""
    return {name: value[:12] for name, value in first.items() if value}


@never_cache
@require_safe
def objection_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """One objection, what was decided, and what may be done with it now."""
    election = election_to(request, pk, Action.SEE_ROLL)
    row = found(election, number)
    note_shown(signed_in(request), region=election.unit_id, people=1)
    page = {
        "election": election,
        "row": row,
        "may_decide": row.is_open and is_open_to(request, election, Action.DECIDE_OBJECTION),
        "appeal": (appeal := appeal_of(election, row.objection)),
        "may_appeal": appeal is not None
        and row.was_decided
        and appeal.state == RollAppealState.NONE
        and is_open_to(request, election, Action.FILE_ROLL_APPEAL),
        "may_decide_appeal": appeal is not None
        and appeal.is_filed
        and is_open_to(request, election, Action.DECIDE_ROLL_APPEAL),
        "may_withdraw": row.is_open and is_open_to(request, election, Action.RAISE_OBJECTION),
    }
    return render(request, "roll/objection.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask before an objection is taken back, then take it back."""
    election = election_to(request, pk, Action.RAISE_OBJECTION)
    row = found(election, number)
    if request.method == "POST" and "confirm" in request.POST:
        acting = acting_user(request)
        withdraw_objection(acting_user=acting, election=election, objection=number)
        messages.success(request, _("第 %(number)d 号异议已撤回。") % {"number": number})
        return redirect("roll-objection", pk, number)
    page = {"election": election, "row": row, "seen": election.version}
    return render(request, "roll/objection_withdraw.html", page)


@never_cache
@require_safe
def answer_file(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The decision as a letter to whoever objected (答复书), as a Word file."""
    election = election_to(request, pk, Action.SEE_ROLL)
    row = found(election, number)
    if not row.was_decided:
        raise Http404(_("这件异议还没有决定，没有答复书。"))
    note_shown(signed_in(request), region=election.unit_id, people=1)
    raw = answer_docx(election, row)
    name = f"objection-{election.unit_id}-{election.body}-{number}.docx"
    return download(raw, name=name, kind=WORD)


@never_cache
@require_http_methods(["GET", "POST"])
def take_page(request: HttpRequest, pk: str, list_name: str) -> HttpResponse:
    """The objections or the changes as a workbook, after asking what it is for."""
    election = election_to(request, pk, Action.EXPORT_ROLL)
    is_changes = list_name == "changes"
    table = Table(
        heading=_("导出名册变动") if is_changes else _("导出异议"),
        holds=_("文件里有名册上的人的姓名，没有提出人，也没有证件号码。"),
        back=reverse("roll-changes" if is_changes else "roll-objections", args=[pk]),
        name=f"roll-{list_name}",
        heads=CHANGE_HEADS if is_changes else HEADS,
        take=take_changes if is_changes else take_objections,
    )
    return table_page(request, election, table)


def found(election: Election, number: int) -> ShownObjection:
    """One objection in words; one that is not there is not found."""
    rows = election.objections.select_related(
        "entry", "change__entry", "appeal_change__entry"
    ).filter(number=number)
    row = next(in_words(election, rows), None)
    if row is None:
        raise Http404(_("没有这件异议。"))
    return row


def about(election: Election, **more: Any) -> dict[str, Any]:
    """What every check page shows."""
    return {"election": election, "seen": election.version, **more}
