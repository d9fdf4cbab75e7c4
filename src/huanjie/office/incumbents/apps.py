"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Incumbents(AppConfig):
    """班子和任职."""

    name = "huanjie.office.incumbents"

    def ready(self) -> None:
        """Register the job of the tick."""
        from huanjie.office import ticking
        from huanjie.office.incumbents.forgetting import forget_files

        ticking.register("incumbent-files", forget_files)
