"""The backup before a migration (升级前的备份): nobody is asked for a key, so it is sealed to the
site's own archive key, and to the one that the settings name.
"""

from __future__ import annotations

from django.conf import settings

from huanjie.office import clock
from huanjie.office.backup.writing import ENDING, Made, write_backup
from huanjie.office.keys import key_ring
from huanjie.protect.recoverykey import read_public_key
from huanjie.protect.sealedstream import Recipient, ToKey


def back_up_before_migrating() -> Made:
    """Make the backup; it opens by `keys/dossiers/archive.pem` of the same site."""
    recipients: list[Recipient] = [ToKey(key_ring().archive_public_key)]
    if settings.HUANJIE_BACKUP_TO:
        recipients.append(ToKey(read_public_key(settings.HUANJIE_BACKUP_TO)))
    folder = settings.HUANJIE_BACKUPS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"before-migrate-{clock.now():%Y%m%d-%H%M%S}{ENDING}"
    return write_backup(file, recipients, lambda done, total: None)
