"""How the tests run (测试的跑法): the quick tier tries the same examples every time, and fewer."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("new ones", deadline=None)
settings.load_profile("new ones")
settings.register_profile("same every time", derandomize=True, deadline=None, max_examples=40)


def pytest_configure(config: pytest.Config) -> None:
    """A pass of the quick tier must mean the same tomorrow; the search goes on in the full tier."""
    if "not full" in (config.option.markexpr or ""):
        settings.load_profile("same every time")
