"""Keep the text of every pack that decides an election, where the shelf still holds it.

What was opened under an edition that is on no shelf any more is told so when it is opened, and
takes the corrected edition by a deed.
"""

import datetime

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load


def shelved(name: str, polling_day: datetime.date) -> RulePack | None:
    try:
        return load(name, on=polling_day, today=polling_day)
    except BadInput:
        return None


def keep_texts(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    texts = apps.get_model("planning", "LawText")
    elections = apps.get_model("planning", "Election").objects
    for name, sha256, day in elections.values_list("pack", "pack_sha256", "polling_day").distinct():
        pack = shelved(name, day)
        if pack is not None and pack.sha256 == sha256:
            texts.objects.get_or_create(
                sha256=sha256, defaults={"name": name, "document": dict(pack.document)}
            )


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_law_text")]
    operations = [migrations.RunPython(keep_texts, migrations.RunPython.noop)]
