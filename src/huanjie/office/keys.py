"""The site's keys (网站的钥匙): made at first use, and kept beside the database, never in it."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from huanjie.protect.fieldkeys import FieldKeys
from huanjie.protect.keys import KeyRing, open_or_create


def field_keys() -> FieldKeys:
    """What identity numbers, phones and particulars are encrypted with (字段钥匙). A key that was
    added meanwhile is found without starting the site anew.
    """
    folder = settings.HUANJIE_KEYS / "fields"
    try:
        changed = folder.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _field_keys(folder, changed)


@lru_cache(maxsize=1)
def _field_keys(folder: Path, _changed: int) -> FieldKeys:
    return FieldKeys.open_or_create(folder)


@cache
def key_ring() -> KeyRing:
    """What dossiers are signed and sealed with (签名和归档钥匙)."""
    return open_or_create(settings.HUANJIE_KEYS / "dossiers")


@cache
def log_ring() -> KeyRing:
    """What checkpoints of the county logs are signed with (日志签名钥匙)."""
    return open_or_create(settings.HUANJIE_KEYS / "log")
