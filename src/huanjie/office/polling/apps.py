"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Polling(AppConfig):
    """选举日."""

    name = "huanjie.office.polling"

    def ready(self) -> None:
        """Register what planning must ask."""
        from huanjie.office import gates
        from huanjie.office.polling.formed import formed_on
        from huanjie.office.polling.gate import issues_before

        gates.register(issues_before)
        gates.register_formed(formed_on)
