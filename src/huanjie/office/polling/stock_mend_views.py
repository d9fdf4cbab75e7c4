"""Pages about one line of the ledger (台账的一笔): its correction, and whoever watched papers being
destroyed.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.domain.stock import MISTAKES, Kind, Line, Stock
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.ledger import find_entry, preview, stock_now
from huanjie.office.polling.lookup import not_now
from huanjie.office.polling.models import StockEntry
from huanjie.office.polling.stock import live_entry, take_back, witness_destruction
from huanjie.office.polling.stock_views import about, is_now, may_enter
from huanjie.office.polling.stockbook import row_of
from huanjie.office.polling.stockform import TakeBackForm, WitnessForm
from huanjie.office.web import acting_user, attempt, signed_in


@require_http_methods(["GET", "POST"])
@never_cache
def stock_correct_page(request: HttpRequest, pk: str, number: int, line: int) -> HttpResponse:
    """Take a line back, and enter the right number in its place."""
    election = election_to(request, pk, Action.KEEP_STOCK)
    page, entry = about(election, number), _entry(election, number, line)
    stands = entry.takes_back_id is None and not entry.taken_back
    if request.method == "GET" and not (stands and may_enter(election, number, Kind(entry.what))):
        says = _("这一笔现在不能更正：已经更正过，或者已经过了能更正的时候。")
        return not_now(request, election, _("更正台账的一笔"), says)
    form = TakeBackForm(request.POST or None)
    page |= {"form": form, "row": row_of(entry), "before": stock_now(election, number)}
    if form.is_valid() and "edit" not in request.POST:
        because, right = form.cleaned_data["because"], form.cleaned_data["right"]
        if "confirm" in request.POST:
            done = attempt(
                form,
                lambda: take_back(
                    acting_user=acting_user(request),
                    election=election,
                    number=number,
                    line=line,
                    because=because,
                    right=right,
                ),
            )
            if done:
                messages.success(request, _("已经更正，原来的一笔也留在台账里。"))
                return redirect("stock", election.pk, number)
        elif after := attempt(form, lambda: _corrected(election, number, line, right)):
            page |= {"after": after, "right": right, "because": _(MISTAKES[because])}
            return render(request, "polling/stock_correct_check.html", page)
    return render(request, "polling/stock_correct.html", page, status=422 if form.errors else 200)


def _corrected(election: Election, number: int, line: int, right: int) -> Stock:
    """What the ledger would add up to."""
    wrong = live_entry(election, number, line)
    new = (Line(kind=Kind(wrong.what), papers=right),) if right else ()
    return preview(election, number, new, without=line)


@require_http_methods(["GET", "POST"])
@never_cache
def stock_witness_page(request: HttpRequest, pk: str, number: int, line: int) -> HttpResponse:
    """A scrutineer or an observer says that they watched."""
    election = election_to(request, pk, Action.WITNESS_DESTRUCTION)
    page, entry = about(election, number), _entry(election, number, line)
    row = row_of(entry)
    heading = _("确认销毁选票")
    if request.method == "GET":
        if not (
            row.waits and is_now(election, number) and is_open(election, Action.WITNESS_DESTRUCTION)
        ):
            says = _("这一笔没有要确认的：不是销毁，已经确认或者更正过，或者结果已经宣布。")
            return not_now(request, election, heading, says)
        if entry.by_id == signed_in(request).pk:
            says = _("这一笔销毁是您登记的，要由另一名在场的监票人或者监督人员确认。")
            return not_now(request, election, heading, says)
    form = WitnessForm(request.POST or None)
    page |= {"form": form, "row": row}
    if form.is_valid() and "edit" not in request.POST and _watched(request, form, page, line):
        messages.success(request, _("已经确认，这些选票不再算在手上。"))
        return redirect("stock", election.pk, number)
    return render(request, "polling/stock_witness.html", page, status=422 if form.errors else 200)


def _watched(
    request: HttpRequest, form: WitnessForm, page: dict[str, Any], line: int
) -> int | None:
    return attempt(
        form,
        lambda: witness_destruction(
            acting_user=acting_user(request),
            election=page["election"],
            number=page["number"],
            line=line,
        ),
    )


def _entry(election: Election, number: int, line: int) -> StockEntry:
    entry = find_entry(election, number, line)
    if entry is None:
        raise Http404(_("台账里没有这一笔。"))
    return entry
