"""Why somebody had lost a place on a published list before that was written down beside the finding:
as the departure of the same day says it.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def tell_why(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Of whoever was struck off, or left by an upheld objection; a finding before the list was
    published has no departure.
    """
    barrings = apps.get_model("candidacy", "Barring").objects.filter(struck_because="")
    gone = apps.get_model("candidacy", "Departure").objects
    for left in gone.filter(reason__in=("ineligible", "objection")).select_related("nominee"):
        barrings.filter(
            election=left.election_id, person=left.nominee.person, found_on=left.left_on
        ).update(struck_because=left.reason)


class Migration(migrations.Migration):
    dependencies = [("candidacy", "0011_announced")]

    operations = [migrations.RunPython(tell_why, migrations.RunPython.noop)]
