"""Pages of the columns of a file (对应各列): say which is what, and forget what was said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.permission import Action
from huanjie.office.planning.lookup import election_to
from huanjie.office.roll.columns import (
    forget_columns,
    match_columns,
    matched_columns,
    raw_of,
    unknown_columns,
)
from huanjie.office.roll.forms import ColumnsForm
from huanjie.office.security.noting import note_shown
from huanjie.office.web import acting_user, attempt, is_sent, signed_in


@never_cache
@require_http_methods(["GET", "POST"])
def columns_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask which column is what, the first rows beside them; then check the file."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    upload = get_object_or_404(election.uploads, pk=number)
    if upload.content is None or not upload.needs_columns:
        return redirect("roll-upload", pk, number)
    unknown = unknown_columns(raw_of(upload))
    assert unknown  # it was kept because it has such headings
    form = ColumnsForm(unknown, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting = acting_user(request)

        def match() -> int:
            columns = matched_columns(election, unknown, form.chosen)
            return match_columns(
                acting_user=acting, election=election, upload=number, columns=columns
            )

        if attempt(form, match):
            return redirect("roll-upload", pk, number)
    note_shown(signed_in(request), region=election.region, people=len(unknown.rows))
    page = {"election": election, "upload": upload, "form": form}
    return render(request, "roll/columns.html", page, status=422 if form.errors else 200)


@require_POST
def forget_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Forget what some headings mean."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    forget_columns(acting_user=acting_user(request), election=election, match=number)
    messages.success(request, _("已忘记；下次上传同样的表头会再问。"))
    return redirect("roll-uploads", pk)
