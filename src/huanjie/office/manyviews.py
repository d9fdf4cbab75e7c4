"""Pages of many things out of a table (成批登记的页面): a file, what is wrong in it row by row,
then what will be done; and the empty table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from huanjie.domain.permission import Action
from huanjie.office.fileform import FileForm
from huanjie.office.manydone import RowsRefused
from huanjie.office.manyrows import (
    ManyOf,
    ReadRow,
    read_rows,
    refused_rows,
    rows_again,
    text_of,
    tried_rows,
)
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open_to
from huanjie.office.security.noting import note_shown
from huanjie.office.telling import tell
from huanjie.office.web import acting_user, attempt, shown_version, signed_in
from huanjie.office.xlsx import spreadsheet

T = TypeVar("T")


def many_page(
    request: HttpRequest, election: Election, many: ManyOf[T], action: Action
) -> HttpResponse:
    """Ask for a file; show every fault, or what will be done; then do all of it in one deed."""
    form = FileForm(request.POST or None, request.FILES or None)
    page: dict[str, Any] = {
        "election": election,
        "form": form,
        "many": many,
        "template": f"{many.route}-template",
        "is_open": is_open_to(request, election, action),
        "seen": shown_version(request, election),
    }
    rows = _rows(request, election, many, form) if request.method == "POST" else None
    if rows is None:
        return render(request, "many.html", page, status=422 if form.errors else 200)
    note_shown(signed_in(request), region=election.unit_id, people=len(rows))
    page |= {"rows": rows, "bad": [row for row in rows if row.problems]}
    if page["bad"]:
        return render(request, "many.html", page, status=422)
    if "confirm" in request.POST:
        acting, asked = acting_user(request), _asked(rows)
        reminders = many.reminders(election, asked)

        def do() -> int:
            try:
                return many.do(acting, election, asked)
            except RowsRefused as refused:
                refusals = refused_rows(rows, refused.faults)
                page["bad"] = [row for row in refusals if row.problems]
                return 0

        if done := attempt(form, do):
            tell(request, reminders)
            messages.success(request, _("已登记 %(n)d 行。") % {"n": done})
            return redirect(many.back, election.pk)
        return render(request, "many.html", page, status=422)
    page |= {"text": text_of(rows), "reminders": many.reminders(election, _asked(rows))}
    return render(request, "many_check.html", page)


def _asked(rows: Iterable[ReadRow[T]]) -> list[T]:
    """What the sound rows ask for."""
    return [row.asked for row in rows if row.asked is not None]


def _rows(
    request: HttpRequest, election: Election, many: ManyOf[T], form: FileForm
) -> list[ReadRow[T]] | None:
    """The rows of the file, or of the text that was checked, tried; what makes it unreadable goes
    into the form. What is confirmed was tried before, and is tried by the deed itself.
    """
    if not form.is_valid():
        return None
    acting = acting_user(request)

    def read() -> list[ReadRow[T]]:
        if form.cleaned_data["file"]:
            rows = read_rows(many, election, name=form.name, raw=form.raw)
        else:
            rows = rows_again(many, election, text=form.cleaned_data["text"])
        return rows if "confirm" in request.POST else tried_rows(many, election, acting, rows)

    return attempt(form, read)


def many_template(many: ManyOf[T]) -> HttpResponse:
    """An empty table with its headings."""
    return spreadsheet(name=many.route, heads=many.headings, rows=[])
