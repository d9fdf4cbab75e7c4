"""Whoever stayed on a list that is being filled up is a candidate (正式候选人), as before it was
opened again; nobody takes such a nomination back.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_candidates(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those who have a place on the list that was published, and did not leave it."""
    nominees = apps.get_model("candidacy", "Nominee").objects
    departures = apps.get_model("candidacy", "Departure").objects
    open_again = nominees.filter(
        election__stage="roll-published",
        election__candidates_published_on=None,
        election__in=departures.values("election"),
        place__isnull=False,
        state__in=("nominee", "provisional"),
    )
    stay = open_again.exclude(pk__in=departures.values("nominee"))
    nominees.filter(pk__in=list(stay.values_list("pk", flat=True))).update(state="candidate")


class Migration(migrations.Migration):
    dependencies = [("candidacy", "0009_cancellation")]

    operations = [migrations.RunPython(keep_candidates, migrations.RunPython.noop)]
