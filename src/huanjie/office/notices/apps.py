"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Notices(AppConfig):
    """公示."""

    name = "huanjie.office.notices"

    def ready(self) -> None:
        """Register what candidacy and polling must ask."""
        from huanjie.office import gates
        from huanjie.office.notices.gate import issues_before, reminders_before

        gates.register(issues_before)
        gates.register_reminders(reminders_before)
