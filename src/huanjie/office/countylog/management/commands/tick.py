"""`huanjie manage tick`: everything that the site does by itself and is due (定时任务)."""

from __future__ import annotations

import sys
import traceback
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from huanjie.office import ticking
from huanjie.office.demo.day import on_its_day


class Command(BaseCommand):
    """Do each job once; one that fails stops no other, and the exit status is 1."""

    help = "定时任务：汇入根值、签检查点、到期删除 every job that is due; run it every 5 minutes"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which jobs; all unless told."""
        names = [job.name for job in ticking.jobs()]
        parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"{'、'.join(names)}; all")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is due and say how much there was."""
        wanted = options["jobs"]
        known = {job.name: job for job in ticking.jobs()}
        if unknown := sorted(set(wanted) - known.keys()):
            raise CommandError(f"没有这项任务：{'、'.join(unknown)}。可用的：{'、'.join(known)}")
        with ticking.alone() as is_alone:
            if not is_alone:
                self.stdout.write("另一次定时任务还在进行，这次不做 · another tick is running")
                return
            due = [job for name, job in known.items() if name in (wanted or known)]
            # A demo's log goes on from the day to which the demo has jumped, never back.
            with on_its_day() if settings.HUANJIE_DEMO else nullcontext():
                failed = [job.name for job in due if not self._do(job)]
        if failed:
            raise CommandError(f"没有做完：{'、'.join(failed)}（原因见上）")

    def _do(self, job: ticking.Job) -> bool:
        try:
            self.stdout.write(f"{job.name}: {job.run()}")
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return False
        return True
