"""Two do one deed at one moment (同时办理): one does it, each on their own connection."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.office.databases import own_database

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What came of every race."""
    with own_database() as own:
        done = subprocess.run(
            [sys.executable, "-m", "tests.office.races"],
            cwd=ROOT,
            env={**os.environ, **own, "DJANGO_SETTINGS_MODULE": "tests.office.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("race", "statuses", "entries"),
    [
        ("printed in two windows", [302, 409], 1),
        ("the last ballots handed out twice", [302, 422], 1),
        ("watched twice", [302, 422], 1),
        ("issued by a double click", [302, 302, 302, 302], 1),
        ("collected from one page", [302, 409], 1),
        ("three sheets", [302, 302, 422], 2),
        ("settled", [302, 409], 1),
        ("declared", [302, 422, 422, 422], 1),
        ("sealed", [200, 200, 302], 1),
    ],
)
def test_a_deed_is_done_once(
    told: dict[str, Any], race: str, statuses: list[int], entries: int
) -> None:
    assert told[race] == {"statuses": statuses, "entries": entries}
