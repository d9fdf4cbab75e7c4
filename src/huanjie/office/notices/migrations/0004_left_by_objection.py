"""Whoever an upheld objection took off a published list before departures were kept has one, too."""

from typing import Any

from django.db import migrations
from django.db.models import F


def keep_departures(apps: Any, editor: Any) -> None:
    """One for each nomination that was struck; none is made twice."""
    departures = apps.get_model("candidacy", "Departure").objects.using(editor.connection.alias)
    nominees = apps.get_model("candidacy", "Nominee").objects.using(editor.connection.alias)
    objections = apps.get_model("notices", "NomineeObjection").objects.using(
        editor.connection.alias
    )
    struck = objections.filter(
        state="upheld",
        decided_on__isnull=False,
        notice__posted_on__gte=F("election__candidates_published_on"),
    )
    for each in struck:
        barred = nominees.filter(
            election_id=each.election_id, person=each.person, state="barred", departures=None
        )
        for row in barred:
            departures.create(
                election_id=row.election_id,
                region=row.region,
                nominee=row,
                reason="objection",
                document=each.evidence,
                left_on=each.decided_on,
            )


class Migration(migrations.Migration):
    dependencies = (
        ("candidacy", "0006_departures"),
        ("notices", "0003_statements"),
    )
    operations = (migrations.RunPython(keep_departures, migrations.RunPython.noop),)
