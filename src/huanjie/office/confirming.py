"""Before a final deed (办理以前核对): the page that says what will be done to whom, what follows,
and how it is taken back, or that it cannot be. One page for all of them, without a script.

A form that was filled in is tried first: whatever the deed would refuse is said before it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar, cast

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huanjie.domain.identity import masked, masked_phone
from huanjie.law.citation import Citation
from huanjie.office.forms import SiteForm, Words
from huanjie.office.planning.models import Election
from huanjie.office.tags import answer
from huanjie.office.units.models import Unit
from huanjie.office.web import attempt, shown_version

T = TypeVar("T")
_VEILS: Final[Mapping[str, Callable[[str], str]]] = {"id_number": masked, "phone": masked_phone}
"""Fields that no page shows whole (打码)."""


class Read(Protocol):
    """What is read again after a deed was tried: an election or a unit."""

    def refresh_from_db(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One line of what is checked (一项): of whom, or what was filled in."""

    label: Words
    text: Words
    grounds: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a check page says (核对的内容)."""

    heading: Words
    """the deed, as its button calls it"""
    about: tuple[CheckLine, ...]
    follows: tuple[Words, ...]
    """what happens once it is done (办理以后)"""
    undo: Words
    """how it is taken back, or that it cannot be"""
    back: str
    """the address of whoever does not do it after all"""
    warnings: tuple[Words, ...] = ()
    """what speaks against it now"""


def is_confirmed(request: HttpRequest) -> bool:
    """Whether a form comes from its check page, to be done."""
    return request.method == "POST" and "confirm" in request.POST


def tried(form: forms.BaseForm, place: Read, deed: Callable[[], T]) -> T | None:
    """What a deed would answer (试办): what it refuses is put into the form, and nothing of it
    stays done.
    """
    with transaction.atomic():
        answer = attempt(form, deed)
        transaction.set_rollback(True)
    place.refresh_from_db()
    return answer


def check_page(
    request: HttpRequest,
    form: SiteForm,
    check: Check,
    *,
    places: Iterable[Unit],
    here: str,
    **more: Any,
) -> HttpResponse:
    """Ask before a deed is done: the same address does it, with what was filled in."""
    page = {"form": form, "check": check, "places": places, "here": here, **more}
    return render(request, "check.html", page)


def check_deed(
    request: HttpRequest, election: Election, form: SiteForm, check: Check
) -> HttpResponse:
    """The same for a deed of an election, on the version that the form was made from."""
    return check_page(
        request,
        form,
        check,
        places=election.unit.above_and_self,
        here=election.body_name,
        seen=shown_version(request, election),
    )


def filled_in(form: SiteForm) -> Iterator[CheckLine]:
    """What somebody filled in, field by field, as the form calls it; not what was left empty, and
    of a number only its ends.
    """
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if value not in (None, "", []) and not bound.is_hidden:
            text = _in_words(bound, value)
            veil = _VEILS.get(bound.name)
            yield CheckLine(label=bound.label, text=veil(str(text)) if veil else text)


def _in_words(bound: forms.BoundField, value: Any) -> Words:
    """An answer in words: a choice by its name, whatever the form makes of it."""
    if isinstance(bound.field, forms.ChoiceField):
        names = {
            str(key): name for key, name in cast(Iterable[tuple[Any, Any]], bound.field.choices)
        }
        sent = bound.value()
        chosen = sent if isinstance(sent, list) else [sent]
        return "、".join(str(names.get(str(each), each)) for each in chosen)
    return str(answer(value))
