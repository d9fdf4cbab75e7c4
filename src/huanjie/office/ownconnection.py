"""A connection of one's own (单独的连接) to the site's database: outside its pool, in no
transaction, for whoever needs one that nobody else closes or commits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def own_connection() -> Iterator[BaseDatabaseWrapper]:
    """Such a connection, closed when the block ends."""
    own = connection.copy()
    options = {name: each for name, each in own.settings_dict["OPTIONS"].items() if name != "pool"}
    own.settings_dict = {**own.settings_dict, "OPTIONS": options}
    own.connect()
    try:
        yield own
    finally:
        own.close()
