"""When a list was posted that says who left: of departures before this, on the day itself, but for
lists that are being filled up now.
"""

from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def note_announced(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever left a list that is filled up now is named by the next one."""
    departures = apps.get_model("candidacy", "Departure").objects
    posted = departures.exclude(election__stage="roll-published")
    departures.filter(pk__in=posted.values("pk")).update(announced_on=F("left_on"))


class Migration(migrations.Migration):
    dependencies = [("candidacy", "0010_stay_candidates")]

    operations = [
        migrations.AddField(
            model_name="departure",
            name="announced_on",
            field=models.DateField(null=True, verbose_name="公告的日期"),
        ),
        migrations.RunPython(note_announced, migrations.RunPython.noop),
    ]
