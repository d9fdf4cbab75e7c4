"""Kinds of columns (列的种类): how a value stands in a backup, whatever database holds it."""

from __future__ import annotations

import base64
import datetime
import json
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from huanjie.door import jsontext
from huanjie.door.fault import BadInput

_WHOLE: Final = (
    *("AutoField", "BigAutoField", "SmallAutoField"),
    *("IntegerField", "BigIntegerField", "SmallIntegerField"),
    *("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"),
)
_TEXT: Final = (
    *("CharField", "TextField", "SlugField"),
    *("FilePathField", "FileField", "GenericIPAddressField"),
)
_OF_FIELD: Final[Mapping[str, str]] = {
    **dict.fromkeys(_WHOLE, "int"),
    **dict.fromkeys(_TEXT, "text"),
    "BinaryField": "bytes",
    "BooleanField": "bool",
    "DateField": "date",
    "DateTimeField": "moment",
    "DecimalField": "decimal",
    "DurationField": "duration",
    "FloatField": "float",
    "JSONField": "json",
    "TimeField": "time",
    "UUIDField": "uuid",
}
_MICROSECOND: Final = datetime.timedelta(microseconds=1)

Encode = Callable[[Any], Any]


def kind_of(field: Field[Any, Any]) -> str:
    """The kind of a column; BadInput for one that no backup can hold yet."""
    if field.is_relation and getattr(field, "target_field", None):
        return kind_of(field.target_field)  # type: ignore[attr-defined]
    found = _OF_FIELD.get(field.get_internal_type())
    if found is None:
        at = f"{field.model._meta.db_table}.{field.column}"
        raise BadInput(f"备份还不认识这种列（{field.get_internal_type()}）", at=at)
    return found


def encoder(kind: str) -> Encode:
    """From what a database gave to what JSON holds; null stays null."""
    encode = _ENCODE[kind]
    return lambda value: None if value is None else encode(value)


def decoder(kind: str, database: BaseDatabaseWrapper) -> Encode:
    """From what JSON holds to what this database takes; null stays null."""
    if kind not in _DECODE:
        raise BadInput(f"备份里有不认识的列（{kind}）", remedy="用更新的版本恢复")
    decode = _DECODE[kind]
    return lambda value: None if value is None else decode(value, database)


def _moment(value: datetime.datetime) -> str:
    if value.tzinfo is None:
        value = value.replace(tzinfo=datetime.UTC)
    return value.astimezone(datetime.UTC).isoformat()


def _bytes(value: Any) -> str:
    return base64.b64encode(value).decode()


def _json(value: str) -> str:
    """In one spelling: PostgreSQL keeps the keys in an order of its own."""
    return jsontext.canonical(json.loads(value)).decode()


def _duration(value: Any) -> int:
    return value // _MICROSECOND if isinstance(value, datetime.timedelta) else int(value)


_ENCODE: Final[Mapping[str, Encode]] = {
    "int": int,
    "text": str,
    "bytes": _bytes,
    "bool": bool,
    "date": lambda value: value.isoformat(),
    "moment": _moment,
    "decimal": str,
    "duration": _duration,
    "float": float,
    "json": _json,
    "time": lambda value: value.isoformat(),
    "uuid": lambda value: (value if isinstance(value, uuid.UUID) else uuid.UUID(value)).hex,
}


def _same(value: Any, _: BaseDatabaseWrapper) -> Any:
    return value


def _to_moment(value: Any, database: BaseDatabaseWrapper) -> Any:
    return database.ops.adapt_datetimefield_value(datetime.datetime.fromisoformat(value))


def _to_date(value: Any, database: BaseDatabaseWrapper) -> Any:
    return database.ops.adapt_datefield_value(datetime.date.fromisoformat(value))


def _to_time(value: Any, database: BaseDatabaseWrapper) -> Any:
    return database.ops.adapt_timefield_value(datetime.time.fromisoformat(value))


def _to_duration(value: Any, database: BaseDatabaseWrapper) -> Any:
    native = database.features.has_native_duration_field
    return datetime.timedelta(microseconds=value) if native else value


def _to_uuid(value: Any, database: BaseDatabaseWrapper) -> Any:
    return uuid.UUID(value) if database.features.has_native_uuid_field else value


_DECODE: Final[Mapping[str, Callable[[Any, BaseDatabaseWrapper], Any]]] = {
    "int": _same,
    "text": _same,
    "bytes": lambda value, _: base64.b64decode(value, validate=True),
    "bool": _same,
    "date": _to_date,
    "moment": _to_moment,
    "decimal": lambda value, database: Decimal(value),
    "duration": _to_duration,
    "float": _same,
    "json": _same,
    "time": _to_time,
    "uuid": _to_uuid,
}
