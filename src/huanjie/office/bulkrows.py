"""Many rows at once (成批写入), past the ORM: COPY on PostgreSQL, one prepared statement on SQLite.

Whoever calls states every column that the table wants; the values are what the database stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection
from django.db.models import Model

_ROOMY: Final = -65_536
"""kibibytes that SQLite keeps of the file while much is written: an index of a million people"""


def add_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a model's table, in the transaction that is open."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    table = quote(model._meta.db_table)
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({names}) FROM STDIN", rows)
    else:
        blanks = ", ".join(["%s"] * len(columns))
        with connection.cursor() as cursor:
            every: Any = rows  # an iterable will do; django-stubs asks for a sequence
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({blanks})", every)


def _copy(sentence: str, rows: Iterable[Sequence[Any]]) -> None:
    """COPY goes past what watches Django's statements: those are told of it first."""
    for watch in connection.execute_wrappers:
        watch(_nothing, sentence, None, False, {"connection": connection})
    with connection.cursor() as cursor, cursor.copy(sentence) as copy:
        for row in rows:
            copy.write_row(row)


def _nothing(*_: Any) -> None:
    """What a watcher of statements may let through here: COPY itself follows."""


@contextmanager
def roomy() -> Iterator[None]:
    """Let SQLite keep more of its file in memory while much is written."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        before = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = {_ROOMY}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size = {before}")
