"""Pages of waves (批次): which units vote in which, with the window of their polling days."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.cover.forms import OUT_OF_ALL, IntoWaveForm, WaveForm
from huanjie.office.cover.lookup import waves_for
from huanjie.office.cover.models import Wave, WaveUnit
from huanjie.office.cover.services import drop_wave, keep_wave, put_into_wave
from huanjie.office.overview.board_views import options_of
from huanjie.office.overview.choice import read_choice
from huanjie.office.overview.cover_views import A_PAGE, chosen_units, office_of, officers_places
from huanjie.office.overview.covered import Row, rows_of
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import places_of, visible
from huanjie.office.web import acting_user, attempt, is_sent, shown_version, signed_in
from huanjie.office.xlsx import Cell, spreadsheet


@require_safe
def waves_page(request: HttpRequest) -> HttpResponse:
    """The waves with how many units each has, and the units with their waves."""
    places = officers_places(request)
    seen = visible(signed_in(request), Action.SEE_BOARD)
    choice, waves = read_choice(request), waves_for(places)
    fitting = choice.units(seen).select_related("parent")
    page = Paginator(fitting, A_PAGE).get_page(request.GET.get("page"))
    counted = Counter(
        WaveUnit.objects.filter(wave__in=[wave.pk for wave in waves]).values_list("wave", flat=True)
    )
    context = {
        "section": "waves",
        "choice": choice,
        "query": choice.query,
        "by_name": choice.ordered("name").query,
        "by_town": choice.ordered("town").query,
        "options": options_of(seen, places),
        "waves": [(wave, counted[wave.pk]) for wave in waves],
        "page": page,
        "rows": rows_of(list(page.object_list), waves),
        "may_set": bool(places_of(signed_in(request), Action.SET_WAVES)),
    }
    return render(request, "cover/waves.html", context)


@require_safe
def waves_file(request: HttpRequest) -> HttpResponse:
    """The units with their waves, as they are chosen."""
    places = officers_places(request)
    units = read_choice(request).units(visible(signed_in(request), Action.SEE_BOARD))
    heads = [_("乡镇"), _("单位"), _("代码"), _("批次"), _("选举日"), _("说明")]
    rows = rows_of(list(units.select_related("parent")), waves_for(places))
    return spreadsheet(
        name=f"waves-{clock.today()}", heads=heads, rows=[_row(each) for each in rows]
    )


@require_http_methods(["GET", "POST"])
def wave_page(request: HttpRequest, wave: str | None = None) -> HttpResponse:
    """Make a wave, or change one."""
    office = office_of(request, Action.SET_WAVES)
    row = Wave.objects.filter(pk=wave, region=office.pk).first() if wave else None
    if wave and row is None:
        raise Http404(_("没有这个批次，或者您的账号不能修改它。"))
    form = WaveForm(request.POST or None, initial=_initial(row, office))
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        facts = form.facts
        kept = attempt(
            form, lambda: keep_wave(acting_user=acting, unit=office, facts=facts, wave=wave)
        )
        if kept is not None:
            messages.success(request, _("批次已经保存。"))
            return redirect("waves")
    context = {"section": "waves", "form": form, "wave": row}
    context["units"] = WaveUnit.objects.filter(wave=row.pk).count() if row else 0
    context["seen"] = shown_version(request, office) if row else None
    return render(request, "cover/wave.html", context, status=422 if form.errors else 200)


@require_POST
def drop_page(request: HttpRequest, wave: str) -> HttpResponse:
    """Take a wave away that no unit is in."""
    office = office_of(request, Action.SET_WAVES)
    drop_wave(acting_user=acting_user(request), unit=office, wave=wave)
    messages.success(request, _("批次已经删去。"))
    return redirect("waves")


@require_http_methods(["GET", "POST"])
def into_page(request: HttpRequest) -> HttpResponse:
    """Put the units that were ticked, or all that were chosen, into a wave."""
    office = office_of(request, Action.SET_WAVES)
    units = chosen_units(request, office)
    if not units:
        messages.warning(request, _("没有选单位。先在表里勾选，或者选“筛选出的全部单位”。"))
        return redirect("waves")
    form = IntoWaveForm(list(Wave.objects.filter(region=office.pk)), request.POST or None)
    acting = acting_user(request)
    if is_sent(request) and form.is_valid():
        codes, wave = [unit.pk for unit in units], form.cleaned_data["wave"]
        wave = "" if wave == OUT_OF_ALL else wave
        told = attempt(
            form, lambda: put_into_wave(acting_user=acting, unit=office, codes=codes, wave=wave)
        )
        if told is not None:
            messages.success(request, _("已安排 %(units)d 个单位的批次。") % {"units": told})
            return redirect("waves")
    context = {"section": "waves", "form": form, "units": units, "heading": _("安排批次")}
    context["back"] = "waves"
    return render(request, "cover/send.html", context, status=422 if form.errors else 200)


def _initial(wave: Wave | None, office: Unit) -> dict[str, Any]:
    if wave is None:
        return {"place": Wave.objects.filter(region=office.pk).count() + 1}
    return {
        "name": wave.name,
        "place": wave.place,
        "is_pilot": wave.is_pilot,
        "first_day": wave.first_day,
        "last_day": wave.last_day,
    }


def _row(row: Row) -> list[Cell]:
    unit = row.unit
    return [
        unit.parent.name if unit.parent else "",
        unit.short_name,
        unit.pk,
        row.wave.name if row.wave else "",
        "、".join(day.isoformat() for day in row.days),
        _("选举日不在批次的日期内") if row.is_outside else "",
    ]
