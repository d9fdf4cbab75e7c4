"""Pages of group heads and representatives (小组组长和代表)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.choosing import CHOSEN_BY_NAMES, KIND_NAMES, households_out_of_range
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.electors.choosing import Choice, consider, enter_chosen, take_out
from huanjie.office.electors.chosenform import ChosenForm
from huanjie.office.electors.chosenlist import check_may_be_posted, chosen_of, posted
from huanjie.office.electors.entering import enter_by_form, form_page
from huanjie.office.electors.paper import poll_of
from huanjie.office.electors.posting import post_chosen
from huanjie.office.electors.representatives import rolls_for
from huanjie.office.electors.takinglists import CHOSEN_HEADS, take_chosen
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.planning.paperfile import Form, paper_file
from huanjie.office.planning.tablefile import Table, table_page
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, is_sent, signed_in
from huanjie.paper.chosen_list import chosen_list


@never_cache
@require_safe
def list_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Who was chosen, by group; how many the law wants, and which groups have no head."""
    election = election_to(request, pk, Action.SEE_ROLL)
    chosen = chosen_of(election)
    user = signed_in(request)
    note_shown(user, region=election.unit_id, people=len(chosen.lines))
    page = {
        "election": election,
        "chosen": chosen,
        "may_keep": is_open_to(request, election, Action.KEEP_CHOSEN),
        "may_take": bool(chosen.lines) and allowed(user, Action.EXPORT_ROLL, election),
        "rolls": [each for each in rolls_for(election) if allowed(user, Action.LOAD_ROLL, each)],
    }
    return render(request, "electors/chosen.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def add_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Enter who was chosen: the name, and what the law says to it, are shown before."""
    election = election_to(request, pk, Action.KEEP_CHOSEN)
    form = ChosenForm(request.POST or None)
    page = form_page(request, election, form, Action.KEEP_CHOSEN)
    if is_sent(request) and form.is_valid():
        choice = form.choice
        entered = enter_by_form(
            request,
            form,
            look=lambda: consider(election, choice),
            do=lambda acting: enter_chosen(acting_user=acting, election=election, choice=choice),
        )
        if entered.made:
            messages.success(request, _("已登记。"))
            return redirect("chosen", pk)
        if entered.found:
            note_shown(signed_in(request), region=election.unit_id, people=1)
            page |= {"entry": entered.found} | _looked_at(election, choice)
            return render(request, "electors/chosen_check.html", page)
    return render(request, "electors/chosen_add.html", page, status=422 if form.errors else 200)


def _looked_at(election: Election, choice: Choice) -> dict[str, Any]:
    """What a choice says, and what the law says to it."""
    pack, asked = law_of(election).pack, choice.households
    return {
        "choice": choice,
        "kind": KIND_NAMES[choice.kind],
        "chosen_by": CHOSEN_BY_NAMES[choice.chosen_by],
        "out_of_range": asked and households_out_of_range(pack, asked),
    }


@never_cache
@require_http_methods(["GET", "POST"])
def out_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask before somebody is taken off the list, then take them off."""
    election = election_to(request, pk, Action.KEEP_CHOSEN)
    if request.method == "POST" and "confirm" in request.POST:
        take_out(acting_user=acting_user(request), election=election, chosen=number)
        messages.success(request, _("已移出组长和代表名单。"))
        return redirect("chosen", pk)
    if not is_open_to(request, election, Action.KEEP_CHOSEN):
        return redirect("chosen", pk)
    row = get_object_or_404(election.chosen.select_related("entry"), pk=number)
    note_shown(signed_in(request), region=election.unit_id, people=1)
    page = {"election": election, "row": row, "seen": election.version}
    return render(request, "electors/chosen_out.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def post_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask before the list is said to be posted, then note the day."""
    election = election_to(request, pk, Action.KEEP_CHOSEN)
    if request.method == "POST" and "confirm" in request.POST:
        fresh = post_chosen(acting_user=acting_user(request), election=election)
        messages.success(request, _("名单已经公布，新公布 %(fresh)d 人。") % {"fresh": fresh})
        return redirect("chosen", pk)
    page = {
        "election": election,
        "chosen": chosen_of(election),
        "is_open": is_open_to(request, election, Action.KEEP_CHOSEN),
        "seen": election.version,
    }
    return render(request, "electors/chosen_post.html", page)


@never_cache
@require_safe
def list_file(request: HttpRequest, pk: str, form: Form = "docx") -> HttpResponse:
    """The list to be posted, as Word or PDF; refused while the law would not have it so."""
    election = election_to(request, pk, Action.SEE_ROLL)
    chosen = chosen_of(election)
    groups = posted(chosen)
    if not groups:
        raise BadInput("还没有登记组长和代表，没有名单可以打印", remedy="先登记推选的人")
    check_may_be_posted(chosen)
    people = sum(len(each.people) for each in groups)
    note_shown(signed_in(request), region=election.unit_id, people=people)
    paper = chosen_list(poll_of(election), groups, posted_on=chosen.posted_on)
    return paper_file(election, paper, name="chosen", form=form)


@never_cache
@require_http_methods(["GET", "POST"])
def table_file(request: HttpRequest, pk: str) -> HttpResponse:
    """Everybody on it as a workbook, after asking what it is for."""
    election = election_to(request, pk, Action.EXPORT_ROLL)
    table = Table(
        heading=_("导出组长和代表"),
        holds=_("文件里有推选的人的姓名、名册编号和身份，没有推选他们的人，也没有证件号码。"),
        back=reverse("chosen", args=[pk]),
        name="chosen",
        heads=CHOSEN_HEADS,
        take=take_chosen,
    )
    return table_page(request, election, table)
