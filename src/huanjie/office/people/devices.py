"""Where somebody is signed in (登录的设备): each session in words, and an end to it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.people.sessions import seen_at

ended: Final = Signal()
"""somebody ended sessions of their own (退出别的设备): `user`, and `detail` in words"""

_NOWHERE: Final = "0.0.0.0"
"""as the table has it where nobody knows where a request came from"""
_BROWSERS: Final = (
    ("MicroMessenger", noop("微信")),
    ("DingTalk", noop("钉钉")),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("HuaweiBrowser", noop("华为浏览器")),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""by what each calls itself; who calls itself several things stands before those"""
_SYSTEMS: Final = (
    ("HarmonyOS", noop("鸿蒙")),
    ("Android", noop("安卓手机")),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One session (一次登录): on what, from where, since when."""

    number: int
    words: str
    ip: str
    since: datetime.datetime
    seen: datetime.datetime
    """when it last asked for something, to the minute"""
    is_this: bool
    """whether it is the one that asks"""


def device_words(user_agent: str) -> str:
    """What a browser says of itself, in the words of whoever used it (设备)."""
    found = [_first(user_agent, known) for known in (_BROWSERS, _SYSTEMS)]
    return _("，").join(filter(None, found)) or _("认不出的设备")


def _first(said: str, known: Sequence[tuple[str, str]]) -> str:
    return next((_(name) for sign, name in known if re.search(rf"\b{sign}", said)), "")


def devices_of(request: HttpRequest, user: User) -> list[Device]:
    """Where an account is signed in now, this session first; one that is over is none, whether or
    not it was taken away yet.
    """
    found = []
    for row in UserSession.objects.filter(user=user).order_by("-created_at"):
        data = SessionStore(row.session_key).load()
        if data.get(SESSION_KEY) != str(user.pk):
            continue
        if data.get(HASH_SESSION_KEY) != user.get_session_auth_hash():
            continue
        found.append(_device(row, seen_at(data), row.session_key == request.session.session_key))
    return sorted(found, key=lambda device: not device.is_this)


def _device(row: UserSession, seen: datetime.datetime | None, is_this: bool) -> Device:
    return Device(
        number=row.pk,
        words=device_words(row.user_agent),
        ip="" if row.ip == _NOWHERE else row.ip,
        since=row.created_at,
        seen=clock.machine_time() if is_this else seen or row.created_at,
        is_this=is_this,
    )


def end_session(request: HttpRequest, user: User, number: int) -> bool:
    """End one of somebody's own other sessions (退出别的设备); whether there was one."""
    row = UserSession.objects.filter(user=user, pk=number).first()
    if row is None or row.session_key == request.session.session_key:
        return False
    row.end()
    ended.send(sender=__name__, user=user, detail="退出一台别的设备")
    return True


def forget_sessions() -> int:
    """Take away every session that is over, and where it was; how many there were."""
    SessionStore.clear_expired()
    gone, _by_kind = UserSession.objects.exclude(
        session_key__in=Session.objects.values("session_key")
    ).delete()
    return int(gone)
