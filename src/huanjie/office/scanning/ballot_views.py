"""The page of the ballots in a total (查看选票页): what for, then a page of pictures at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.forms import SiteForm
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.polling.lookup import find_round
from huanjie.office.polling.models import Round
from huanjie.office.polling.rounds import names_of
from huanjie.office.polling.views import kind_of
from huanjie.office.reading import LONGEST_REASON
from huanjie.office.scanning.ballots import WHATS, Total, in_total, look_at
from huanjie.office.web import acting_user, attempt, whole_number

_NAMES = {
    "votes": gettext_lazy("得票"),
    "oppose": gettext_lazy("反对票"),
    "valid": gettext_lazy("有效票"),
    "invalid": gettext_lazy("无效票"),
}


class LookForm(SiteForm):
    """查看选票: what for."""

    because = forms.CharField(
        label=gettext_lazy("为什么查看"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("写进记录，例如“复核得票”。"),
        error_messages={"required": gettext_lazy("没有写用途。写明做什么用。")},
    )


@require_http_methods(["GET", "POST"])
@never_cache
def ballots_page(request: HttpRequest, pk: str, number: int) -> HttpResponse:
    """Ask what for, then show the papers that are in a total; each page of them is a look that
    the log keeps.
    """
    election, round_ = find_round(request, pk, number, Action.SHOW_BALLOTS)
    total = _total(request)
    page: dict[str, Any] = _page(election, round_, total)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = attempt(
            form,
            lambda: look_at(
                acting_user=acting_user(request),
                election=election,
                round_=round_,
                total=total,
                page=whole_number(request.POST.get("page", "")) or 1,
                because=form.cleaned_data["because"],
            ),
        )
        if found:
            shown = {"found": found, "because": form.cleaned_data["because"]}
            return render(request, "scanning/ballots.html", page | shown)
    papers = len(in_total(election, round_, total))
    status = 422 if form.errors else 200
    page |= {"form": form, "papers": papers}
    return render(request, "scanning/look.html", page, status=status)


def _total(request: HttpRequest) -> Total:
    asked = request.GET if request.method == "GET" else request.POST
    what = next((each for each in WHATS if each == asked.get("what", "votes")), None)
    if what is None:
        raise BadInput("没有这一种票数", remedy="从票数重新打开这一页")
    whom = asked.get("whom") or None
    return Total(post=Post(asked.get("post", "")), what=what, whom=PersonId(whom) if whom else None)


def _page(election: Election, round_: Round, total: Total) -> dict[str, Any]:
    names = names_of([round_])
    return {
        "election": election,
        "round": round_,
        "kind": kind_of(round_),
        "total": total,
        "post": _(law_of(election).pack.post_name(total.post)) if total.post else "",
        "whom": names.get(total.whom or "", total.whom or ""),
        "what": _NAMES[total.what],
    }
