"""The page where somebody who is not on the roll is written down to be nominated (名册以外的人)."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.office.candidacy.offroll import note_off_roll, open_to_others
from huanjie.office.forms import DayInput, SiteForm
from huanjie.office.planning.lookup import election_to
from huanjie.office.roll.models import NAME_LENGTH
from huanjie.office.web import acting_user, attempt, is_sent

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


@require_http_methods(["GET", "POST"])
def off_roll_page(request: HttpRequest, pk: str) -> HttpResponse:
    """Write somebody down, and go on to nominate them."""
    election = election_to(request, pk, Action.NOMINATE)
    if not open_to_others(election):
        return redirect("candidates-find", pk)
    form = OffRollForm(request.POST or None)
    if is_sent(request) and form.is_valid():
        acting, told = acting_user(request), form.cleaned_data
        if attempt(form, lambda: note_off_roll(acting_user=acting, election=election, **told)):
            messages.success(request, _("已登记；现在勾选提名。"))
            query = urlencode({"q": told["name"]})
            return redirect(f"{reverse('candidates-find', args=[pk])}?{query}")
    page = {"election": election, "form": form, "seen": election.version}
    return render(request, "candidacy/off_roll.html", page, status=422 if form.errors else 200)
