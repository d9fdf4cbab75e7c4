"""Many rows at once (成批写入), past the ORM: COPY on PostgreSQL, hundreds a statement on SQLite.

Whoever calls states every column that the table wants; the values are what the database stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Model

_AT_ONCE: Final = 500
"""rows of one statement on SQLite"""
_ROOMY: Final = {"cache_size": -65_536, "wal_autocheckpoint": 16_384}
"""what SQLite may use while much is written: kibibytes of its file in memory, for an index of a
million people, and pages of its write-ahead log, as many bytes"""


def add_rows(model: type[Model], columns: Mapping[str, Iterable[Any]]) -> int:
    """Add rows to a model's table, in the transaction that is open: of each column its values, as
    many as the shortest has; how many rows were written.
    """
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    table = quote(model._meta.db_table)
    rows = zip(*columns.values(), strict=False)
    if connection.vendor == "postgresql":
        return _copy(f"COPY {table} ({names}) FROM STDIN", rows)
    return _insert(f"INSERT INTO {table} ({names}) VALUES ", len(columns), rows)


def _copy(sentence: str, rows: Iterable[Sequence[Any]]) -> int:
    _tell_watchers(sentence)
    written = 0
    raised = connection.wrap_database_errors
    with connection.cursor() as cursor, raised, cursor.copy(sentence) as copy:
        for row in rows:
            copy.write_row(row)
            written += 1
    return written


def _insert(sentence: str, width: int, rows: Iterator[Sequence[Any]]) -> int:
    """Many rows a statement: while it runs another thread may make the next ones. Django would
    write its thousands of placeholders anew each time, so that it goes to the driver itself.
    """
    _tell_watchers(sentence)
    connection.ensure_connection()
    blanks = f"({', '.join('?' * width)})"
    together = sentence + ", ".join([blanks] * _AT_ONCE)
    written = 0
    with connection.wrap_database_errors:
        while some := list(islice(rows, _AT_ONCE)):
            if len(some) == _AT_ONCE:
                connection.connection.execute(together, [*chain.from_iterable(some)])
            else:
                connection.connection.executemany(sentence + blanks, some)
            written += len(some)
    return written


def _tell_watchers(sentence: str) -> None:
    """What goes past Django goes past what watches its statements: those are told of it first."""
    for watch in connection.execute_wrappers:
        watch(_nothing, sentence, None, False, {"connection": connection})


def _nothing(*_: Any) -> None:
    """What a watcher of statements may let through here: the statement itself follows."""


@contextmanager
def roomy() -> Iterator[None]:
    """Let SQLite keep more of its file in memory while much is written, and fold back its
    write-ahead log more seldom: a page that many transactions change is then written once.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = {name: _setting(cursor, name) for name in _ROOMY}
        for name, value in _ROOMY.items():
            cursor.execute(f"PRAGMA {name} = {value}")
        try:
            yield
        finally:
            for name, value in before.items():
                cursor.execute(f"PRAGMA {name} = {value}")


def _setting(cursor: Any, name: str) -> int:
    cursor.execute(f"PRAGMA {name}")
    return int(cursor.fetchone()[0])


@contextmanager
def together() -> Iterator[None]:
    """One transaction for several deeds, so that a page of an index that all of them change is
    written once. Where one of them fails, those before it stay done, and the fault goes on.
    """
    failed: BaseException | None = None
    with transaction.atomic():
        try:
            yield
        except BaseException as fault:
            failed = fault
    if failed is not None:
        raise failed
