"""Pages of a person's own data (本人信息页): find by number, hand over, correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.download import JSON, WORD, download
from huanjie.office.keeping.correcting import correct_person
from huanjie.office.keeping.forms import CorrectForm, PersonForm
from huanjie.office.keeping.person import Person, find_person
from huanjie.office.keeping.person_file import person_docx, person_json
from huanjie.office.planning.lookup import election_to
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import acting_user, attempt, find_unit, is_sent, shown_version, signed_in


@never_cache
@require_http_methods(["GET", "POST"])
def person_page(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the number, then tell what is held: as a page, as JSON or as a Word file."""
    unit = find_unit(request, code)
    need(signed_in(request), Action.FIND_PERSON, unit)
    form = PersonForm(request.POST or None)
    page: dict[str, object] = {"unit": unit, "form": form}
    if is_sent(request) and form.is_valid():
        acting, said = acting_user(request), dict(form.cleaned_data)
        shape = said.pop("shape")
        person = attempt(form, lambda: find_person(acting_user=acting, unit=unit, **said))
        if person and shape in _FILES:
            return _FILES[shape](person, unit)
        if person:
            page |= {"person": person, "corrections": _corrections(request, person)}
    status = 422 if form.errors else 200
    return render(request, "keeping/person.html", page, status=status)


def _corrections(request: HttpRequest, person: Person) -> list[tuple[object, CorrectForm | None]]:
    """What is held, each with the form to correct it where this user may."""
    user = signed_in(request)
    return [
        (
            each,
            CorrectForm.of(each.entry)
            if allowed(user, Action.CORRECT_PERSON, each.entry.election)
            else None,
        )
        for each in person.held
    ]


def _json(person: Person, _unit: Unit) -> HttpResponse:
    return download(person_json(person), name="person.json", kind=JSON)


def _docx(person: Person, unit: Unit) -> HttpResponse:
    raw = person_docx(person, place=unit.full_name, made_at=clock.now())
    return download(raw, name="person.docx", kind=WORD)


_FILES: Final[Mapping[str, Callable[[Person, Unit], HttpResponse]]] = {"json": _json, "docx": _docx}


@never_cache
@require_http_methods(["GET", "POST"])
def correct_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Correct one entry; what is refused comes back with what was typed. Opened without a form it
    leads to where the person is found by their number: it never shows anybody.
    """
    election = election_to(request, pk, Action.CORRECT_PERSON)
    if request.method != "POST":
        return redirect("person", election.unit_id)
    form = CorrectForm(request.POST)
    if is_sent(request) and form.is_valid():
        acting, because = acting_user(request), form.cleaned_data["because"]
        done = attempt(
            form,
            lambda: correct_person(
                acting_user=acting,
                election=election,
                number=number,
                cells=form.cells,
                because=because,
            ),
        )
        if done:
            messages.success(request, _("已更正，写进了记录。"))
            return redirect("person", election.unit_id)
    page = {"election": election, "number": number, "form": form}
    page["seen"] = shown_version(request, election)
    return render(request, "keeping/correct.html", page, status=422 if form.errors else 200)
