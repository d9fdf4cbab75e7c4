"""Cards that were handed out before reach their own election alone, too."""

from typing import Any

from django.db import migrations


def bind(apps: Any, _schema_editor: object) -> None:
    card, assignment = (
        apps.get_model(*name) for name in (("accounts", "Card"), ("units", "Assignment"))
    )
    for each in card.objects.select_related("election").iterator():
        assignment.objects.filter(
            user=each.user_id, role=each.role, unit=each.election.unit_id, election=""
        ).update(election=each.election_id)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_asked_roles'),
        ('units', '0004_roles_in_one_election'),
    ]

    operations = [migrations.RunPython(bind, migrations.RunPython.noop)]
