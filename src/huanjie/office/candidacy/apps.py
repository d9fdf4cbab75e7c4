"""The app's start (启动)."""

from __future__ import annotations

from django.apps import AppConfig


class Candidacy(AppConfig):
    """候选人."""

    name = "huanjie.office.candidacy"

    def ready(self) -> None:
        """Register what other apps must ask: whoever stands is not struck off the roll, and is
        nobody's proxy; no ballots go out for a list that is too short.
        """
        from huanjie.office import gates
        from huanjie.office.candidacy.gate import issues_before, issues_before_change
        from huanjie.office.candidacy.standing import who_stands

        gates.register_for_entries(issues_before_change)
        gates.register_who_stands(who_stands)
        gates.register(issues_before)
