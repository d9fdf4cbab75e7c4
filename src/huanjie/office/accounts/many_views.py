"""Pages of many accounts at once (成批开账号): a file, what it asks for, the sheets to hand out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.permission import ROLE_NAMES, Action
from huanjie.door.fault import BadInput
from huanjie.exchange.accountfile import headings
from huanjie.exchange.rolltemplate import harmless
from huanjie.office.accounts.codes import hashed, start_passwords
from huanjie.office.accounts.forms import AccountsForm
from huanjie.office.accounts.incoming import CheckedRow, check_file, problems_by_row
from huanjie.office.accounts.many import (
    WantedAccount,
    create_accounts,
)
from huanjie.office.accounts.models import AskedRole
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import places_of
from huanjie.office.web import acting_user, attempt, signed_in
from huanjie.office.xlsx import spreadsheet

_PROBLEM: Final = "问题"
"""the heading of a corrected file's last column; it is not read when the file comes back"""


@never_cache
@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it asks for, then make the accounts and show their sheets, once."""
    form = AccountsForm(_makers_places(request), request.POST or None, request.FILES or None)
    rows = _read(form) if request.method == "POST" and form.is_valid() else None
    if rows is None:
        return _import_page(request, form)
    if "confirm" in request.POST and not any(row.line.problems for row in rows):
        made = _made(request, form, rows)
        return _import_page(request, form, rows) if made is None else made
    if any(row.problems for row in rows):
        return _import_page(request, form, rows)
    return render(request, "accounts/import_check.html", _found(form, rows))


@require_POST
def import_faults(request: HttpRequest) -> HttpResponse:
    """The whole file with what is wrong beside each row, to be mended and sent again."""
    form = AccountsForm(_makers_places(request), request.POST)
    rows = _read(form) if form.is_valid() else None
    if rows is None:
        return _import_page(request, form)
    problems = problems_by_row(rows)
    cells = [[*_stated(row), problems[row.line.row]] for row in rows]
    return spreadsheet(name="accounts-corrections", heads=[*headings(), _PROBLEM], rows=cells)


@require_safe
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty file with its headings."""
    _makers_places(request)
    return spreadsheet(name="accounts", heads=[*headings()], rows=[])


def _makers_places(request: HttpRequest) -> list[Unit]:
    places = places_of(signed_in(request), Action.CREATE_ACCOUNT)
    if not places:
        raise PermissionDenied("账号由系统管理员开")
    return places


def _read(form: AccountsForm) -> list[CheckedRow] | None:
    """The rows of the file; what makes it unreadable goes into the form."""

    def read() -> list[CheckedRow]:
        try:
            return check_file(form.name, form.raw, unit=form.unit)
        except BadInput as fault:
            where = f"{fault.at}：" if fault.at and fault.at != "file" else ""
            raise BadInput(f"{where}{fault.says}", at="file", remedy=fault.remedy) from None

    return attempt(form, read)


@sensitive_variables("passwords")
def _made(
    request: HttpRequest, form: AccountsForm, rows: Sequence[CheckedRow]
) -> HttpResponse | None:
    """The sheets of the accounts, which a second arrival of the same form shows again."""
    acting = acting_user(request)
    passwords = start_passwords(acting, len(rows))
    wanted = [
        WantedAccount(
            username=row.username,
            name=row.line.name,
            unit=row.unit.pk if row.unit else row.line.unit,
            role=row.line.role,
            password=kept,
        )
        for row, kept in zip(rows, hashed(acting, passwords), strict=True)
    ]
    made = attempt(
        form, lambda: create_accounts(acting_user=acting, unit=form.unit, accounts=wanted)
    )
    if made is None:
        return None
    users = User.objects.select_related("home__unit").in_bulk(made)
    sheets = [(users[pk], word) for pk, word in zip(made, passwords, strict=True)]
    page = {
        "section": "accounts",
        "sheets": sheets,
        "asked": AskedRole.objects.filter(user__in=made).count(),
        "address": request.build_absolute_uri("/sign-in/"),
    }
    return render(request, "accounts/sheets.html", page)


def _import_page(
    request: HttpRequest, form: AccountsForm, rows: Sequence[CheckedRow] = ()
) -> HttpResponse:
    bad = [row for row in rows if row.problems]
    page: dict[str, Any] = {"section": "accounts", "form": form, "roles": ROLE_NAMES, "bad": bad}
    if bad:
        page |= _found(form, rows, _stated)
    status = 422 if form.errors or bad else 200
    return render(request, "accounts/import.html", page, status=status)


def _found(
    form: AccountsForm, rows: Sequence[CheckedRow], cells: Any = lambda row: row.cells
) -> dict[str, Any]:
    """What was found, and the text that the next step reads again."""
    text = _csv([[*headings()], *(cells(row) for row in rows)])
    found = {"section": "accounts", "rows": rows, "unit": form.unit, "text": text}
    return found | {"roles": ROLE_NAMES}


def _stated(row: CheckedRow) -> list[str]:
    """The cells as the file has them."""
    return [row.line.texts.get(word, "") for word in ("name", "unit", "role", "username")]


def _csv(rows: Iterable[Iterable[str]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows([harmless(cell) for cell in row] for row in rows)
    return target.getvalue()
