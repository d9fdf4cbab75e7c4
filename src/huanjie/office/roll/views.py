"""Pages of the roll (名册页): who is on it, the template, one person, a full number."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.choosing import representatives_vote
from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.exchange.rolltemplate import template
from huanjie.law.citation import DECIDERS
from huanjie.office import clock
from huanjie.office.deeds.models import Deed
from huanjie.office.download import WORKBOOK, download
from huanjie.office.people.models import User
from huanjie.office.planning import openness
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import kinds_now
from huanjie.office.roll.entries import entitled
from huanjie.office.roll.forms import PersonForm, UploadForm
from huanjie.office.roll.frozen import why_not_frozen
from huanjie.office.roll.lastbulk import last_bulk
from huanjie.office.roll.listing import listing, row_of
from huanjie.office.roll.people import add_person, remove_person, show_number
from huanjie.office.roll.posted_paper import changed_on
from huanjie.office.roll.publication import publication_step, takes_objections
from huanjie.office.roll.reading import columns_of
from huanjie.office.roll.services import waiting_of, with_people_waiting
from huanjie.office.roll.twice import open_on, settled_on
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@never_cache
@require_safe
def roll_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Who is on the roll, and what to do about it now."""
    election = election_to(request, pk, Action.SEE_ROLL)
    pack, is_open = law_of(election).pack, election.stage == Stage.OPENED
    user = signed_in(request)
    asked = {name: request.GET.get(name, "") for name in ("q", "order", "page")}
    shown = listing(election, query=asked["q"], order=asked["order"], page=asked["page"])
    note_shown(user, region=election.region, people=len(shown.rows))
    upload = election.uploads.defer("content").order_by("pk").last() if is_open else None
    page = {
        "election": election,
        "listing": shown,
        "on_roll": election.roll.count(),
        "entitled": entitled(election, pack) if election.member_roll else None,
        "is_open": is_open,
        "may_load": is_open and allowed(user, Action.LOAD_ROLL, election),
        "by_representatives": representatives_vote(pack, method=election.method),
        "may_publish": is_open and allowed(user, Action.PUBLISH_ROLL, election),
        "may_take": allowed(user, Action.EXPORT_ROLL, election),
        "may_show": not election.is_sealed and allowed(user, Action.SHOW_NUMBER, election),
        "upload": upload,
        "bulk": last_bulk(election) if is_open else None,
        "waiting": bool(upload) and waiting_of(election).exists(),
        "held": with_people_waiting(election).first() if is_open else None,
        "step": publication_step(election) if is_open else None,
        "form": UploadForm(),
        "is_published": election.roll_published_on is not None,
        "is_changed": changed_on(election) is not None,
        "unsettled": why_not_frozen(election, today=clock.today()),
        "by_ground": bool(pack.registration_grounds),
        "takes_objections": takes_objections(pack),
        "decider": DECIDERS[pack.decided_by],
        "may_object": takes_objections(pack)
        and _is_open_to(user, election, Action.RAISE_OBJECTION),
        "may_change": bool(kinds_now(election)) and _is_open_to(user, election, Action.CHANGE_ROLL),
        "transfers": is_open and bool(kinds_now(election)),
        "twice": open_on(election) if is_open else 0,
        "settled": settled_on(election).count(),
    }
    return render(request, "roll/roll.html", page)


def _is_open_to(user: User, election: Election, action: Action) -> bool:
    """Whether a deed about the published roll is in its stage, and this user's."""
    may: bool = allowed(user, action, election)
    return may and openness.is_open(election, action)


@require_safe
def template_file(request: HttpRequest, pk: str) -> HttpResponse:
    """An empty roll to fill in."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    name = f"roll-template-{election.body}.xlsx"
    return download(
        template(columns_of(election), members=election.member_roll), name=name, kind=WORKBOOK
    )


@require_http_methods(["GET", "POST"])
def add_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Add one person; what is refused comes back with what was typed."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    form = PersonForm(request.POST or None, members=election.member_roll)
    if is_sent(request) and form.is_valid():
        acting, cells = acting_user(request), form.cells
        number = attempt(
            form, lambda: add_person(acting_user=acting, election=election, cells=cells)
        )
        if number:
            messages.success(request, _("已添加，编号 %(number)d。") % {"number": number})
            return redirect("roll", pk)
    page = {"election": election, "form": form}
    return render(request, "roll/add.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def remove_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask before somebody is taken off the roll, then take them off."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    if request.method == "POST" and "confirm" in request.POST:
        acting = acting_user(request)
        remove_person(acting_user=acting, election=election, number=number)
        messages.success(request, _("编号 %(number)d 已移出名册。") % {"number": number})
        return redirect("roll", pk)
    if election.stage != Stage.OPENED:
        return redirect("roll", pk)
    entry = get_object_or_404(election.roll, number=number)
    page = {"election": election, "row": row_of(entry), "seen": election.version}
    return render(request, "roll/remove.html", page)


@never_cache
@require_POST
def number_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """A full identity number and phone, once for each form: looking again is another deed."""
    election = election_to(request, pk, Action.SHOW_NUMBER)
    acting = acting_user(request)
    again = Deed.objects.filter(user=acting.user, key=acting.key).exists()
    show_number(acting_user=acting, election=election, number=number)
    if again:
        messages.warning(request, _("这一页已经看过。要再看，请重新点“看号码”，会再记一次。"))
        return redirect("roll", pk)
    entry = get_object_or_404(election.roll, number=number)
    return render(request, "roll/number.html", {"election": election, "entry": entry})
