"""Django's cache over one table (数据库缓存), for a site of several processes.

Unlike Django's own, which reads, counts and writes in three steps, each operation is one statement:
two processes that count at once count two. A site of one process counts in its memory.
"""

from __future__ import annotations

import json
import time
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

_FOR_GOOD: Final = 4e9
"""later than anybody needs"""
_TABLE: Final = "sharedcache_remembered"
_PUT: Final = (
    f"INSERT INTO {_TABLE} (key, value, until) VALUES (%s, %s, %s)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value, until = excluded.until"
)
_IF_OVER: Final = f" WHERE {_TABLE}.until <= %s"
_COUNT: Final = (
    f"UPDATE {_TABLE} SET value = CAST(CAST(value AS bigint) + %s AS text)"
    " WHERE key = %s AND until > %s RETURNING value"
)


class DatabaseCache(BaseCache):
    """The cache of the site where it is on PostgreSQL; it holds what JSON can say."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default where there is none any more."""
        question = f"SELECT value FROM {_TABLE} WHERE key = %s AND until > %s"
        found = self._one(question, self._key(key, version), time.time())
        return default if found is None else json.loads(found[0])

    def set(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Remember a value, whatever was there."""
        self._do(_PUT, self._key(key, version), json.dumps(value), self._until(timeout))

    def add(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Remember a value where there is none; whether there was none."""
        named = (self._key(key, version), json.dumps(value), self._until(timeout))
        return self._do(_PUT + _IF_OVER, *named, time.time()) == 1

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count on; ValueError where there is nothing to count."""
        found = self._one(_COUNT, delta, self._key(key, version), time.time())
        if found is None:
            raise ValueError(f"Key '{key}' not found")
        return int(found[0])

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Remember it longer; whether it was there."""
        sentence = f"UPDATE {_TABLE} SET until = %s WHERE key = %s AND until > %s"
        return self._do(sentence, self._until(timeout), self._key(key, version), time.time()) == 1

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget it; whether it was there."""
        sentence = f"DELETE FROM {_TABLE} WHERE key = %s AND until > %s"
        return self._do(sentence, self._key(key, version), time.time()) == 1

    def clear(self) -> None:
        """Forget everything."""
        self._do(f"DELETE FROM {_TABLE}")

    def _key(self, key: Any, version: int | None) -> str:
        return str(self.make_and_validate_key(key, version=version))

    def _until(self, timeout: Any) -> float:
        until = self.get_backend_timeout(timeout)
        return _FOR_GOOD if until is None else float(until)

    def _do(self, sentence: str, *words: str | float) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sentence, words)
            return int(cursor.rowcount)

    def _one(self, sentence: str, *words: str | float) -> tuple[str] | None:
        with connection.cursor() as cursor:
            cursor.execute(sentence, words)
            found: tuple[str] | None = cursor.fetchone()
            return found
