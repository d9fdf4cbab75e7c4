"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Security(AppConfig):
    """安全日志."""

    name = "huanjie.office.security"

    def ready(self) -> None:
        """Listen to who signs in and out."""
        from huanjie.office.security.receivers import connect

        connect()
