"""Pages of a vote's ballots (印选票): a batch is ordered, its file taken; a sample is anybody's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.stock import OPEN_IN, Kind
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import pretty
from huanjie.exchange.secondlanguage import second_as_json
from huanjie.office.candidacy.paper import ballot_rule_of
from huanjie.office.download import JSON, PDF, download
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.polling.ballots import (
    batches_of,
    order_ballots,
    pdf_of,
    sample_of,
    take_ballots,
    template_for,
    the_batch,
    wording_of,
)
from huanjie.office.polling.printcodes import is_void
from huanjie.office.polling.printform import OrderForm, TakeForm
from huanjie.office.polling.rounds import number_now
from huanjie.office.polling.secondwords import second_of
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@require_http_methods(["GET", "POST"])
@never_cache
def print_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The batches of a vote, and a form for the next one."""
    sent = request.method == "POST"
    election = election_to(request, pk, Action.KEEP_STOCK) if sent else find_election(request, pk)
    form = _order_form(election, number, request.POST or None, request.FILES or None)
    if is_sent(request) and form.is_valid():
        batch = attempt(
            form,
            lambda: order_ballots(
                acting_user=acting_user(request),
                election=election,
                number=number,
                order=form.order,
            ),
        )
        if batch:
            papers = form.order.papers
            says = _("第 %(batch)d 批 %(papers)d 张选票做好了，已经登记在台账里。现在下载去印。")
            messages.success(request, says % {"batch": batch, "papers": papers})
            return redirect("print-ballots", election.pk, number)
    page = _page(request, election, number) | {"form": form}
    return render(request, "polling/print_ballots.html", page, status=422 if form.errors else 200)


def _order_form(election: Election, number: int, *sent: Any, sample: bool = False) -> OrderForm:
    """The form of a batch; the next one is in the languages of the one before."""
    choice, before = election.style == "choice", second_of(election, number)
    return OrderForm(*sent, choice=choice, sample=sample, bilingual=before is not None)


def _page(request: HttpRequest, election: Election, number: int) -> dict[str, Any]:
    refused: BadInput | None = None
    try:
        wording_of(election, number)
    except BadInput as fault:
        refused = fault
    batches = () if refused else batches_of(election, number)
    now = number == number_now(election) and Stage(election.stage) in OPEN_IN[Kind.PRINTED]
    return {
        "election": election,
        "number": number,
        "batches": [(each, is_void(each)) for each in batches],
        "refused": refused,
        "take_form": TakeForm(),
        "may_print": now and allowed(signed_in(request), Action.KEEP_STOCK, election),
        "one_box": election.style != "choice",
        "second": second_of(election, number) is not None,
        "ballot_rule": ballot_rule_of(election),
    }


@require_POST
@never_cache
def print_file(request: HttpRequest, pk: str, number: int, batch: int) -> HttpResponse:
    """A batch's file: handing it out is a deed, and again only with a reason."""
    election = election_to(request, pk, Action.KEEP_STOCK)
    form = TakeForm(request.POST)
    form.is_valid()
    taken = attempt(
        form,
        lambda: take_ballots(
            acting_user=acting_user(request),
            election=election,
            number=number,
            batch=batch,
            because=form.cleaned_data.get("because", ""),
        ),
    )
    if not taken:
        page = _page(request, election, number)
        page |= {"form": _order_form(election, number), "take_form": form}
        return render(request, "polling/print_ballots.html", page, status=422)
    name = f"ballots-{election.unit_id}-{election.body}-{number}-{batch}.pdf"
    return download(pdf_of(the_batch(election, number, batch)), name=name, kind=PDF)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def print_sample_file(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """A sample to post and to show, which counts for nothing. Whoever orders ballots may send a
    second language to see it before anything is printed; nothing of it is kept.
    """
    sent = request.method == "POST"
    election = election_to(request, pk, Action.KEEP_STOCK) if sent else find_election(request, pk)
    asked = request.POST if sent else request.GET
    form = _order_form(election, number, asked, request.FILES, sample=True)
    valid = form.is_valid()
    pdf = attempt(form, lambda: sample_of(election, number, form.order)) if valid else None
    if pdf is None:
        page = _page(request, election, number) | {"form": form}
        return render(request, "polling/print_ballots.html", page, status=422)
    name = f"sample-{election.unit_id}-{election.body}-{number}.pdf"
    return download(pdf, name=name, kind=PDF)


@require_safe
@never_cache
def second_template(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The file that a translator fills in (第二种文字的模板)."""
    election = find_election(request, pk)
    raw = pretty(second_as_json(template_for(election, number)))
    name = f"second-{election.unit_id}-{election.body}-{number}.json"
    return download(raw, name=name, kind=JSON)
