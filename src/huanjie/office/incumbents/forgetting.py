"""Files that nobody loaded (没有登记的任职表) are forgotten: they hold identity numbers."""

from __future__ import annotations

from collections import Counter

from huanjie.domain.retention import retention
from huanjie.law.retention import kind_of
from huanjie.office import clock
from huanjie.office.command import by_machine
from huanjie.office.incumbents.models import IncumbentFile
from huanjie.office.units.models import Unit

KIND = "uploads"
"""of the periods: an uploaded file, here from the day of its upload"""


def forget_files() -> int:
    """Empty the files whose period is over, a logged deed for each place; how many."""
    due = [row for row in IncumbentFile.objects.exclude(content=None) if _is_due(row)]
    for region, files in Counter(row.region for row in due).items():
        rows = [row.pk for row in due if row.region == region]

        def forget(rows: list[int] = rows, files: int = files) -> dict[str, object]:
            IncumbentFile.objects.filter(pk__in=rows).update(content=None)
            return {"deleted": {KIND: files}}

        by_machine("delete-data", Unit.objects.get(pk=region), forget)
    return len(due)


def _is_due(row: IncumbentFile) -> bool:
    begun = row.uploaded_at.astimezone(clock.CHINA).date()
    return retention(kind_of(KIND), begun).is_due(clock.today())
