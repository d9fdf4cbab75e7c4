"""Pages of an upload (上传页): send a file, look at what was found, load it or take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from huanjie.domain.cycle import Stage, after
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.exchange.rolltemplate import bad_rows
from huanjie.office.command import ActingUser
from huanjie.office.download import WORKBOOK, download
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import from_text
from huanjie.office.roll.columns import (
    ColumnsUnknown,
    Raw,
    keep_unknown,
    read_upload,
    remembered_of,
)
from huanjie.office.roll.forms import GroupsForm, UploadForm
from huanjie.office.roll.grouppairs import group_pairs
from huanjie.office.roll.groups import join_groups
from huanjie.office.roll.models import Upload
from huanjie.office.roll.people import take_rejected_rows
from huanjie.office.roll.preview import preview
from huanjie.office.roll.reading import rejected_file
from huanjie.office.roll.services import (
    WAYS,
    Way,
    keep_upload,
    load_roll,
    upload_to_load,
    with_people_waiting,
    withdraw_upload,
    without_those_on_roll,
)
from huanjie.office.security.noting import note_shown
from huanjie.office.web import acting_user, attempt, signed_in


@require_http_methods(["GET", "POST"])
def upload_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Take a file, check it and show what was found; nothing is on the roll yet."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        after(Stage(election.stage), Action.LOAD_ROLL)  # before anybody reads a large file
        form = UploadForm(request.POST, request.FILES)
        acting = acting_user(request)
        if form.is_valid() and (number := attempt(form, lambda: _kept(acting, election, form))):
            return redirect("roll-upload", pk, number)
    page = {
        "election": election,
        "form": form,
        "held": with_people_waiting(election).first(),
        "remembered": remembered_of(election),
    }
    return render(request, "roll/upload.html", page, status=422 if form.errors else 200)


def _kept(acting: ActingUser, election: Election, form: UploadForm) -> int:
    """The number of the upload; one whose columns are not known waits until somebody says."""
    file = form.cleaned_data["file"]
    raw = file.read()
    try:
        checked = read_upload(election, name=file.name, raw=raw)
    except ColumnsUnknown:
        return keep_unknown(acting_user=acting, election=election, name=file.name, raw=Raw(raw))
    return keep_upload(acting_user=acting, election=election, checked=checked)


@never_cache
@require_http_methods(["GET", "HEAD"])
def preview_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """What was found in a file; after loading, what became of it."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    upload = _find(election, number)
    if upload.needs_columns and upload.content is not None:
        return redirect("roll-columns", pk, number)
    page = {
        "election": election,
        "upload": upload,
        "waiting": upload.loaded_at is None,
        "held": with_people_waiting(election).first(),
        "on_roll": election.roll.count(),
        "form": UploadForm() if election.stage == Stage.OPENED else None,
    }
    if upload.content is not None:
        found = preview(election, from_text(upload.content))
        people = len(found.rejected) + len(found.good)
        note_shown(signed_in(request), region=election.unit_id, people=people)
        page["found"] = found
        page["pairs"] = group_pairs(election, found.checked)
    return render(request, "roll/preview.html", page)


@require_POST
def groups_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Remember which spellings are one group."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    form = GroupsForm(group_pairs(election, upload_to_load(election, number)[1]), request.POST)
    if not form.is_valid():
        raise BadInput("没有这样写的小组", remedy="回到核对结果重新选")
    names = form.cleaned_data["names"]
    acting = acting_user(request)
    join_groups(acting_user=acting, election=election, upload=number, names=names)
    messages.success(request, _("已记住；导入时照此处理。"))
    return redirect("roll-upload", pk, number)


@never_cache
@require_http_methods(["GET", "POST"])
def load_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Say what loading will do, then load."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    upload = _find(election, number)
    way = _way(request)
    if request.method == "POST" and "confirm" in request.POST:
        acting = acting_user(request)
        done = load_roll(acting_user=acting, election=election, upload=number, way=way)
        figures = {word: f"{count:,}" for word, count in done.items()}
        says = _("已导入 %(loaded)s 人，退回 %(rejected)s 行，合计 %(rows)s 行。") % figures
        messages.success(request, says)
        return redirect("roll-upload", pk, number)
    if upload.content is None or upload.loaded_at or upload.needs_columns:
        return redirect("roll-upload", pk, number)
    checked = from_text(upload.content)
    if way == "add":
        checked = without_those_on_roll(election, checked)
    page = {
        "election": election,
        "upload": upload,
        "way": way,
        "checked": checked,
        "on_roll": election.roll.count(),
        "pairs": group_pairs(election, checked, beside_roll=way == "add"),
        "seen": election.version,
    }
    return render(request, "roll/load.html", page)


def _way(request: HttpRequest) -> Way:
    """How to load, as it was chosen; never guessed, for one way empties the roll."""
    asked = request.POST.get("way") or request.GET.get("way")
    chosen = next((way for way in WAYS if way == asked), None)
    if chosen is None:
        raise BadInput("没有选怎样导入", remedy="选“整份替换”或者“追加新人”")
    return chosen


@require_POST
def withdraw_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Take an upload back: the roll stays as it is."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    withdraw_upload(acting_user=acting_user(request), election=election, upload=number)
    messages.success(request, _("上传的文件已撤回，名册没有改动。"))
    return redirect("roll", pk)


@never_cache
@require_POST
def rejected_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """The rejected rows as a workbook, with their numbers: a logged deed."""
    election = election_to(request, pk, Action.LOAD_ROLL)
    if election.uploads.filter(pk=number, needs_columns=True).exists():
        raise BadInput("还不知道这份文件的各列是什么", remedy="先对应各列")
    take_rejected_rows(acting_user=acting_user(request), election=election, upload=number)
    content = _find(election, number).content or ""
    rows = rejected_file(from_text(content))
    name = f"rejected-rows-{election.unit_id}-{number}.xlsx"
    return download(bad_rows(rows), name=name, kind=WORKBOOK)


def _find(election: Election, number: int) -> Upload:
    """An upload of this election; any other is answered as if it were not there."""
    found: Upload = get_object_or_404(election.uploads, pk=number)
    return found
