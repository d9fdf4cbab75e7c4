"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Review(AppConfig):
    """联审."""

    name = "huanjie.office.review"

    def ready(self) -> None:
        """Register what candidacy must ask before the list is published."""
        from huanjie.office import gates
        from huanjie.office.review.gate import issues_before, reminders_before

        gates.register(issues_before)
        gates.register_reminders(reminders_before)
