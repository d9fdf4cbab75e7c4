"""The site as its users have it (浏览器测试): a real server, a real Chromium, and nobody's help."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState
from scripts.browsing import demo, missing, opened_chromium, running_site
from scripts.setup.places import ROOT
from tests.browser.site import STAGED
from tests.browser.steps import Screen, Visitor, Watch
from tests.office.databases import own_database

from huanjie.office.database import SQLITE_FILE

Visit = Callable[..., Visitor]
Window = Callable[..., Page]


@pytest.fixture(scope="session")
def can_look() -> None:
    """Skips where there is nothing to look with, and says what is missing."""
    if why := missing():
        pytest.skip(why)


@pytest.fixture(scope="session")
def site(can_look: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site on which no election is open yet, on the database of the tests."""
    folder = tmp_path_factory.mktemp("site")
    with own_database() as settings:
        _prepare(folder, **settings)
        with running_site(folder, **settings) as address:
            yield address
        assert (folder / SQLITE_FILE).exists() is not bool(settings)


@pytest.fixture(scope="session")
def _staged_folder(can_look: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staged")
    _prepare(folder, "staged")
    return folder


@pytest.fixture(scope="session")
def staged_site(_staged_folder: Path) -> Iterator[str]:
    """The address of a site with an election at every stage."""
    with running_site(_staged_folder) as address:
        yield address


@pytest.fixture(scope="session")
def staged(_staged_folder: Path) -> dict[str, str]:
    """What addresses are made of: the election at each stage, a village, an upload."""
    words: dict[str, str] = json.loads((_staged_folder / STAGED).read_text("utf-8"))
    return words


def _prepare(folder: Path, *words: str, **settings: str) -> None:
    command = [sys.executable, "-m", "tests.browser.site", str(folder), *words]
    subprocess.run(command, cwd=ROOT, env=demo(**settings), check=True)


@pytest.fixture(scope="module")
def browser(can_look: None) -> Iterator[Browser]:
    """One Chromium for a file of tests: while one runs, this process may not use the database."""
    with opened_chromium() as chromium:
        yield chromium


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Every page of a test is watched: an error on any of them fails it."""
    watched = Watch()
    yield watched
    assert watched.wrong == []


@pytest.fixture
def window(browser: Browser, watch: Watch) -> Iterator[Window]:
    """Opens a window of its own, as another person's machine is; with the cookies of an earlier one
    where they are given.
    """
    contexts = []

    def open_window(screen: Screen, cookies: StorageState | None = None) -> Page:
        context = browser.new_context(viewport=screen.value, locale="zh-CN", storage_state=cookies)
        context.set_default_timeout(15_000)
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def someone(site: str, window: Window) -> Visit:
    """Somebody at the site who has not signed in."""
    return lambda screen=Screen.DESK: Visitor(window(screen), site)


@pytest.fixture
def user(site: str, window: Window) -> Visit:
    """A user by the name of the account, signed in through the page, each on their own machine."""
    known: dict[str, Visitor] = {}

    def signed_in(name: str) -> Visitor:
        if name not in known:
            screen = Screen.DESK if name in ("chair", "county", "town") else Screen.PHONE
            known[name] = Visitor(window(screen), site)
            known[name].signs_in(name)
        return known[name]

    return signed_in
