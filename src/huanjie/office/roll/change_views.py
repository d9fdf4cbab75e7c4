"""Pages of the changes to a published roll (名册变动页): the list, and one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huanjie.domain.permission import Action
from huanjie.domain.rollchange import KINDS, Effect, Kind, check_paper, kind_name
from huanjie.domain.standingchange import admitted_cells
from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.gates import Reminder, follows_striking
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.roll.change_forms import EntryForm, NumberForm, RegisterForm
from huanjie.office.roll.change_list import change_rows, supplement
from huanjie.office.roll.changes import (
    Addition,
    add_to_roll,
    change_standing,
    correct_on_roll,
    kinds_now,
    strike_off,
)
from huanjie.office.roll.changing import voters_now
from huanjie.office.roll.frozen import is_frozen
from huanjie.office.roll.leaving import follows_of
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.objection_views import about
from huanjie.office.roll.rehearsing import (
    Rehearsed,
    rehearse_adding,
    rehearse_correcting,
    rehearse_restating,
    rehearse_striking,
)
from huanjie.office.security.noting import note_shown
from huanjie.office.telling import tell
from huanjie.office.units.permission import allowed
from huanjie.office.web import acting_user, attempt, signed_in, whole_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A change as its form states it (要办的变动): how it would look, and how it is done."""

    form: Any
    look: Callable[[], Rehearsed]
    do: Callable[[ActingUser], int]


@never_cache
@require_safe
def changes_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Every change since the roll was published, and what may be changed now."""
    election = election_to(request, pk, Action.SEE_ROLL)
    user, rows = signed_in(request), change_rows(election)
    note_shown(user, region=election.unit_id, people=len(rows))
    kinds = kinds_now(election)
    page = {
        "election": election,
        "rows": rows,
        "restates": any(each.row.effect == Effect.RESTATED for each in kinds),
        "kinds": [(each, _(kind_name(each.kind, election.member_roll))) for each in kinds],
        "may_change": bool(kinds) and is_open_to(request, election, Action.CHANGE_ROLL),
        "may_preside": allowed(user, Action.CHANGE_ROLL, election),
        "voters": voters_now(election),
        "may_take": allowed(user, Action.EXPORT_ROLL, election),
        "frozen": is_frozen(election, today=clock.today()),
        "supplement": supplement(election),
        "number": whole_number(request.GET.get("number", "")),
    }
    return render(request, "roll/changes.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def change_page(request: HttpRequest, pk: str, change: str) -> HttpResponse:
    """State a change of one kind, look at it once more, then make it."""
    election = election_to(request, pk, Action.CHANGE_ROLL)
    found = next((each for each in kinds_now(election) if each.kind == change), None)
    if found is None:
        raise Http404(_("没有这种变动。"))
    if request.method == "GET" and not is_open_to(request, election, Action.CHANGE_ROLL):
        return redirect("roll-changes", pk)
    page = about(election, kind=found, name=_(kind_name(found.kind, election.member_roll)))
    page["frozen"] = is_frozen(election, today=clock.today())
    page["posted"] = (Effect.ADDED, Effect.STRUCK)
    if found.kind == Kind.ADMITTED and (members := election.member_roll):
        page["becomes"] = _(members.name_of(members.admitted_as))
    wanted = _wanted(request, election, found.kind, page)
    if wanted and wanted.form.is_valid() and "edit" not in request.POST:
        if "confirm" in request.POST:
            acting, follows = acting_user(request), _follows(election, found.kind, wanted.form)
            if done := attempt(wanted.form, lambda: wanted.do(acting)):
                tell(request, follows)
                messages.success(request, _("已办理，第 %(number)d 次变动。") % {"number": done})
                return redirect("roll-changes", pk)
        elif after := attempt(wanted.form, wanted.look):
            paper = getattr(wanted.form, "paper", None)
            page |= {"after": after, "paper": paper}
            page["reminders"] = follows_of(election, after)
            return render(request, "roll/change_check.html", page)
    status = 422 if page["form"].errors else 200
    return render(request, "roll/change.html", page, status=status)


def _follows(election: Election, kind: Kind, form: Any) -> tuple[Reminder, ...]:
    """What is to be told once a change that strikes somebody off is made."""
    if KINDS[kind].effect != Effect.STRUCK:
        return ()
    return follows_striking(election, (form.cleaned_data["number"],))


def _wanted(
    request: HttpRequest, election: Election, kind: Kind, page: dict[str, Any]
) -> Wanted | None:
    """The form of a kind, put on the page, with what it would do; None while nobody is chosen."""
    effect, data = KINDS[kind].effect, request.POST or None
    if effect == Effect.ADDED:
        form = RegisterForm(law_of(election).pack, data, members=election.member_roll, kind=kind)
        page["form"] = form
        return _adding(election, kind, form)
    number = whole_number(request.POST.get("number", "") or request.GET.get("number", ""))
    entry = election.roll.filter(number=number).first() if number else None
    page["chosen"] = entry
    if effect == Effect.CORRECTED and entry:
        page["form"] = corrected = EntryForm(
            entry, data if "name" in request.POST else None, members=election.member_roll
        )
        return _correcting(election, entry, corrected)
    page["form"] = chosen = NumberForm(
        data,
        initial={"number": number} if entry else {},
        kind=kind,
        members=election.member_roll,
    )
    if effect == Effect.STRUCK:
        return _striking(election, kind, chosen)
    if effect == Effect.RESTATED:
        return _restating(election, kind, chosen)
    if chosen.is_bound and chosen.is_valid():
        chosen.add_error("number", _("名册上没有这个编号，或者已经移出。"))
    return None


def _adding(election: Election, kind: Kind, form: RegisterForm) -> Wanted:
    def do(acting: ActingUser) -> int:
        cells, stated = form.cells, form.stated
        return add_to_roll(
            acting_user=acting,
            election=election,
            who=Addition(
                kind=kind, cells=cells, stated=stated, paper=form.paper, because=form.because
            ),
        )

    def look() -> Rehearsed:
        check_paper(kind, form.paper, today=clock.today())
        cells = admitted_cells(kind, form.cells, election.member_roll)
        return rehearse_adding(election, cells, form.stated, because=form.because)

    return Wanted(form=form, look=look, do=do)


def _striking(election: Election, kind: Kind, form: NumberForm) -> Wanted:
    def do(acting: ActingUser) -> int:
        number, paper = form.cleaned_data["number"], form.paper
        return strike_off(
            acting_user=acting, election=election, kind=kind, number=number, paper=paper
        )

    def look() -> Rehearsed:
        check_paper(kind, form.paper, today=clock.today())
        return rehearse_striking(election, form.cleaned_data["number"])

    return Wanted(form=form, look=look, do=do)


def _restating(election: Election, kind: Kind, form: NumberForm) -> Wanted:
    def do(acting: ActingUser) -> int:
        return change_standing(
            acting_user=acting,
            election=election,
            kind=kind,
            number=form.cleaned_data["number"],
            standing=form.standing,
            paper=form.paper,
        )

    def look() -> Rehearsed:
        check_paper(kind, form.paper, today=clock.today())
        number = form.cleaned_data["number"]
        return rehearse_restating(election, kind, number, form.standing)

    return Wanted(form=form, look=look, do=do)


def _correcting(election: Election, entry: RollEntry, form: EntryForm) -> Wanted:
    def do(acting: ActingUser) -> int:
        cells = form.cells
        return correct_on_roll(
            acting_user=acting, election=election, number=entry.number, cells=cells
        )

    return Wanted(
        form=form, look=lambda: rehearse_correcting(election, entry.number, form.cells), do=do
    )
