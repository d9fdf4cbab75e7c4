"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Roll(AppConfig):
    """名册."""

    name = "huanjie.office.roll"

    def ready(self) -> None:
        """Register the jobs of the tick."""
        from huanjie.office import ticking
        from huanjie.office.roll.manyjobs import forget_imports, load_waiting

        ticking.register("rolls", load_waiting)
        ticking.register("roll-files", forget_imports)
