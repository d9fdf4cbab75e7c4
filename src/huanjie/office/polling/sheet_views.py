"""The page of a sheet (计票单页): a teller's own, and nobody else's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.domain.sheets import Sheet
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.lookup import attempt_sums, find_round, not_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import current_round, election_file
from huanjie.office.polling.services import check_sheet, enter_sheet
from huanjie.office.polling.sheetform import MORE, SheetForm, as_typed
from huanjie.office.polling.stored import TWO, opened
from huanjie.office.polling.views import kind_of
from huanjie.office.web import acting_user, signed_in, whole_number


@require_http_methods(["GET", "POST"])
@never_cache
def sheet_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Fill in a sheet, look at it once more, hand it in; an own sheet may be replaced until the
    other one is in.
    """
    election, round_ = find_round(request, pk, number, Action.ENTER_SHEET)
    rows = list(round_.sheets.all())
    own = next((row for row in rows if row.teller_id == signed_in(request).pk), None)
    page: dict[str, Any] = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "own": own,
    }
    # A confirmation goes to the service even now: arriving twice, it is answered like the first.
    if "confirm" not in request.POST and (says := _closed(election, round_, len(rows))):
        return not_now(request, election, _("计票单"), says)
    pack = law_of(election).pack
    file = election_file(election, round_)
    if request.method != "POST" or MORE in request.POST or "edit" in request.POST:
        typed = request.POST.dict() or (as_typed(opened(own)) if own else {})
        form = SheetForm(file, pack, typed=typed)
        return render(request, "polling/sheet.html", page | {"form": form})
    form = SheetForm(file, pack, request.POST)
    if form.is_valid():
        if "confirm" not in request.POST:
            if attempt_sums(form, lambda: _checked(election, round_, form.sheet)):
                return render(request, "polling/sheet_check.html", page | {"form": form})
        elif _handed_in(request, election, number, form):
            messages.success(request, _("计票单已经交了。"))
            return redirect("round", election.pk, number)
    return render(request, "polling/sheet.html", page | {"form": form}, status=422)


def _closed(election: Election, round_: Round, sheets: int) -> str:
    """Why no sheet can be handed in; empty where it can."""
    if round_.is_scanned:
        return _("这次投票用扫描计票，不填计票单。")
    if sheets == TWO:
        return _("两份计票单都已经交了，不能再改。不同的地方由监票人认定。")
    if round_ == current_round(election) and is_open(election, Action.ENTER_SHEET):
        return ""
    return _("现在不能交计票单：要在登记收回选票以后、宣布结果以前办理。")


def _checked(election: Election, round_: Round, sheet: Sheet) -> bool:
    check_sheet(election, round_, sheet)
    return True


def _handed_in(
    request: HttpRequest, election: Election, number: int, form: SheetForm
) -> int | None:
    stated = whole_number(request.POST.get("collected", ""))
    return attempt_sums(
        form,
        lambda: enter_sheet(
            acting_user=acting_user(request),
            election=election,
            number=number,
            collected=-1 if stated is None else stated,
            sheet=form.sheet,
        ),
    )
