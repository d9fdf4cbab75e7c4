"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Electors(AppConfig):
    """选举人."""

    name = "huanjie.office.electors"

    def ready(self) -> None:
        """Register what must be asked before somebody is chosen, or a roll published; and
        what follows when somebody is struck off it.
        """
        from huanjie.office import gates
        from huanjie.office.electors.committee import unknown_before
        from huanjie.office.electors.follows import follows_striking
        from huanjie.office.electors.gate import issues_before

        gates.register(issues_before)
        gates.register_reminders(unknown_before)
        gates.register_follows(follows_striking)
