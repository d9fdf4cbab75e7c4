"""The demo's day (演示日期): a demo may jump ahead, so that a whole election fits into one sitting.

Forward only: the log goes on, and a deadline that has passed stays passed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from huanjie.door.files import write_whole
from huanjie.office import clock
from huanjie.office.forms import DayInput

View = Callable[[HttpRequest], HttpResponse]
FARTHEST = datetime.timedelta(days=3 * 366)
"""how far ahead of the real day a demo may go: the calendars reach farther"""


def _file() -> Path:
    return Path(settings.HUANJIE_DATA) / "demo-day"


def ahead() -> datetime.timedelta:
    """How far the demo is ahead of the real day."""
    try:
        return datetime.timedelta(days=int(_file().read_text("ascii")))
    except FileNotFoundError:
        return datetime.timedelta()


@contextmanager
def on_its_day() -> Iterator[None]:
    """Act on the demo's day."""
    with clock.acting_at(clock.now() + ahead()):
        yield


class DayForm(forms.Form):
    """The day to jump to."""

    day = forms.DateField(widget=DayInput())


def demo_day(get_response: View) -> View:
    """Middleware: answer every request on the demo's day."""

    def answer(request: HttpRequest) -> HttpResponse:
        with on_its_day():
            return get_response(request)

    return answer


@login_not_required
@require_POST
def jump(request: HttpRequest) -> HttpResponse:
    """Jump to a later day, then back to the page."""
    if not settings.HUANJIE_DEMO:
        raise Http404
    form = DayForm(request.POST)
    today = clock.today()
    farthest = today - ahead() + FARTHEST
    if form.is_valid() and today <= form.cleaned_data["day"] <= farthest:
        days = ahead() + (form.cleaned_data["day"] - today)
        write_whole({_file(): str(days.days).encode()})
        messages.success(request, _("演示日期已经往后移。"))
    else:
        messages.error(request, _("演示日期只能往后移，最多三年。"))
    back = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if fits else "/")
