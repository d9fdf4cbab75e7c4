"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Electors(AppConfig):
    """选举人."""

    name = "huanjie.office.electors"
