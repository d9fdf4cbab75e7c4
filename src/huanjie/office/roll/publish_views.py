"""Pages that publish the roll (公布名单): the check page, and the list to be posted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.gates import reminders_before
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.roll.change_list import change_rows
from huanjie.office.roll.elsewhere import elsewhere
from huanjie.office.roll.entries import entitled, indexes_on
from huanjie.office.roll.posted import posted
from huanjie.office.roll.posted_paper import posted_roll
from huanjie.office.roll.publication import (
    groups_of,
    publication_step,
    publish_roll,
    refusals,
    takes_objections,
)
from huanjie.office.roll.services import not_loaded
from huanjie.office.roll.twice import settled_on
from huanjie.office.security.noting import note_shown
from huanjie.office.web import acting_user, signed_in, whole_number
from huanjie.paper.posted_lists import roll_notice
from huanjie.paper.word import Document


@never_cache
@require_http_methods(["GET", "POST"])
def publish_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Show what will be fixed and what stands in the way, then publish."""
    election = election_to(request, pk, Action.PUBLISH_ROLL)
    if request.method == "POST" and "confirm" in request.POST:
        publish_roll(
            acting_user=acting_user(request), election=election, leave_out=_left_out(request)
        )
        messages.success(
            request,
            _("%(roll)s已经确认。") % {"roll": _(election.member_roll.name)}
            if election.member_roll
            else _("名单已经公布。请打印名单，盖章张贴。"),
        )
        return redirect("roll-list", pk)
    if election.roll_published_on:
        return redirect("roll", pk)
    pack = law_of(election).pack
    numbers, settled = indexes_on(election), _settled(election)
    page = {
        "election": election,
        "pack": pack,
        "step": publication_step(election),
        "on_roll": election.roll.count(),
        "entitled": entitled(election, pack),
        "held": not_loaded(election).first(),
        "groups": groups_of(election),
        "changes": change_rows(election),
        "refusals": tuple(refusals(election, pack, today=clock.today())),
        "reminders": tuple(reminders_before(Action.PUBLISH_ROLL, election)),
        "registered": [
            (numbers[each.index], each)
            for each in elsewhere(election, numbers)
            if each.index not in settled
        ],
        "settled": len(settled),
        "takes_objections": takes_objections(pack),
        "seen": election.version,
    }
    return render(request, "roll/publish.html", page)


def _left_out(request: HttpRequest) -> int | None:
    """The upload that the page said is not on the roll yet (没有导入的文件), by its number."""
    return whole_number(request.POST.get("leave_out", ""))


def _settled(election: Election) -> set[bytes]:
    """The numbers of those whom a written reason settled (已写明理由)."""
    found = settled_on(election).values_list("id_index", flat=True)
    return {bytes(index or b"") for index in found}


@never_cache
@require_safe
def list_page(request: HttpRequest, pk: str) -> HttpResponse:
    """The published list (参加选举的村民名单公告), to be printed, sealed and posted."""
    election = election_to(request, pk, Action.SEE_ROLL)
    page = {"election": election, "paper": _notice(request, election)}
    return render(request, "roll/list.html", page)


@never_cache
@require_safe
def list_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The same list as a Word file or a PDF."""
    election = election_to(request, pk, Action.SEE_ROLL)
    return paper_file(election, _notice(request, election), name="roll-list", form=form)


def _notice(request: HttpRequest, election: Election) -> Document:
    """The list, once it is published; the security log says who saw how many people."""
    if election.roll_published_on is None:
        raise BadInput("名单还没有公布，没有名单可以打印", remedy="先导入名册，再公布名单")
    parts = posted(election)
    people = sum(len(part.people) for part in parts)
    note_shown(signed_in(request), region=election.unit_id, people=people)
    asked_at = reverse("on-roll-by-name", args=(election.unit_id, election.body))
    look_up = request.build_absolute_uri(asked_at)
    return roll_notice(occasion_of(election), posted_roll(election, parts, look_up=look_up))
