"""Several scan, rule and declare at one moment (同时办理): each on their own connection."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.office.databases import own_database

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What came of every race."""
    with own_database() as own:
        run = subprocess.run(
            [sys.executable, "-m", "tests.office.scanning.races"],
            cwd=ROOT,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "tests.office.settings", "PYTHONPATH": f"{ROOT}/src"}
            | own,
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 0, run.stderr
    answers: dict[str, Any] = json.loads(run.stdout)
    return answers


def test_one_file_sent_by_three_is_kept_once_and_all_three_places_are_named(
    told: dict[str, Any],
) -> None:
    assert told["one file by three"] == {"statuses": [302, 302, 302], "entries": 3}
    assert told["files"] == [1, 3]


def test_one_person_rules_once(told: dict[str, Any]) -> None:
    assert told["one person twice"] == {"statuses": [302, 422], "entries": 1}


def test_of_three_who_rule_at_once_one_decides_and_the_others_come_too_late(
    told: dict[str, Any],
) -> None:
    assert told["three more rule"] == {"statuses": [302, 422, 422], "entries": 1}
    assert told["rulings"] == [1, 2]


def test_a_vote_is_declared_once(told: dict[str, Any]) -> None:
    assert told["declared"]["entries"] == 1
    assert told["records"] == 1
