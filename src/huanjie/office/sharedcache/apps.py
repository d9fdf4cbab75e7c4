"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class SharedCache(AppConfig):
    """共用的短期记忆."""

    name = "huanjie.office.sharedcache"

    def ready(self) -> None:
        """Register the job of the tick."""
        from huanjie.office import ticking
        from huanjie.office.sharedcache.models import forget_expired

        ticking.register("cache", forget_expired)
