"""Loading a backup (装入备份) into an empty database: the tables as they were, then every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DataError, IntegrityError

from huanjie.door.fault import BadInput
from huanjie.office.backup.form import Migrations, Part, Row, Table
from huanjie.office.backup.kinds import decoder

_ROWS: Final = 2_000
_SIGNS: Final = 8 * 2**20
"""rows wait until there are so many of them, or so much in them"""
_TELL_EVERY: Final = 5_000

Tell = Callable[[int], None]


def make_tables(migrations: Migrations) -> None:
    """Make the tables that the backup was made of. BadInput where this program is too old."""
    executor = MigrationExecutor(connection)
    unknown = sorted(set(migrations) - set(executor.loader.disk_migrations))
    if unknown:
        raise BadInput(
            "备份来自更新的版本，这里还不认识它的结构",
            at=".".join(unknown[0]),
            remedy="先更新程序，再恢复",
        )
    executor.migrate(_last(migrations, executor))


def _last(migrations: Migrations, executor: MigrationExecutor) -> list[tuple[str, str]]:
    """The last migration of each app: the others lead to it."""
    nodes = executor.loader.graph.node_map
    held = set(migrations)

    def goes_on(one: tuple[str, str]) -> bool:
        return any(each.key[0] == one[0] and each.key in held for each in nodes[one].children)

    return [one for one in migrations if one in nodes and not goes_on(one)]


def load(parts: Iterable[Part], tell: Tell) -> None:
    """Load every row in one transaction; what a migration had put there itself gives way."""
    done, loading = 0, None
    try:
        with transaction.atomic():
            for part in parts:
                if isinstance(part, Row):
                    assert loading
                    loading.add(part.values)
                    done += 1
                    if done % _TELL_EVERY == 0:
                        tell(done)
                elif loading:
                    loading.close()
                    loading = None
                if isinstance(part, Table):
                    loading = _Loading(part)
            connection.check_constraints()
    except (IntegrityError, DataError, ValueError, TypeError) as error:
        says = f"备份里有数据库不收的内容（{type(error).__name__}）"
        at = loading.table.name if loading else ""
        raise BadInput(says, at=at, remedy="用另一份备份") from None


class _Loading:
    """One table while its rows come."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._decode = [decoder(kind, connection) for _, kind in table.columns]
        self._waiting: list[list[Any]] = []
        self._signs = 0
        _check_columns(table)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {_quote(table.name)}")

    def add(self, values: list[Any]) -> None:
        """One more row."""
        pairs = zip(self._decode, values, strict=True)
        self._waiting.append([decode(value) for decode, value in pairs])
        self._signs += sum(len(each) for each in values if isinstance(each, str))
        if len(self._waiting) >= _ROWS or self._signs >= _SIGNS:
            self._flush()

    def close(self) -> None:
        """The rest of the rows, and the number of the next one."""
        self._flush()
        if self.table.next is not None:
            _set_next(self.table.name, self.table.columns[0][0], self.table.next)

    def _flush(self) -> None:
        if self._waiting:
            _insert(self.table, self._waiting)
        self._waiting, self._signs = [], 0


def _insert(table: Table, rows: list[list[Any]]) -> None:
    columns = ", ".join(_quote(name) for name, _ in table.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_quote(table.name)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        gaps = ", ".join("%s" for _ in table.columns)
        cursor.executemany(f"INSERT INTO {_quote(table.name)} ({columns}) VALUES ({gaps})", rows)


def _check_columns(table: Table) -> None:
    """Refuse a table that is none of ours, or has other columns: nothing is dropped silently."""
    with connection.cursor() as cursor:
        if table.name not in connection.introspection.table_names(cursor):
            raise BadInput("备份里有不认识的表", at=table.name, remedy="用更新的版本恢复")
        cursor.execute(f"SELECT * FROM {_quote(table.name)} LIMIT 0")
        found = {str(each[0]) for each in cursor.description}
    if found != {name for name, _ in table.columns}:
        raise BadInput("备份里这张表的列不同", at=table.name, remedy="用做备份的版本恢复")


def _set_next(name: str, column: str, number: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            words = (_quote(name), column, number)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", words)
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
        cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [name, number - 1])


def _quote(name: str) -> str:
    return str(connection.ops.quote_name(name))
