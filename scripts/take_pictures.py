"""Take the README's pictures (文档图片) from a demo made in the same run, with headless Chromium.

python -m scripts.take_pictures
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize
from scripts.browsing import demo, missing, opened_chromium, running_site
from scripts.setup.places import ROOT

from huanjie.cli.main import main

PICTURES = ROOT / "docs" / "pictures"
DOSSIER = ("dossier.png", ViewportSize(width=1280, height=1500))


@dataclass(frozen=True)
class Picture:
    """A picture of the running demo (网站的一张图): whose page it is, and how large a window."""

    name: str
    account: str
    size: ViewportSize
    links: tuple[str, ...] = ()
    """what is clicked on the way there, from the account's first page"""
    address: str = ""
    """a page that is open to everyone, where no account is signed in"""


_DECLARED = "#units tr:has(th:has-text('村')):has(td:nth-of-type(3):has-text('已封存')) th a"
SITE = (
    Picture("board.png", "county", ViewportSize(width=1280, height=800)),
    Picture(
        "next-step.png",
        "teller1",
        ViewportSize(width=390, height=844),
        ("main a:has-text('碑排村')", "main a:text-is('村民委员会')"),
    ),
    Picture(
        "declaration.png",
        "county",
        ViewportSize(width=1280, height=1000),
        (
            ".side a:text-is('单位')",
            _DECLARED,
            "main a:text-is('村民委员会')",
            ".election-nav a:text-is('结果')",
        ),
    ),
)
OPEN = (
    Picture(
        "law.png",
        "",
        ViewportSize(width=1280, height=1100),
        address="/law/villagers-committee/?with=sichuan&with=zhejiang#majority",
    ),
    Picture(
        "calculator.png",
        "",
        ViewportSize(width=390, height=844),
        address="/law/ask/turnout/?body=residents-committee&on=2026-06-28&method=representatives"
        "&registered=60&voted=40",
    ),
)
SIZES = {each.name: each.size for each in (*SITE, *OPEN)} | dict([DOSSIER])
PASSWORD = "demo"
HEAVIEST = 250_000
"""bytes of a picture"""


def make_county(folder: Path) -> None:
    """The demo's county, as its users get it, in a process of its own."""
    code = "import pathlib, sys; from huanjie.cli import demo, site_commands as site; \
folder = pathlib.Path(sys.argv[1]); site.set_up_site(folder); demo.make(folder)"
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, env=demo(), check=True)


def take_dossier(browser: Browser, folder: Path, pictures: Path) -> None:
    """The first page of the command line's village."""
    name, size = DOSSIER
    if main(["demo", "--files", str(folder)]):
        raise SystemExit(1)
    page = browser.new_page(viewport=size)
    page.goto((folder / "village" / "index.html").as_uri())
    page.screenshot(path=pictures / name)


def take_site(browser: Browser, address: str, pictures: Path) -> None:
    """The county's board, a teller's next step on a phone, and a declared result."""
    for picture in SITE:
        context = browser.new_context(viewport=picture.size, locale="zh-CN")
        page = context.new_page()
        page.goto(f"{address}/sign-in/")
        form = page.locator("main form").first
        form.get_by_label("账号").fill(picture.account)
        form.get_by_label("密码").fill(PASSWORD)
        with page.expect_navigation():
            form.get_by_role("button").click()
        for link in picture.links:
            with page.expect_navigation():
                page.locator(link).first.click()
        page.screenshot(path=pictures / picture.name, animations="disabled")
        context.close()


def take_open(browser: Browser, address: str, pictures: Path) -> None:
    """The pages that need no account: a body's law with two provinces beside it, a calculator."""
    for picture in OPEN:
        context = browser.new_context(viewport=picture.size, locale="zh-CN")
        page = context.new_page()
        page.goto(address + picture.address)
        page.screenshot(path=pictures / picture.name, animations="disabled")
        context.close()


def take_all(pictures: Path) -> None:
    """Every picture, of a county and a dossier made for them."""
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_county(folder)
        with running_site(folder) as address, opened_chromium() as browser:
            take_site(browser, address, pictures)
            take_open(browser, address, pictures)
            take_dossier(browser, folder / "files", pictures)


if __name__ == "__main__":
    if why := missing():
        raise SystemExit(why)
    take_all(PICTURES)
