"""One moment of the database (快照): every table as it was at one instant, while others go on
writing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from huanjie.door.fault import BadInput
from huanjie.office.backup.form import Migrations, Table
from huanjie.office.backup.kinds import encoder, kind_of
from huanjie.office.backup.logroots import ENTRIES
from huanjie.office.ownconnection import own_connection

_BEGIN: Final = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}
LEFT_OUT: Final = frozenset(
    {
        "django_migrations",
        "django_session",
        "usersessions_usersession",
        "sharedcache_remembered",
    }
)
"""what the head says already; who is signed in just now, for nobody is after a restore; and what is
over in minutes
"""
_ORDERED: Final = {ENTRIES: ("log_id", "sequence")}
"""tables that are read by something else than their own number: a log, entry after entry"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A database at one instant."""

    database: BaseDatabaseWrapper
    migrations: Migrations
    models: tuple[type[Model], ...]

    @property
    def tables(self) -> list[Table]:
        """Every table that a backup holds, by name."""
        return [self._table(model) for model in self.models]

    @property
    def unknown(self) -> list[str]:
        """Tables of the database that are none of ours: no backup holds them."""
        with self.database.cursor() as cursor:
            names = set(self.database.introspection.table_names(cursor))
        return sorted(names - LEFT_OUT - {model._meta.db_table for model in self.models})

    def count(self, table: Table) -> int:
        """How many rows it has."""
        return int(self._one(f"SELECT count(*) FROM {self._quote(table.name)}"))

    def rows(self, table: Table) -> Iterator[list[Any]]:
        """Its rows as a backup holds them."""
        columns = ", ".join(self._quote(name) for name, _ in table.columns)
        order = ", ".join(map(self._quote, _ORDERED.get(table.name, (table.columns[0][0],))))
        encode = [encoder(kind) for _, kind in table.columns]
        with self.database.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {self._quote(table.name)} ORDER BY {order}")
            try:
                for row in cursor:
                    yield [each(value) for each, value in zip(encode, row, strict=True)]
            except (TypeError, ValueError, AttributeError) as error:
                says = f"这张表里有和列不符的内容（{type(error).__name__}）"
                raise BadInput(says, at=table.name, remedy="查明谁改动了数据库") from None

    def _table(self, model: type[Model]) -> Table:
        fields = sorted(model._meta.local_concrete_fields, key=lambda each: not each.primary_key)
        name = model._meta.db_table
        return Table(
            name=name,
            columns=tuple((str(each.column), kind_of(each)) for each in fields),
            next=self._next(model, name),
        )

    def _next(self, model: type[Model], name: str) -> int | None:
        """The number that the next row gets, so that no deleted row's number is given again."""
        key = model._meta.pk
        if key is None or not key.get_internal_type().endswith("AutoField"):
            return None
        if self.database.vendor == "sqlite":
            last = self._one("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", name)
            return int(last or 0) + 1
        sequence = self._one("SELECT pg_get_serial_sequence(%s, %s)", self._quote(name), key.column)
        return int(self._one(f"SELECT last_value + is_called::int FROM {sequence}"))

    def _one(self, sentence: str, *words: Any) -> Any:
        with self.database.cursor() as cursor:
            cursor.execute(sentence, words)
            return cursor.fetchone()[0]

    def _quote(self, name: str) -> str:
        return self.database.ops.quote_name(name)


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """The site's database now; a connection of its own, which keeps nobody waiting."""
    with own_connection() as database:
        with database.cursor() as cursor:
            cursor.execute(_BEGIN[database.vendor])
        loader = MigrationLoader(database)
        yield Snapshot(database, tuple(sorted(loader.applied_migrations)), _models(loader))


def _models(loader: MigrationLoader) -> tuple[type[Model], ...]:
    """The models that the tables have now, which are not the program's before it migrates."""
    newer = set(loader.applied_migrations) - set(loader.disk_migrations)
    if newer:
        says = "数据的结构比这个程序新"
        raise BadInput(says, at=".".join(min(newer)), remedy="用更新的版本备份")
    state = loader.project_state(list(loader.applied_migrations)).apps
    models = [
        model
        for model in state.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    ]
    return tuple(sorted(models, key=lambda model: model._meta.db_table))
