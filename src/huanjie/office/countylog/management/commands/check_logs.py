"""`huanjie manage check_logs`: recompute every log (复核全部日志)."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from huanjie.office.countylog.checking import check_all
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.deeds.models import Log
from huanjie.office.progress import Bar


class Command(BaseCommand):
    """Exit 1 with the first fault named, and every further one below it."""

    help = "复核全部日志 recompute every log against its leaves, particulars and checkpoints"

    def handle(self, *args: Any, **options: Any) -> None:
        """Recompute and say."""
        faults = list(check_all(Bar().tell))
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            self.stderr.write(f"{len(faults)} 处对不上 · faults found")
            sys.exit(1)
        logs, checkpoints = Log.objects.count(), Checkpoint.objects.count()
        self.stdout.write(
            f"{logs} 个日志、{checkpoints} 个检查点，全部对得上 · logs and checkpoints all whole"
        )
