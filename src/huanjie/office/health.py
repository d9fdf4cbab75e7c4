"""Health and readiness (健康检查): for whoever watches over the site, without an account.

`/health/` says that the process answers. `/ready/` says that it can do its work: the database
answers and has every migration, the keys can be read, the disk has room. A stranger is told yes or
no; why not stands in the log.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huanjie.door.fault import Fault
from huanjie.office import logs
from huanjie.office.deeds.models import Log

LEAST_FREE: Final = 200 * 2**20
"""bytes that must be free where the data are: room for the night's backup of a county"""
_KEYS: Final = ("session.key", "fields/index.key", "dossiers/signing.pem", "dossiers/archive.pem")
_PLAIN: Final = "text/plain; charset=utf-8"


class _Unapplied(Exception):
    """Migrations wait."""


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type=_PLAIN)


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Everything that a deed needs is there; else 503."""
    faults = list(faults_now())
    for fault in faults:
        logs.warn("not-ready", fault=fault)
    if faults:
        return HttpResponse("not ready\n", content_type=_PLAIN, status=503)
    return HttpResponse("ready\n", content_type=_PLAIN)


def faults_now() -> Iterator[str]:
    """What keeps the site from its work now, each as one word."""
    for word, holds in _CHECKS.items():
        try:
            if not holds():
                yield word
        except (OSError, DatabaseError, Fault):
            yield word


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _is_migrated() -> bool:
    try:
        return _migrated()
    except _Unapplied:
        return False


@cache
def _migrated() -> bool:
    """Asked until it holds, and never again: no process goes back."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _Unapplied
    return True


def _keys_are_there() -> bool:
    """Every key can be read; those of a site where nothing was done yet are made at first use."""
    missing = [name for name in _KEYS if not _readable(settings.HUANJIE_KEYS / name)]
    return not missing or not Log.objects.exists()


def _readable(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def _has_room() -> bool:
    return shutil.disk_usage(settings.HUANJIE_DATA).free >= LEAST_FREE


_CHECKS: Final[dict[str, Callable[[], bool]]] = {
    "database": _database_answers,
    "migrations": _is_migrated,
    "keys": _keys_are_there,
    "disk": _has_room,
}
