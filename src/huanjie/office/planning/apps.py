"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Planning(AppConfig):
    """计划."""

    name = "huanjie.office.planning"

    def ready(self) -> None:
        """Register what must be asked before places change."""
        from huanjie.office import gates
        from huanjie.office.planning.gate import issues_before_change

        gates.register_for_units(issues_before_change)
