"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Closing(AppConfig):
    """收尾."""

    name = "huanjie.office.closing"

    def ready(self) -> None:
        """Register what earlier apps must ask: who was elected by what was declared."""
        from huanjie.office import gates
        from huanjie.office.closing.relatives import elected

        gates.register_elected(elected)
