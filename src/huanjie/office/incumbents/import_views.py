"""Bringing in incumbents (导入任职): send a file, look at what was found, load it."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.permission import Action
from huanjie.exchange.incumbentfile import headings
from huanjie.office.incumbents.forms import UploadForm
from huanjie.office.incumbents.incoming import check, keep_upload, rejected_rows
from huanjie.office.incumbents.loading import load_incumbents
from huanjie.office.incumbents.models import IncumbentFile
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed, need_somewhere
from huanjie.office.web import acting_user, attempt, signed_in
from huanjie.office.xlsx import spreadsheet

MOST_SHOWN: Final = 200


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Take a file and check it; nothing is entered yet."""
    places = _places(request)
    form = UploadForm(places, request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(places, request.POST, request.FILES)
        acting = acting_user(request)
        if form.is_valid():
            file, unit = form.cleaned_data["file"], form.unit
            raw = file.read()
            number = attempt(
                form,
                lambda: keep_upload(acting_user=acting, unit=unit, name=file.name, raw=raw),
            )
            if number is not None:
                return redirect("incumbents-upload", number)
    page = {"section": "incumbents", "form": form}
    return render(request, "incumbents/import.html", page, status=422 if form.errors else 200)


@never_cache
@require_safe
def preview_page(request: HttpRequest, number: int) -> HttpResponse:
    """What was found in a file."""
    upload, unit = _upload(request, number)
    checked = check(unit, upload)
    page = {
        "section": "incumbents",
        "upload": upload,
        "unit": unit,
        "checked": checked,
        "good": checked.good[:MOST_SHOWN],
        "bad": checked.bad[:MOST_SHOWN],
    }
    return render(request, "incumbents/preview.html", page)


@require_POST
def load_view(request: HttpRequest, number: int) -> HttpResponse:
    """Enter the good rows."""
    upload, unit = _upload(request, number)
    told = load_incumbents(acting_user=acting_user(request), unit=unit, upload=upload.pk)
    says = _("已登记 %(new)d 人，%(known)d 人原来已经登记，退回 %(bad)d 行。")
    messages.success(request, says % told)
    return redirect("terms")


@require_POST
def rejected_file(request: HttpRequest, number: int) -> HttpResponse:
    """The rows that cannot be entered, with every reason, to be mended and sent again."""
    upload, unit = _upload(request, number)
    heads, rows = rejected_rows(check(unit, upload))
    return spreadsheet(name="incumbents-corrections", heads=heads, rows=rows)


@require_safe
def template_file(request: HttpRequest) -> HttpResponse:
    """An empty file with its headings."""
    _places(request)
    return spreadsheet(name="incumbents", heads=[*headings()], rows=[])


def _places(request: HttpRequest) -> list[Unit]:
    says = "登记组织和任职由换届工作办公室或者选举工作人员办理"
    return need_somewhere(signed_in(request), Action.KEEP_INCUMBENTS, says)


def _upload(request: HttpRequest, number: int) -> tuple[IncumbentFile, Unit]:
    """A file of a place at which this user may enter posts, while it is not loaded."""
    found = IncumbentFile.objects.filter(pk=number).exclude(content=None).first()
    unit = Unit.objects.filter(pk=found.region).first() if found else None
    if not found or not unit or not allowed(signed_in(request), Action.KEEP_INCUMBENTS, unit):
        raise Http404(_("这份文件已经导入，或者您的账号不能查看它。"))
    return found, unit
