"""Pages of a place for everybody (公开的村、社区页面): find one, and read what it has posted."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from huanjie.office.forms import SiteForm
from huanjie.office.overview.publicplace import (
    MOST_FOUND,
    dossiers_of,
    find_places,
    may_search,
    posted_elections,
)
from huanjie.office.people.lockout import client_address
from huanjie.office.units.models import Unit, electing

_TOO_MANY: Final = 429
_LONGEST_QUERY: Final = 40


class PlaceForm(SiteForm):
    """查找: a village or a community by its name, or all of a town."""

    q = forms.CharField(
        label=_("村、社区或者乡镇的名称"),
        max_length=_LONGEST_QUERY,
        help_text=_("写汉字、拼音或者拼音首字母都可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("没有写名称。写村名、社区名，或者乡镇的名称。")},
    )


@require_safe
def places_page(request: HttpRequest) -> HttpResponse:
    """Find a village or a community by its name; nothing typed names none."""
    form = PlaceForm(request.GET if "q" in request.GET else None)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    page: dict[str, Any] = {"form": form, "query": query, "most": MOST_FOUND}
    status = 422 if form.errors else 200
    if query and not may_search(client_address(request) or ""):
        page["is_stopped"], status = True, _TOO_MANY
    elif query:
        found = find_places(query)
        page |= {"found": found[:MOST_FOUND], "has_more": len(found) > MOST_FOUND}
    return render(request, "overview/public_places.html", page, status=status)


@require_safe
def place_page(request: HttpRequest, code: str) -> HttpResponse:
    """What a place has posted: rolls, notices, results."""
    unit = Unit.objects.filter(electing(), pk=code).first()
    if unit is None:
        raise Http404(gettext("没有这个村、社区，或者它已经并入别处。"))
    dossiers = dossiers_of(unit)
    page = {"unit": unit, "posted": posted_elections(unit, dossiers), "dossiers": dossiers}
    return render(request, "overview/public_place.html", page)
