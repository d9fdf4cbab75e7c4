"""The database that the tests run on (测试用的数据库): SQLite, or PostgreSQL where
HUANJIE_DATABASE names a server, as `./run test` does in its second pass.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

SERVER = os.environ.get("HUANJIE_DATABASE", "")
"""the address of the PostgreSQL server; empty: SQLite"""


@contextmanager
def own_database(like: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """The environment of a program that has a database for itself, gone when the block ends; a copy
    of another one that nobody uses now.
    """
    if not SERVER:
        yield {}
        return
    name = f"own_{uuid.uuid4().hex}"
    template = urlsplit(like["HUANJIE_DATABASE"]).path.strip("/") if like else "template1"
    _say(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield {"HUANJIE_DATABASE": urlsplit(SERVER)._replace(path=f"/{name}").geturl()}
    finally:
        _say(f'DROP DATABASE "{name}" WITH (FORCE)')


def _say(sentence: str) -> None:
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(sentence)
