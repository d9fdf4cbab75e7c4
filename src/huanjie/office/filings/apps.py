"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Filings(AppConfig):
    """请示、批复、备案."""

    name = "huanjie.office.filings"

    def ready(self) -> None:
        """Register what candidacy must ask."""
        from huanjie.office import gates
        from huanjie.office.filings.gate import issues_before

        gates.register(issues_before)
