"""Where the site keeps its data (数据库): SQLite by itself, PostgreSQL by its address."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from tests.office.databases import SERVER

from huanjie.door.fault import BadInput
from huanjie.office.database import OLDEST_POSTGRES, SQLITE_FILE, database
from huanjie.office.units.models import Unit

ADDRESS = "postgresql://lan:secret@db.example:5433/county?sslmode=require"


def test_the_tests_run_on_the_database_that_was_asked_for(db: None) -> None:
    assert connection.vendor == ("postgresql" if SERVER else "sqlite")
    with connection.cursor() as cursor:
        cursor.execute("select version()" if SERVER else "select sqlite_version()")
        (version,) = cursor.fetchone()
    assert version.startswith("PostgreSQL") == bool(SERVER)
    assert Unit._meta.db_table in connection.introspection.table_names()


@pytest.mark.skipif(not SERVER, reason="这一遍在 SQLite 上 · this pass is on SQLite")
def test_the_server_is_new_enough(db: None) -> None:
    connection.ensure_connection()
    assert connection.pg_version >= OLDEST_POSTGRES * 10_000  # type: ignore[attr-defined]


def test_without_an_address_it_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    found = database(tmp_path, "")
    assert found["NAME"] == tmp_path / SQLITE_FILE
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_names_the_server_and_its_own_options(tmp_path: Path) -> None:
    found = database(tmp_path, ADDRESS)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "county")
    assert (found["USER"], found["PASSWORD"]) == ("lan", "secret")
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] > found["OPTIONS"]["pool"]["min_size"]


@pytest.mark.parametrize(
    "address",
    [
        "mysql://lan:secret@db.example/county",
        "postgresql://lan:secret@db.example",
        "postgresql://lan:secret@db.example/county?sslmood=require",
        "county:secret",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_its_password(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(BadInput) as refused:
        database(tmp_path, address)
    assert "HUANJIE_DATABASE" in refused.value.says
    assert "secret" not in str(refused.value)
    assert refused.value.remedy
