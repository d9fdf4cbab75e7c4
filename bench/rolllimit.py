"""What an import can at best take (导入的物理极限), and what a peer takes, in a process of its own.

python -m bench.rolllimit limit FILE     load twelve columns with an index; encrypt and index two
python -m bench.rolllimit peer FILE N    django-import-export, the first N rows

The limit reads the file and makes its values before the clock starts: no check, no name, no log.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from bench.bigroll import HEADINGS  # noqa: E402
from huanjie.office.bulkrows import roomy  # noqa: E402
from huanjie.office.keys import field_keys  # noqa: E402

_COLUMNS: Final = len(HEADINGS)
_NUMBER, _PHONE = HEADINGS.index("身份证号"), HEADINGS.index("手机号")
_TABLE: Final = "bare_roll"


def limit(file: Path) -> dict[str, Any]:
    """Seconds of the raw load, and of the cipher."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [tuple(row) for row in islice(csv.reader(lines), 1, None)]
    keys = field_keys()
    start = time.perf_counter()
    for column in (_NUMBER, _PHONE):
        for row in rows:
            keys.encrypt(row[column], bound_to="bare.column")
            keys.blind_index(row[column], bound_to="bare.column")
    sealed = time.perf_counter() - start
    return {"rows": len(rows), "cipher": sealed, "load": _load(rows)}


def _load(rows: list[tuple[str, ...]]) -> float:
    """The twelve columns as text, with an index of the numbers that is built after the load."""
    names = [f"c{at}" for at in range(_COLUMNS)]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {_TABLE} ({', '.join(f'{name} text' for name in names)})")
    start = time.perf_counter()
    with roomy(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            blanks = ", ".join(["%s"] * _COLUMNS)
            every: Any = rows
            cursor.executemany(f"INSERT INTO {_TABLE} VALUES ({blanks})", every)
        cursor.execute(f"CREATE INDEX bare_number ON {_TABLE} (c{_NUMBER})")
    return time.perf_counter() - start


def peer(file: Path, rows: int) -> dict[str, Any]:
    """Seconds of django-import-export for some rows: a resource of the same columns."""
    try:
        import tablib
        from import_export.resources import modelresource_factory
    except ImportError:
        return {"peer": "django-import-export (cannot be installed)", "seconds": None}
    from huanjie.office.planning.models import Election
    from huanjie.office.roll.models import RollEntry

    election = Election.objects.order_by("pk").last()
    assert election
    RollEntry.objects.filter(election=election).delete()
    data = tablib.Dataset(headers=["election", "region", "number", "name", "sex", "birth_date",
                                   "household", "group", "id_number", "phone"])  # fmt: skip
    with file.open(encoding="utf-8", newline="") as lines:
        for at, row in enumerate(islice(csv.reader(lines), 1, rows + 1), 1):
            _, name, number, _, born, household, group, phone, *_rest = row
            data.append((election.pk, election.region, at, name, "m", born, household, group,
                         number, phone))  # fmt: skip
    resource = modelresource_factory(
        model=RollEntry, meta_options={"import_id_fields": ["number"], "use_bulk": True,
                                       "batch_size": 1000, "force_init_instance": True,
                                       "skip_diff": True, "skip_html_diff": True}
    )()  # fmt: skip
    start = time.perf_counter()
    resource.import_data(data, raise_errors=True)
    seconds = time.perf_counter() - start
    try:
        name = f"django-import-export {version('django-import-export')}"
    except PackageNotFoundError:
        name = "django-import-export"
    return {"peer": name, "seconds": seconds, "loaded": election.roll.count()}


def main(words: list[str]) -> None:
    """Do what is asked and say it in one line of JSON."""
    match words:
        case ["limit", file]:
            answer = limit(Path(file))
        case ["peer", file, rows]:
            answer = peer(Path(file), int(rows))
        case _:
            raise SystemExit(__doc__)
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
