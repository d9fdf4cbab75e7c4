"""How the tests run (测试的跑法): the quick tier tries the same examples every time, and fewer."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("new ones", deadline=None)
settings.load_profile("new ones")
settings.register_profile("same every time", derandomize=True, deadline=None, max_examples=40)

DATABASE = {"db", "transactional_db", "site"}
"""the fixtures of a test that uses the site's database; `site`: a running site, on its own one"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database: these run on SQLite and on PostgreSQL."""
    for item in items:
        if DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


def pytest_configure(config: pytest.Config) -> None:
    """A pass of the quick tier must mean the same tomorrow; the search goes on in the full tier."""
    if is_quick(config):
        settings.load_profile("same every time")


def is_quick(config: pytest.Config) -> bool:
    """Whether this is the quick tier."""
    return "not full" in (config.option.markexpr or "")


@pytest.fixture(scope="session")
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether what follows from what was already asked is asked too: not in the quick tier."""
    return not is_quick(pytestconfig)
