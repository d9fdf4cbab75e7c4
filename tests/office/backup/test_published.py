"""What the data folder keeps of what was published is compared at a restore without being asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.office.backup.conftest import Place

pytestmark = [pytest.mark.database, pytest.mark.full]

COUNTY_LOG = "huanjie.local/330329000000"


def test_a_restore_over_a_site_that_had_published_more_begins_an_epoch_each_time(
    backup: Path, key: Path, elsewhere: Place
) -> None:
    elsewhere.done("restore", backup, "--key", key)
    elsewhere.done("manage", "tick", "roots", "checkpoints")
    kept = elsewhere.data / "published" / "330329000000.txt"
    note = kept.read_text("utf-8")
    assert note.startswith(f"{COUNTY_LOG}\n")
    for _ in range(2):
        told = elsewhere.done("restore", backup, "--key", key, "--replace")
        assert f"以后的检查点叫 {COUNTY_LOG}/epoch-2" in told
        assert "没有给 --checkpoint" in told
        assert kept.read_text("utf-8") == note
    elsewhere.done("manage", "tick", "roots", "checkpoints")
    assert kept.read_text("utf-8").startswith(f"{COUNTY_LOG}/epoch-2\n")
    assert "全部对得上" in elsewhere.done("manage", "check_logs")
