"""The page of the names written in (另选他人的写法页): how often each, and which are one person."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.permission import Action
from huanjie.domain.personname import LONGEST_NAME
from huanjie.office.forms import SiteForm
from huanjie.office.planning.models import Election
from huanjie.office.planning.openness import is_open
from huanjie.office.polling.lookup import find_round, not_now
from huanjie.office.polling.models import Round
from huanjie.office.polling.views import kind_of
from huanjie.office.scanning.merging import merge_names, part_names, written_names
from huanjie.office.scanning.work import work_of
from huanjie.office.web import acting_user, attempt


class MergeForm(SiteForm):
    """写法合并: this spelling is that person."""

    spelling = forms.CharField(
        label=gettext_lazy("这个写法"), max_length=LONGEST_NAME, widget=forms.TextInput
    )
    name = forms.CharField(
        label=gettext_lazy("就是这个人"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("写他的姓名；两个人同名的不要合并。"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"list": "written-names", "autocomplete": "off"}


@require_http_methods(["GET", "POST"])
@never_cache
def names_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Every name on the papers that are decided; a scrutineer says which are one person."""
    election, round_ = find_round(request, pk, number, Action.DECIDE_BALLOTS)
    if round_.declared_at or not round_.is_scanned or not is_open(election, Action.ADJUDICATE):
        says = _("只有正在扫描计票的投票才能合并写法。")
        status = 422 if request.method == "POST" else 200
        return not_now(request, election, _("另选他人的写法"), says, status=status)
    if "part" in request.POST:
        part_names(
            acting_user=acting_user(request),
            election=election,
            number=number,
            spelling=request.POST["part"],
        )
        messages.success(request, _("写法已经分开。"))
        return redirect("written-names", pk, number)
    form = MergeForm(request.POST or None)
    if form.is_valid() and _merged(request, election, number, form):
        messages.success(request, _("写法已经合并。"))
        return redirect("written-names", pk, number)
    return _rendered(request, election, round_, form)


def _merged(request: HttpRequest, election: Election, number: int, form: MergeForm) -> int | None:
    return attempt(
        form,
        lambda: merge_names(
            acting_user=acting_user(request),
            election=election,
            number=number,
            spelling=form.cleaned_data["spelling"],
            name=form.cleaned_data["name"],
        ),
    )


def _rendered(
    request: HttpRequest, election: Election, round_: Round, form: MergeForm
) -> HttpResponse:
    work = work_of(election, round_)
    page = {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "names": sorted(written_names(work).items(), key=lambda each: (-each[1], each[0])),
        "merged": sorted(work.names.items()),
        "form": form,
    }
    return render(request, "scanning/names.html", page, status=422 if form.errors else 200)
