"""Pages of people on two rolls (重复登记页): who they are, a unit's word, the office's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.registration import rule_of_one_place
from huanjie.office.command import ActingUser
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.roll.forms import BecauseForm
from huanjie.office.roll.settling import claim_here, office_over, settle_twice
from huanjie.office.roll.twice import (
    MOST_SHOWN,
    Twice,
    disputed_below,
    open_on,
    settled_on,
    twice_at,
    twice_on,
)
from huanjie.office.roll.twicewaiting import waiting_below
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed, need_somewhere
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@never_cache
@require_safe
def twice_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Who on this roll is on another one too."""
    election = election_to(request, pk, Action.SEE_ROLL)
    found = twice_on(election)
    settled = settled_on(election).count()
    note_shown(signed_in(request), region=election.region, people=len(found))
    page = {
        "election": election,
        "found": found,
        "people": open_on(election) + settled,
        "settled": settled,
        "is_over_there": not election.is_sealed
        and any(each.is_over_there and not each.is_settled for each in found),
        "most": MOST_SHOWN,
        "rule": rule_of_one_place(law_of(election).pack),
    }
    return render(request, "roll/twice.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def one_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Both sides of one person: the unit says why they vote here; the office decides."""
    election = election_to(request, pk, Action.SEE_ROLL)
    found = twice_at(election, number)
    if found is None:
        raise Http404(_("这个编号没有重复登记，或者已经定下。"))
    user = signed_in(request)
    office = office_over(user, found) if found.is_disputed else None
    may_claim = election.stage == Stage.OPENED and allowed(user, Action.LOAD_ROLL, election)
    form = BecauseForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting = acting_user(request)
        done = attempt(form, lambda: _done(acting, found, form.cleaned_data["because"]))
        if done:
            messages.success(request, done)
            return redirect("roll-twice", pk)
    note_shown(user, region=election.region, people=1)
    page = {
        "election": election,
        "found": found,
        "form": form,
        "office": office,
        "may_claim": may_claim,
        "rule": rule_of_one_place(law_of(election).pack),
    }
    return render(request, "roll/twice_one.html", page, status=422 if form.errors else 200)


def _done(acting: ActingUser, found: Twice, because: str) -> str:
    """What a form asks for: a decision by the office over both, else a unit's word."""
    election: Election = found.here.election
    number = found.here.entry.number
    office = office_over(acting.user, found) if found.is_disputed else None
    if office:
        settle_twice(
            acting_user=acting, unit=office, stays=election, number=number, because=because
        )
        return _("已裁定：编号 %(number)d 在这里登记，别处的名册已移出。") % {"number": number}
    claim_here(acting_user=acting, election=election, number=number, because=because)
    said = _("已写明编号 %(number)d 在这里登记；等对方移出，或者由上级裁定。")
    if found.is_over_there:
        said = _("已写明编号 %(number)d 在这里投票的理由，可以公布名单。")
    elif found.office is None:
        said = _("已写明编号 %(number)d 在这里登记；没有共同的上级裁定，请与对方协商由哪边移出。")
    return said % {"number": number}


@never_cache
@require_safe
def disputed_page(request: HttpRequest) -> HttpResponse:
    """Whom two units both claim, below the places of an office."""
    user = signed_in(request)
    says = "裁定重复登记由换届工作办公室办理"
    places = need_somewhere(user, Action.SETTLE_TWICE, says)
    found = [each for place in places for each in disputed_below(place)]
    for place in places:
        note_shown(user, region=place.pk, people=len(found))
    waiting = [] if found else [each for place in places for each in waiting_below(place)]
    page = {
        "section": "rolls",
        "found": found,
        "waiting": waiting[:MOST_SHOWN],
        "rolls": len(waiting),
    }
    return render(request, "roll/disputed.html", page)
