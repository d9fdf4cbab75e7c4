"""Pages of the pictures (选票图像页): send files, see how far the papers are, take a file back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.lookup import find_round
from huanjie.office.polling.models import Round
from huanjie.office.polling.views import kind_of
from huanjie.office.scanning.intake import read_upload
from huanjie.office.scanning.models import ScanFile
from huanjie.office.scanning.numbers import numbers_of
from huanjie.office.scanning.services import (
    batch_of,
    check_may_scan,
    keep_scan,
    withdraw_scans,
)
from huanjie.office.scanning.uploadform import FILES, ScanForm
from huanjie.office.units.permission import allowed, need
from huanjie.office.web import acting_user, in_sentences, signed_in, whole_number

_LONGEST_START: Final = 40
"""signs of a form's number that begin the numbers of its files"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one file (一个文件的结果), in a sentence."""

    name: str
    says: str
    kept: bool


@require_http_methods(["GET", "POST"])
@never_cache
def scans_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The files of a vote and how far its papers are; tellers send more. A script sends each file
    alone and is answered with its sentence; without one all are sent at once.
    """
    election, round_ = find_round(request, pk, number)
    form = ScanForm()
    told: list[Told] = []
    if request.method == "POST":
        need(signed_in(request), Action.SCAN_BALLOTS, election)
        check_may_scan(election, number)  # before anybody reads a large file
        form = ScanForm(request.POST, request.FILES)
        if form.is_valid():
            told = _taken(request, election, round_, form)
    failed = bool(form.errors) or not all(each.kept for each in told)
    status = 422 if failed else 200
    if request.headers.get("HX-Request"):
        page: dict[str, Any] = {"told": told, "form": form}
        return render(request, "scanning/_told.html", page, status=status)
    if told and not failed:
        for each in told:
            messages.success(request, each.says)
        return redirect("scans", pk, number)
    round_.refresh_from_db()
    page = _page(request, election, round_) | {"form": form, "told": told}
    return render(request, "scanning/scans.html", page, status=status)


def _page(request: HttpRequest, election: Election, round_: Round) -> dict[str, Any]:
    user, is_counting = signed_in(request), round_.declared_at is None
    may_scan = allowed(user, Action.SCAN_BALLOTS, election)
    files = round_.scan_files.defer("content", "content_key").prefetch_related("places")
    return {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "files": files,
        "batches": _batches(files),
        "numbers": numbers_of(election, round_),
        "may_scan": may_scan and is_counting and is_open(election, Action.SCAN_BALLOTS),
        "by_sheets": round_.sheets.exists(),
        "may_adjudicate": is_counting and allowed(user, Action.ADJUDICATE, election),
    }


def _batches(files: Iterable[ScanFile]) -> list[tuple[str, int, int]]:
    """Each batch with its files and pages, in the order in which they came."""
    found: dict[str, list[int]] = {}
    for file in files:
        found.setdefault(file.batch, []).append(file.pages)
    return [(batch, len(pages), sum(pages)) for batch, pages in found.items()]


def _taken(request: HttpRequest, election: Election, round_: Round, form: ScanForm) -> list[Told]:
    batch = form.cleaned_data["batch"]
    batch_of(batch)
    acting = acting_user(request)
    first = whole_number(request.POST.get("n", "")) or 0
    found = []
    for at, file in enumerate(form.cleaned_data[FILES], start=first):
        own = replace(acting, key=f"{acting.key[:_LONGEST_START]}-{at}" if acting.key else "")
        try:
            read = read_upload(election, round_, name=file.name, raw=file.read())
            kept = keep_scan(
                acting_user=own, election=election, number=round_.number, batch=batch, read=read
            )
        except BadInput as fault:
            found.append(Told(name=file.name, says=in_sentences(fault), kept=False))
        else:
            found.append(Told(name=read.name, says=_sentence(read.name, kept), kept=True))
    return found


def _sentence(name: str, kept: dict[str, Any]) -> str:
    if kept["again"]:
        says = _("“%(name)s”已经上传过（%(places)s），只算一次。")
        return says % {"name": name, "places": "、".join(kept["again"])}
    says = ngettext("“%(name)s”读了 %(pages)d 页。", "“%(name)s”读了 %(pages)d 页。", kept["pages"])
    return says % {"name": name, "pages": kept["pages"]}


@require_POST
def withdraw_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Say what goes with a file or a whole batch, then take it back."""
    election, round_ = find_round(request, pk, number, Action.SCAN_BALLOTS)
    files = _asked(request, round_)
    if "confirm" in request.POST:
        withdraw_scans(
            acting_user=acting_user(request),
            election=election,
            number=number,
            files=tuple(file.pk for file in files),
        )
        messages.success(request, _("图像已经撤下。"))
        return redirect("scans", pk, number)
    page = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "files": files,
        "one": files[0] if "file" in request.POST else None,
        "batch": files[0].batch,
        "pages": sum(file.pages for file in files),
    }
    return render(request, "scanning/withdraw.html", page)


def _asked(request: HttpRequest, round_: Round) -> list[ScanFile]:
    """The file that was asked for, or those of the batch; BadInput where there is none."""
    rows = round_.scan_files.defer("content", "content_key")
    if "file" in request.POST:
        rows = rows.filter(pk=whole_number(request.POST["file"]) or 0)
    else:
        rows = rows.filter(batch=request.POST.get("batch", ""))
    if not (files := list(rows)):
        raise BadInput("这次投票没有这份图像文件", remedy="重新打开这一页，看现在有哪些文件")
    return files
