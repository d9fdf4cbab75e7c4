"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class People(AppConfig):
    """账号."""

    name = "huanjie.office.people"

    def ready(self) -> None:
        """Register the job of the tick."""
        from huanjie.office import ticking
        from huanjie.office.people.devices import forget_sessions

        ticking.register("sessions", forget_sessions)
