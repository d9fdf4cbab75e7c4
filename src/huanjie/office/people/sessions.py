"""How long somebody stays signed in (会话期限): until they have been away for a while, and in the
end whatever they do. A demo keeps everybody, so that its day can be moved.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from huanjie.office import clock
from huanjie.office.people.models import User

_SINCE: Final = "signed_in_since"
_SEEN: Final = "seen_at"
_UNTIL: Final = "kept_until"
_WRITE_EVERY: Final = 60
"""seconds: not every request writes its session"""
View = Callable[[HttpRequest], HttpResponse]


def session_limits(get_response: View) -> View:
    """Middleware: sign out who has been away too long, or signed in too long ago."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not settings.HUANJIE_DEMO:
            _hold(request)
        return get_response(request)

    return answer


def _hold(request: HttpRequest) -> None:
    if _UNTIL in request.session:
        return  # the session itself ends then, and the role that it is for
    now = clock.machine_time().timestamp()
    session = request.session
    seen = session.get(_SEEN, now)
    since = session.setdefault(_SINCE, now)
    away = now - seen >= settings.SESSION_IDLE.total_seconds()
    if away or now - since >= settings.SESSION_LONGEST.total_seconds():
        logout(request)
        messages.info(request, _("很久没有操作，已经退出。请重新登录。"))
    elif now - seen >= _WRITE_EVERY or _SEEN not in session:
        session[_SEEN] = now


def seen_at(session: Mapping[str, Any]) -> datetime.datetime | None:
    """When a session last asked for something, to the minute; None where it was never written."""
    seen = session.get(_SEEN)
    return datetime.datetime.fromtimestamp(seen, datetime.UTC) if seen else None


def keep_until(request: HttpRequest, end: datetime.datetime) -> None:
    """Let this session last until then, however long nobody touches it: whoever signed in by a
    card waits for the count, and cannot sign in again.
    """
    request.session[_UNTIL] = end.timestamp()
    request.session.set_expiry(max(1, int((end - clock.now()).total_seconds())))


def sign_out_everywhere(user: User) -> None:
    """End every session of an account (全部退出), the one that asks included."""
    User.objects.filter(pk=user.pk).update(sign_outs=user.sign_outs + 1)
