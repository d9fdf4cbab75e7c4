"""`huanjie manage rotate_keys`: another field key, and everything encrypted under it (更换钥匙)."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from huanjie.door.fault import BadInput
from huanjie.office import keyrotation
from huanjie.office.keys import field_keys
from huanjie.office.progress import Bar


class Command(BaseCommand):
    """Rotate; run again after an interruption, and it goes on where it stopped."""

    help = (
        "更换字段钥匙 add a field key and encrypt every column again; --retire puts old keys away"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Rotate, or put the older keys away."""
        parser.add_argument(
            "--retire", action="store_true", help="停用旧钥匙 put away keys that nothing uses"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what is left under older keys."""
        try:
            self._retire() if options["retire"] else self._rotate()
        except BadInput as fault:
            raise CommandError(str(fault)) from None

    def _rotate(self) -> None:
        is_new = keyrotation.begin()
        newest = field_keys().newest
        self.stdout.write(
            f"新钥匙 {newest} · new key" if is_new else f"接着上次没有换完的（{newest}） · going on"
        )
        moved = keyrotation.encrypt_again(Bar().tell)
        self.stdout.write(f"重新加密 {moved} 项 · values encrypted again")
        if left := keyrotation.remaining():
            told = "、".join(f"{key}: {rows}" for key, rows in sorted(left.items()))
            raise CommandError(f"还在旧钥匙下的：{told}。改法：再运行一次")
        self.stdout.write(
            "旧钥匙已经不用。先备份钥匙文件夹，再运行 rotate_keys --retire"
            " · nothing uses the older keys; back up the key folder, then --retire"
        )

    def _retire(self) -> None:
        retired = keyrotation.retire()
        if not retired:
            self.stdout.write("没有要停用的旧钥匙 · no older key to retire")
            return
        self.stdout.write(
            f"已停用：{'、'.join(retired)}，放在 keys/fields/retired，恢复更早的备份时还要用"
            " · retired; kept for backups that are older"
        )
