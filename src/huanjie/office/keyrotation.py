"""Rotating the field keys (更换字段钥匙): a newer key, and every encrypted column under it.

Each ciphertext names its key, so what is still under an older one is found by the database; a run
that was interrupted goes on with exactly that. A row is written back only while it still holds what
was read, so that a change made meanwhile by somebody at work is never undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import connection, transaction

from huanjie.door.fault import BadInput
from huanjie.office.command import by_machine
from huanjie.office.fields import EncryptedTextField
from huanjie.office.keys import field_keys
from huanjie.office.people.second_factor import encrypt_secrets_again, secrets_under_older_keys
from huanjie.office.security.models import Kind
from huanjie.office.security.noting import note
from huanjie.office.units.models import Unit

AT_ONCE: Final = 500
"""rows of one transaction: an interruption loses no more than these"""
ROTATE: Final = "rotate-keys"
_ID_FROM, _ID_BYTES = 2, 4
"""where a ciphertext names its key, counted from 1 as SQL does"""

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An encrypted column (加密列), by the names that the database knows it by."""

    table: str
    key: str
    name: str

    @property
    def bound_to(self) -> str:
        """What its ciphertexts are bound to."""
        return f"{self.table}.{self.name}"

    @property
    def quoted(self) -> tuple[str, str, str]:
        """Table, key and column as a statement writes them."""
        quote = connection.ops.quote_name
        return quote(self.table), quote(self.key), quote(self.name)


def columns() -> Iterator[Column]:
    """Every encrypted column of the site; secrets of second factors stand inside a table of
    allauth's, and are rotated by `people/second_factor.py`.
    """
    for model in apps.get_models():
        for each in model._meta.local_fields:
            if isinstance(each, EncryptedTextField):
                key = model._meta.pk.attname
                yield Column(table=model._meta.db_table, key=key, name=each.attname)


def begin() -> bool:
    """Add a newer key, unless an earlier rotation is not finished yet; whether one was added."""
    if remaining():
        return False
    keys = field_keys().rotate()
    for unit in Unit.objects.filter(parent=None):
        by_machine(ROTATE, unit, lambda: {"newest": keys.newest})
    note(Kind.KEYS_ROTATED, user=None, detail=f"新钥匙 {keys.newest}")
    return True


def remaining() -> Counter[str]:
    """How many values stand under each key that is not the newest, by the key's id."""
    newest = bytes.fromhex(field_keys().newest)
    found: Counter[str] = Counter()
    for column in columns():
        table, _, name = column.quoted
        part = f"substr({name}, {_ID_FROM}, {_ID_BYTES})"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {part}, count(*) FROM {table} WHERE {name} IS NOT NULL AND {part} <> %s"
                f" GROUP BY {part}",
                [newest],
            )
            for key, rows in cursor.fetchall():
                found[bytes(key).hex()] += rows
    return found + secrets_under_older_keys()


def encrypt_again(tell: Tell = lambda _done, _all: None) -> int:
    """Encrypt everything under the newest key that is not (重新加密); how many values were.
    `tell` is called with how many are done, of how many.
    """
    total, done = sum(remaining().values()), 0
    for column in columns():
        for moved in _batches(column):
            done += moved
            tell(done, total)
    return done + encrypt_secrets_again()


def _batches(column: Column) -> Iterator[int]:
    """Batch by batch, behind the last row that was looked at; how many values each moved."""
    last: Any = None
    while True:
        with transaction.atomic():
            rows = _next(column, last)
            moved = sum(_again(column, *row) for row in rows)
        if not rows:
            return
        last = rows[-1][0]
        yield moved


def _next(column: Column, last: Any) -> list[tuple[Any, bytes]]:
    table, key, name = column.quoted
    newest: list[Any] = [bytes.fromhex(field_keys().newest)]
    behind = f"AND {key} > %s" if last is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {name} FROM {table} WHERE {name} IS NOT NULL"
            f" AND substr({name}, {_ID_FROM}, {_ID_BYTES}) <> %s {behind} ORDER BY {key}"
            f" LIMIT {AT_ONCE}",
            newest + ([last] if last is not None else []),
        )
        return [(pk, bytes(raw)) for pk, raw in cursor.fetchall()]


def _again(column: Column, pk: Any, raw: bytes) -> int:
    keys = field_keys()
    try:
        text = keys.decrypt(raw, bound_to=column.bound_to)
    except BadInput as fault:
        raise BadInput(f"{column.bound_to} 第 {pk} 行：{fault.says}", remedy=fault.remedy) from None
    table, key, name = column.quoted
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s",
            [keys.encrypt(text, bound_to=column.bound_to), pk, raw],
        )
        return int(cursor.rowcount)


def retire() -> tuple[str, ...]:
    """Put every older key away (停用旧钥匙); the answer is their ids. BadInput while anything is
    still encrypted with one of them.
    """
    if left := remaining():
        told = "、".join(f"{key} 还有 {rows} 项" for key, rows in sorted(left.items()))
        raise BadInput(f"旧钥匙还在用：{told}", remedy="先运行 rotate_keys，全部换完再停用")
    keys = field_keys()
    older = tuple(id_ for id_ in keys.ids if id_ != keys.newest)
    for id_ in older:
        field_keys().retire(id_)
    for unit in Unit.objects.filter(parent=None) if older else ():
        by_machine("retire-keys", unit, lambda: {"retired": list(older)})
    if older:
        note(Kind.KEYS_ROTATED, user=None, detail=f"停用钥匙 {'、'.join(older)}")
    return older
