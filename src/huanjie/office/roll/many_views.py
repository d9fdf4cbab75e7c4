"""Pages of files for many units (成批导入页): send one, look at what was found, let it be loaded,
see how far it is.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.permission import Action
from huanjie.exchange.rolltemplate import template
from huanjie.office.download import WORKBOOK, download
from huanjie.office.roll.columns import Raw
from huanjie.office.roll.forms import ManyForm, kinds_gathering
from huanjie.office.roll.manyjobs import (
    keep_file,
    rejected_workbook,
    start_loading,
    take_rejected,
    withdraw_file,
)
from huanjie.office.roll.manyreport import MOST_REJECTED, Report
from huanjie.office.roll.models import RollImport
from huanjie.office.security.noting import note_shown
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed, need_somewhere
from huanjie.office.web import acting_user, attempt, signed_in

MOST_SHOWN = 200
_SAYS = "成批导入名册由换届工作办公室办理"


@never_cache
@require_http_methods(["GET", "POST"])
def many_page(request: HttpRequest) -> HttpResponse:
    """Send a file; the files that were sent before."""
    places = need_somewhere(signed_in(request), Action.IMPORT_ROLLS, _SAYS)
    form = ManyForm(places, request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ManyForm(places, request.POST, request.FILES)
        acting = acting_user(request)
        if form.is_valid():
            said = form.cleaned_data
            raw = Raw(said["file"].read())
            number = attempt(
                form,
                lambda: keep_file(
                    acting_user=acting,
                    unit=form.unit,
                    body=said["body"],
                    name=said["file"].name,
                    way=said["way"],
                    raw=raw,
                ),
            )
            if number:
                return redirect("rolls-import-one", number)
    jobs = RollImport.objects.filter(region__in=[place.pk for place in places])
    page = {"section": "rolls", "form": form, "jobs": jobs.defer("content", "report")[:50]}
    return render(request, "roll/many.html", page, status=422 if form.errors else 200)


@require_safe
def many_template(request: HttpRequest) -> HttpResponse:
    """An empty file for many units, of the kind of election that is asked for."""
    places = need_somewhere(signed_in(request), Action.IMPORT_ROLLS, _SAYS)
    asked = request.GET.get("body", "")
    kind = next((each for each in kinds_gathering(places) if each.body == asked), None)
    if kind is None:
        raise Http404(_("没有在“准备名册”的这种选举。"))
    content = template(kind.columns, members=kind.members)
    return download(content, name=f"rolls-template-{kind.body}.xlsx", kind=WORKBOOK)


@never_cache
@require_http_methods(["GET", "POST"])
def many_one_page(request: HttpRequest, number: int) -> HttpResponse:
    """What was found in a file and how far it is; load it or take it back."""
    job, unit = _job(request, number)
    if request.method == "POST":
        acting = acting_user(request)
        if "withdraw" in request.POST:
            withdraw_file(acting_user=acting, unit=unit, number=number)
            messages.success(request, _("上传的文件已撤回，名册没有改动。"))
            return redirect("rolls-import")
        start_loading(acting_user=acting, unit=unit, number=number)
        messages.success(request, _("已开始导入，五分钟以内动手；可以离开，过一会儿回来看。"))
        return redirect("rolls-import-one", number)
    report = Report.of(job)
    # A page that looks again every few seconds does not show people every few seconds.
    is_loading = job.state == RollImport.State.LOADING
    rejected = [] if is_loading else report.rejected_shown(MOST_SHOWN)
    note_shown(signed_in(request), region=job.region, people=len(rejected))
    page = {
        "section": "rolls",
        "job": job,
        "unit": unit,
        "units": report.units[:MOST_SHOWN],
        "unit_count": len(report.units),
        "refused": report.refused[:MOST_SHOWN],
        "groups": report.groups[:MOST_SHOWN],
        "alike": report.alike,
        "rejected": rejected,
        "kinds": report.kinds,
        "importable": job.rows - job.rejected,
        "replaced": report.replaced,
        "is_replacing": job.way == "replace",
        "most_kept": MOST_REJECTED if job.rejected > MOST_REJECTED else 0,
        "has_report": job.report is not None,
    }
    return render(request, "roll/many_one.html", page)


@never_cache
@require_POST
def many_rejected_file(request: HttpRequest, number: int) -> HttpResponse:
    """The rejected rows as a workbook, with their numbers: a logged deed."""
    job, unit = _job(request, number)
    take_rejected(acting_user=acting_user(request), unit=unit, number=number)
    name = f"rejected-rows-{job.region}-{job.pk}.xlsx"
    return download(rejected_workbook(job), name=name, kind=WORKBOOK)


def _job(request: HttpRequest, number: int) -> tuple[RollImport, Unit]:
    """A file of a place whose rolls this user may import; any other is not there."""
    job = RollImport.objects.filter(pk=number).first()
    unit = Unit.objects.filter(pk=job.region).first() if job else None
    if not job or not unit or not allowed(signed_in(request), Action.IMPORT_ROLLS, unit):
        raise Http404(_("没有这份文件，或者您的账号不能查看它。"))
    return job, unit
