"""浏览 · The site run for real, and a Chromium to look at it with, for tests and pictures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from scripts.setup.front_end import BUILT
from scripts.setup.places import ROOT

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.1


def chromium() -> str | None:
    """The machine's own Chromium."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def missing() -> str | None:
    """What stands in the way of looking at the site, in both languages; nothing, mostly."""
    if chromium() is None:
        return "没有 Chromium · no Chromium on this machine"
    if not (BUILT / "site.css").is_file():
        return "前端没有拼好：先运行 ./run test · the front end is not built: ./run test does"
    return None


@contextmanager
def opened_chromium() -> Iterator[Browser]:
    """A Chromium, closed at the end."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running_site(folder: Path, **settings: str) -> Iterator[str]:
    """The demo's site over a data folder, as its users start it, with settings of its own; its
    address, once it answers.
    """
    port = _free_port()
    command = [sys.executable, "-m", "huanjie", "serve", "--port", str(port), "--data", str(folder)]
    with (folder / "server.log").open("wb") as told:
        server = subprocess.Popen(command, cwd=ROOT, env=demo(**settings), stdout=told, stderr=told)
        try:
            address = f"http://localhost:{port}"
            _wait(server, f"{address}/sign-in/", folder / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait()


def demo(**settings: str) -> dict[str, str]:
    """The environment of a demo, whose day can be moved, with settings of its own and nothing of
    the tests'.
    """
    ours = ("DJANGO_SETTINGS_MODULE", "HUANJIE_")
    rest = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**rest, "HUANJIE_DEMO": "1", **settings}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], page: str, told: Path) -> None:
    """Until the page is answered; refused where the server stopped or stays silent."""
    end = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=5):
                return
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(PAUSE_SECONDS)
    raise RuntimeError(f"网站没有开起来 · the site did not start:\n{told.read_text('utf-8')}")
