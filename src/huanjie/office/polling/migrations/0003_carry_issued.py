"""Carry what was issued before there was a ledger into it: one line a vote, by nobody we know.

`Round.issued` stays as it was, and is what the ledger adds up to from now on.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

AT_ONCE = 1000


def carry(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    entry = apps.get_model("polling", "StockEntry")
    issued = apps.get_model("polling", "Round").objects.filter(issued__gte=1)
    rows = issued.values("election_id", "region", "number", "issued").order_by("pk").iterator()
    lines = _lines(entry, rows)
    while some := list(islice(lines, AT_ONCE)):
        entry.objects.bulk_create(some)


def _lines(entry: Any, rows: Any) -> Iterator[Any]:
    for row in rows:
        papers = row.pop("issued")
        yield entry(**row, line=1, what="issued", papers=papers, reason="carried")


class Migration(migrations.Migration):
    dependencies = [("polling", "0002_ballot_stock")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
