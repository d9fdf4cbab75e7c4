"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class CountyLog(AppConfig):
    """县级日志."""

    name = "huanjie.office.countylog"

    def ready(self) -> None:
        """Register the jobs of the tick."""
        from huanjie.office import ticking
        from huanjie.office.countylog.collecting import collect
        from huanjie.office.countylog.signing import sign_due

        ticking.register("roots", collect)
        ticking.register("checkpoints", sign_due)
