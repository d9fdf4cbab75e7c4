"""The pages where somebody who is not on the roll is written down to be nominated (名册以外的人),
corrected and taken away again.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollfit import LONGEST
from huanjie.office.candidacy.offroll import (
    cells_of,
    correct_off_roll,
    note_off_roll,
    noted_off_roll,
    open_to_others,
    remove_off_roll,
)
from huanjie.office.forms import DayInput, SiteForm
from huanjie.office.planning.lookup import election_to
from huanjie.office.roll.models import NAME_LENGTH, RollEntry
from huanjie.office.security.noting import note_shown
from huanjie.office.web import acting_user, attempt, is_sent, signed_in

_SEXES: Final = (
    ("", gettext_lazy("请选择")),
    ("f", gettext_lazy("女")),
    ("m", gettext_lazy("男")),
)


class OffRollForm(SiteForm):
    """名册以外的人: what the paper and the conditions ask of somebody."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=NAME_LENGTH)
    sex = forms.ChoiceField(label=gettext_lazy("性别"), choices=_SEXES)
    birth_date = forms.DateField(label=gettext_lazy("出生日期"), widget=DayInput())
    id_number = forms.CharField(
        label=gettext_lazy("身份证号"),
        max_length=LONGEST,
        required=False,
        help_text=gettext_lazy("知道的才填；同一个人以后登记上名册时，凭号码认出来。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, entry: RollEntry | None = None, **kwargs: Any) -> None:
        shown = {**cells_of(entry), "id_number": ""} if entry else {}
        super().__init__(*args, initial=shown, **kwargs)
        if entry:
            self.fields["id_number"].help_text = _("要更正才填写完整的号码；不填的保持原样。")

    @property
    def cells(self) -> dict[Column, str]:
        """The answers as the cells of a row; a number that was left empty is not said."""
        said = self.cleaned_data
        cells: dict[Column, str] = {
            "name": said["name"],
            "sex": said["sex"],
            "birth_date": said["birth_date"].isoformat(),
        }
        if said["id_number"]:
            cells["id_number"] = said["id_number"]
        return cells


@require_http_methods(["GET", "POST"])
def off_roll_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Write somebody down, and go on to nominate them."""
    election = election_to(request, pk, Action.NOMINATE)
    if not open_to_others(election):
        return redirect("candidates-find", pk)
    form = OffRollForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, cells = acting_user(request), form.cells
        if attempt(form, lambda: note_off_roll(acting_user=acting, election=election, cells=cells)):
            messages.success(request, _("已登记；现在勾选提名。"))
            return _found(pk, cells["name"])
    page = {"election": election, "form": form, "seen": election.version}
    return render(request, "candidacy/off_roll.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def off_roll_one_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Correct what was written down of somebody."""
    election = election_to(request, pk, Action.NOMINATE)
    entry = get_object_or_404(noted_off_roll(election), number=number)
    note_shown(signed_in(request), region=election.unit_id, people=1)
    form = OffRollForm(request.POST or None, entry=entry)
    if is_sent(request) and form.is_valid():
        acting, cells = acting_user(request), form.cells
        done = attempt(
            form,
            lambda: correct_off_roll(
                acting_user=acting, election=election, number=number, cells=cells
            ),
        )
        if done:
            messages.success(request, _("登记已经更正。"))
            return _found(pk, cells["name"])
    page = {"election": election, "entry": entry, "form": form, "seen": election.version}
    return render(request, "candidacy/off_roll.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def off_roll_remove_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask before what was written down of somebody is taken away, then take it away."""
    election = election_to(request, pk, Action.NOMINATE)
    entry = get_object_or_404(noted_off_roll(election), number=number)
    if request.method == "POST" and "confirm" in request.POST:
        acting = acting_user(request)
        remove_off_roll(acting_user=acting, election=election, number=number)
        messages.success(request, _("登记已经去掉；需要的话可以重新登记。"))
        return redirect("candidates-find", pk)
    note_shown(signed_in(request), region=election.unit_id, people=1)
    page = {"election": election, "entry": entry, "seen": election.version}
    return render(request, "candidacy/off_roll_remove.html", page)


def _found(pk: str, name: str) -> HttpResponse:
    """Back to the search, which shows the person."""
    return redirect(f"{reverse('candidates-find', args=[pk])}?{urlencode({'q': name})}")
