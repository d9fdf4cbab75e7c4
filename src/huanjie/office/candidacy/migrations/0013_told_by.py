"""Which list says that somebody left it: of departures before this as far as the days tell. Two
lists of one day were not told apart, and whoever left on that day is named by the one in force.
"""

from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def note_told_by(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever left while a list is filled up now stays without one: the next will say so."""
    every = apps.get_model("candidacy", "Departure").objects
    told = every.exclude(announced_on=None)
    told.update(told_by="earlier")
    filled = told.filter(announced_on=F("election__candidates_published_on"))
    _note(every, filled, "next")
    _note(every, told.filter(left_on__gte=F("election__candidates_published_on")), "same")


def _note(every: models.Manager, found: models.QuerySet, word: str) -> None:  # type: ignore[type-arg]
    every.filter(pk__in=found.values("pk")).update(told_by=word)


class Migration(migrations.Migration):
    dependencies = [("candidacy", "0012_struck_because")]

    operations = [
        migrations.AddField(
            model_name="departure",
            name="told_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("same", "离开的那一份，重新张贴"),
                    ("next", "补足以后公布的那一份"),
                    ("earlier", "现在这一份以前的"),
                ],
                max_length=8,
                verbose_name="写明的名单",
            ),
        ),
        migrations.RunPython(note_told_by, migrations.RunPython.noop),
    ]
