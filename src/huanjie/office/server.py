"""The server (网站服务): granian over the WSGI application, and a word once it answers."""

from __future__ import annotations

import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from granian import Granian
from granian.constants import Interfaces

from huanjie.door.fault import BadInput
from huanjie.office import environment
from huanjie.office.database import threads
from huanjie.office.ownticks import OwnTicks

_MOST_WORKERS: Final = 64
_LAST_SECONDS: Final = 10
"""how long a request that has begun may still take once the server is told to stop"""
_PAUSE_SECONDS: Final = 0.1
_MOST_TRIES: Final = 600
_HIGHEST_PORT: Final = 65_535


def serve(*, host: str, port: int, ready: Callable[[str], None]) -> int:
    """Answer on this address until stopped by a signal."""
    check_free(host, port)
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    threading.Thread(target=_tell, args=(address, ready), daemon=True).start()
    with _ticking():
        Granian(
            "huanjie.office.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=_workers(),
            blocking_threads=threads(),
            workers_kill_timeout=_LAST_SECONDS,
            respawn_failed_workers=True,
            log_enabled=False,
        ).serve()
    return 0


@contextmanager
def _ticking() -> Iterator[None]:
    """A site on SQLite ticks by itself as long as it answers; a database that others use, too, has
    a timer.
    """
    if environment.text("HUANJIE_DATABASE"):
        yield
        return
    ticks = OwnTicks()
    ticks.begin()
    try:
        yield
    finally:
        ticks.stop()


def _workers() -> int:
    """How many processes answer. SQLite lets one writer in at a time, whoever they are: a second
    process brings nothing but waiting, and is refused.
    """
    workers = environment.number("HUANJIE_WORKERS", 1, least=1, most=_MOST_WORKERS)
    if workers > 1 and not environment.text("HUANJIE_DATABASE"):
        raise BadInput(
            f"HUANJIE_WORKERS={workers}：数据库是 SQLite，只用一个进程",
            remedy="用 PostgreSQL（HUANJIE_DATABASE），或者去掉 HUANJIE_WORKERS",
        )
    return workers


def check_free(host: str, port: int) -> None:
    """Refuse a port that another program has, or that is none."""
    if not 0 < port <= _HIGHEST_PORT:
        raise BadInput(f"{port} 不是端口号", remedy=f"用 1 至 {_HIGHEST_PORT} 之间的数")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput(
                f"{host}:{port} 用不了（{error.strerror}）",
                remedy="换一个端口，例如 --port 8001",
            ) from None


def _tell(address: str, ready: Callable[[str], None]) -> None:
    """Wait for the first answer, then say where."""
    for _ in range(_MOST_TRIES):
        try:
            with urllib.request.urlopen(f"{address}sign-in/", timeout=5):
                ready(address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(_PAUSE_SECONDS)
