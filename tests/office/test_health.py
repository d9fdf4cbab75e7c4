"""Health and readiness: a plain yes or no, and why not in the log alone."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from tests.office.conftest import Cast

from huanjie.office import health
from huanjie.office.keys import field_keys, key_ring
from huanjie.office.planning.models import Election

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """No test lives on what another one found."""
    health._migrated.cache_clear()
    yield
    health._migrated.cache_clear()


@pytest.fixture
def keys(db: None) -> None:
    """The keys of a site at work."""
    field_keys()
    key_ring()


def answers() -> tuple[int, str]:
    """What a stranger is told."""
    page = Client().get("/ready/")
    return page.status_code, page.content.decode()


def test_a_process_that_answers_is_alive_without_its_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "ensure_connection", _down)
    page = Client().get("/health/")
    assert (page.status_code, page.content) == (200, b"ok\n")
    assert "no-store" in page["Cache-Control"]


@pytest.mark.usefixtures("keys")
def test_a_site_at_work_is_ready(election: Election) -> None:
    assert answers() == (200, "ready\n")


def _down(*_: object) -> None:
    raise OperationalError("password=secret")


@pytest.mark.usefixtures("keys")
def test_without_its_database_it_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", _down)
        assert list(health.faults_now()) == ["database", "migrations"]
        assert answers() == (503, "not ready\n")


@pytest.mark.usefixtures("keys")
def test_with_a_migration_that_waits_it_is_not_ready() -> None:
    (latest,) = MigrationLoader(connection).graph.leaf_nodes("closing")
    MigrationRecorder(connection).record_unapplied(*latest)
    assert list(health.faults_now()) == ["migrations"]
    MigrationRecorder(connection).record_applied(*latest)
    assert list(health.faults_now()) == []


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("name", ["session.key", "fields/index.key", "dossiers/signing.pem"])
def test_without_a_key_it_is_not_ready(
    election: Election, settings: LazySettings, tmp_path: Path, name: str
) -> None:
    for each in health._KEYS:
        (tmp_path / each).parent.mkdir(exist_ok=True)
        (tmp_path / each).write_bytes(b"key")
    settings.HUANJIE_KEYS = tmp_path
    assert list(health.faults_now()) == []
    (tmp_path / name).unlink()
    assert list(health.faults_now()) == ["keys"]
    (tmp_path / name).write_bytes(b"")
    assert list(health.faults_now()) == ["keys"]


def test_a_site_where_nothing_was_done_yet_makes_its_keys_at_first_use(
    db: None, settings: LazySettings, tmp_path: Path
) -> None:
    settings.HUANJIE_KEYS = tmp_path / "none"
    assert list(health.faults_now()) == []


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(("missing", "told"), [(0, []), (1, ["disk"])])
def test_with_too_little_room_it_is_not_ready(
    monkeypatch: pytest.MonkeyPatch, missing: int, told: list[str]
) -> None:
    free = health.LEAST_FREE - missing
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(2 * free, free, free))
    assert list(health.faults_now()) == told


def test_a_stranger_learns_nothing_more_than_somebody_signed_in(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.county)
    assert client.get("/ready/").content == Client().get("/ready/").content
