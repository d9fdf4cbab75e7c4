"""Sessions (会话), in the database as Django keeps them: every request reads one."""

from __future__ import annotations

from typing import Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from huanjie.office.prepared import Prepared

_KEPT: Final = Prepared(
    Session._meta.get_field("session_key"),
    Session._meta.get_field("expire_date"),
    ask=lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
)


class SessionStore(db.SessionStore):
    """Django's own, but for how it reads."""

    def _get_session_from_db(self) -> Session | None:
        found = _KEPT.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found
