"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Scanning(AppConfig):
    """扫描识读."""

    name = "huanjie.office.scanning"

    def ready(self) -> None:
        """Register what polling must ask."""
        from huanjie.office.polling import records
        from huanjie.office.scanning.records import ScannedPapers

        records.register(ScannedPapers())
