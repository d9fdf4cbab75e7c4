"""W7, the polling day (选举日): pages and posted counts, with login, permission and log, beside a
bare Django view under the same server, on the same database with the same settings.

Ours: the page of a vote (`/elections/…/rounds/1/`), a teller's sheet handed in, the public list of
results. The bare view: one query of twenty rows and a template; one row for a posted number; a
Django hello. Each side runs in turn, several rounds; the median of the rounds counts, round by
round. Every posted count that was acknowledged must be in the database: 0 errors, 0 lost counts.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from scripts.setup.postgres import running_postgres

from bench.table import Row

IN_THE_WAY: Final = (
    "A vote's page asks nine queries where the bare view asks one (session, account, roles, "
    "election, vote, sheets …), and a sheet handed in twenty-one where the bare view writes one "
    "row. The SQL of the most frequent ones is made once (`office/prepared.py`): it halved both. "
    "What is left is the template of the whole page, and for a sheet the deeds that no later one "
    "may overtake: its form number, its place in the log and the election's version, in one "
    "transaction. Half the bare view's speed leaves room for two or three queries: it takes pages "
    "kept by the size of their election's log, which is not built."
)
ROOT: Final = Path(__file__).resolve().parents[1]
PLACES, POSTS = 20, 4_000
ROUNDS, SECONDS, CONNECTIONS = 3, 3.0, 16
THREADS: Final = 4
_TRIES, _PAUSE = 300, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One server with its requests by kind."""

    port: int
    requests: dict[str, list[str]]


def run() -> list[Row]:
    """Measure W7 on SQLite, and on PostgreSQL where there is one."""
    rows = _on("SQLite", {})
    with running_postgres() as address:
        if address:
            rows += _on("PostgreSQL", {"HUANJIE_DATABASE": address})
    return rows


def _on(name: str, database: dict[str, str]) -> list[Row]:
    with TemporaryDirectory(prefix="huanjie-w7-") as folder, ExitStack() as open_:
        ours = _ours(Path(folder) / "ours", database, open_)
        bare = _bare(Path(folder) / "bare", database, open_)
        told = {
            kind: _rounds(kind, ours, bare, Path(folder)) for kind in ("page", "post", "public")
        }
        lost = _lost(Path(folder) / "ours", database, ours, told["post"])
    return [_row(name, kind, told[kind], lost if kind == "post" else 0) for kind in told]


def _ours(folder: Path, database: dict[str, str], open_: ExitStack) -> Side:
    folder.mkdir()
    own = {**database, "HUANJIE_DATA": str(folder)}
    made = json.loads(_said("bench.pollingday", "make", str(PLACES), str(POSTS), **own))
    port = open_.enter_context(_server("huanjie.office.wsgi:application", own))
    kinds = {"page": made["pages"], "post": made["posts"], "public": made["public"]}
    (folder / "deeds").write_text(str(made["deeds"]), "ascii")
    return Side(port=port, requests=kinds)


def _bare(folder: Path, database: dict[str, str], open_: ExitStack) -> Side:
    folder.mkdir()
    own = {**database, "HUANJIE_DATA": str(folder)}
    _said("bench.bareview", "make", str(PLACES), **own)
    port = open_.enter_context(_server("bench.bareview:application", own))
    head = "HTTP/1.1\r\nHost: localhost\r\n"
    body = "number=431"
    form = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return Side(
        port=port,
        requests={
            "page": [f"GET /page/{place}/ {head}\r\n" for place in range(PLACES)],
            "post": [f"POST /post/{n}/ {head}{form}\r\n{body}" for n in range(PLACES)],
            "public": [f"GET /hello/ {head}\r\n"],
        },
    )


Told = list[tuple[dict[str, Any], dict[str, Any]]]


def _rounds(kind: str, ours: Side, bare: Side, folder: Path) -> Told:
    """Ours and the bare view in turn, after one short turn each to warm up."""
    told = []
    for number in range(ROUNDS + 1):
        seconds = SECONDS if number else SECONDS / 3
        pair = []
        for side in (ours, bare):
            requests = side.requests[kind]
            once = kind == "post" and side is ours  # the bare view takes the same form again
            file = folder / "requests.json"
            file.write_text(json.dumps({"requests": requests, "once": once}), "utf-8")
            words = (str(side.port), str(file), str(seconds), str(CONNECTIONS))
            pair.append(json.loads(_said("bench.load", *words)))
            if once:
                del requests[: pair[-1]["answers"] + pair[-1]["errors"]]
        if number:
            told.append((pair[0], pair[1]))
        else:
            warm = pair[0]
    told[0][0]["warm"] = warm["answers"]
    return told


def _lost(folder: Path, database: dict[str, str], ours: Side, told: Told) -> int:
    """Counts that were acknowledged and are not in the database."""
    own = {**database, "HUANJIE_DATA": str(folder)}
    after = int(_said("bench.pollingday", "count", **own).split()[0])
    before = int((folder / "deeds").read_text("ascii"))
    acknowledged = told[0][0]["warm"] + sum(each["statuses"].get("302", 0) for each, _ in told)
    return int(acknowledged) - (after - before)


_MEASURES: Final = {
    "page": ("一页（登录、权限）", "bare view", 0.5, "200"),
    "post": ("交一份计票单（登录、权限、日志）", "bare view", 0.5, "302"),
    "public": ("公开的结果页", "Django hello", 0.8, "200"),
}


def _row(name: str, kind: str, told: Told, lost: int) -> Row:
    measure, peer, goal, good = _MEASURES[kind]
    ours, bare = ([_rate(each) for each in side] for side in zip(*told, strict=True))
    ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
    tail = statistics.median(one["p99"] / other["p99"] for one, other in told)
    errors = sum(
        each["errors"] + sum(n for status, n in each["statuses"].items() if status != good)
        for each, _ in told
    )
    held = ratio >= goal and errors == lost == 0 and (kind == "public" or tail <= 1.5)
    wanted = f">= {goal}x {peer}, 0 errors" + ("" if kind == "public" else ", p99 <= 1.5x")
    return Row(
        workload="W7",
        measure=f"{measure}，{name}",
        unit="requests/s",
        ours=statistics.median(ours),
        peer=peer,
        peer_value=statistics.median(bare),
        ratio=f"{ratio:.2f}x, p99 {tail:.2f}x, {errors} errors, {lost} lost",
        goal=wanted,
        met=held,
    )


def _rate(told: dict[str, Any]) -> float:
    return float(told["answers"] / told["seconds"])


def _said(module: str, *words: str, **more: str) -> str:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=_environment(more),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


@contextmanager
def _server(application: str, own: dict[str, str]) -> Iterator[int]:
    """The application under granian as the site runs it; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    workers = "2" if "HUANJIE_DATABASE" in own else "1"
    words = ("--interface", "wsgi", "--port", str(port), "--no-ws", "--workers", workers)
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *words, "--blocking-threads", str(THREADS), application],
        cwd=ROOT,
        env=_environment(own),
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(_TRIES):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            time.sleep(_PAUSE)
    raise RuntimeError("the server does not answer")


def _environment(own: dict[str, str]) -> dict[str, str]:
    rest = {name: text for name, text in os.environ.items() if not name.startswith("HUANJIE_")}
    return {**rest, **own}
