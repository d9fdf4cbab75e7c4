"""kill -9 at any moment of a thousand concurrent writes (任意时刻断电): what was acknowledged is
there, nothing is there half, and the logs verify. Backup → wipe → restore likewise.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from tests.office.backup.conftest import ROOT, Place
from tests.office.databases import own_database

pytestmark = [pytest.mark.full, pytest.mark.database]

POSTS: Final = 1000
KILLS: Final = 3
EVERY_SHEET: Final = 25
"""one teller's sheet after so many people"""
ADDERS: Final = 6
SECONDS: Final = 60
TOKEN: Final = "t" * 32
_BROKEN: Final = (OSError, http.client.HTTPException)


@dataclass(frozen=True, slots=True)
class Post:
    """A form on its way: sent again with the same key until it is answered."""

    address: str
    session: str
    form: dict[str, str]
    says: str = ""
    """the identity number that it adds; empty: it is a sheet"""


@dataclass(slots=True)
class Work:
    """What is to be sent, what was acknowledged, and when to stop for a kill."""

    posts: queue.Queue[Post]
    acknowledged: list[Post] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    kill_at: int = POSTS + 1
    lock: threading.Lock = field(default_factory=threading.Lock)
    full: threading.Event = field(default_factory=threading.Event)

    def send(self, port: int) -> None:
        """Send forms, one after the other, until there are none or the server is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        while not self.full.is_set():
            try:
                post = self.posts.get_nowait()
            except queue.Empty:
                return
            try:
                self._answered(post, *_sent(connection, post))
            except _BROKEN:
                self.posts.put(post)
                return

    def _answered(self, post: Post, status: int, text: str) -> None:
        with self.lock:
            if status == http.client.FOUND:
                self.acknowledged.append(post)
            else:
                self.refused.append(f"{status} {post.address} {text[:3000]}")
            if len(self.acknowledged) >= self.kill_at or self.refused:
                self.full.set()


def _sent(connection: http.client.HTTPConnection, post: Post) -> tuple[int, str]:
    head = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={post.session}; csrftoken={TOKEN}",
    }
    body = urlencode({**post.form, "csrfmiddlewaretoken": TOKEN})
    connection.request("POST", post.address, body, head)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@contextmanager
def server(place: Place) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The site as it is really served, in a process group of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "huanjie", "serve", "--port", str(port)],
        cwd=ROOT,
        env=place.environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        assert str(port) in process.stdout.readline()
        yield port, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS)


def work_of(made: dict[str, Any], chance: random.Random) -> Work:
    """A thousand forms: people for the rolls, and sheets of two tellers, each another one."""
    posts: queue.Queue[Post] = queue.Queue()
    people = iter(made["people"])
    for number in range(POSTS):
        key = {"key": secrets.token_hex(16)}
        if number % EVERY_SHEET:
            form = {**next(people), "household": "1", "phone": "", **key}
            who = made["sessions"][chance.choice(("chair", "clerk"))]
            address = f"/elections/{chance.choice(made['rolls'])}/roll/add/"
            posts.put(Post(address, who, form, form["id_number"]))
        else:
            pk = list(made["sheets"])[number // EVERY_SHEET % 2]
            form = {**_moved(made["sheets"][pk], number // EVERY_SHEET), **key}
            posts.put(Post(f"/elections/{pk}/rounds/1/sheet/", made["sessions"]["teller1"], form))
    return Work(posts)


def _moved(sheet: dict[str, str], by: int) -> dict[str, str]:
    """The same sheet with some papers more that are invalid for the chair, and fewer valid."""
    names = [name for name in sheet if name.startswith("chair-votes-") and int(sheet[name])]
    taken = min(by, int(sheet[names[0]]))
    moved = {
        names[0]: int(sheet[names[0]]) - taken,
        "chair-valid": int(sheet["chair-valid"]) - taken,
        "chair-invalid": int(sheet["chair-invalid"]) + taken,
    }
    return {**sheet, **{name: str(number) for name, number in moved.items()}}


def audit(place: Place, work: Work, folder: Path) -> None:
    """Nothing that was acknowledged is missing, nothing is half."""
    sheets: dict[str, list[dict[str, str]]] = {}
    for post in (*work.acknowledged, *list(work.posts.queue)):
        if not post.says:
            sheets.setdefault(f"{post.address.split('/')[2]} teller1", []).append(post.form)
    told = folder / "acknowledged.json"
    acknowledged = {
        "keys": [post.form["key"] for post in work.acknowledged],
        "people": [post.says for post in work.acknowledged if post.says],
        "sheets": sheets if any(not post.says for post in work.acknowledged) else {},
    }
    told.write_text(json.dumps(acknowledged), "utf-8")
    assert json.loads(place.done("audit", told, module="tests.office.killed")) == []


def run_until(work: Work, place: Place, kill_at: int) -> None:
    """Serve and send until so many are acknowledged; then kill -9 everything at once."""
    work.kill_at = kill_at
    work.full.clear()
    with server(place) as (port, process):
        senders = [threading.Thread(target=work.send, args=(port,)) for _ in range(ADDERS)]
        for sender in senders:
            sender.start()
        if kill_at <= POSTS:
            work.full.wait(5 * SECONDS)
            os.killpg(process.pid, signal.SIGKILL)
        for sender in senders:
            sender.join(5 * SECONDS)
        assert not work.refused
        if kill_at > POSTS:
            started = time.monotonic()
            process.terminate()
            assert process.wait(SECONDS) == 0, "一声招呼就停下 · it stops when it is asked to"
            assert time.monotonic() - started < SECONDS


def test_what_was_acknowledged_outlives_the_process_and_the_machine(tmp_path: Path) -> None:
    seed = secrets.randbelow(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    with own_database() as database:
        place = Place(tmp_path / "site", database)
        place.data.mkdir()
        work = work_of(json.loads(place.done("make", module="tests.office.killed")), chance)
        for kill_at in sorted(chance.sample(range(20, POSTS - 20), KILLS)):
            run_until(work, place, kill_at)
            audit(place, work, tmp_path)
        run_until(work, place, POSTS + 1)
        assert len(work.acknowledged) == POSTS
        audit(place, work, tmp_path)
        place.done("backup", "--new-key", tmp_path / "key")
        file = tmp_path / "site.huanjie"
        place.done("backup", "-o", file, "--to", tmp_path / "key.pub")
        shutil.rmtree(place.data)
    with own_database() as database:
        again = Place(tmp_path / "site", database)
        again.done("restore", file, "--key", tmp_path / "key")
        audit(again, work, tmp_path)
