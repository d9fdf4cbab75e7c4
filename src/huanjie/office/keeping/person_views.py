"""Pages of a person's own data (本人信息页): find by number, hand over, correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.keeping.correcting import correct_person
from huanjie.office.keeping.forms import CorrectForm, PersonForm
from huanjie.office.keeping.person import Person, find_person
from huanjie.office.keeping.person_file import person_docx, person_json
from huanjie.office.planning.lookup import find_election
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import acting_user, attempt, find_unit, signed_in

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@never_cache
@require_http_methods(["GET", "POST"])
def person_page(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the number, then tell what is held: as a page, as JSON or as a Word file."""
    unit = find_unit(request, code)
    need(signed_in(request), Action.FIND_PERSON, unit)
    form = PersonForm(request.POST or None)
    page: dict[str, object] = {"unit": unit, "form": form}
    if request.method == "POST" and form.is_valid():
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
    answer = HttpResponse(person_json(person), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="person.json"'
    return answer


def _docx(person: Person, unit: Unit) -> HttpResponse:
    raw = person_docx(person, place=unit.full_name, made_at=clock.now())
    answer = HttpResponse(raw, content_type=_WORD)
    answer["Content-Disposition"] = 'attachment; filename="person.docx"'
    return answer


_FILES: Final[Mapping[str, Callable[[Person, Unit], HttpResponse]]] = {"json": _json, "docx": _docx}


@never_cache
@require_POST
def correct_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Correct one entry; what is refused comes back with what was typed."""
    election = find_election(request, pk)
    need(signed_in(request), Action.CORRECT_PERSON, election)
    form = CorrectForm(request.POST)
    if form.is_valid():
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
    return render(request, "keeping/correct.html", page, status=422)
