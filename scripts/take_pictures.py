"""Take the README's picture (文档图片) from a demo made in the same run, with headless Chromium.

python scripts/take_pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from huanjie.cli.main import main

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = "1280,1500"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")


def take(browser: str, page: Path, picture: Path, profile: Path) -> None:
    """One page as one picture."""
    words = (f"--window-size={SIZE}", f"--screenshot={picture}", f"--user-data-dir={profile}")
    command = [browser, *QUIET, "--disable-background-networking", *words, page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)


def run() -> int:
    """Make the demo, and take its first page."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("没有 Chromium · no Chromium here", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if main(["demo", "--no-open", "--folder", str(root / "demo")]):
            return 1
        PICTURES.mkdir(parents=True, exist_ok=True)
        page = root / "demo" / "village" / "index.html"
        take(browser, page, PICTURES / "dossier.png", root / "profile")
    return 0


if __name__ == "__main__":
    sys.exit(run())
