"""The page of the pre-selection's votes (登记预选得票)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.office.candidacy.preselecting import (
    asks_preselection,
    enter_preselection,
    votes_field,
)
from huanjie.office.candidacy.routes import MOST_NOMINATORS
from huanjie.office.candidacy.slate import Line, Slate, slate_of
from huanjie.office.forms import SiteForm
from huanjie.office.planning.lookup import election_to
from huanjie.office.web import acting_user, attempt, is_sent


class PreselectionForm(SiteForm):
    """预选得票: a number for everybody on the slate; a post left empty was not pre-selected."""

    def __init__(self, slate: Slate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slate = slate
        for each in (each for line in slate.lines for each in line.people):
            name = votes_field(each)
            self.fields[name] = forms.IntegerField(
                label=each.name,
                min_value=0,
                max_value=MOST_NOMINATORS,
                required=False,
                initial=each.preselected,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )
            self.dress(name)

    @property
    def posts(self) -> list[tuple[Line, list[forms.BoundField]]]:
        """Each post with its fields."""
        return [
            (line, [self[votes_field(each)] for each in line.people])
            for line in self.slate.lines
            if line.people
        ]

    @property
    def votes(self) -> dict[int, int | None]:
        """The answers by the numbers of the nominations, once the form is valid."""
        rows = (each for line in self.slate.lines for each in line.people)
        return {each.pk: self.cleaned_data[votes_field(each)] for each in rows}


@require_http_methods(["GET", "POST"])
def preselection_page(request: HttpRequest, pk: str) -> HttpResponse:
    """What everybody received in the pre-selection: see it, enter it, mend it."""
    election = election_to(request, pk, Action.NOMINATE)
    slate = slate_of(election)
    form = PreselectionForm(slate, request.POST or None)
    if is_sent(request) and form.is_valid():
        acting = acting_user(request)
        done = attempt(
            form,
            lambda: enter_preselection(acting_user=acting, election=election, votes=form.votes),
        )
        if done is not None:
            messages.success(request, _("预选得票已经登记，名单按它排列。"))
            return redirect("candidates", pk)
    page = {
        "election": election,
        "slate": slate,
        "form": form,
        "asked": asks_preselection(slate.pack),
        "seen": election.version,
    }
    return render(request, "candidacy/preselection.html", page, status=422 if form.errors else 200)
