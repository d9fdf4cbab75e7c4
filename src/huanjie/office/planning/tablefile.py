"""Lists of people handed out as a workbook (导出的表): the page asks what the file is for, and the
reading is entered in the log with that purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from huanjie.office.command import ActingUser
from huanjie.office.forms import SiteForm
from huanjie.office.planning.models import Election
from huanjie.office.reading import LONGEST_REASON
from huanjie.office.web import acting_user, attempt, is_sent
from huanjie.office.xlsx import Cell, spreadsheet

Rows = tuple[tuple[Cell, ...], ...]


class Reader(Protocol):
    """What reads a list through the door for readings (查阅的入口)."""

    def __call__(self, *, acting_user: ActingUser, election: Election, because: str) -> Rows:
        """The list as rows; BadInput where there is nothing to take."""


class PurposeForm(SiteForm):
    """用途: what a file is for."""

    because = forms.CharField(
        label=_("用途"),
        max_length=LONGEST_REASON,
        help_text=_("写进记录，例如“选举日签到”。"),
        error_messages={"required": _("没有写用途。写明做什么用。")},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list that may be taken (可以导出的表)."""

    heading: str
    """what taking it is called"""
    holds: str
    """what the file holds, and what it does not"""
    back: str
    """the address of the page that shows the same"""
    name: str
    """what the file is called, before the code of the unit"""
    heads: Sequence[str]
    take: Reader


def table_page(request: HttpRequest, election: Election, table: Table) -> HttpResponse:
    """Ask what the file is for, then hand it out."""
    form = PurposeForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, because = acting_user(request), form.cleaned_data["because"]
        rows = attempt(
            form, lambda: table.take(acting_user=acting, election=election, because=because)
        )
        if rows:
            name = f"{table.name}-{election.unit_id}"
            return spreadsheet(name=name, heads=table.heads, rows=rows)
    page = {"election": election, "form": form, "table": table}
    return render(request, "planning/table_file.html", page, status=422 if form.errors else 200)
