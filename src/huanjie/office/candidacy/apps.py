"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Candidacy(AppConfig):
    """候选人."""

    name = "huanjie.office.candidacy"

    def ready(self) -> None:
        """Register what earlier apps must ask: a candidate is nobody's proxy."""
        from huanjie.office import gates
        from huanjie.office.candidacy.standing import who_stands

        gates.register_who_stands(who_stands)
