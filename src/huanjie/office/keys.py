"""The site's keys (网站的钥匙): made at first use, and kept beside the database, never in it."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from huanjie.protect.fieldkeys import FieldKeys
from huanjie.protect.keys import KeyRing, open_or_create


@cache
def field_keys() -> FieldKeys:
    """What identity numbers, phones and particulars are encrypted with (字段钥匙)."""
    return FieldKeys.open_or_create(settings.HUANJIE_KEYS / "fields")


@cache
def key_ring() -> KeyRing:
    """What dossiers are signed and sealed with (签名和归档钥匙)."""
    return open_or_create(settings.HUANJIE_KEYS / "dossiers")


@cache
def log_ring() -> KeyRing:
    """What checkpoints of the county logs are signed with (日志签名钥匙)."""
    return open_or_create(settings.HUANJIE_KEYS / "log")
