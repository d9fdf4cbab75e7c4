"""`huanjie manage load_units FILE`: the tree of places of a new site (单位树)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from huanjie.door.fault import BadInput
from huanjie.door.jsontext import read_bytes
from huanjie.exchange.unitfile import read_units
from huanjie.office.units.models import Unit
from huanjie.office.units.services import plant


class Command(BaseCommand):
    """Plant every place of a CSV file; nothing where one row is wrong."""

    help = "导入单位 load places from a CSV file (code,name,level,parent)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check, plant."""
        path: Path = options["file"]
        known = set(Unit.objects.values_list("code", flat=True))
        try:
            rows = read_units(read_bytes(path), file=path.name, known=known)
        except BadInput as fault:
            raise CommandError(str(fault)) from None
        with transaction.atomic():
            added = plant(rows)
        self.stdout.write(
            f"{added} 个新单位，{len(rows) - added} 个已有 · new places, known places"
        )
