"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Keeping(AppConfig):
    """保管."""

    name = "huanjie.office.keeping"

    def ready(self) -> None:
        """Register the job of the tick, and what a restored backup must have deleted again."""
        from huanjie.office import ticking
        from huanjie.office.backup import steps
        from huanjie.office.keeping.retention import delete_again, delete_due

        ticking.register("deletions", delete_due)
        steps.register(delete_again)
