"""What each release left (升级样本): later code migrates its site and verifies its dossier."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.office.backup.conftest import ROOT, Place

from huanjie import __version__
from huanjie.dossier.verify import verify

RELEASES = sorted(path for path in (ROOT / "tests" / "fixtures").iterdir() if path.is_dir())
LARGEST = 200_000
by_version = pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)


def test_this_release_has_left_its_own() -> None:
    assert __version__ in {path.name for path in RELEASES}, "python scripts/make_fixtures.py"


@by_version
def test_a_fixture_is_small(release: Path) -> None:
    assert sum(path.stat().st_size for path in release.iterdir()) < LARGEST


@pytest.mark.database
@by_version
def test_its_site_is_migrated_and_every_log_of_it_verifies(release: Path, elsewhere: Place) -> None:
    words = ("--passphrase", release / "passphrase")
    elsewhere.done("restore", release / "site.huanjie", *words)
    state = elsewhere.state()
    assert set(state["pages"]) == {200}
    assert [stage for stage, _ in sorted(state["elections"])] == ["ready", "sealed"]
    assert len(state["people"]) > 30
    assert all(number for _, number, _ in state["people"])
    assert sum(state["logs"].values()) > 15
    elsewhere.done("more", module="tests.office.backup.site")
    assert elsewhere.state()["roles"] == state["roles"] + 1


@by_version
def test_its_dossier_is_still_whole(release: Path) -> None:
    verdict = verify(gzip.decompress((release / "dossier.zip.gz").read_bytes()))
    assert verdict.whole, verdict
