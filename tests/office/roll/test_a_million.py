"""A million people in one file (百万行名册): all of them come on their rolls, in bounded memory, on
SQLite and on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from bench.bigroll import write_roll
from tests.office.databases import own_database

pytestmark = [pytest.mark.full, pytest.mark.database]

PEOPLE: Final = 1_000_000
UNITS: Final = 250
MEGABYTES: Final = 250
"""beyond what the site holds by itself; the file alone is 120"""


def run(environment: dict[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.rollsite", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_a_million_rows_are_imported_in_bounded_memory(tmp_path: Path) -> None:
    file = tmp_path / "全省.csv"
    write_roll(file, units=UNITS, people=PEOPLE)
    with own_database() as database:
        site = {
            **database,
            "HUANJIE_DATA": str(tmp_path / "data"),
            "DJANGO_SETTINGS_MODULE": "huanjie.office.settings",
        }
        (tmp_path / "data").mkdir()
        run(site, "make", str(UNITS))
        done = run(site, "import", str(file))
    assert done["status"] == 0
    assert done["on_roll"] == PEOPLE
    assert done["megabytes"] - done["megabytes_before"] < MEGABYTES
