"""Pages of a step that is done off the site (线下办结的日期): enter the day, put it right, take it
back.
"""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from huanjie.domain.cycle import Stage
from huanjie.domain.offsite import out_of_time
from huanjie.domain.permission import Action
from huanjie.law.citation import cited
from huanjie.office import clock
from huanjie.office.confirming import Check, CheckLine, check_deed, filled_in, is_confirmed, tried
from huanjie.office.forms import DayInput, SiteForm, Words
from huanjie.office.planning.lookup import election_to
from huanjie.office.planning.models import Election
from huanjie.office.planning.offsite import OffSite, keep_step, step_off_site, take_back_step
from huanjie.office.tags import day
from huanjie.office.web import acting_user, attempt, is_sent, shown_version


class DoneForm(SiteForm):
    """登记线下办结的步骤: the day alone."""

    done_on = forms.DateField(
        label=gettext_lazy("哪一天办完的"),
        widget=DayInput(),
        help_text=gettext_lazy("写实际办的那一天，例如会议记录、张贴照片上的日期。"),
    )


@require_http_methods(["GET", "POST"])
def done_page(request: HttpRequest, pk: str, event: str) -> HttpResponse:
    """Ask for the day, look at what the law says to it, then enter it."""
    election = election_to(request, pk, Action.KEEP_STEP)
    own = step_off_site(election, event)
    form = DoneForm(request.POST or None, initial={"done_on": own.done_on or clock.today()})
    if is_sent(request) and form.is_valid():
        acting, done_on = acting_user(request), form.cleaned_data["done_on"]

        def keep() -> tuple[str]:
            """The answer in a tuple: an empty one is an answer, too."""
            said = keep_step(acting_user=acting, election=election, event=event, done_on=done_on)
            return (said,)

        if not is_confirmed(request):
            if tried(form, election, keep):
                return _check(request, election, own, form)
        elif attempt(form, keep):
            messages.success(request, _("已经登记办结的日期。"))
            return redirect("election", pk)
    page = {
        "election": election,
        "own": own,
        "form": form,
        "is_open": election.stage != Stage.CANCELLED,
        "seen": shown_version(request, election),
    }
    return render(request, "planning/step_done.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def take_back_page(request: HttpRequest, pk: str, event: str) -> HttpResponse:
    """Ask, then take the day back."""
    election = election_to(request, pk, Action.KEEP_STEP)
    own = step_off_site(election, event)
    if is_confirmed(request):
        take_back_step(acting_user=acting_user(request), election=election, event=event)
        messages.success(request, _("已经取消，这一步又是没有办结。"))
        return redirect("election", pk)
    if own.done_on is None or election.stage == Stage.CANCELLED:
        return redirect("step-done", pk, event)
    check = Check(
        heading=_("取消办结的日期"),
        about=tuple(_about(own)),
        follows=(_("“全部步骤”里这一步又是没有办结。"), _("登记和取消都留在“记录”里。")),
        undo=_("可以重新登记。"),
        back=reverse("step-done", args=[pk, event]),
    )
    return check_deed(request, election, SiteForm(), check)


def _check(request: HttpRequest, election: Election, own: OffSite, form: DoneForm) -> HttpResponse:
    check = Check(
        heading=_("登记办结的日期"),
        about=(*_about(own), *filled_in(form)),
        follows=(_("“全部步骤”里这一步记为已办。"), _("这件事写进“记录”。")),
        undo=_("可以改，也可以取消；改过、取消过的都留在“记录”里。"),
        back=reverse("election", args=[election.pk]),
        warnings=tuple(_warnings(own, form)),
    )
    return check_deed(request, election, form, check)


def _about(own: OffSite) -> Iterator[CheckLine]:
    yield CheckLine(label=_("步骤"), text=_(own.step.name), grounds=own.step.grounds)
    if own.done_on:
        yield CheckLine(label=_("原来登记的日期"), text=day(own.done_on))


def _warnings(own: OffSite, form: DoneForm) -> Iterator[Words]:
    """A day that the law does not give: it is entered as it was, with its article."""
    if said := out_of_time(own.step, form.cleaned_data["done_on"]):
        yield _("%(said)s（%(law)s）。照实登记的，记录里写明。") % {
            "said": said,
            "law": cited(own.step.grounds),
        }
